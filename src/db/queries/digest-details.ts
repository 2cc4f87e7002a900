import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { scopeOfBody, type AccessScope } from '../../core/access/scope.ts';
import { liveKey, readKeys, type DigestKey } from '../../core/digest/digest-key.ts';
import type { FormDefinition } from '../../core/forms/definition.ts';
import type { Owing, OwingUnit } from '../../core/digest/owing.ts';
import type {
  BodyCode,
  BodyId,
  ChatId,
  DeliveryId,
  DigestId,
  FormCode,
  PeriodId,
  UnitCode,
} from '../../core/ids.ts';
import type { ChoiceToken, RichText } from '../../core/messages.ts';
import type { Reach } from '../../core/reach.ts';
import type { Executor } from '../connect.ts';
import { promisedUntil, remindersSent } from './duty-columns.ts';
import { reachesBody, reachesUnit } from './access.ts';
import { lastReminderReach } from './reach.ts';
import { owedReports } from './owed-reports.ts';

/** The digest that a button names, as far as it is somebody's to see. */
export type MeantDigest = {
  readonly form: FormCode;
  readonly body: BodyCode;
  readonly period: string;
  readonly periodId: PeriodId;
  readonly locksAt: Temporal.Instant;
  /** Asked for the reports. */
  readonly definition: FormDefinition;
  /** Null: it is of now. */
  readonly sent: {
    readonly id: DigestId;
    readonly at: Temporal.Instant;
    readonly text: RichText;
    readonly missing: readonly UnitCode[];
  } | null;
};

type MeantRow = Omit<MeantDigest, 'locksAt' | 'sent'> & {
  readonly locksAt: string;
  readonly sent:
    | (Omit<NonNullable<MeantDigest['sent']>, 'id' | 'at'> & { readonly id: DigestId; readonly at: string })
    | null;
};

/** Undefined: there is no such digest, or it is none of the scope's. */
export async function findDigest(
  db: Executor,
  scope: AccessScope,
  key: DigestKey,
): Promise<MeantDigest | undefined> {
  const [meant] = readKeys(key);
  if (meant === undefined) return undefined;
  const sent = sql`jsonb_build_object('id', d.id, 'at', d.created_at, 'text', d.message -> 'text', 'missing', d.figures -> 'missing')`;
  const rows = await db.execute<MeantRow>(sql`
    select f.code as form, b.code as body, p.code as period, p.id as "periodId", v.definition, to_json(p.locks_at) #>> '{}' as "locksAt",
      ${meant.kind === 'sent' ? sent : sql`null::jsonb`} as sent
    from ${
      meant.kind === 'sent'
        ? sql`digest d join period p on p.id = d.period_id join body b on b.id = d.body_id`
        : sql`period p join body b on b.id = ${meant.body}`
    }
      join form f on f.id = p.form_id
      join form_version v on v.id = p.form_version_id
    where ${meant.kind === 'sent' ? sql`d.id = ${meant.digest}` : sql`p.id = ${meant.period}`}
      and v.definition -> 'receivers' @> to_jsonb(b.code) and ${reachesBody(scope, sql`b.code`, sql`b.unit_id`)}`);
  const [row] = rows;
  return (
    row && {
      ...row,
      locksAt: Temporal.Instant.from(row.locksAt),
      sent: row.sent && { ...row.sent, at: Temporal.Instant.from(row.sent.at) },
    }
  );
}

/**
 * The digests that words mean which name none, the most likely first. `owing`: about reports that can still come and that somebody
 * in the scope owes, the first due first. `current`: what each form is about now, as `currentDigestPeriod` has it.
 */
