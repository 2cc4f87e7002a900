import { sql, type SQL } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { UNIT_ENDED } from '../../core/actions/exempt.ts';
import type { PeriodMoments } from '../../core/calendar/period-moments.ts';
import type { PeriodSpan } from '../../core/calendar/period.ts';
import type { FormDefinition } from '../../core/forms/definition.ts';
import type { FormId, FormVersionId } from '../../core/ids.ts';
import type { Executor, Transaction } from '../connect.ts';
import { isHeld } from './held.ts';

export type FormInForce = {
  readonly form: FormId;
  readonly version: FormVersionId;
  readonly definition: FormDefinition;
  /** The day of the import; the period that contains it is the first that is owed. */
  readonly owedSince: Temporal.PlainDate;
  /** The moment of the import, in calendar time: nobody is reminded of what was planned before. */
  readonly owedSinceAt: Temporal.Instant;
  /** When its latest version was made. */
  readonly changedAt: Temporal.Instant;
  /** First day of the latest period that exists; null: none. */
  readonly latestStart: Temporal.PlainDate | null;
};

type Row = {
  readonly form: FormId;
  readonly version: FormVersionId;
  readonly definition: FormDefinition;
  readonly owedSince: string;
  readonly owedSinceAt: string;
  readonly changedAt: string;
  readonly latestStart: string | null;
};

/** Every form in its latest version, with how far its periods go. */
export async function loadFormsInForce(db: Executor): Promise<readonly FormInForce[]> {
  const rows = await db.execute<Row>(sql`
    select f.id as form, v.id as version, v.definition, f.owed_since as "owedSince", v.created_at as "changedAt",
      (select min(first.created_at) from form_version first where first.form_id = f.id) as "owedSinceAt",
      (select max(p.data_start) from period p where p.form_id = f.id) as "latestStart"
    from form f join lateral (
      select * from form_version candidate where candidate.form_id = f.id order by candidate.version desc limit 1
    ) v on true
    order by f.id`);
  return rows.map((row) => ({
    ...row,
    owedSince: Temporal.PlainDate.from(row.owedSince),
    owedSinceAt: Temporal.Instant.from(row.owedSinceAt),
    changedAt: Temporal.Instant.from(row.changedAt),
    latestStart: row.latestStart === null ? null : Temporal.PlainDate.from(row.latestStart),
  }));
}

/** Changes with each new unit and form version. Costs the same for eight units and for thousands. */
export async function loadOpeningMark(tx: Transaction): Promise<string> {
  const [row] = await tx.execute<{ mark: string }>(sql`
    select concat_ws(' ', (select max(id) from unit), (select max(id) from form_version)) as mark`);
  return row?.mark ?? '';
}

export type OpeningMoments = PeriodMoments & {
  /** As `hamletsDueAt` gives it. */
  readonly feedsDueAt: Temporal.Instant | null;
};

/** A moment, and the day that it belongs to. */
export type Day = { readonly now: Temporal.Instant; readonly today: Temporal.PlainDate };

/**
 * Makes a period known and what each reporting unit owes for it: units of the form's kind that exist on its last day. What stands
 * already stays as it is. Returns the number of new obligations.
 *
 * Where the form sums the reports of units below, each of these owes a report to the reporting unit above it, if someone holds a
 * contact post of it today: nobody could be asked else.
 */
export async function openPeriod(
  tx: Transaction,
  { form, version, definition }: FormInForce,
  span: PeriodSpan,
  moments: OpeningMoments,
  day: Day,
): Promise<number> {
  await tx.execute(sql`
    insert into period (form_id, form_version_id, code, data_start, data_end, opens_at, due_at, feeds_due_at, locks_at)
    values (${form}, ${version}, ${span.code}, ${span.start.toString()}, ${span.end.toString()},
      ${moments.opensAt.toString()}, ${moments.dueAt.toString()}, ${moments.feedsDueAt?.toString() ?? null}, ${moments.locksAt.toString()})
    on conflict do nothing`);
  return owe(tx, definition, sql`p.form_id = ${form} and p.code = ${span.code}`, day);
}

