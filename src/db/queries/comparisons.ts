import { and, eq, inArray, lt, or, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { AccessScope } from '../../core/access/scope.ts';
import { periodByCode, previousPeriod, samePeriodLastYear } from '../../core/calendar/period.ts';
import { earlierSpans } from '../../core/digest/earlier-spans.ts';
import type { ComparedTotals, PeriodTotals } from '../../core/digest/figures.ts';
import type { SuccessionFinding } from '../../core/digest/findings.ts';
import { addUp, type Total } from '../../core/digest/totals.ts';
import { isStock, type Field, type FormDefinition } from '../../core/forms/definition.ts';
import type { FieldCode, FormId, PeriodId, UnitCode } from '../../core/ids.ts';
import {
  forebearsThroughout,
  heirsAmong,
  type Forebears,
  type Lineage,
} from '../../core/organization/succession.ts';
import type { Executor } from '../connect.ts';
import { period } from '../schema/form.ts';
import { knownStocks, stockTotals, type KnownStock } from './known-stocks.ts';
import { flowTotals } from './period-totals.ts';

/** Periods of one form that a digest is compared with and added to, each group the earliest first. */
export type Compared = {
  readonly previous: readonly PeriodId[];
  readonly lastYear: readonly PeriodId[];
  /** Null: nothing is added up since January. */
  readonly earlierThisYear: readonly PeriodId[] | null;
};

/** Compared with nothing: the period alone. */
export const WITH_NOTHING: Compared = { previous: [], lastYear: [], earlierThisYear: null };

/** A year of reports is read for the rest. */
export function withPreviousAlone({ previous }: Compared): Compared {
  return { ...WITH_NOTHING, previous };
}

export type Comparisons = ComparedTotals & {
  readonly lastKnown: readonly KnownStock[];
  readonly succession: readonly SuccessionFinding[];
};

/** The totals of the compared periods, and the stocks as known at the end of the period that the digest is about. */
export async function loadComparisons(
  db: Executor,
  scope: AccessScope,
  of: {
    readonly form: FormId;
    readonly fields: readonly Field[];
    /** Those that the digest is about. */
    readonly units: readonly UnitCode[];
    /** The last period of the digest itself. */
    readonly end: PeriodId;
    readonly asOf: Temporal.Instant | undefined;
    readonly lineages: readonly Lineage[];
  },
  { previous, lastYear, earlierThisYear }: Compared,
): Promise<Comparisons> {
  const { form, fields, units, end, asOf, lineages } = of;
  const others = [...new Set([...previous, ...lastYear, ...(earlierThisYear ?? [])])];
  const ends = [previous.at(-1), lastYear.at(-1)].filter((id) => id !== undefined);
  const flows = await flowTotals(db, scope, others, fields, asOf);
  const stocks = await knownStocks(db, scope, form, [end, ...ends], fields, asOf, lineages);
  const forebearsIn = await findForebears(db, units, [...flows.keys()], lineages);
  const isParted = (ids: readonly PeriodId[]) => ids.some((id) => forebearsIn(id).split.length > 0);
  const totals = (ids: readonly PeriodId[]) => {
    const last = ids.at(-1);
    // No report at all in those periods is no zero.
    return last === undefined || !ids.some((id) => flows.has(id)) || isParted(ids)
      ? null
      : { ...sumFlows(ids, flows, fields), ...stockTotals(stocks, last, fields) };
  };
  return {
    previous: totals(previous),
    samePeriodLastYear: totals(lastYear),
    earlierThisYear:
      earlierThisYear === null || isParted(earlierThisYear) ? null : sumFlows(earlierThisYear, flows, fields),
    lastKnown: stocks.filter((stock) => stock.period === end),
    succession: [
      ...successionOf('previous', previous.map(forebearsIn)),
      ...successionOf('same_period_last_year', lastYear.map(forebearsIn)),
      ...successionOf('year_to_date', (earlierThisYear ?? []).map(forebearsIn)),
    ],
  };
}

/** On what the units' figure stands, of whose periods these are the forebears. */
function successionOf(
  figure: SuccessionFinding['figure'],
  forebears: readonly Forebears[],
): readonly SuccessionFinding[] {
  const all = (of: 'merged' | 'split') => [...new Set(forebears.flatMap((one) => one[of]))];
  const [merged, split] = [all('merged'), all('split')];
  if (split.length > 0) return [{ figure, by: 'parted', units: split }];
  return merged.length > 0 ? [{ figure, by: 'summed', units: merged }] : [];
}

const ALL_THEMSELVES: Forebears = { of: [], merged: [], split: [] };

/** Whose figures of these periods stand for the units that came from others; in any other period all are themselves. */
async function findForebears(
  db: Executor,
  units: readonly UnitCode[],
  periods: readonly PeriodId[],
  lineages: readonly Lineage[],
): Promise<(id: PeriodId) => Forebears> {
  const asked = heirsAmong(units, lineages);
  if (asked.length === 0) return () => ALL_THEMSELVES;
  const rows = await db
    .select({ id: period.id, end: period.dataEnd })
    .from(period)
    .where(inArray(period.id, [...periods]));
  const forebearsOn = forebearsThroughout(asked, lineages);
  const found = new Map(rows.map(({ id, end }) => [id, forebearsOn(end.toString())]));
  return (id) => found.get(id) ?? ALL_THEMSELVES;
}

export function sumFlows(
  ids: readonly PeriodId[],
  flows: ReadonlyMap<PeriodId, PeriodTotals>,
  fields: readonly Field[],
): PeriodTotals {
  const sums = fields
    .filter((field) => !isStock(field))
    .map((field): readonly [FieldCode, Total | null] => [
      field.code,
      addUp(
        field,
        ids.map((id) => flows.get(id)?.[field.code]),
      ),
    ]);
  return Object.fromEntries(sums.flatMap(([code, total]) => (total === null ? [] : [[code, total]])));
}

type Subject = {
  readonly formId: FormId;
  readonly code: string;
  readonly start: Temporal.PlainDate;
  readonly end: Temporal.PlainDate;
  readonly definition: FormDefinition;
};

/** The periods to compare with and to add up since January, as far as they are known. The year is the one in the code. */
export async function findCompared(db: Executor, subject: Subject): Promise<Compared> {
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
  const idsOf = (wantedCode: string | undefined) =>
    rows.filter((row) => row.code === wantedCode).map((row) => row.id);
  return {
    previous: idsOf(previous),
    lastYear: idsOf(lastYear),
    earlierThisYear: rows.filter((row) => row.thisYear).map((row) => row.id),
  };
}

async function findEarlierSpans(db: Executor, subject: Subject): Promise<Compared> {
  const spans = await db
    .select({ id: period.id, code: period.code, start: period.dataStart, end: period.dataEnd })
    .from(period)
    .where(and(eq(period.formId, subject.formId), lt(period.dataEnd, subject.start)));
  const { previous, lastYear, earlierThisYear } = earlierSpans(subject, spans);
  return {
    previous: previous ? [previous.id] : [],
    lastYear: lastYear ? [lastYear.id] : [],
    earlierThisYear: earlierThisYear.map(({ id }) => id),
  };
}

function sameYear(code: string) {
  return sql<boolean>`left(${period.code}, 4) = ${code.slice(0, 4)}`;
}
