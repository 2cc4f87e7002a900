import { Temporal } from 'temporal-polyfill';
import { parsePeriodCode } from '../calendar/period-code.ts';
import { rangeByCode, spansIn, type PeriodRange } from '../calendar/period-range.ts';
import {
  previousPeriod,
  reportingMonth,
  samePeriodLastYear,
  spanOf,
  type PeriodSpan,
} from '../calendar/period.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { earlierSpans, inARow, type Days } from './earlier-spans.ts';

/** A longer period and which of a form's periods it is put together from, each group the earliest first. */
export type SpanParts<P> = {
  readonly range: PeriodRange;
  readonly parts: readonly P[];
  /** Empty: unknown, at least in part. */
  readonly previous: readonly P[];
  readonly lastYear: readonly P[];
  /** Null: the days belong to several years, and nothing has been added up since one January. */
  readonly earlierThisYear: readonly P[] | null;
};

/**
 * The stored periods of a form that a longer period consists of, by the rule of `spansIn`: a week belongs to the month of its
 * Thursday. Undefined for a code that cannot be read, or where there is none.
 * - Compared with are the periods at the same places of the span before and of the one a year earlier, so that a month that has run
 *   for two weeks is held against two weeks; only if all of them are stored. A span over several years has no year earlier.
 * - Of spans opened by hand those count that lie within the days, from the latest back without an overlap.
 */
export function spanParts<P extends Days>(
  form: Pick<FormDefinition, 'period' | 'cutoff'>,
  code: string,
  stored: readonly P[],
): SpanParts<P> | undefined {
  const range = rangeByCode(form.cutoff, code);
  if ('problem' in range) return undefined;
  const found = form.period === 'custom' ? byHand(range, stored) : byRule(form, range, stored);
  return found.parts.length > 0 ? found : undefined;
}

function byHand<P extends Days>(range: PeriodRange, stored: readonly P[]): SpanParts<P> {
  const within = stored
    .filter(
      ({ start, end }) =>
        Temporal.PlainDate.compare(range.start, start) <= 0 &&
        Temporal.PlainDate.compare(end, range.end) <= 0,
    )
    .toSorted(
      (a, b) => Temporal.PlainDate.compare(b.end, a.end) || Temporal.PlainDate.compare(b.start, a.start),
    );
  const { previous, lastYear, earlierThisYear } = earlierSpans(range, stored);
  return {
    range,
    parts: inARow(within).toReversed(),
    previous: previous ? [previous] : [],
    lastYear: lastYear ? [lastYear] : [],
    earlierThisYear,
  };
}

function byRule<P extends Days>(
  { period: kind, cutoff }: Pick<FormDefinition, 'period' | 'cutoff'>,
  range: PeriodRange,
  stored: readonly P[],
): SpanParts<P> {
  const byCode = new Map(stored.map((one) => [one.code, one]));
  const all = spansIn(kind, range);
  const places = all.flatMap(({ code }, place) => (byCode.has(code) ? [place] : []));
  const parts = places.flatMap((place) => byCode.get(all[place]?.code ?? '') ?? []);
  const isWhole = parts.length === all.length;
  const counterpart = (span: PeriodSpan | undefined): readonly P[] => {
    const spans = span === undefined ? [] : spansIn(kind, span);
    const same = isWhole ? spans : places.flatMap((place) => spans[place] ?? []);
    const known = same.flatMap(({ code }) => byCode.get(code) ?? []);
    return known.length === (isWhole ? spans : places).length ? known : [];
  };
  const span = asSpan(range);
  const [first, last] = [range.start, range.end].map((day) => reportingMonth(cutoff, day).year);
  const isOneYear = first !== undefined && first === last;
  const january = isOneYear ? spanOf('year', cutoff, first, 1).start : range.start;
  const before = { cutoff, start: january, end: range.start.subtract({ days: 1 }) };
  return {
    range,
    parts,
    previous: counterpart(previousPeriod(span)),
    lastYear: isOneYear ? counterpart(samePeriodLastYear(span)) : [],
    earlierThisYear: isOneYear ? spansIn(kind, before).flatMap(({ code }) => byCode.get(code) ?? []) : null,
  };
}

function asSpan({ code, cutoff, start, end }: PeriodRange): PeriodSpan {
  const parsed = parsePeriodCode(code);
  const kind = 'problem' in parsed || parsed.kind === 'range' ? 'custom' : parsed.kind;
  const days = `${start.toString()}..${end.toString()}`;
  return { kind, cutoff, start, end, code: kind === 'custom' ? days : code };
}
