import { sql, type SQL } from 'drizzle-orm';
import { LAST_WEEK } from './digest-seed.ts';

/** One by one: the plan would else read through the values of all years. */
const VALUES = sql`cross join lateral (select h.* from report_value h where h.revision_id = rev.id offset 0) v`;

/**
 * The aggregates of a weekly digest as someone would ask the database for them by hand: who reported, each unit's values, sums by
 * week since January and of the compared weeks, stocks as last known, figures far from the median of eight weeks, nil reports, texts.
 */
export const BARE_STATEMENTS: readonly SQL[] = [
  sql`
    select u.code, o.exempt_reason, r.id, (select f.late_minutes from report_revision f where f.report_id = r.id and f.revision = 1) as late
    from obligation o join period p on p.id = o.period_id join unit u on u.id = o.unit_id left join report r on r.obligation_id = o.id
    where p.code = ${LAST_WEEK} order by u.id`,
  sql`
    with rev as materialized (${revisionsOf(sql`p.code = ${LAST_WEEK}`)})
    select rev.unit_id, v.field, v.number, v.part, v.whole, v.text from rev ${VALUES}`,
  sql`
    with rev as materialized (${revisionsOf(sql`p.code like '2017-%' or p.code = '2016-W34'`)})
    select rev.code, v.field, sum(v.number), sum(v.part), sum(v.whole), count(distinct rev.unit_id)
    from rev join report_value v on v.revision_id = rev.id where v.text is null and v.list is null group by rev.code, v.field`,
  sql`
    with rev as materialized (${revisionsOf(sql`p.code in (${LAST_WEEK}, '2017-W33', '2016-W34')`)}),
    own as materialized (
      select rev.code, rev.unit_id, v.number from rev ${VALUES} where v.field = 'models_active'
    ),
    lacking as (
      select p.code, p.data_end, o.unit_id from obligation o join period p on p.id = o.period_id
      where p.code in (${LAST_WEEK}, '2017-W33', '2016-W34')
        and not exists (select from own where own.code = p.code and own.unit_id = o.unit_id)
    )
    select code, unit_id, number from own
    union all
    select lacking.code, lacking.unit_id, earlier.number from lacking cross join lateral (
      select value.number
      from (select id, data_end from period where data_end < lacking.data_end order by data_end desc offset 0) past
        cross join lateral (
          select v.number from obligation o join report r on r.obligation_id = o.id join report_revision rv on rv.report_id = r.id
            join report_value v on v.revision_id = rv.id and v.field = 'models_active'
          where o.unit_id = lacking.unit_id and o.period_id = past.id
            and not exists (select from report_revision l where l.report_id = r.id and l.revision > rv.revision)
          offset 0
        ) value
      order by past.data_end desc limit 1
    ) earlier`,
  sql`
    with rev as materialized (${revisionsOf(sql`p.data_start between date '2017-08-21' - 56 and date '2017-08-21'`)}),
    past as (
      select rev.unit_id, v.field, max(coalesce(v.number, v.whole)::float8) filter (where rev.code = ${LAST_WEEK}) as size,
        array_agg(coalesce(v.number, v.whole)::float8) filter (where rev.code <> ${LAST_WEEK}) as sizes
      from rev ${VALUES} where v.text is null and v.list is null group by rev.unit_id, v.field
    )
    select unit_id, field, size, usual from past
      cross join lateral (select percentile_cont(0.5) within group (order by one) as usual from unnest(sizes) one) middle
      cross join lateral (
        select percentile_cont(0.5) within group (order by abs(one - usual)) as deviation from unnest(sizes) one
      ) spread
    where size is not null and cardinality(sizes) >= 4 and abs(size - usual) > greatest(5, 4.5 * deviation)`,
  sql`
    with rev as materialized (${revisionsOf(sql`p.data_start between date '2017-08-21' - 56 and date '2017-08-21'`)})
    select unit_id, array_agg(nil order by code desc) from rev group by unit_id having bool_or(nil and code = ${LAST_WEEK})`,
];

/** The revisions that count in the periods `p` for which `which` holds. */
function revisionsOf(which: SQL): SQL {
  return sql`
    select v.id, v.nil, o.unit_id, p.code
    from period p join obligation o on o.period_id = p.id join report r on r.obligation_id = o.id
      join report_revision v on v.report_id = r.id
    where (${which}) and not exists (select from report_revision l where l.report_id = r.id and l.revision > v.revision)`;
}
