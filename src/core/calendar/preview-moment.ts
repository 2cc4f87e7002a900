import type { Temporal } from 'temporal-polyfill';
import type { Holidays } from './holidays.ts';
import { isQuiet } from './working-time.ts';

const LEAD = { minutes: 60 };
const STEP = { minutes: 30 };
/** Longer than any row of days off. */
const MOST_STEPS = 31 * 48;

/**
 * When a digest that goes out at this moment is shown beforehand: an hour earlier or, where that is quiet, in the last half hour of
 * working time before. Of Monday 28/8/2017 9:00 it is 8:00, of Monday 7:00 it is Friday 18:30. Not after `sendAt`.
 */
export function previewMoment(sendAt: Temporal.Instant, zone: string, holidays: Holidays): Temporal.Instant {
  let moment = sendAt.subtract(LEAD);
  for (let step = 0; step < MOST_STEPS && isQuiet(moment, zone, holidays); step += 1)
    moment = moment.subtract(STEP);
  return moment;
}