export async function findMeantDigests(
  db: Executor,
  scope: AccessScope,
  now: Temporal.Instant,
  which: 'owing' | 'current',
): Promise<readonly DigestKey[]> {
  const at = sql`${now.toString()}::timestamptz`;
  const isOwed = sql`exists (
    select from obligation o where o.period_id = p.id and o.feeds is null and o.exempt_reason is null
      and not exists (select from report r where r.obligation_id = o.id) and ${reachesUnit(scope, sql`o.unit_id`)})`;
  const isCurrent = sql`p.id = (
    select other.id from period other
    where other.form_id = p.form_id and other.opens_at <= ${at} and exists (select from obligation o where o.period_id = other.id)
    order by other.due_at <= ${at} desc, case when other.due_at <= ${at} then other.due_at end desc, other.due_at
    limit 1)`;
  const rows = await db.execute<{ period: PeriodId; body: BodyId }>(sql`
    select p.id as period, b.id as body
    from period p join form_version v on v.id = p.form_version_id join body b on v.definition -> 'receivers' @> to_jsonb(b.code)
    where ${which === 'owing' ? sql`p.opens_at <= ${at} and p.locks_at > ${at} and ${isOwed}` : isCurrent}
      and ${reachesBody(scope, sql`b.code`, sql`b.unit_id`)}
    order by p.due_at, p.form_id, b.id`);
  return rows.map(({ period, body }) => liveKey(period, body));
}

type DetailRow = {
  readonly code: UnitCode;
  readonly group: string | null;
  readonly reminders: number;
  readonly lastReach: Reach | null;
  readonly promised: string | null;
};

/** Who owes a report as things stand, of the units in the scope. */
export async function loadOwing(db: Executor, scope: AccessScope, meant: MeantDigest): Promise<Owing> {
  const seen = scopeOfBody(scope, meant.body);
  const rows = await owedReports(db, seen, [meant.periodId], undefined);
  const owed = rows.filter(({ exemptReason }) => exemptReason === null);
  const named = owed.filter(({ revision, lateMinutes }) => revision === null || lateMinutes > 0);
  const details = await db.execute<DetailRow>(sql`
    select u.code, above.name as "group", ${remindersSent('o')} as reminders, ${lastReminderReach('o')} as "lastReach", ${promisedUntil('o')} as promised
    from obligation o join unit u on u.id = o.unit_id left join unit above on above.id = u.parent_id
    where o.period_id = ${meant.periodId}
      and u.code in (select jsonb_array_elements_text(${JSON.stringify(named.map(({ unit }) => unit))}::text::jsonb))`);
  const detailOf = new Map(details.map((row) => [row.code, row]));
  const units = named.map(({ unit: code, name, revision, lateMinutes }): OwingUnit => {
    const detail = detailOf.get(code);
    const promised = detail?.promised ?? null;
    return {
      unit: { code, name },
      group: detail?.group ?? null,
      reminders: detail?.reminders ?? 0,
      lastReach: detail?.lastReach ?? null,
      promised: promised === null ? null : Temporal.Instant.from(promised),
      lateMinutes: revision === null ? null : lateMinutes,
    };
  });
  const inSight = new Set(owed.map(({ unit }) => unit));
  return {
    expected: owed.length,
    missing: units.filter(({ lateMinutes }) => lateMinutes === null),
    late: units.filter(({ lateMinutes }) => lateMinutes !== null),
    missingThen: meant.sent && meant.sent.missing.filter((code) => inSight.has(code)).length,
  };
}

/**
 * The message of the chat under which a button was tapped: the one with the platform's name, else the latest that shows the button.
 * Undefined also for one that holds more than a digest or an answer, for to rewrite it would take the rest away.
 */
export async function findTappedMessage(
  db: Executor,
  chat: ChatId,
  { under, token }: { readonly under: string | undefined; readonly token: ChoiceToken },
  digest: RichText | undefined,
): Promise<DeliveryId | undefined> {
  const shows = sql`exists (
    select from jsonb_array_elements(d.message -> 'buttons') line, jsonb_array_elements(line) button
    where button ->> 'token' = ${token})`;
  const rows = await db.execute<{ id: DeliveryId }>(sql`
    select target.id
    from (
      select coalesce(d.edits, d.id) as id from delivery d
      where d.chat_id = ${chat} and ${under === undefined ? shows : sql`d.provider_id = ${under}`}
      order by d.id desc limit 1
    ) found join delivery target on target.id = found.id
    where target.state not in ('rejected', 'unreachable')
      and (target.urgency = 1 or target.message -> 'text' = ${JSON.stringify(digest ?? null)}::text::jsonb)`);
  return rows[0]?.id;
}
