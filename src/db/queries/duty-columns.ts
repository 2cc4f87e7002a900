import { sql, type SQL } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { LateNotice, Reopening, ReopeningDecision } from '../../core/conversation/context.ts';
import type { LateCause } from '../../core/parsing/understanding.ts';

/** For the select list of a statement that calls the obligation `o`. */
export const LATEST_REOPENING = sql`(
  select jsonb_build_object('requestedBy', asker.name, 'requestedAt', r.requested_at, 'reason', r.reason, 'outcome', r.outcome,
    'decidedBy', decider.name, 'until', r.until, 'answer', r.answer)
  from reopening r
    join person asker on asker.id = r.requested_by
    left join person decider on decider.id = r.decided_by
  where r.obligation_id = o.id order by r.id desc limit 1)`;

export type ReopeningRow = {
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly reason: string;
  readonly outcome: ReopeningDecision['kind'] | null;
  readonly decidedBy: string | null;
  readonly until: string | null;
  readonly answer: string | null;
};

export function readReopening({ requestedBy, requestedAt, reason, ...row }: ReopeningRow): Reopening {
  return {
    requestedBy,
    requestedAt: Temporal.Instant.from(requestedAt),
    reason,
    decision: readDecision(row),
  };
}

function readDecision({
  outcome,
  decidedBy,
  until,
  answer,
}: Pick<ReopeningRow, 'outcome' | 'decidedBy' | 'until' | 'answer'>): ReopeningDecision | null {
  const by = decidedBy ?? '';
  if (outcome === 'granted' && until !== null)
    return { kind: outcome, by, until: Temporal.Instant.from(until) };
  return outcome === 'refused' ? { kind: outcome, by, answer } : null;
}

/** For the select list of a statement that calls the obligation `o`. */
export const LATEST_LATE_NOTICE = sql`(
  select jsonb_build_object('until', n.until, 'cause', n.cause, 'reason', n.reason)
  from late_notice n where n.obligation_id = o.id order by n.id desc limit 1)`;

export type LateNoticeRow = {
  readonly until: string | null;
  readonly cause: string | null;
  readonly reason: string | null;
};

export function readLateNotice({ until, cause, reason }: LateNoticeRow): LateNotice {
  return { until: until === null ? null : Temporal.Instant.from(until), cause, reason };
}

/** Of a row of `obligation`: why the unit said last, by then, that its report comes late. */
export function lateCause(asOf?: Temporal.Instant): SQL<LateCause | null> {
  const told = asOf === undefined ? sql`true` : sql`n.told_at <= ${asOf.toString()}`;
  return sql<LateCause | null>`(
    select n.cause from late_notice n where n.obligation_id = obligation.id and ${told} order by n.id desc limit 1)`;
}

/** Of the obligation under this alias: how many of its reminders went out, the opening notice not counted. */
export function remindersSent(alias: string): SQL<number> {
  return sql<number>`(
    select count(distinct r.step)::integer from reminder r
    where r.obligation_id = ${sql.identifier(alias)}.id and r.delivery_id is not null and r.step <> 'open')`;
}

/** Of the obligation under this alias: the moment promised last; null: none. */
export function promisedUntil(alias: string): SQL<string | null> {
  return sql<string | null>`(
    select to_json(n.until) #>> '{}' from late_notice n
    where n.obligation_id = ${sql.identifier(alias)}.id and n.until is not null order by n.id desc limit 1)`;
}
