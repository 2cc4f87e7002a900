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

/** The chairman of the sample's commune, whom no other test knows. */
export const HEAD = 'le-van-hai';

/** Lets week 34 ask for the sign-off of the unit's head. */
export async function askForSignOff(office: Office, otherwise: 'accept' | 'wait' = 'wait'): Promise<void> {
  await office.rows(`
    with made as (
      insert into form_version (form_id, version, definition, created_at)
      select form_id, version + 1,
        definition || '{"signoff": {"within": "8h", "remind": "4h", "otherwise": "${otherwise}"}}', created_at
      from form_version order by version desc limit 1
      returning id, form_id
    )
    update period p set form_version_id = made.id from made where p.form_id = made.form_id and p.code = '2017-W34'`);
}

/** A person who heads the unit, or stands in there, with a demo phone or without. */
export async function appointHead(
  office: Office,
  unit: string,
  {
    code = HEAD,
    name = 'Lê Văn Hải',
    deputy = false,
    linked = true,
  }: {
    readonly code?: string;
    readonly name?: string;
    readonly deputy?: boolean;
    readonly linked?: boolean;
  } = {},
): Promise<void> {
  await office.rows(
    `insert into person (code, name, honorific) values ('${code}', '${name}', 'đồng chí') on conflict do nothing`,
  );
  await office.rows(`
    insert into post (code, title, role, unit_id)
    select 'head-' || code, 'Chủ tịch UBND xã', 'superior', id from unit where code = '${unit}' on conflict do nothing`);
  await office.rows(`
    insert into holder (post_id, person_id, deputy, held_from)
    select post.id, person.id, ${deputy}, '2017-01-01' from post, person
    where post.code = 'head-${unit}' and person.code = '${code}'`);
  if (linked) await linkHead(office, code);
}

export async function linkHead(office: Office, code = HEAD): Promise<void> {
  await office.rows(`insert into chat (channel, external_id, person_id, state)
    select 'demo', code, id, 'linked' from person where code = '${code}' on conflict do nothing`);
}
