import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Field, Value } from '../../core/forms/definition.ts';
import type { FieldCode, RevisionId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { reportValue } from '../schema/report.ts';
import { tableOf } from './rows.ts';
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
  const wanted = revisions.map((id) => ({ id }));
  const codes = fields.map((field) => field.code);
  const rows = await db
    .select(VALUE_COLUMNS)
    .from(reportValue)
    .innerJoin(tableOf(wanted, 'wanted', 'id bigint'), eq(sql`wanted.id`, reportValue.revisionId))
    .where(only ? inArray(reportValue.field, codes) : undefined);
  const place = new Map(codes.map((code, index) => [code, index]));
  const placeOf = (row: { field: FieldCode }) => place.get(row.field) ?? codes.length;
  const values = new Map<RevisionId, Record<FieldCode, Value>>();
  for (const row of rows.toSorted((a, b) => placeOf(a) - placeOf(b))) {
    const value = readValue(row);
    const ofRevision = values.get(row.revision) ?? {};
    values.set(row.revision, ofRevision);
    if (value !== undefined) ofRevision[row.field] = value;
  }
  return values;
}

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
