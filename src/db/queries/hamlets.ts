import { sql, type SQL } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { Values } from '../../core/forms/definition.ts';
import type { Hamlet, HamletReport } from '../../core/hamlets/hamlet.ts';
import type { FieldCode, ObligationId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { tableOf } from './rows.ts';
import { contentOf, storedValuesOf, type StoredValue } from './stored-values.ts';

/** For the select list of a statement that calls the obligation `o`: the report that it is put together into, or null. */
export const FED_REPORT = sql`(
  select jsonb_build_object('obligation', fed.id, 'unit', jsonb_build_object('code', above.code, 'name', above.name),
    'sent', exists (select from report r where r.obligation_id = fed.id))
  from obligation fed join unit above on above.id = fed.unit_id where fed.id = o.feeds)`;

type Row = {
  readonly obligation: ObligationId;
  readonly code: string;
  readonly name: string;
  readonly report: ReportColumn | null;
  readonly before: ReportColumn | null;
};

type ReportColumn = {
  /** Of an answer. */
  readonly values?: Values;
  /** Of a report of its own. */
  readonly stored?: readonly StoredValue[];
  readonly via: HamletReport['via'];
  readonly nil: boolean;
  readonly gaps: readonly FieldCode[];
  readonly at: string;
  readonly by: string | null;
};

/**
 * The units of these kinds below the units that owe these reports, existing on the last day of the period and not exempt, with
 * what they reported as it stands and as it stood when the report above was sent. To be spread into a duty: nothing for others.
 */
export async function loadHamlets(
  db: Executor,
  wanted: readonly { readonly obligation: ObligationId; readonly kind: string }[],
): Promise<(obligation: ObligationId) => { readonly hamlets?: readonly Hamlet[] }> {
  if (wanted.length === 0) return () => ({});
  const rows = await db.execute<Row>(sql`
    with recursive fed as (
      select wanted.obligation, wanted.kind, o.unit_id, p.data_end, (
        select rev.submitted_at from report r join report_revision rev on rev.report_id = r.id
        where r.obligation_id = o.id order by rev.revision desc limit 1) as sent_at
      from ${tableOf(wanted, 'wanted', 'obligation bigint, kind text')}
        join obligation o on o.id = wanted.obligation join period p on p.id = o.period_id
    ), below (obligation, kind, unit, unit_kind) as (
      select fed.obligation, fed.kind, u.id, u.kind from fed join unit u on u.parent_id = fed.unit_id
      union all
      select below.obligation, below.kind, u.id, u.kind from below join unit u on u.parent_id = below.unit
      where below.unit_kind <> below.kind
    )
    select fed.obligation, u.code, u.name, ${reportOf(sql`true`)} as report,
      case when fed.sent_at is not null then ${reportOf(sql`told.at <= fed.sent_at`)} end as before
    from fed join below on below.obligation = fed.obligation and below.unit_kind = below.kind
      join unit u on u.id = below.unit
        and (u.active_from is null or u.active_from <= fed.data_end)
        and (u.active_until is null or u.active_until > fed.data_end)
      left join obligation own on own.feeds = fed.obligation and own.unit_id = u.id
    where own.exempt_reason is null
    order by u.id`);
  const hamlets = Map.groupBy(rows, ({ obligation }) => obligation);
  const summing = new Set(wanted.map(({ obligation }) => obligation));
  return (obligation) =>
    summing.has(obligation) ? { hamlets: (hamlets.get(obligation) ?? []).map(readHamlet) } : {};
}

/**
 * What the hamlet `u` told last for which `which` holds, a condition on `told.at`: by the report of its obligation `own`, or by
 * way of the contact above.
 */
function reportOf(which: SQL): SQL {
  return sql`(
    select told.content || jsonb_build_object('at', told.at) from (
      (select rev.submitted_at as at, rev.id, jsonb_build_object('via', 'own', 'nil', rev.nil, 'gaps', rev.gaps, 'by', person.name,
          'stored', ${storedValuesOf(sql`rev.id`)}) as content
        from report r join report_revision rev on rev.report_id = r.id left join person on person.id = rev.person_id
        where r.obligation_id = own.id order by rev.revision desc)
      union all
      (select a.told_at, a.id, jsonb_build_object('via', a.via, 'nil', a.nil, 'gaps', '[]'::jsonb, 'by', a.informant, 'values', a.values)
        from hamlet_answer a where a.obligation_id = fed.obligation and a.unit_id = u.id order by a.id desc)
    ) told
    where ${which} order by told.at desc, told.id desc limit 1)`;
}

function readHamlet({ code, name, report, before }: Row): Hamlet {
  return { unit: { code, name }, report: readReport(report), before: readReport(before) };
}

function readReport(column: ReportColumn | null): HamletReport | null {
  if (!column) return null;
  const { values, stored, at, ...rest } = column;
  return { ...rest, values: values ?? contentOf(stored ?? []).values, at: Temporal.Instant.from(at) };
}
