import { and, asc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { scopeOfBody, type AccessScope } from '../../core/access/scope.ts';
import { periodByCode, previousPeriod, samePeriodLastYear } from '../../core/calendar/period.ts';
import type { DigestNames, DigestView } from '../../core/conversation/context.ts';
import { UNIT_ENDED } from '../../core/actions/exempt.ts';
import { earlierSpans } from '../../core/digest/earlier-spans.ts';
import {
  computeFigures,
  type DigestFigures,
  type PeriodTotals,
  type UnitObligation,
} from '../../core/digest/figures.ts';
import { findIn } from '../../core/digest/findings.ts';
import { addUp, type Total } from '../../core/digest/totals.ts';
import { fieldsFor, isFigure, type Field, type FormDefinition } from '../../core/forms/definition.ts';
import type { BodyCode, FieldCode, FormCode, FormId, PeriodId } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { form, formVersion, obligation, period } from '../schema/form.ts';
import { body, unit } from '../schema/organization.ts';
import { report, reportRevision } from '../schema/report.ts';
import { reachesUnit } from './access.ts';
import { flowTotals, knownStocks, stockTotals, type KnownStock } from './period-totals.ts';
import { isLatest, periodList, submittedBy } from './revisions.ts';
import { loadExplanations } from './explanations.ts';
import { lateCause } from './duty-columns.ts';
import { isUnsigned } from './sign-off-columns.ts';
import { loadUnitHistories } from './unit-histories.ts';
import { loadNotes, loadRevisionValues, type ValuesByRevision } from './revision-values.ts';

export type DigestOf = {
  readonly form: FormCode;
  readonly body: BodyCode;
  readonly period: string;
  /** Revisions submitted later are not looked at. Obligations and exemptions are taken as they are now. */
  readonly asOf?: Temporal.Instant | undefined;
};

/**
 * The figures of a body about a period as they stand, of the units in the scope, with the names to word them; undefined for an
 * unknown code.
 */
export async function loadDigest(
  db: Executor,
  scope: AccessScope,
  of: DigestOf,
): Promise<DigestView | undefined> {
  const seen = scopeOfBody(scope, of.body);
  const subject = await findSubject(db, of);
  if (subject === undefined) return undefined;
  const fields = fieldsFor(subject.definition, of.body);
  const related = await findRelated(db, subject);
  const compared = [related.previous, related.lastYear].filter((id) => id !== undefined);
  const others = [...new Set([...compared, ...related.earlierThisYear])];
  const units = await loadUnits(db, seen, subject.periodId, of.asOf);
  const revisions = units.flatMap(({ revision }) => revision ?? []);
  const values = await loadRevisionValues(db, revisions, fields, true);
  const flows = await flowTotals(db, seen, others, fields, of.asOf);
  const stocks = await knownStocks(
    db,
    seen,
    subject.formId,
    [subject.periodId, ...compared],
    fields,
    of.asOf,
  );
  const obligations = units.map((row) => toObligation(row, values));
  const figures = computeFigures({
    form: subject.definition,
    body: of.body,
    period: of.period,
    obligations,
    lastKnown: stocks.filter((stock) => stock.period === subject.periodId),
    previous: totalsOf(related.previous, flows, stocks, fields),
    samePeriodLastYear: totalsOf(related.lastYear, flows, stocks, fields),
    earlierThisYear: sumOf(related.earlierThisYear, flows, fields),
  });
  const unitOf = new Map(units.flatMap((row) => (row.revision ? [[row.revision, row.unit] as const] : [])));
  const notes = await loadNotes(db, revisions, fields.filter(isFigure));
  const findings = findIn({
    fields,
    obligations,
    histories: await loadUnitHistories(db, seen, subject.formId, subject.start, fields, of.asOf),
    notes: notes.flatMap(({ revision, ...note }) => {
      const owner = unitOf.get(revision);
      return owner === undefined ? [] : [{ ...note, unit: owner }];
    }),
  });
  const explanations = await loadExplanations(
    db,
    seen,
    periodList([subject.periodId, ...(related.previous === undefined ? [] : [related.previous])]),
    fields.map(({ code }) => code),
    of.asOf,
  );
  return {
    figures: explanations.length === 0 ? figures : { ...figures, explanations },
    findings,
    names: namesOf(subject, units, fields),
  };
}

/** As `loadDigest`, without the names. */
export async function loadDigestFigures(
  db: Executor,
  scope: AccessScope,
  of: DigestOf,
): Promise<DigestFigures | undefined> {
  return (await loadDigest(db, scope, of))?.figures;
}

type Subject = {
  readonly formId: FormId;
  readonly periodId: PeriodId;
  readonly code: string;
  readonly start: Temporal.PlainDate;
  readonly end: Temporal.PlainDate;
  readonly definition: FormDefinition;
  readonly bodyName: string;
};

async function findSubject(db: Executor, of: DigestOf): Promise<Subject | undefined> {
  const [found] = await db
    .select({
      formId: period.formId,
      periodId: period.id,
      code: period.code,
      start: period.dataStart,
      end: period.dataEnd,
      definition: formVersion.definition,
      bodyName: body.name,
    })
    .from(period)
    .innerJoin(form, eq(form.id, period.formId))
    .innerJoin(formVersion, eq(formVersion.id, period.formVersionId))
    .innerJoin(body, eq(body.code, of.body))
    .where(and(eq(form.code, of.form), eq(period.code, of.period)));
  return found;
}

type Related = {
  readonly previous: PeriodId | undefined;
  readonly lastYear: PeriodId | undefined;
  readonly earlierThisYear: readonly PeriodId[];
};

/** The periods to compare with and to add up since January, as far as they are known. The year is the one in the code. */
async function findRelated(db: Executor, subject: Subject): Promise<Related> {
  const { definition, code } = subject;
  if (definition.period === 'custom') return findEarlierSpans(db, subject);
  const span = periodByCode(definition.period, definition.cutoff, code);
  const previous = span && previousPeriod(span).code;
  const lastYear = span && samePeriodLastYear(span)?.code;
  const wanted = [previous, lastYear].filter((one) => one !== undefined);
  const rows = await db
    .select({ id: period.id, code: period.code, thisYear: sameYear(code), start: period.dataStart })
    .from(period)
    .where(
      and(
        eq(period.formId, subject.formId),
        lt(period.dataStart, subject.start),
        or(sameYear(code), wanted.length === 0 ? undefined : inArray(period.code, wanted)),
      ),
    );
  const idOf = (wantedCode: string | undefined) => rows.find((row) => row.code === wantedCode)?.id;
  return {
    previous: idOf(previous),
    lastYear: idOf(lastYear),
    earlierThisYear: rows.filter((row) => row.thisYear).map((row) => row.id),
  };
}

async function findEarlierSpans(db: Executor, subject: Subject): Promise<Related> {
  const spans = await db
    .select({ id: period.id, code: period.code, start: period.dataStart, end: period.dataEnd })
    .from(period)
    .where(and(eq(period.formId, subject.formId), lt(period.dataEnd, subject.start)));
  const { previous, lastYear, earlierThisYear } = earlierSpans(subject, spans);
  return {
    previous: previous?.id,
    lastYear: lastYear?.id,
    earlierThisYear: earlierThisYear.map(({ id }) => id),
  };
}

function sameYear(code: string) {
  return sql<boolean>`left(${period.code}, 4) = ${code.slice(0, 4)}`;
}

/** A unit that ended is one only with what it had reported before. */
const isPartOf = sql`(${obligation.exemptReason} is distinct from ${UNIT_ENDED} or ${report.id} is not null)`;

/** Every obligation of the period towards the receivers with its report's current revision, in the organisation's order. */
async function loadUnits(
  db: Executor,
  scope: AccessScope,
  periodId: PeriodId,
  asOf: Temporal.Instant | undefined,
) {
  // How late a report came is said by its first revision.
  const late = sql<number>`(
    select first.late_minutes from report_revision first
    where first.report_id = report_revision.report_id and first.revision = 1
  )`;
  return db
    .select({
      unit: unit.code,
      name: unit.name,
      exemptReason: obligation.exemptReason,
      revision: reportRevision.id,
      nil: reportRevision.nil,
      gaps: reportRevision.gaps,
      lateMinutes: late,
      unsigned: isUnsigned(asOf),
      lateCause: lateCause(asOf),
    })
    .from(obligation)
    .innerJoin(unit, eq(unit.id, obligation.unitId))
    .leftJoin(report, eq(report.obligationId, obligation.id))
    .leftJoin(
      reportRevision,
      and(
        eq(reportRevision.reportId, report.id),
        submittedBy('report_revision', asOf),
        isLatest('report_revision', asOf),
      ),
    )
    .where(
      and(
        eq(obligation.periodId, periodId),
        isNull(obligation.feeds),
        isPartOf,
        reachesUnit(scope, sql`${obligation.unitId}`),
      ),
    )
    .orderBy(asc(unit.id));
}

type UnitRow = Awaited<ReturnType<typeof loadUnits>>[number];
function toObligation(row: UnitRow, values: ValuesByRevision): UnitObligation {
  const { unit: code, exemptReason, revision, nil, gaps, lateMinutes, unsigned, lateCause: cause } = row;
  return {
    unit: code,
    exempt: exemptReason !== null && { reason: exemptReason },
    ...(cause === null ? {} : { lateCause: cause }),
    report:
      revision === null
        ? undefined
        : { nil: nil ?? false, gaps: gaps ?? [], lateMinutes, unsigned, values: values.get(revision) ?? {} },
  };
}

function totalsOf(
  id: PeriodId | undefined,
  flows: ReadonlyMap<PeriodId, PeriodTotals>,
  stocks: readonly KnownStock[],
  fields: readonly Field[],
): PeriodTotals | null {
  const ofPeriod = id === undefined ? undefined : flows.get(id);
  return id === undefined || ofPeriod === undefined
    ? null
    : { ...ofPeriod, ...stockTotals(stocks, id, fields) };
}

function sumOf(
  ids: readonly PeriodId[],
  flows: ReadonlyMap<PeriodId, PeriodTotals>,
  fields: readonly Field[],
): PeriodTotals {
  const sums = fields.map((field): readonly [FieldCode, Total | null] => [
    field.code,
    addUp(
      field,
      ids.map((id) => flows.get(id)?.[field.code]),
    ),
  ]);
  return Object.fromEntries(sums.flatMap(([code, total]) => (total === null ? [] : [[code, total]])));
}

function namesOf(subject: Subject, units: readonly UnitRow[], fields: readonly Field[]): DigestNames {
  return {
    body: subject.bodyName,
    form: subject.definition.name,
    period: { code: subject.code, start: subject.start, end: subject.end },
    units: Object.fromEntries(units.map((row) => [row.unit, row.name])),
    fields: Object.fromEntries(fields.map((field) => [field.code, field.label])),
  };
}
