import { sql } from 'drizzle-orm';
import type { AccessScope } from '../../core/access/scope.ts';
import type { DigestView } from '../../core/conversation/context.ts';
import { fieldsFor } from '../../core/forms/definition.ts';
import type { UnitCode } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { reachesBody } from './access.ts';
import { findSubject } from './digest-subject.ts';
import type { KeptDigest } from './digests.ts';
import { loadDigest } from './figures.ts';
import { loadLevels } from './levels.ts';
import { nameOn } from './lineage.ts';

/** A digest that was sent, with the names to show it; undefined where its body is none of the scope's. */
export async function loadKeptView(
  db: Executor,
  scope: AccessScope,
  kept: KeptDigest,
): Promise<DigestView | undefined> {
  const [own] = await db.execute(sql`
    select from body b where b.code = ${kept.body} and ${reachesBody(scope, sql`b.code`, sql`b.unit_id`)}`);
  const subject = own && (await findSubject(db, kept));
  if (subject === undefined) return undefined;
  // Findings were not always kept.
  const findings =
    kept.findings ?? (await loadDigest(db, scope, { ...kept, asOf: kept.createdAt }))?.findings;
  if (findings === undefined) return undefined;
  const { figures } = kept;
  const units = [...findings.units, ...(figures.exempt ?? [])].map(({ unit }) => unit);
  const named = await db.execute<{ code: UnitCode; name: string }>(sql`
    select u.code, ${nameOn('u', 'unit', sql`${subject.end.toString()}::date`)} as name
    from unit u where u.code in (select jsonb_array_elements_text(${JSON.stringify(units)}::text::jsonb)) order by u.id`);
  const fields = fieldsFor(subject.definition, kept.body);
  return {
    figures,
    findings: { ...findings, levels: findings.levels ?? (await loadLevels(db, units, subject.end)) },
    names: {
      body: subject.bodyName,
      form: subject.definition.name,
      period: { code: subject.code, start: subject.start, end: subject.end },
      units: Object.fromEntries(named.map(({ code, name }) => [code, name])),
      fields: Object.fromEntries(fields.map(({ code, label }) => [code, label])),
    },
  };
}
