import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { spanParts } from '../../core/digest/span-parts.ts';
import type { FormDefinition } from '../../core/forms/definition.ts';
import type { BodyCode, BodyId, FormCode, FormId, PeriodId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { form, formVersion, period } from '../schema/form.ts';
import { body } from '../schema/organization.ts';
import { findCompared, type Compared } from './comparisons.ts';
import { loadFormPeriods } from './form-periods.ts';
import { nameOn } from './lineage.ts';

/** What a digest is about: one period of a form, or several of them as a longer one. */
export type DigestSubject = {
  readonly formId: FormId;
  /** The version that the period, or the last of them, was asked with. */
  readonly definition: FormDefinition;
  readonly body: BodyCode;
  readonly bodyId: BodyId;
  readonly bodyName: string;
  readonly code: string;
  /** First and last day. */
  readonly start: Temporal.PlainDate;
  readonly end: Temporal.PlainDate;
  readonly isRolledUp: boolean;
  /** The earliest first; one where it is not rolled up. */
  readonly parts: readonly [Part, ...Part[]];
  readonly compared: Compared;
};

type Part = { readonly id: PeriodId; readonly code: string };

/** A period of the form as it was asked, else the form's periods that a longer one consists of; undefined where there is none. */
export async function findSubject(
  db: Executor,
  of: { readonly form: FormCode; readonly body: BodyCode; readonly period: string },
): Promise<DigestSubject | undefined> {
  const [receiver] = await db
    .select({ formId: form.id, bodyId: body.id })
    .from(body)
    .innerJoin(form, eq(form.code, of.form))
    .where(eq(body.code, of.body));
  if (receiver === undefined) return undefined;
  const { formId, bodyId } = receiver;
  const [asked] = await periodsWithForm(db, and(eq(period.formId, formId), eq(period.code, of.period)));
  const common = { formId, body: of.body, bodyId };
  if (asked !== undefined) {
    const { id, definition, code, start, end } = asked;
    const days = { definition, code, start, end };
    const compared = await findCompared(db, { formId, ...days });
    const bodyName = await bodyNameOn(db, of.body, end);
    return { ...common, bodyName, ...days, isRolledUp: false, parts: [{ id, code }], compared };
  }
  return findRolledUp(db, of, common);
}

async function findRolledUp(
  db: Executor,
  of: { readonly form: FormCode; readonly period: string },
  common: Pick<DigestSubject, 'formId' | 'body' | 'bodyId'>,
): Promise<DigestSubject | undefined> {
  const [latest] = await db
    .select({ definition: formVersion.definition })
    .from(formVersion)
    .where(eq(formVersion.formId, common.formId))
    .orderBy(desc(formVersion.version))
    .limit(1);
  if (latest === undefined) return undefined;
  const found = spanParts(latest.definition, of.period, await loadFormPeriods(db, of.form));
  const last = found?.parts.at(-1);
  const [first, ...rest] = found?.parts ?? [];
  if (found === undefined || first === undefined || last === undefined) return undefined;
  const [asked] = await periodsWithForm(db, inArray(period.id, [last.id]));
  const { range, previous, lastYear, earlierThisYear } = found;
  return {
    ...common,
    bodyName: await bodyNameOn(db, common.body, range.end),
    definition: asked?.definition ?? latest.definition,
    code: range.code,
    start: range.start,
    end: range.end,
    isRolledUp: true,
    parts: [first, ...rest],
    compared: {
      previous: idsOf(previous),
      lastYear: idsOf(lastYear),
      earlierThisYear: earlierThisYear && idsOf(earlierThisYear),
    },
  };
}

async function bodyNameOn(db: Executor, code: BodyCode, day: Temporal.PlainDate): Promise<string> {
  const [row] = await db
    .select({ name: nameOn('body', 'body', sql`${day.toString()}::date`) })
    .from(body)
    .where(eq(body.code, code));
  return row?.name ?? code;
}

function idsOf(parts: readonly Part[]): readonly PeriodId[] {
  return parts.map(({ id }) => id);
}

function periodsWithForm(db: Executor, which: ReturnType<typeof and>) {
  return db
    .select({
      id: period.id,
      code: period.code,
      start: period.dataStart,
      end: period.dataEnd,
      definition: formVersion.definition,
    })
    .from(period)
    .innerJoin(formVersion, eq(formVersion.id, period.formVersionId))
    .where(which)
    .orderBy(asc(period.dataStart));
}
