import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { PeriodView, UnitView } from '../../core/conversation/context.ts';
import type {
  DeliveryId,
  FormCode,
  FormVersionId,
  ObligationId,
  PeriodId,
  PersonId,
  UnitId,
} from '../../core/ids.ts';
import type { Decision } from '../../core/reminders/notice.ts';
import type { Executor, Transaction } from '../connect.ts';
import { isHeld } from './held.ts';
import { PERIOD_COLUMNS, periodView, type PeriodColumns } from './period-view.ts';
import { onceEach, tableOf } from './rows.ts';

/** A report that is still awaited. */
export type AwaitedReport = {
  readonly obligation: ObligationId;
  readonly unitId: UnitId;
  readonly unit: UnitView;
  readonly form: FormCode;
  readonly formVersion: FormVersionId;
  readonly periodId: PeriodId;
  /** Its due moment is the unit's own. */
  readonly period: PeriodView;
  /** The unit that puts its report together from this one; null: it goes to the receivers itself. */
  readonly feedsUnitId: UnitId | null;
  /** Calendar moment of the form's import. */
  readonly owedSinceAt: Temporal.Instant;
};

type Row = PeriodColumns & {
  readonly obligation: ObligationId;
  readonly unitId: UnitId;
  readonly unitCode: string;
  readonly unitName: string;
  readonly form: FormCode;
  readonly formVersion: FormVersionId;
  readonly periodId: PeriodId;
  readonly feedsUnitId: UnitId | null;
  readonly owedSinceAt: string;
};

/**
 * Reports of open, unlocked periods that have not come and are not exempted. What would feed a report that is sent or not owed is
 * not awaited either, though it may still come.
 */
export async function loadAwaited(db: Executor, now: Temporal.Instant): Promise<readonly AwaitedReport[]> {
  const rows = await db.execute<Row>(sql`
    select o.id as obligation, o.unit_id as "unitId", u.code as "unitCode", u.name as "unitName", f.code as form,
      p.form_version_id as "formVersion", p.id as "periodId", ${PERIOD_COLUMNS},
      fed.unit_id as "feedsUnitId", (select min(first.created_at) from form_version first where first.form_id = f.id) as "owedSinceAt"
    from period p
      join form f on f.id = p.form_id
      join obligation o on o.period_id = p.id
      join unit u on u.id = o.unit_id
      left join obligation fed on fed.id = o.feeds
    where p.opens_at <= ${now.toString()} and p.locks_at > ${now.toString()} and o.exempt_reason is null
      and not exists (select from report r where r.obligation_id = o.id)
      and fed.exempt_reason is null and (o.feeds is null or not exists (select from report r where r.obligation_id = o.feeds))
    order by "dueAt", o.id`);
  const periodOf = onceEach(rows, (row) => `${row.periodId} ${row.dueAt}`, periodView);
  const owedSinceOf = onceEach(
    rows,
    (row) => row.form,
    (row) => Temporal.Instant.from(row.owedSinceAt),
  );
  return rows.map((row) => ({
    obligation: row.obligation,
    unitId: row.unitId,
    unit: { code: row.unitCode, name: row.unitName },
    form: row.form,
    formVersion: row.formVersion,
    periodId: row.periodId,
    period: periodOf(row),
    feedsUnitId: row.feedsUnitId,
    owedSinceAt: owedSinceOf(row),
  }));
}

/** Who is reminded about each unit: holders and deputies of its contact posts, and of the nearest superior post above it. */
export async function loadReminded(
  db: Executor,
  units: readonly UnitId[],
  today: Temporal.PlainDate,
): Promise<{
  readonly contactsOf: (unit: UnitId) => readonly PersonId[];
  readonly superiorsOf: (unit: UnitId) => readonly PersonId[];
}> {
  const wanted = units.map((id) => ({ id }));
  const held = isHeld(today);
  const contacts = await db.execute<{ unit: UnitId; person: PersonId }>(sql`
    select p.unit_id as unit, h.person_id as person
    from ${tableOf(wanted, 'wanted', 'id bigint')}
      join post p on p.unit_id = wanted.id and p.role = 'contact'
      join holder h on h.post_id = p.id and ${held}
    order by h.deputy, h.id`);
  const superiors = await db.execute<{ unit: UnitId; person: PersonId }>(sql`
    with recursive above (unit, at, distance) as (
      select wanted.id, wanted.id, 0 from ${tableOf(wanted, 'wanted', 'id bigint')}
      union all
      select above.unit, u.parent_id, above.distance + 1 from above join unit u on u.id = above.at where u.parent_id is not null
    ), found as (
      select above.unit, above.distance, h.person_id as person, min(above.distance) over (partition by above.unit) as nearest
      from above join post p on p.unit_id = above.at and p.role = 'superior' join holder h on h.post_id = p.id and ${held}
    )
    select unit, person from found where distance = nearest order by unit, person`);
  return { contactsOf: grouped(contacts), superiorsOf: grouped(superiors) };
}

