import { sql } from 'drizzle-orm';

/** No run of reports is told of that is longer. */
const MOST_LOOKED_AT = 120;

/**
 * How many of the unit's last owed reports before this one, in a row, came in time, as a number; null where this one is not being
 * drafted or was sent before: then nobody is told. Excused periods neither count nor break the run. For the select list of a statement
 * that calls the obligation `o`, its period `p` and its draft `d`.
 */
export const PUNCTUAL_BEFORE = sql`
  case when d.obligation_id is not null and not exists (select from report own where own.obligation_id = o.id) then (
    select count(*) filter (where unbroken)::integer from (
      select bool_and(first.late_minutes is not distinct from 0) over (order by past.data_start desc) as unbroken
      from (
        select po.id, pp.data_start from obligation po join period pp on pp.id = po.period_id
        where po.unit_id = o.unit_id and pp.form_id = p.form_id and pp.data_end < p.data_start and po.exempt_reason is null
        order by pp.data_start desc limit ${MOST_LOOKED_AT}
      ) past
        left join report rep on rep.obligation_id = past.id
        left join report_revision first on first.report_id = rep.id and first.revision = 1
    ) row) end`;
