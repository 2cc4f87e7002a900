import { InvalidArgumentError } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { FIGURES } from '../texts/figures-command.ts';

/** Reads an option that is a moment, ISO 8601 with an offset. Throws what commander takes for a wrong usage. */
export function readMoment(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text);
  } catch {
    throw new InvalidArgumentError(FIGURES.notAMoment);
  }
}

/** A moment as commands print it: `2017-08-25T16:00:00+07:00`. */
export function localMoment(at: Temporal.Instant, zone: string): string {
  return at.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'second' });
}
