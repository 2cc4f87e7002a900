import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { FieldCode, FormCode, UnitCode } from '../../core/ids.ts';
import type { StoredReceipt } from '../../core/receipts/check-seal.ts';
import type { ReceiptSubject } from '../../core/receipts/receipt.ts';
import type { ChainHead, Heads } from '../../core/receipts/seal.ts';
import type { Executor } from '../connect.ts';
import { contentOf, storedValuesOf, type StoredValue } from './stored-values.ts';

/** The end of these units' chains, as it was at `asOf` if that is given; units without a report have a head as well. */
export async function loadHeads(
  db: Executor,
  units: readonly UnitCode[],
  asOf: Temporal.Instant | undefined,
): Promise<Heads> {
  const until = asOf === undefined ? sql`true` : sql`rev.submitted_at <= ${asOf.toString()}`;
  const rows = await db.execute<{ unit: UnitCode } & ChainHead>(sql`
    select u.code as unit, coalesce(last.number, 0) as receipts, coalesce(last.hash, repeat('0', 64)) as hash
    from jsonb_array_elements_text(${JSON.stringify(units)}::text::jsonb) wanted (code)
      join unit u on u.code = wanted.code
      left join lateral (
        select r.number, r.hash from receipt r join report_revision rev on rev.id = r.revision_id
        where r.unit_id = u.id and ${until}
        order by r.number desc limit 1
      ) last on true`);
  return Object.fromEntries(rows.map(({ unit, receipts, hash }) => [unit, { receipts, hash }]));
}

type ReceiptRow = {
  readonly number: number;
  readonly hash: string;
  readonly form: FormCode;
  readonly period: string;
  readonly revision: number;
  readonly nil: boolean;
  readonly sameAsLast: boolean;
  readonly lateMinutes: number;
  readonly source: string;
  readonly submittedAt: string;
  readonly gaps: readonly FieldCode[];
  readonly carriedOver: readonly FieldCode[];
  readonly values: readonly StoredValue[];
};

/** A unit's receipts in order, with what its reports hold now. */
export async function loadReceipts(db: Executor, unit: UnitCode): Promise<readonly StoredReceipt[]> {
  const rows = await db.execute<ReceiptRow>(sql`
    select r.number, r.hash, f.code as form, p.code as period, rev.revision, rev.nil, rev.same_as_last as "sameAsLast",
      rev.late_minutes as "lateMinutes", rev.source, to_json(rev.submitted_at) #>> '{}' as "submittedAt", rev.gaps,
      array_to_json(array(select v.field from report_value v where v.revision_id = rev.id and v.carried_over)) as "carriedOver",
      ${storedValuesOf(sql`rev.id`)} as values
    from unit u
      join receipt r on r.unit_id = u.id
      join report_revision rev on rev.id = r.revision_id
      join report on report.id = rev.report_id
      join obligation o on o.id = report.obligation_id
      join period p on p.id = o.period_id
      join form f on f.id = p.form_id
    where u.code = ${unit}
    order by r.number`);
  return rows.map(({ number, hash, form, period, revision, values, submittedAt, ...row }) => ({
    unit,
    form,
    period,
    revision,
    number,
    hash,
    content: { ...row, ...contentOf(values), submittedAt: Temporal.Instant.from(submittedAt) },
  }));
}

/** Revisions of these units that no receipt was given for: whoever wrote them went round the service. */
export async function loadWithoutReceipt(
  db: Executor,
  units: readonly UnitCode[],
): Promise<readonly ReceiptSubject[]> {
  return db.execute<ReceiptSubject>(sql`
    select u.code as unit, f.code as form, p.code as period, rev.revision
    from jsonb_array_elements_text(${JSON.stringify(units)}::text::jsonb) wanted (code)
      join unit u on u.code = wanted.code
      join obligation o on o.unit_id = u.id
      join report on report.obligation_id = o.id
      join report_revision rev on rev.report_id = report.id
      join period p on p.id = o.period_id
      join form f on f.id = p.form_id
    where not exists (select from receipt r where r.revision_id = rev.id)
    order by u.id, rev.id`);
}
