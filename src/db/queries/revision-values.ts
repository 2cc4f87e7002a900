import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Field, Value } from '../../core/forms/definition.ts';
import type { FieldCode, RevisionId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { reportValue } from '../schema/report.ts';
import { idTable, tableOf } from './rows.ts';
import { readValue } from './values.ts';

export type ValuesByRevision = ReadonlyMap<RevisionId, Readonly<Record<FieldCode, Value>>>;

const VALUE_COLUMNS = {
  revision: reportValue.revisionId,
  field: reportValue.field,
  number: reportValue.number,
  part: reportValue.part,
  whole: reportValue.whole,
  text: reportValue.text,
  list: reportValue.list,
};

/**
 * The values of these very revisions, so that a report that arrives meanwhile is either counted or not, never by halves. Each
 * revision's are in the order of `fields`, others behind; `only`: those fields alone.
 */
export async function loadRevisionValues(
  db: Executor,
  revisions: readonly RevisionId[],
  fields: readonly Field[],
  only = false,
): Promise<ValuesByRevision> {
  const codes = fields.map((field) => field.code);
  const rows = await db.execute<{ revision: RevisionId; held: readonly Held[] }>(sql`
    select wanted.id as revision,
      json_agg(json_build_array(value.field, value.number, value.part, value.whole, value.text, value.list)) as held
    from ${idTable(revisions)} join report_value value on value.revision_id = wanted.id
    where ${only ? sql`value.field in (select jsonb_array_elements_text(${JSON.stringify(codes)}::text::jsonb))` : sql`true`}
    group by wanted.id`);
  const place = new Map(codes.map((code, index) => [code, index]));
  const placeOf = ([field]: Held) => place.get(field) ?? codes.length;
  return new Map(
    rows.map(({ revision, held }) => {
      const values = held
        .toSorted((a, b) => placeOf(a) - placeOf(b))
        .flatMap(([field, number, part, whole, text, list]): readonly (readonly [FieldCode, Value])[] => {
          const value = readValue({ number, part, whole, text, list });
          return value === undefined ? [] : [[field, value]];
        });
      return [revision, Object.fromEntries(values)];
    }),
  );
}

/** One row a revision: thousands of reports with a row for each value are tens of thousands to read one by one. */
type Held = readonly [
  field: FieldCode,
  number: number | null,
  part: number | null,
  whole: number | null,
  text: string | null,
  list: readonly string[] | null,
];

/** What was written in brackets behind values of these fields, with the value. */
export async function loadNotes(
  db: Executor,
  revisions: readonly RevisionId[],
  fields: readonly Field[],
): Promise<readonly { revision: RevisionId; field: FieldCode; value: Value; note: string }[]> {
  const wanted = revisions.map((id) => ({ id }));
  const rows = await db
    .select({ ...VALUE_COLUMNS, note: reportValue.note })
    .from(reportValue)
    .innerJoin(tableOf(wanted, 'wanted', 'id bigint'), eq(sql`wanted.id`, reportValue.revisionId))
    .where(
      and(
        inArray(
          reportValue.field,
          fields.map((field) => field.code),
        ),
        isNotNull(reportValue.note),
      ),
    )
    .orderBy(sql`wanted.position`);
  return rows.flatMap(({ revision, field, note, ...row }) => {
    const value = readValue(row);
    return value === undefined || note === null ? [] : [{ revision, field, value, note }];
  });
}
