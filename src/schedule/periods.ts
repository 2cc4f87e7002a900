import { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../core/calendar/holidays.ts';
import { periodMoments } from '../core/calendar/period-moments.ts';
import {
  nextPeriod,
  periodContaining,
  periodContainingOrNext,
  type PeriodSpan,
} from '../core/calendar/period.ts';
import { hamletsDueAt } from '../core/hamlets/hamlets-due.ts';
import type { Transaction } from '../db/connect.ts';
import {
  loadFormsInForce,
  loadOpeningMark,
  openPeriod,
  oweUndueSpans,
  settleEndedUnits,
  type FormInForce,
} from '../db/queries/openings.ts';
import { isCalm, nextHalfHour, type Calm } from './calm.ts';

/**
 * Opens as `openPeriods` does, but compares thousands of units with what they owe only at half hours, one of which begins each
 * day, and when a unit or form is new. An import opens what it makes due itself.
 */
export function createOpening({
  zone,
  holidays,
}: {
  readonly zone: string;
  readonly holidays: Holidays;
}): (tx: Transaction, now: Temporal.Instant) => Promise<number> {
  let calm: Calm | undefined;
  return async (tx, now) => {
    const mark = await loadOpeningMark(tx);
    if (isCalm(calm, mark, now)) return 0;
    const opened = await openPeriods(tx, now, zone, holidays);
    calm = opened > 0 ? undefined : { mark, from: now, until: nextHalfHour(now, zone) };
    return opened;
  };
}

/**
 * Opens every period that has begun by `now`, from the one that contains the import on, and adds to the current one the units that
 * came meanwhile; to spans opened by hand, until they are due. Harmless when repeated. Returns the number of new obligations.
 */
export async function openPeriods(
  tx: Transaction,
  now: Temporal.Instant,
  zone: string,
  holidays: Holidays,
): Promise<number> {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  await settleEndedUnits(tx, now);
  let opened = 0;
  for (const form of await loadFormsInForce(tx)) {
    for (const span of spansToOpen(form, today)) {
      const moments = periodMoments(form.definition, span, zone, holidays);
      const feedsDueAt = hamletsDueAt(form.definition, span, moments, zone, holidays);
      opened += await openPeriod(tx, form, span, { ...moments, feedsDueAt }, { now, today });
    }
    if (form.definition.period === 'custom') opened += await oweUndueSpans(tx, form, { now, today });
  }
  return opened;
}

/** From the latest period that exists, which may have got new units, up to the one that contains today. */
function spansToOpen(form: FormInForce, today: Temporal.PlainDate): readonly PeriodSpan[] {
  const first = periodContainingOrNext(form.definition.period, form.definition.cutoff, form.owedSince);
  if (!first) return [];
  const latest = form.latestStart;
  const known = latest && periodContaining(form.definition.period, form.definition.cutoff, latest);
  const isLater = known && Temporal.PlainDate.compare(known.start, first.start) > 0;
  const spans: PeriodSpan[] = [];
  for (let span = isLater ? known : first; isBegun(span, today); span = nextPeriod(span)) spans.push(span);
  return spans;
}

function isBegun(span: PeriodSpan, today: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(span.start, today) <= 0;
}
