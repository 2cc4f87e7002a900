import type { Temporal } from 'temporal-polyfill';
import { isRatio, type Field } from '../forms/definition.ts';
import type { FieldCode, UnitCode } from '../ids.ts';
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
 * there are few enough and at least two; else the units themselves, page by page. `pages` is 1 where all are shown.
 */
export function rowsOf(
  { units }: Course,
  most: number,
  page: number,
): { readonly rows: readonly CourseRow[]; readonly pages: number } {
  const single = units.map((unit): CourseRow => ({ name: unit.name, units: [unit] }));
  if (single.length <= most) return { rows: single, pages: 1 };
  const highest = Math.max(...units.map(({ above }) => above.length));
  for (let level = 0; level < highest; level += 1) {
    const groups = Map.groupBy(units, ({ above, unit }) => above[level]?.unit ?? unit);
    if (groups.size < 2 || groups.size > most) continue;
    const rows = [...groups.values()].map((group): CourseRow => {
      const [first] = group;
      return { name: first?.above[level]?.name ?? first?.name ?? '', units: group };
    });
    return { rows, pages: 1 };
  }
  const pages = Math.ceil(single.length / most);
  const shown = Math.min(Math.max(page, 1), pages);
  return { rows: single.slice((shown - 1) * most, shown * most), pages };
}
