import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { AccessScope } from '../../core/access/scope.ts';
import { startOfDay } from '../../core/calendar/wall-time.ts';
import { weekAround } from '../../core/calendar/working-time.ts';
import type { UnitId } from '../../core/ids.ts';
import {
  betterHours,
  LEARNED_WEEKS,
  LED_WITHIN_HOURS,
  type HourCount,
} from '../../core/reminders/best-hour.ts';
import { NEEDED_WEEKS, type RemindersNeeded, type UnitNeeds } from '../../core/reminders/reminders-needed.ts';
import type { Executor } from '../connect.ts';
import { reachesUnit } from './access.ts';

/**
 * What came of each unit's reminders by the hour of the day, in the weeks before `today`; for forms whose plan adapts. One grouped
 * statement, the same answer all day long. Opening notices are no reminders; what a superior hears at the same moment is one with it.
 */
export async function loadHourCounts(
  db: Executor,
  today: Temporal.PlainDate,
  zone: string,
): Promise<ReadonlyMap<UnitId, readonly HourCount[]>> {
  const from = startOfDay(today.subtract({ weeks: LEARNED_WEEKS }), zone).toString();
  const until = startOfDay(today, zone).toString();
  const rows = await db.execute<HourCount & { unit: UnitId }>(sql`
    with adaptive as (
      select distinct form_id from form_version where definition ->> 'plan' = 'adaptive'
    ), reminded as (
      select distinct o.id, o.unit_id, r.decided_at
      from adaptive join period p on p.form_id = adaptive.form_id and p.locks_at >= ${from} and p.opens_at < ${until}
        join obligation o on o.period_id = p.id join reminder r on r.obligation_id = o.id
      where r.delivery_id is not null and r.step <> 'open' and r.decided_at >= ${from} and r.decided_at < ${until}
    )
    select reminded.unit_id as unit, extract(hour from reminded.decided_at at time zone ${zone}::text)::integer as hour,
      count(*) as reminded, count(first.id) as answered
    from reminded
      left join report on report.obligation_id = reminded.id
      left join report_revision first on first.report_id = report.id and first.revision = 1
        and first.submitted_at >= reminded.decided_at and first.submitted_at < ${until}
        and first.submitted_at <= reminded.decided_at + make_interval(hours => ${LED_WITHIN_HOURS}::integer)
    group by 1, 2 order by 1, 2`);
  const counts = new Map<UnitId, HourCount[]>();
  for (const { unit, ...count } of rows) counts.set(unit, [...(counts.get(unit) ?? []), count]);
  return counts;
}

/** How many reminders the reports to the receivers took, of units in the scope, that were due in the last full weeks and came by chat. */
export async function loadRemindersNeeded(
  db: Executor,
  scope: AccessScope,
  now: Temporal.Instant,
  zone: string,
): Promise<RemindersNeeded> {
  const until = weekAround(now, zone).from.toZonedDateTimeISO(zone);
  const from = until.subtract({ weeks: NEEDED_WEEKS });
  const rows = await db.execute<Omit<UnitNeeds, 'bestHour'> & { id: UnitId; overall: number }>(sql`
    with counted as (
      select o.unit_id, (
        select count(distinct r.decided_at) from reminder r
        where r.obligation_id = o.id and r.delivery_id is not null and r.step <> 'open' and r.decided_at < first.submitted_at
      ) as reminders
      from period p join obligation o on o.period_id = p.id and o.feeds is null join report on report.obligation_id = o.id
        join report_revision first on first.report_id = report.id and first.revision = 1 and first.source = 'chat'
      where p.due_at >= ${from.toInstant().toString()} and p.due_at < ${until.toInstant().toString()}
        and ${reachesUnit(scope, sql`o.unit_id`)}
    )
    select u.id, u.name as unit, count(*) as reports,
      percentile_disc(0.5) within group (order by counted.reminders) as median,
      (select percentile_disc(0.5) within group (order by reminders) from counted) as overall
    from counted join unit u on u.id = counted.unit_id group by u.id, u.name order by u.name, u.id`);
  const counts = await loadHourCounts(db, now.toZonedDateTimeISO(zone).toPlainDate(), zone);
  return {
    from: from.toPlainDate(),
    until: until.toPlainDate().subtract({ days: 1 }),
    median: rows[0]?.overall ?? 0,
    units: rows.map(({ id, unit, reports, median }) => {
      const [bestHour] = betterHours(counts.get(id) ?? []);
      return { unit, reports, median, ...(bestHour === undefined ? {} : { bestHour }) };
    }),
  };
}
