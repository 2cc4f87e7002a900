import { Temporal } from 'temporal-polyfill';

/** A period as days, both ends included. */
export type Days = {
  readonly code: string;
  readonly start: Temporal.PlainDate;
  readonly end: Temporal.PlainDate;
};

export type EarlierSpans<S> = {
  readonly previous: S | undefined;
  readonly lastYear: S | undefined;
  readonly earlierThisYear: readonly S[];
};

/** Months differ by a tenth at most, and compare all the same. */
const COMPARABLE = 0.1;

/**
 * What a span opened by hand is compared with and added to, among the spans of its form: only what ended before it began, since
 * overlapping spans report the same days.
 * - Previous: the one of a comparable length that ended last. Three months against six years would tell of a fall that never was.
 * - Same period last year: the very same days a year earlier.
 * - Earlier this year (the year in the code): a row of spans that do not overlap one another, from the latest back.
 */
export function earlierSpans<S extends Days>(subject: Days, spans: readonly S[]): EarlierSpans<S> {
  const before = spans
    .filter(({ end }) => Temporal.PlainDate.compare(end, subject.start) < 0)
    // Of those that end together the longer one says more.
    .toSorted(
      (a, b) => Temporal.PlainDate.compare(b.end, a.end) || Temporal.PlainDate.compare(a.start, b.start),
    );
  return {
    previous: before.find((span) => isComparable(span, subject)),
    lastYear: before.find((span) => isYearEarlier(span, subject)),
    earlierThisYear: inARow(before.filter(({ code }) => code.slice(0, 4) === subject.code.slice(0, 4))),
  };
}

function isComparable(one: Days, other: Days): boolean {
  const [a, b] = [lengthOf(one), lengthOf(other)];
  return Math.abs(a - b) <= COMPARABLE * Math.max(a, b);
}

function lengthOf({ start, end }: Days): number {
  return start.until(end, { largestUnit: 'days' }).days + 1;
}

/** The days after the ends are compared: the last of February is not the same day each year. */
function isYearEarlier(one: Days, other: Days): boolean {
  const year = { years: 1 };
  const day = { days: 1 };
  return (
    one.start.equals(other.start.subtract(year)) && one.end.add(day).equals(other.end.add(day).subtract(year))
  );
}

/** As many of them, from the first on, as do not overlap the one taken before. */
export function inARow<S extends Days>(latestFirst: readonly S[]): readonly S[] {
  const row: S[] = [];
  for (const span of latestFirst) {
    const next = row.at(-1);
    if (next === undefined || Temporal.PlainDate.compare(span.end, next.start) < 0) row.push(span);
  }
  return row;
}
