import type { Office } from './office.ts';

/** Writes a revision that needs the head's sign-off, as if it had been sent from chat: week 34 of the sample district. */
export async function sendForSignOff(
  office: Office,
  {
    unit,
    at,
    revision = 1,
    period = '2017-W34',
  }: {
    readonly unit: string;
    readonly at: string;
    readonly revision?: number;
    readonly period?: string;
  },
): Promise<void> {
  await office.rows(`
    with head as (
      insert into report (obligation_id)
      select o.id from obligation o join unit u on u.id = o.unit_id join period p on p.id = o.period_id
      where u.code = '${unit}' and p.code = '${period}'
      on conflict (obligation_id) do update set obligation_id = excluded.obligation_id
      returning id
    )
    insert into report_revision (report_id, revision, nil, submitted_at, late_minutes, source, needs_sign_off)
    select id, ${revision}, true, '${at}', 0, 'chat', true from head`);
}

/** Settles the unit's latest revision that needs a sign-off. */
export async function settle(
  office: Office,
  unit: string,
  outcome: 'approved' | 'returned',
  { by, at, reason = null }: { readonly by: string; readonly at: string; readonly reason?: string | null },
): Promise<void> {
  await office.rows(`
    insert into sign_off (revision_id, outcome, person_id, reason, settled_at)
    select rev.id, '${outcome}', (select id from person where code = '${by}'), ${reason === null ? 'null' : `'${reason}'`}, '${at}'
    from report_revision rev join report r on r.id = rev.report_id join obligation o on o.id = r.obligation_id
      join unit u on u.id = o.unit_id
    where u.code = '${unit}' and rev.needs_sign_off order by rev.submitted_at desc, rev.revision desc limit 1`);
}
