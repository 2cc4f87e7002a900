import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { AccessScope } from '../../core/access/scope.ts';
import { weekAround } from '../../core/calendar/working-time.ts';
import { BURDEN_WEEKS, HEAVIEST, SITTING_MINUTES, type Burden } from '../../core/reminders/burden.ts';
import type { Executor } from '../connect.ts';
import { reachesUnit } from './access.ts';
import { isHeld } from './held.ts';

type Measured = Omit<Burden, 'from' | 'until'>;

/**
 * What reporting to the receivers cost the contacts of units in the scope in the last full weeks: of units whose reports go into
 * others' it is not asked. An incoming message is known by the first answer to it, which has the
 * key `reply … 0`; a person who reports for several units counts for each.
 */
export async function loadBurden(
  db: Executor,
  scope: AccessScope,
  now: Temporal.Instant,
  zone: string,
): Promise<Burden> {
  const until = weekAround(now, zone).from.toZonedDateTimeISO(zone);
  const from = until.subtract({ weeks: BURDEN_WEEKS });
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const span = (column: string) =>
    sql`${sql.raw(column)} >= ${from.toInstant().toString()} and ${sql.raw(column)} < ${until.toInstant().toString()}`;
  const [measured] = await db.execute<Measured>(sql`
    with contact as (
      select distinct h.person_id as person, p.unit_id as unit
      from post p join holder h on h.post_id = p.id
      where p.role = 'contact' and ${isHeld(today)} and ${reachesUnit(scope, sql`p.unit_id`)}
        and exists (select from chat c where c.person_id = h.person_id and c.state = 'linked')
        and (not exists (select from obligation o where o.unit_id = p.unit_id and o.feeds is not null)
          or exists (select from obligation o where o.unit_id = p.unit_id and o.feeds is null))
    ), said as (
      select c.person_id as person, d.urgency, d.created_at as at,
        d.urgency = 1 and d.dedup_key like 'reply % 0' as heard,
        floor(extract(epoch from d.created_at - ${from.toInstant().toString()}::timestamptz) / 604800)::integer as week,
        extract(epoch from d.created_at - lag(d.created_at) over (partition by c.person_id order by d.created_at, d.id)) as pause
      from delivery d join chat c on c.id = d.chat_id
      where ${span('d.created_at')} and d.edits is null and c.person_id in (select person from contact)
    ), weekly as (
      select people.person, weeks.week, count(said.person) as messages
      from (select distinct person from contact) people
        cross join generate_series(0, ${BURDEN_WEEKS - 1}::integer) as weeks (week)
        left join said on said.person = people.person and said.week = weeks.week and said.urgency = 0
      group by people.person, weeks.week
    ), personal as (
      select person, count(*) + count(*) filter (where heard) as messages,
        coalesce(sum(pause) filter (where urgency = 1 and pause <= ${SITTING_MINUTES * 60}::integer), 0) as seconds
      from said group by person
    ), by_unit as (
      select u.name as unit, sum(personal.messages) as messages, sum(personal.seconds) as seconds
      from contact join personal using (person) join unit u on u.id = contact.unit
      group by u.id, u.name order by messages desc, u.name limit ${HEAVIEST}::integer
    )
    select
      (select count(distinct person) from contact) as people,
      coalesce((select percentile_cont(0.5) within group (order by messages) from weekly), 0)::float8 as "unaskedMedian",
      coalesce((select max(messages) from weekly), 0) as "unaskedMost",
      (select count(*) from report_revision r where r.revision = 1 and r.source = 'chat' and ${span('r.submitted_at')}
        and exists (select from report head join obligation o on o.id = head.obligation_id
          where head.id = r.report_id and o.feeds is null and ${reachesUnit(scope, sql`o.unit_id`)})) as reports,
      coalesce((select sum(messages) from personal), 0)::bigint as messages,
      round(coalesce((select sum(seconds) from personal), 0))::bigint as seconds,
      coalesce((select json_agg(json_build_object(
        'unit', unit, 'messages', messages::bigint, 'seconds', round(seconds)::bigint) order by messages desc, unit) from by_unit), '[]'::json) as heaviest`);
  if (!measured) throw new RangeError('a select of aggregates returned no row');
  const days = { from: from.toPlainDate(), until: until.toPlainDate().subtract({ days: 1 }) };
  return { ...days, ...measured };
}
