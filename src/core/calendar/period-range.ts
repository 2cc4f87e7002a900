import { Temporal } from 'temporal-polyfill';
import type { Cutoff, PeriodKind } from '../forms/definition.ts';
import { parsePeriodCode } from './period-code.ts';
import { nextPeriod, periodContaining, reportingMonth, spanOf, type PeriodSpan } from './period.ts';

/** Some days in a row under a cut-off rule, both ends included, such as those of a review over several years. */
export type PeriodRange = {
  readonly code: string;
  readonly cutoff: Cutoff;
  readonly start: Temporal.PlainDate;
  readonly end: Temporal.PlainDate;
};

/**
 * The days of any period or range as written. `2012..2017` with `nd09`: 15/12/2011-14/12/2017.
 * A problem names what cannot be read, or a range that ends before it begins.
 */
export function rangeByCode(cutoff: Cutoff, text: string): PeriodRange | { readonly problem: string } {
  const parsed = parsePeriodCode(text);
  if ('problem' in parsed) return parsed;
  if (parsed.kind === 'custom') return { code: parsed.code, cutoff, start: parsed.from, end: parsed.to };
  const first = parsed.kind === 'range' ? parsed.from : parsed;
  const last = parsed.kind === 'range' ? parsed.to : parsed;
  const { start } = spanOf(first.kind, cutoff, first.year, first.number);
  const { end } = spanOf(last.kind, cutoff, last.year, last.number);
  if (Temporal.PlainDate.compare(start, end) > 0) {
    return { problem: `“${text.trim()}” kết thúc trước khi bắt đầu; có phải ${last.code}..${first.code}?` };
  }
  return { code: parsed.code, cutoff, start, end };
}

/**
 * The periods of a kind that a range consists of, in order. A period belongs to the range that holds its middle day, so that
 * each week counts for exactly one month, quarter and year (its Thursday's, as ISO 8601 counts weeks for years); a period longer
 * than the range never belongs to it. The weeks of `2017` are 2017-W01 to 2017-W52; `custom` has none.
 */
export function spansIn(
  kind: PeriodKind,
  range: Pick<PeriodRange, 'cutoff' | 'start' | 'end'>,
): readonly PeriodSpan[] {
  if (kind === 'custom') return [];
  const spans: PeriodSpan[] = [];
  let span =
    periodContaining(kind, range.cutoff, range.start) ??
    // Between two years' nine months: those of this year have ended.
    nextPeriod(spanOf(kind, range.cutoff, reportingMonth(range.cutoff, range.start).year, 1));
  for (; Temporal.PlainDate.compare(span.start, range.end) <= 0; span = nextPeriod(span)) {
    if (belongs(span, range)) spans.push(span);
  }
  return spans;
}

function belongs(span: PeriodSpan, range: Pick<PeriodRange, 'start' | 'end'>): boolean {
  const days = daysBetween(span.start, span.end);
  if (days > daysBetween(range.start, range.end)) return false;
  const middle = span.start.add({ days: Math.floor(days / 2) });
  return (
    Temporal.PlainDate.compare(range.start, middle) <= 0 && Temporal.PlainDate.compare(middle, range.end) <= 0
  );
}

function daysBetween(start: Temporal.PlainDate, end: Temporal.PlainDate): number {
  return start.until(end, { largestUnit: 'days' }).days;
}
