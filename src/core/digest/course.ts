import type { Temporal } from 'temporal-polyfill';
import { isRatio, type Field } from '../forms/definition.ts';
import type { FieldCode, UnitCode } from '../ids.ts';
import { partingLevel } from './levels.ts';
import { addUp, type Total } from './totals.ts';

/** How a unit's report for a period stands; null: it owed none. */
export type ReportState = 'in-time' | 'late' | 'missing' | 'exempt' | null;

export type CourseUnit = {
  readonly unit: UnitCode;
  readonly name: string;
  /** Those above it, nearest first. */
  readonly above: readonly { readonly unit: UnitCode; readonly name: string }[];
  /** One a period. */
  readonly states: readonly ReportState[];
  /** What it reported of each field, one a period; null: nothing. */
  readonly values: Readonly<Record<FieldCode, readonly (Total | null)[]>>;
};

/** The recent periods of a form, the earliest first, as pictures show them. */
export type Course = {
  readonly periods: readonly { readonly code: string; readonly start: Temporal.PlainDate }[];
  /** In the organisation's order. */
  readonly units: readonly CourseUnit[];
  readonly fields: readonly Field[];
};

/** A row of a picture: one unit, or all below one. */
export type CourseRow = { readonly name: string; readonly units: readonly CourseUnit[] };

/** The last periods of a course. */
export function lastPeriods(course: Course, count: number): Course {
  const last = <T>(list: readonly T[]) => list.slice(-count);
  return {
    ...course,
    periods: last(course.periods),
    units: course.units.map((unit) => ({
      ...unit,
      states: last(unit.states),
      values: Object.fromEntries(Object.entries(unit.values).map(([code, values]) => [code, last(values)])),
    })),
  };
}

/** What all the units reported of a field in each period. */
export function totalsIn(
  field: Field,
  units: readonly CourseUnit[],
  periods: number,
): readonly (Total | null)[] {
  return Array.from({ length: periods }, (_, at) =>
    addUp(
      field,
      units.map(({ values }) => values[field.code]?.[at]),
    ),
  );
}

/** How much of what the units owed in the period came, in time or late; null: they owed nothing. */
export function shareReceived(units: readonly CourseUnit[], at: number): number | null {
  const owed = units.flatMap(({ states }) => {
    const state = states[at];
    return state === 'in-time' || state === 'late' || state === 'missing' ? [state] : [];
  });
  return owed.length === 0 ? null : owed.filter((state) => state !== 'missing').length / owed.length;
}

/** The number to draw: a count, or the rate of a ratio; null where there is nothing to measure. */
export function numberOf(total: Total | null): number | null {
  if (total === null || typeof total === 'number') return total;
  return isRatio(total) && total.whole > 0 ? total.part / total.whole : null;
}

/**
 * As many rows as a picture holds: a row a unit; where these are too many, one for each unit of the lowest level above them of which
 * there are few enough; where even the highest has too many, these page by page, and the units so where they part at no level. `pages`
 * is 1 where all are shown.
 */
export function rowsOf(
  { units }: Course,
  most: number,
  page: number,
): { readonly rows: readonly CourseRow[]; readonly pages: number } {
  const all = units.length <= most ? unitRows(units) : levelRows(units, most);
  const pages = Math.max(1, Math.ceil(all.length / most));
  const shown = Math.min(Math.max(page, 1), pages);
  return { rows: all.slice((shown - 1) * most, shown * most), pages };
}

function unitRows(units: readonly CourseUnit[]): readonly CourseRow[] {
  return units.map((unit) => ({ name: unit.name, units: [unit] }));
}

function levelRows(units: readonly CourseUnit[], most: number): readonly CourseRow[] {
  const lines = new Map(units.map(({ unit, above }) => [unit, above.toReversed()]));
  const top = partingLevel([...lines.values()].map((line) => line.map(({ unit }) => unit)));
  if (top === undefined) return unitRows(units);
  const rowsAt = (level: number): readonly CourseRow[] => {
    const placeOf = ({ unit }: CourseUnit) => lines.get(unit)?.[level];
    const groups = Map.groupBy(units, (unit) => placeOf(unit)?.unit ?? unit.unit);
    return [...groups.values()].flatMap((own): readonly CourseRow[] => {
      const [first] = own;
      return first === undefined ? [] : [{ name: placeOf(first)?.name ?? first.name, units: own }];
    });
  };
  const deepest = Math.max(...[...lines.values()].map(({ length }) => length));
  for (let level = deepest - 1; level > top; level -= 1) {
    const rows = rowsAt(level);
    if (rows.length <= most) return rows;
  }
  return rowsAt(top);
}
