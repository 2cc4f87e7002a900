import { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../calendar/holidays.ts';
import { at } from '../calendar/wall-time.ts';
import { addWorkingDays, isWorkingDay } from '../calendar/working-days.ts';
import { isQuiet, nextWorkingMoment } from '../calendar/working-time.ts';

/** What a reminder is about, as far as putting it off needs to know. */
export type Pressing = { readonly dueAt: Temporal.Instant; readonly locksAt: Temporal.Instant };

export type SnoozeMoment = {
  readonly when: 'in-two-hours' | 'this-afternoon' | 'next-morning';
  readonly until: Temporal.Instant;
};

type Calendar = { readonly now: Temporal.Instant; readonly zone: string; readonly holidays: Holidays };

/** A reminder nearer to the end than this leaves no time to report. */
const LEAST_MINUTES_LEFT = 30;
const HOURS = 2;
const NOON = Temporal.PlainTime.from('11:30');
const AFTERNOON = Temporal.PlainTime.from('13:30');
const MORNING = Temporal.PlainTime.from('08:00');

/**
 * The moments to which a reminder of these reports can be put off, soonest first: in two hours, this afternoon if it is still
 * morning, the next working morning; only those in working time that leave half an hour to report in time.
 * Friday 25/8/2017 9:00, due 16:00: 11:00 and 13:30, for Monday would be too late.
 */
export function snoozeMoments(reports: readonly Pressing[], calendar: Calendar): readonly SnoozeMoment[] {
  const { now, zone, holidays } = calendar;
  const local = now.toZonedDateTimeISO(zone);
  const today = local.toPlainDate();
  const isMorning = Temporal.PlainTime.compare(local.toPlainTime(), NOON) < 0;
  const inTwoHours = wholeMinute(now.add({ hours: HOURS }));
  const moments: readonly (SnoozeMoment | false)[] = [
    !isQuiet(inTwoHours, zone, holidays) && { when: 'in-two-hours', until: inTwoHours },
    isMorning &&
      isWorkingDay(today, holidays) && { when: 'this-afternoon', until: at(today, AFTERNOON, zone) },
    { when: 'next-morning', until: at(addWorkingDays(today, 1, holidays), MORNING, zone) },
  ];
  return moments
    .filter((one): one is SnoozeMoment => one !== false && leavesTime(reports, one.until, now))
    .toSorted((one, other) => Temporal.Instant.compare(one.until, other.until));
}

/** A moment that was asked for, moved into working time; undefined if it is past or would come too late. */
export function fitSnooze(
  wished: Temporal.Instant,
  reports: readonly Pressing[],
  { now, zone, holidays }: Calendar,
): Temporal.Instant | undefined {
  if (Temporal.Instant.compare(wished, now) <= 0) return undefined;
  const until = wholeMinute(nextWorkingMoment(wished, zone, holidays));
  return leavesTime(reports, until, now) ? until : undefined;
}

/** Whether each report could still be given in time: before it is due, or before the lock where that is over. */
function leavesTime(reports: readonly Pressing[], until: Temporal.Instant, now: Temporal.Instant): boolean {
  return reports.every(({ dueAt, locksAt }) => {
    const end = Temporal.Instant.compare(now, dueAt) < 0 ? dueAt : locksAt;
    return Temporal.Instant.compare(until, end.subtract({ minutes: LEAST_MINUTES_LEFT })) <= 0;
  });
}

function wholeMinute(moment: Temporal.Instant): Temporal.Instant {
  return moment.round({ smallestUnit: 'minute', roundingMode: 'ceil' });
}
