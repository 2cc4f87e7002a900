import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { coveredPeriod } from '../../../src/core/digest/covered-period.ts';

const period = (code: string, start: string, dueAt: string) => ({
  code,
  start: Temporal.PlainDate.from(start),
  dueAt: Temporal.Instant.from(dueAt),
});

const W33 = period('2017-W33', '2017-08-14', '2017-08-18T16:00+07:00');
const W34 = period('2017-W34', '2017-08-21', '2017-08-25T16:00+07:00');
const W35 = period('2017-W35', '2017-08-28', '2017-09-01T16:00+07:00');

const covered = (moment: string) => coveredPeriod([W34, W33, W35], Temporal.Instant.from(moment))?.code;

describe('the period that a digest covers', () => {
  it('is the latest that has fallen due, not the one that has just opened', () => {
    expect(covered('2017-08-28T07:00+07:00')).toBe('2017-W34');
  });

  it('changes at the due moment itself', () => {
    expect(covered('2017-08-25T15:59:59+07:00')).toBe('2017-W33');
    expect(covered('2017-08-25T16:00:00+07:00')).toBe('2017-W34');
  });

  it('is none before the first due moment', () => {
    expect(covered('2017-08-18T15:00+07:00')).toBeUndefined();
  });

  it('is the later one of two that fell due together', () => {
    const twin = period('2017-W34b', '2017-08-22', '2017-08-25T16:00+07:00');
    const moment = Temporal.Instant.from('2017-08-28T00:00Z');
    expect(coveredPeriod([twin, W34], moment)).toBe(twin);
    expect(coveredPeriod([W34, twin], moment)).toBe(twin);
  });
});
