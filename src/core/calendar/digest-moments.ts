import { Cron } from 'croner';
import { Temporal } from 'temporal-polyfill';
import { Fault } from '../errors.ts';
import type { Holidays } from './holidays.ts';
import { at, startOfDay } from './wall-time.ts';
import { addWorkingDays, workingDayOnOrAfter, workingDayOnOrBefore } from './working-days.ts';
import { isQuiet, nextWorkingMoment } from './working-time.ts';

/** A digest goes out at `at`, for the moments of the plan that were moved there: more than one after a long holiday. */
export type DigestRun = {
  readonly at: Temporal.Instant;
  readonly planned: readonly Temporal.Instant[];
};

/**
 * The moments after `after`, up to and including `until`, at which a digest rule sends. A planned moment on a day off moves to
 * the next working day at the same wall time, one in quiet time on to the next working moment; those that meet are one.
 * Throws Fault for a rule that `checkCron` would refuse.
 * `0 7 * * 1` from 15/2/2026 to 28/2/2026: only 23/2 7:00, since Monday 16/2 is in Tết.
 */
export function digestMoments(
  cron: string,
  after: Temporal.Instant,
  until: Temporal.Instant,
  zone: string,
  holidays: Holidays,
): readonly Temporal.Instant[] {
  return digestRuns(cron, after, until, zone, holidays).map((run) => run.at);
}

/** As `digestMoments`, with the planned moments behind each: for 23/2/2026 7:00 they are 16/2 7:00 and 23/2 7:00. */
export function digestRuns(
  cron: string,
  after: Temporal.Instant,
  until: Temporal.Instant,
  zone: string,
  holidays: Holidays,
): readonly DigestRun[] {
  const schedule = readCron(cron, zone);
  if ('problem' in schedule) throw new Fault(schedule.problem);
  const runs = new Map<number, { at: Temporal.Instant; planned: Temporal.Instant[] }>();
  for (const planned of occurrences(schedule.cron, lookBack(after, zone, holidays), until)) {
    const moved = moveToWorkingTime(planned, zone, holidays);
    if (Temporal.Instant.compare(moved, after) <= 0 || Temporal.Instant.compare(moved, until) > 0) continue;
    const run = runs.get(moved.epochMilliseconds);
    if (run === undefined) runs.set(moved.epochMilliseconds, { at: moved, planned: [planned] });
    else run.planned.push(planned);
  }
  return [...runs.values()].toSorted((one, other) => Temporal.Instant.compare(one.at, other.at));
}

/**
 * What is wrong with a digest rule, with the remedy, in Vietnamese; undefined if nothing is. Five fields of cron; the minute is
 * one number, so that a slip does not send a digest every minute. `0 7 * * 1`: Mondays at 7:00.
 */
export function checkCron(cron: string): string | undefined {
  const schedule = readCron(cron, 'UTC');
  if ('problem' in schedule) return schedule.problem;
  const never = schedule.cron.nextRun('2024-01-01T00:00:00Z') === null;
  return never ? `“${cron.trim()}” không bao giờ tới; ví dụ: 0 7 20 * *` : undefined;
}

function readCron(text: string, timezone: string): { readonly cron: Cron } | { readonly problem: string } {
  const fields = text.trim().split(/\s+/);
  const refused = {
    problem: `“${text.trim()}” không phải là lịch gửi; viết năm cột: phút giờ ngày tháng thứ, phút là một số; ví dụ: 0 7 * * 1 (7:00 thứ Hai)`,
  };
  if (fields.length !== 5 || !/^\d{1,2}$/.test(fields[0] ?? '')) return refused;
  try {
    // Without a function to call, croner sets no timer: it only computes.
    return { cron: new Cron(fields.join(' '), { timezone, mode: '5-part' }) };
  } catch {
    return refused;
  }
}

function* occurrences(
  cron: Cron,
  after: Temporal.Instant,
  until: Temporal.Instant,
): Generator<Temporal.Instant> {
  let next = cron.nextRun(after.round('second').toString());
  for (; next !== null && next.getTime() <= until.epochMilliseconds; next = cron.nextRun(next)) {
    yield Temporal.Instant.fromEpochMilliseconds(next.getTime());
  }
}

/** A moment before which nothing can have been moved past `after`: the working day before the last one begun by then. */
function lookBack(after: Temporal.Instant, zone: string, holidays: Holidays): Temporal.Instant {
  const today = after.toZonedDateTimeISO(zone).toPlainDate();
  const begun = workingDayOnOrBefore(today, holidays);
  return startOfDay(addWorkingDays(begun, -1, holidays), zone);
}

function moveToWorkingTime(planned: Temporal.Instant, zone: string, holidays: Holidays): Temporal.Instant {
  const local = planned.toZonedDateTimeISO(zone);
  const day = workingDayOnOrAfter(local.toPlainDate(), holidays);
  const moved = at(day, local.toPlainTime(), zone);
  // Saturday 20:00 goes to Monday 7:30, not by way of Monday 20:00 to Tuesday.
  return nextWorkingMoment(isQuiet(moved, zone, holidays) ? planned : moved, zone, holidays);
}