function grouped(
  rows: readonly { readonly unit: UnitId; readonly person: PersonId }[],
): (unit: UnitId) => readonly PersonId[] {
  const people = new Map<UnitId, PersonId[]>();
  for (const { unit, person } of rows) people.set(unit, [...(people.get(unit) ?? []), person]);
  return (unit) => people.get(unit) ?? [];
}

/** Which steps were decided before, as `obligation step person`. */
export async function loadDecided(
  db: Executor,
  obligations: readonly ObligationId[],
): Promise<(obligation: ObligationId, step: string, person: PersonId) => boolean> {
  if (obligations.length === 0) return () => false;
  const rows = await db.execute<{ obligation: ObligationId; step: string; person: PersonId }>(sql`
    select r.obligation_id as obligation, r.step, r.person_id as person
    from ${tableOf(
      obligations.map((id) => ({ id })),
      'wanted',
      'id bigint',
    )} join reminder r on r.obligation_id = wanted.id`);
  const known = new Set(rows.map((row) => `${row.obligation} ${row.person} ${row.step}`));
  return (obligation, step, person) => known.has(`${obligation} ${person} ${step}`);
}

/** Writes down what was decided; the unique key makes a second tick harmless. */
export async function insertReminders(
  tx: Transaction,
  decisions: readonly (Decision & { readonly delivery: DeliveryId | null })[],
  at: Temporal.Instant,
): Promise<void> {
  if (decisions.length === 0) return;
  await tx.execute(sql`
    insert into reminder (obligation_id, step, person_id, planned_at, decided_at, delivery_id)
    select obligation, step, person, "plannedAt", ${at.toString()}::timestamptz, delivery
    from ${tableOf(
      decisions,
      'decided',
      'obligation bigint, step text, person bigint, "plannedAt" timestamptz, delivery bigint',
    )}
    order by position
    on conflict do nothing`);
}

/** Changes with each new obligation, holder and wish to be reminded later or to have somebody reminded, whoever adds them. Costs the same for eight units and for thousands. */
export async function loadReminderMark(db: Executor): Promise<string> {
  const [row] = await db.execute<{ mark: string }>(sql`
    select concat_ws(' ', (select max(id) from obligation), (select max(id) from holder), (select max(id) from snooze), (select max(id) from nudge)) as mark`);
  return row?.mark ?? '';
}

export type PeriodAhead = Pick<PeriodView, 'opensAt' | 'dueAt' | 'locksAt'> & {
  readonly formVersion: FormVersionId;
};

/** Periods that are not locked yet, once for each due moment that they have, those that open first first; no more than matter for the next hours. */
export async function loadPeriodsAhead(db: Executor, now: Temporal.Instant): Promise<readonly PeriodAhead[]> {
  const rows = await db.execute<{
    formVersion: FormVersionId;
    opensAt: string;
    dueAt: string;
    locksAt: string;
  }>(sql`
    select form_version_id as "formVersion", opens_at as "opensAt", own.due as "dueAt", locks_at as "locksAt"
    from period cross join lateral (
      select due_at as due union all select feeds_due_at where feeds_due_at is not null
    ) own
    where locks_at > ${now.toString()} and opens_at <= ${now.add({ hours: 24 }).toString()}
    order by opens_at`);
  return rows.map(({ formVersion, opensAt, dueAt, locksAt }) => ({
    formVersion,
    opensAt: Temporal.Instant.from(opensAt),
    dueAt: Temporal.Instant.from(dueAt),
    locksAt: Temporal.Instant.from(locksAt),
  }));
}
