import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import { closingTimes } from '../../../src/core/calendar/closing-times.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const offered = (moment: string) =>
  closingTimes(Temporal.Instant.from(`${moment}+07:00`), ZONE, BUILT_IN_HOLIDAYS).map((instant) =>
    instant.toZonedDateTimeISO(ZONE).toPlainDateTime().toString({ smallestUnit: 'minute' }),
  );

describe('moments at which an opened report closes', () => {
  it('are the ends of this working day and the next two', () => {
    expect(offered('2017-08-30T09:00')).toEqual(['2017-08-30T16:00', '2017-08-31T16:00', '2017-09-01T16:00']);
  });

  it('begin tomorrow when less than an hour of today is left', () => {
    expect(offered('2017-08-30T15:00')[0]).toBe('2017-08-30T16:00');
    expect(offered('2017-08-30T15:01')[0]).toBe('2017-08-31T16:00');
  });

  it('leave out days off', () => {
    expect(offered('2026-08-28T16:00')).toEqual(['2026-09-03T16:00', '2026-09-04T16:00']);
    expect(offered('2026-08-30T09:00')).toEqual(['2026-09-03T16:00', '2026-09-04T16:00']);
  });
});
