import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { FormDefinition } from '../../src/core/forms/definition.ts';
import { BUILT_IN_HOLIDAYS } from '../../src/core/calendar/built-in-holidays.ts';
import { clockFace, duesAround, jumpTarget, readMoment, type Jump } from '../../src/web/demo-clock.ts';
import { tuan } from '../support/forms.ts';

const ZONE = 'Asia/Ho_Chi_Minh';

function at(local: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).toInstant();
}

function jump(name: Jump, from: string, forms: readonly FormDefinition[] = [tuan]): string | undefined {
  const now = at(from);
  const target = jumpTarget(name, now, ZONE, duesAround(forms, now, ZONE, BUILT_IN_HOLIDAYS));
  return target?.toZonedDateTimeISO(ZONE).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

describe('one day before the next due moment', () => {
  // Form tuan is due on Fridays 16:00; 25/8/2017 is one.
  it.each([
    ['in the same week', '2017-08-21T09:30', '2017-08-24T08:00'],
    ['a minute before that morning', '2017-08-24T07:59', '2017-08-24T08:00'],
    ['in the next week once that morning has come', '2017-08-24T08:00', '2017-08-31T08:00'],
    ['in the next week on the day itself', '2017-08-25T10:00', '2017-08-31T08:00'],
    ['across the end of the year', '2017-12-29T17:00', '2018-01-04T08:00'],
  ])('is %s', (_, from, to) => {
    expect(jump('day-before-due', from)).toBe(to);
  });

  it('is that of the form that is due first', () => {
    const monthly: FormDefinition = {
      ...tuan,
      code: 'thang',
      period: 'month',
      due: '17 16:00',
      lock: '25 16:00',
    };
    expect(jump('day-before-due', '2017-08-15T09:00', [tuan, monthly])).toBe('2017-08-16T08:00');
  });

  it('is found in the last months of a year, which no nine-month period contains', () => {
    const nine: FormDefinition = {
      ...tuan,
      code: 'chin-thang',
      period: 'nine-months',
      due: '17 16:00',
      lock: '25 16:00',
    };
    expect(jump('day-before-due', '2017-11-01T09:00', [nine])).toBe('2018-10-16T08:00');
  });

  it('does not exist without a form', () => {
    expect(jump('day-before-due', '2017-08-21T09:30', [])).toBeUndefined();
  });
});

describe('Monday 7:00', () => {
  it.each([
    ['from the middle of the week', '2017-08-23T12:00', '2017-08-28T07:00'],
    ['from Sunday night', '2017-08-27T23:59', '2017-08-28T07:00'],
    ['from early on Monday: the same day', '2017-08-28T06:59', '2017-08-28T07:00'],
    ['from Monday 7:00: a week later', '2017-08-28T07:00', '2017-09-04T07:00'],
  ])('%s', (_, from, to) => {
    expect(jump('next-monday', from)).toBe(to);
  });
});

describe('an hour, a day', () => {
  it('is added', () => {
    expect(jump('plus-hour', '2017-08-31T23:30')).toBe('2017-09-01T00:30');
    expect(jump('plus-day', '2017-08-31T23:30')).toBe('2017-09-01T23:30');
  });
});

describe('a free moment', () => {
  it.each(['2017-08-21T07:00:00+07:00', '2017-08-21T00:00:00Z', '2017-08-21T07:00', '2017-08-21T07:00:00'])(
    'may be written %s',
    (text) => {
      expect(readMoment(text, ZONE)).toEqual(at('2017-08-21T07:00'));
    },
  );

  it.each(['', 'mai', '2017-02-30T07:00', '1989-12-31T23:59', '2101-01-01T00:00', '+275760-01-01T00:00Z'])(
    'may not be "%s"',
    (text) => {
      expect(readMoment(text, ZONE)).toBeUndefined();
    },
  );
});

describe('the face of the clock', () => {
  it('names the weekday in the zone', () => {
    const sunday = Temporal.Instant.from('2017-08-26T17:05:59Z');
    expect(clockFace(sunday, ZONE)).toEqual({
      words: 'Chủ nhật, 27/8/2017 · 00:05',
      field: '2017-08-27T00:05',
    });
  });
});
