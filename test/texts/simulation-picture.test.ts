import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Outcome, WeekOutcome } from '../../src/core/simulation/outcome.ts';
import { pictureOfSimulation } from '../../src/texts/simulation-picture.ts';

const MONDAY = Temporal.PlainDate.from('2026-03-09');
const week = (number: number, changes: Partial<WeekOutcome> = {}): WeekOutcome => ({
  start: MONDAY.add({ weeks: number }),
  onTime: 6,
  late: 1,
  missing: 1,
  remindersPerReport: 2.375,
  unaskedPerPerson: { median: 2, most: 3 },
  ...changes,
});

function outcome(weekly: readonly WeekOutcome[]): Outcome {
  const spread = { median: 1, most: 2 };
  return {
    expected: 8 * weekly.length,
    onTime: 6 * weekly.length,
    late: weekly.length,
    missing: weekly.length,
    wrong: 0,
    wrongReports: [],
    remindersPerReport: 2,
    messagesPerReport: spread,
    questionsPerReport: spread,
    unaskedPerPersonAndWeek: spread,
    inQuietTime: 0,
    doubles: 0,
    weekly,
  };
}

const drawn = (weekly: readonly WeekOutcome[]) =>
  pictureOfSimulation(outcome(weekly), { units: 8, seed: 1 }).option;

describe('the picture of a simulation', () => {
  it('is plain data: nothing of it is lost on the way to the process that draws', () => {
    const option = drawn([week(0), week(1)]);
    expect(JSON.parse(JSON.stringify(option))).toEqual(option);
  });

  it('stacks what was on time, late and missing, week by week, and shows the budget', () => {
    const { series } = drawn([week(0), week(1, { onTime: 8, late: 0, missing: 0 })]);
    expect(series).toMatchObject([
      { name: 'Đúng hạn', stack: 'reports', data: [{ value: 6 }, { value: 8 }] },
      { name: 'Trễ hạn', stack: 'reports', data: [{ value: 1 }, { value: 0, label: { show: false } }] },
      { name: 'Không nộp', stack: 'reports', data: [{ value: 1 }, { value: 0, label: { show: false } }] },
      { data: [2.38, 2.38] },
      { name: 'Nhiều nhất', data: [3, 3], markLine: { data: [{ yAxis: 5 }] } },
      { name: 'Thường', data: [2, 2] },
    ]);
  });

  it('leaves the figures out of the bars of a year', () => {
    const { series } = drawn(Array.from({ length: 52 }, (_, number) => week(number)));
    expect(JSON.stringify(series)).not.toContain('"show":true');
  });
});
