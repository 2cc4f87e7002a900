import { sql } from 'drizzle-orm';
import type { Field, FormDefinition } from '../../src/core/forms/definition.ts';
import { sampleForm } from '../../src/core/sample/form.ts';
import type { Database } from '../../src/db/connect.ts';

export const UNITS = 3_321;
const PROVINCES = 34;
export const WEEKS = 5 * 52;
/** The last of the weeks, of which the digest is. */
export const LAST_WEEK = '2017-W34';
export const BODY = 'ban-dan-van';

/** Fourteen indicators, three of them ratios and one a stock, and two fields of text. */
export function benchForm(): FormDefinition {
  const form = sampleForm();
  const fields = form.fields.map((field): Field => ({ ...field, for: [] }));
  const count = fields.find(({ code }) => code === 'complaints');
  if (count === undefined) throw new Error('the sample form asks for no complaints');
  const more = ['extra_one', 'extra_two'].map((code): Field => ({ ...count, code, label: code }));
  return { ...form, receivers: [BODY], digests: [], fields: [...more, ...fields] };
}

/**
 * Five years of weekly reports of so many units: a few missing, late, nil, corrected or exempt, the rest with a value for each
 * indicator. Written by the database itself; triggers rest meanwhile and the key of the values is made at the end.
 */
export async function seedDigests(db: Database, units = UNITS): Promise<void> {
  const form = benchForm();
  const definition = JSON.stringify(form);
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`alter table report_value drop constraint report_value_pkey`);
    await tx.execute(sql`
      insert into unit (code, name, kind) values ('ca-nuoc', 'Cả nước', 'country')`);
    await tx.execute(sql`
      insert into unit (code, name, kind, parent_id)
      select 'tinh-' || n, 'Tỉnh ' || n, 'province', top.id from generate_series(1, ${PROVINCES}::integer) n, unit top`);
    await tx.execute(sql`
      insert into unit (code, name, kind, parent_id)
      select 'xa-' || n, 'Xã số ' || n, 'commune', province.id
      from generate_series(1, ${units}::integer) n join unit province on province.code = 'tinh-' || (1 + n % ${PROVINCES}::integer)
      order by n`);
    await tx.execute(
      sql`insert into body (code, name, style, unit_id) select ${BODY}, 'Ban Dân vận', 'party', id from unit where code = 'ca-nuoc'`,
    );
    await tx.execute(sql`insert into form (code, owed_since) values ('tuan', '2010-01-01')`);
    await tx.execute(sql`
      insert into form_version (form_id, version, definition, created_at)
      select id, 1, ${definition}::text::jsonb, '2010-01-01' from form`);
    await tx.execute(sql`
      insert into period (form_id, form_version_id, code, data_start, data_end, opens_at, due_at, locks_at)
      select v.form_id, v.id, to_char(day, 'IYYY"-W"IW'), day, day + 6, day, day + 4, day + 8
      from form_version v, generate_series(0, ${WEEKS - 1}::integer) n, lateral (select date '2017-08-21' - 7 * n as day)
      order by day`);
    await tx.execute(sql`
      insert into obligation (period_id, unit_id, exempt_reason)
      select p.id, u.id, case when (u.id + p.id) % 97 = 0 then 'bão' end from period p, unit u
      where u.kind = 'commune' order by p.id, u.id`);
    await tx.execute(sql`
      insert into report (obligation_id) select id from obligation where id % 31 <> 0 order by id`);
    await tx.execute(sql`
      insert into report_revision (report_id, revision, nil, submitted_at, late_minutes, source)
      select r.id, revision, r.id % 11 = 0, p.due_at - interval '3 hours', case when r.id % 17 = 0 then 90 else 0 end, 'chat'
      from report r join obligation o on o.id = r.obligation_id join period p on p.id = o.period_id,
        generate_series(1, case when r.id % 13 = 0 then 2 else 1 end) revision
      order by r.id, revision`);
    await tx.execute(sql`
      insert into report_value (revision_id, field, number, part, whole, text)
      select v.id, f ->> 'code',
        case when f ->> 'type' = 'integer' and not v.nil then (v.id * 7 + ord) % 23 end,
        case when f ->> 'type' = 'ratio' then case when v.nil then 0 else (v.id + ord) % 7 end end,
        case when f ->> 'type' = 'ratio' then case when v.nil then 0 else (v.id + ord) % 7 + (v.id % 5 = 0)::integer end end,
        case when f ->> 'type' = 'text' then 'thiếu kinh phí' end
      from report_revision v, jsonb_array_elements(${definition}::text::jsonb -> 'fields') with ordinality fields (f, ord)
      where case f ->> 'type' when 'text' then v.id % 40 = 0 when 'integer' then not v.nil else true end`);
    await tx.execute(
      sql`alter table report_value add constraint report_value_pkey primary key (revision_id, field)`,
    );
  });
  await db.execute(sql`analyze`);
}
