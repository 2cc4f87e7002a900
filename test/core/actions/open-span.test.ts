import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { decideOpenSpan, type SpanContext, type SpanWish } from '../../../src/core/actions/open-span.ts';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import type { FormDefinition } from '../../../src/core/forms/definition.ts';
import { tuan } from '../../support/forms.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const review: FormDefinition = {
  ...tuan,
  code: 'tong-ket',
  period: 'custom',
  due: '+10wd 16:00',
  lock: '+20wd 16:00',
};

const moment = (text: string) => Temporal.Instant.from(`${text}+07:00`);
const days = (code: string, start: string, end: string) => ({
  code,
  start: Temporal.PlainDate.from(start),
  end: Temporal.PlainDate.from(end),
});

function decide(span: string, wish: Partial<SpanWish> = {}, context: Partial<SpanContext> = {}) {
  return decideOpenSpan(
    { form: 'tong-ket', span, due: undefined, lock: undefined, ...wish },
    {
      forms: [tuan, review],
      known: [],
      now: moment('2017-11-20T09:00'),
      zone: ZONE,
      holidays: BUILT_IN_HOLIDAYS,
      ...context,
    },
  );
}

const local = (at: Temporal.Instant) => at.toZonedDateTimeISO(ZONE).toPlainDateTime().toString();

function moments(decision: ReturnType<typeof decide>) {
  if (decision.kind !== 'open') throw new Error(decision.kind);
  const { opensAt, dueAt, locksAt } = decision.moments;
  return [decision.span.code, local(opensAt), local(dueAt), local(locksAt)];
}

describe('a span of years', () => {
  it('opens at once, and is due and locks by the rules from its last day', () => {
    expect(moments(decide('2012..2017'))).toEqual([
      '2012..2017',
      '2017-11-20T09:00:00',
      '2018-01-15T16:00:00',
      '2018-01-29T16:00:00',
    ]);
  });

  it('that is to come opens on its first day', () => {
    expect(moments(decide('2018..2019'))[1]).toBe('2018-01-01T00:00:00');
  });

  it('may overlap others of its form, but not be the same days in other words', () => {
    const known = [days('2012..2017', '2012-01-01', '2017-12-31')];
    expect(
      decide(
        '2012..2016-Q4',
        { due: moment('2017-12-01T16:00'), lock: moment('2017-12-08T16:00') },
        { known },
      ).kind,
    ).toBe('open');
    expect(decide('2012-01-01..2017-12-31', {}, { known })).toEqual({
      kind: 'already-open',
      form: 'tong-ket',
      code: '2012..2017',
    });
  });
});

describe('due and lock', () => {
  it('are as wished', () => {
    const wish = { due: moment('2017-12-15T11:00'), lock: moment('2017-12-20T16:00') };
    expect(moments(decide('2012..2017', wish)).slice(2)).toEqual([
      '2017-12-15T11:00:00',
      '2017-12-20T16:00:00',
    ]);
  });

  it('are asked for where the rules of the form put them in the past', () => {
    expect(decide('2012..2016')).toMatchObject({ kind: 'due-not-after-opening', byRule: true });
  });

  it('must come in order', () => {
    const late = { due: moment('2018-03-01T16:00') };
    expect(decide('2012..2017', late)).toMatchObject({ kind: 'lock-before-due', byRule: true });
    expect(decide('2012..2017', { ...late, lock: moment('2018-02-01T16:00') })).toMatchObject({
      kind: 'lock-before-due',
      byRule: false,
    });
    expect(decide('2012..2017', { due: moment('2017-11-20T09:00') })).toMatchObject({
      kind: 'due-not-after-opening',
      byRule: false,
    });
  });
});

describe('what is refused', () => {
  it('is a form that is unknown, or opens by itself', () => {
    expect(decide('2012..2017', { form: 'nam' })).toEqual({
      kind: 'unknown-form',
      form: 'nam',
      known: ['tuan', 'tong-ket'],
    });
    expect(decide('2012..2017', { form: 'tuan' })).toEqual({
      kind: 'not-custom',
      form: 'tuan',
      custom: ['tong-ket'],
    });
  });

  it('is a span that cannot be read or ends before it begins', () => {
    expect(decide('2017..2012')).toEqual({
      kind: 'bad-span',
      problem: expect.stringContaining('có phải 2012..2017?'),
    });
    expect(decide('nhiệm kỳ')).toMatchObject({ kind: 'bad-span' });
  });

  it('is a single period, with its two ends as the remedy', () => {
    expect(decide('2017-h1')).toEqual({
      kind: 'one-end',
      written: '2017-H1',
      span: '2017-01-01..2017-06-30',
    });
  });
});