/** Adds to the form's spans that are not due yet the units that came since they were opened. Returns the number of new obligations. */
export async function oweUndueSpans(
  tx: Transaction,
  { form, definition }: FormInForce,
  day: Day,
): Promise<number> {
  const isUndue = sql`p.form_id = ${form} and p.due_at > ${day.now.toString()} and p.code like '%..%'`;
  return owe(tx, definition, isUndue, day);
}

/** Adds what is lacking to the periods `p` for which `which` holds. */
async function owe(
  tx: Transaction,
  definition: FormDefinition,
  which: SQL,
  { now, today }: Day,
): Promise<number> {
  const rows = await tx.execute(sql`
    insert into obligation (period_id, unit_id, owed_from)
    select p.id, u.id, ${now.toString()}::timestamptz
    from period p join unit u on u.kind = ${definition.reporters.kind} and ${EXISTS_THEN}
    where ${which}
      and not exists (select from obligation known where known.period_id = p.id and known.unit_id = u.id)
    order by p.id, u.id
    on conflict (period_id, unit_id) do nothing
    returning id`);
  const { kind, sums } = definition.reporters;
  if (!sums) return rows.length;
  const below = await tx.execute(sql`
    with recursive way (unit, at, kind) as (
      select u.id, above.id, above.kind from unit u join unit above on above.id = u.parent_id where u.kind = ${sums.kind}
      union all
      select way.unit, above.id, above.kind from way join unit u on u.id = way.at join unit above on above.id = u.parent_id
      where way.kind <> ${kind}
    )
    insert into obligation (period_id, unit_id, feeds, owed_from)
    select p.id, u.id, fed.id, ${now.toString()}::timestamptz
    from period p
      join way on way.kind = ${kind}
      join unit u on u.id = way.unit and ${EXISTS_THEN}
      join obligation fed on fed.period_id = p.id and fed.unit_id = way.at and fed.feeds is null
    where ${which}
      and exists (select from post c join holder h on h.post_id = c.id and ${isHeld(today)}
        where c.unit_id = u.id and c.role = 'contact')
      and not exists (select from obligation known where known.period_id = p.id and known.unit_id = u.id)
    order by p.id, u.id
    on conflict (period_id, unit_id) do nothing
    returning id`);
  return rows.length + below.length;
}

/**
 * Relieves units that will not exist on a period's last day of what they have not reported for it, and takes that back where a
 * later import says otherwise. Locked periods stay as they were closed.
 */
export async function settleEndedUnits(tx: Transaction, now: Temporal.Instant): Promise<void> {
  const unlocked = sql`p.id = o.period_id and u.id = o.unit_id and p.locks_at > ${now.toString()}`;
  await settle(
    tx,
    UNIT_ENDED,
    sql`${unlocked} and o.exempt_reason is null and not (${EXISTS_THEN})
      and not exists (select from report r where r.obligation_id = o.id)`,
    now,
  );
  await settle(tx, null, sql`${unlocked} and o.exempt_reason = ${UNIT_ENDED} and ${EXISTS_THEN}`, now);
}

async function settle(
  tx: Transaction,
  reason: string | null,
  which: SQL,
  now: Temporal.Instant,
): Promise<void> {
  await tx.execute(sql`
    with settled as (
      update obligation o set exempt_reason = ${reason} from period p, unit u where ${which} returning o.id
    )
    insert into exempt_change (obligation_id, before, after, changed_at)
    select id, ${reason === null ? UNIT_ENDED : null}, ${reason}, ${now.toString()} from settled`);
}

/** Of a unit `u` on the last day of a period `p`. */
const EXISTS_THEN = sql`(u.active_from is null or u.active_from <= p.data_end)
  and (u.active_until is null or u.active_until > p.data_end)`;
