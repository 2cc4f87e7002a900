import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import { checkCron, digestMoments, digestRuns } from '../../../src/core/calendar/digest-moments.ts';
import { isQuiet } from '../../../src/core/calendar/working-time.ts';
import { Fault } from '../../../src/core/errors.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const local = (text: string): Temporal.Instant => Temporal.Instant.from(`${text}+07:00`);
const shown = (instant: Temporal.Instant): string =>
  instant.toZonedDateTimeISO(ZONE).toPlainDateTime().toString({ smallestUnit: 'minute' });
const between = (cron: string, after: string, until: string): string[] =>
  digestMoments(cron, local(after), local(until), ZONE, BUILT_IN_HOLIDAYS).map(shown);

describe('digest moments', () => {
  it('are those of the rule in the zone, after one moment and up to another', () => {
    expect(between('0 7 * * 1', '2017-08-21T07:00', '2017-09-11T07:00')).toEqual([
      '2017-08-28T07:00',
      '2017-09-05T07:00',
      '2017-09-11T07:00',
    ]);
    expect(between('0 7 * * 1', '2017-08-28T06:59:59', '2017-08-28T07:00')).toEqual(['2017-08-28T07:00']);
    expect(between('0 7 * * 1', '2017-08-28T07:00', '2017-08-28T07:00')).toEqual([]);
    expect(between('30 8 20 * *', '2017-08-01T00:00', '2017-09-30T00:00')).toEqual([
      // 20/8/2017 is a Sunday.
      '2017-08-21T08:30',
      '2017-09-20T08:30',
    ]);
  });

  it('that were moved past `after` are not lost, and those moved past `until` wait', () => {
    expect(between('0 7 * * 1', '2026-02-20T12:00', '2026-02-23T07:00')).toEqual(['2026-02-23T07:00']);
    expect(between('0 7 16 2 *', '2026-02-22T12:00', '2026-02-28T00:00')).toEqual(['2026-02-23T07:00']);
    expect(between('0 7 16 2 *', '2026-02-15T12:00', '2026-02-23T06:59')).toEqual([]);
  });

  it('that meet after a long rest are one, which knows what it stands for', () => {
    const runs = digestRuns(
      '0 7 * * 1',
      local('2026-02-15T00:00'),
      local('2026-02-28T00:00'),
      ZONE,
      BUILT_IN_HOLIDAYS,
    );
    expect(runs.map((run) => [shown(run.at), run.planned.map(shown)])).toEqual([
      ['2026-02-23T07:00', ['2026-02-16T07:00', '2026-02-23T07:00']],
    ]);
  });

  it('in quiet time move to the next working moment', () => {
    expect(between('0 20 * * 5', '2026-11-26T00:00', '2026-12-02T00:00')).toEqual(['2026-11-30T07:30']);
    expect(between('0 20 * * 6', '2026-11-26T00:00', '2026-12-02T00:00')).toEqual(['2026-11-30T07:30']);
    expect(between('0 12 * * 3', '2026-11-25T00:00', '2026-11-26T00:00')).toEqual(['2026-11-25T13:00']);
  });

  it('cut into ticks of any length are the same as at once', () => {
    for (const cron of ['0 7 * * 1', '0 20 * * *', '15 9 * * 6,0', '0 7 20 * *']) {
      const whole = between(cron, '2026-01-01T00:00', '2026-09-30T00:00');
      expect(whole.length).toBeGreaterThan(5);
      for (const hours of [31, 500]) {
        const pieces: string[] = [];
        let from = local('2026-01-01T00:00');
        const end = local('2026-09-30T00:00');
        while (Temporal.Instant.compare(from, end) < 0) {
          const next = from.add({ hours });
          const until = Temporal.Instant.compare(next, end) < 0 ? next : end;
          pieces.push(...digestMoments(cron, from, until, ZONE, BUILT_IN_HOLIDAYS).map(shown));
          from = until;
        }
        expect(pieces).toEqual(whole);
      }
      for (const moment of whole) expect(isQuiet(local(moment), ZONE, BUILT_IN_HOLIDAYS)).toBe(false);
    }
  });
});

describe('a digest rule', () => {
  it.each(['0 7 * * 1', '30 7 20 * *', '0 7,16 * * 1-5', '0 7 1 1,7 *', ' 0  7 * * MON '])(
    '%s is accepted',
    (cron) => {
      expect(checkCron(cron)).toBeUndefined();
    },
  );

  it.each([
    '',
    'x',
    '0 7 * *',
    '0 0 7 * * 1',
    '* * * * *',
    '*/5 7 * * 1',
    '60 7 * * 1',
    '0 7 * * 9',
    '@daily',
  ])('“%s” is refused, with the remedy', (cron) => {
    expect(checkCron(cron)).toContain('ví dụ: 0 7 * * 1');
  });

  it('that never comes is refused', () => {
    expect(checkCron('0 7 30 2 *')).toContain('không bao giờ tới');
  });

  it('that was never checked is a fault', () => {
    expect(() => between('x', '2026-01-01T00:00', '2026-12-31T00:00')).toThrow(Fault);
  });
});
