import { describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import type { FormDefinition } from '../../../src/core/forms/definition.ts';
import { nextMoments } from '../../../src/core/reminders/next-moments.ts';
import { tuan } from '../../support/forms.ts';
import { local, MONTHLY, shown, WEEKLY, ZONE } from './week-plan.ts';

const digests = [{ cron: '0 7 * * 1', to: 'leaders' as const }];
const weekly: FormDefinition = { ...tuan, ...WEEKLY, digests };
const monthly: FormDefinition = { ...tuan, ...MONTHLY, digests: [] };
const next = (forms: readonly FormDefinition[], now: string, count: number): string[] =>
  nextMoments(forms, local(now), ZONE, BUILT_IN_HOLIDAYS, count).map(
    (moment) => `${moment.kind} ${moment.form} ${moment.period ?? '-'} ${shown(moment.at)}`,
  );

describe('the next moments', () => {
  it('of one form come in order, with digests', () => {
    expect(next([weekly], '2017-08-24T09:00', 6)).toEqual([
      'reminder tuan 2017-W34 2017-08-25T13:00',
      'due tuan 2017-W34 2017-08-25T16:00',
      'digest tuan - 2017-08-28T07:00',
      'reminder tuan 2017-W34 2017-08-28T07:30',
      'opening tuan 2017-W35 2017-08-28T07:30',
      'lock tuan 2017-W34 2017-08-29T16:00',
    ]);
  });

  it('of several forms are merged, with what is still due of the last period', () => {
    expect(next([monthly, weekly], '2017-08-16T09:01', 4)).toEqual([
      'due thang 2017-08 2017-08-17T16:00',
      'reminder thang 2017-08 2017-08-18T08:00',
      'reminder tuan 2017-W33 2017-08-18T13:00',
      'due tuan 2017-W33 2017-08-18T16:00',
    ]);
  });

  it('know the lock of nine months that are over, and the next opening', () => {
    const nineMonths: FormDefinition = { ...monthly, code: 'chin-thang', period: 'nine-months' };
    expect(next([nineMonths], '2017-09-20T09:00', 2)).toEqual([
      'lock chin-thang 2017-9M 2017-09-25T16:00',
      'opening chin-thang 2018-9M 2017-12-15T07:30',
    ]);
    expect(next([{ ...nineMonths, reminders: [] }], '2017-12-14T09:00', 1)).toEqual([
      'opening chin-thang 2018-9M 2017-12-15T00:00',
    ]);
  });

  it('of a custom form are none', () => {
    expect(next([{ ...monthly, period: 'custom' }], '2017-09-20T09:00', 2)).toEqual([]);
  });
});
