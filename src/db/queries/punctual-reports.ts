import { sql, type SQL } from 'drizzle-orm';

/** No run of reports is told of that is longer. */
const MOST_LOOKED_AT = 120;
/** A unit that may send "không phát sinh" unshown, and is told of a run then, has said so in one of these. */
const LATEST = 3;

/** The last periods before this one of which the unit owed a report. Excused ones neither count nor break a run. */
function owedBefore(most: number): SQL {
  return sql`
    select po.id, pp.data_start from obligation po join period pp on pp.id = po.period_id
    where po.unit_id = o.unit_id and pp.form_id = p.form_id and pp.data_end < p.data_start and po.exempt_reason is null
    order by pp.data_start desc limit ${most}`;
}

/**
 * How many of the unit's last owed reports before this one, in a row, came in time, as a number; null where the next message cannot
 * send this one for the first time, and nobody is told: it was sent, or it is not drafted and the unit does not report nil, which is
 * stored without a draft. For the select list of a statement that calls the obligation `o`, its period `p` and its draft `d`.
 */
export const PUNCTUAL_BEFORE = sql`
  case when not exists (select from report own where own.obligation_id = o.id) and (
    d.obligation_id is not null or exists (
      select from (${owedBefore(LATEST)}) past
        join report rep on rep.obligation_id = past.id
        join report_revision revision on revision.report_id = rep.id and revision.nil)
  ) then (
    select count(*) filter (where unbroken)::integer from (
      select bool_and(first.late_minutes is not distinct from 0) over (order by past.data_start desc) as unbroken
      from (${owedBefore(MOST_LOOKED_AT)}) past
        left join report rep on rep.obligation_id = past.id
        left join report_revision first on first.report_id = rep.id and first.revision = 1
    ) row) end`;
