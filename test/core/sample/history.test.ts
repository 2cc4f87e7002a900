import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { findField, isRatio, type Value } from '../../../src/core/forms/definition.ts';
import { checkValue, isUnusual } from '../../../src/core/forms/values.ts';
import { sampleForm, sampleOrganization } from '../../../src/core/sample/district.ts';
import { sampleHistory, type SampleReport } from '../../../src/core/sample/history.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const form = sampleForm();
const units = sampleOrganization()
  .units.filter(({ kind }) => kind === 'commune')
  .map(({ code }) => code);

const history = (now: string) => sampleHistory(form, units, Temporal.Instant.from(now), ZONE);
const moment = fc
  .integer({ min: Date.UTC(2016, 0, 1) / 60_000, max: Date.UTC(2031, 0, 1) / 60_000 })
  .map((minutes) => Temporal.Instant.fromEpochMilliseconds(minutes * 60_000));

const wholeOf = (value: Value | undefined) => {
  if (typeof value === 'number') return value;
  return value !== undefined && isRatio(value) ? value.whole : undefined;
};

describe('the history of the sample district', () => {
  it('is the six weeks before the one that runs, oldest first', () => {
    expect(history('2017-08-25T08:00:00+07:00').map(({ span }) => span.code)).toEqual([
      '2017-W28',
      '2017-W29',
      '2017-W30',
      '2017-W31',
      '2017-W32',
      '2017-W33',
    ]);
    expect(history('2026-11-23T00:00:00+07:00').at(-1)?.span.code).toBe('2026-W47');
  });

  it('is the same each time, and a week is the same whenever it is told', () => {
    const now = history('2026-11-25T09:00:00+07:00');
    expect(history('2026-11-25T09:00:00+07:00')).toEqual(now);
    const later = history('2026-12-02T09:00:00+07:00');
    expect(later[4]?.span.code).toBe('2026-W47');
    expect(later[4]?.reports).toEqual(now[5]?.reports);
  });

  it('is past, allowed and usual, at any moment', () => {
    fc.assert(
      fc.property(moment, (now) => {
        const weeks = sampleHistory(form, units, now, ZONE);
        const reports = weeks.flatMap((week) => week.reports);
        const refused = reports.flatMap((report) => refusedValues(report));
        expect(refused).toEqual([]);
        expect(reports.filter(({ submittedAt }) => Temporal.Instant.compare(submittedAt, now) >= 0)).toEqual(
          [],
        );
        expect(shareOf(reports, 'mediation')).toBeGreaterThan(0.9);
        expect(shareOf(reports, 'procedures')).toBeGreaterThan(0.98);
        expect(reports).toHaveLength(6 * 8 - 1);
        expect(weeks.at(-1)?.reports).toHaveLength(8);
      }),
      { numRuns: 40 },
    );
  });

  it('has late reports, remarks and a missing report', () => {
    const reports = history('2026-11-25T09:00:00+07:00').flatMap((week) => week.reports);
    expect(reports.filter(({ lateMinutes }) => lateMinutes > 0).length).toBeGreaterThan(0);
    expect(reports.filter(({ values }) => 'difficulties' in values).length).toBeGreaterThan(2);
    expect(reports.filter(({ values }) => 'proposals' in values).length).toBeGreaterThan(0);
  });

  it('counts minutes late from the due moment', () => {
    for (const { moments, reports } of history('2026-11-25T09:00:00+07:00')) {
      const wrong = reports.filter(({ submittedAt, lateMinutes }) => {
        const after = (submittedAt.epochMilliseconds - moments.dueAt.epochMilliseconds) / 60_000;
        return Math.max(0, after) !== lateMinutes;
      });
      expect(wrong).toEqual([]);
    }
  });

  it('would be asked about only rarely', () => {
    const weeks = history('2026-11-25T09:00:00+07:00');
    const [last, ...before] = weeks.toReversed();
    const asked = (last?.reports ?? []).flatMap(({ unit, values }) =>
      form.fields.filter(({ code }) => {
        const field = findField(form, code);
        const value = values[code];
        const past = before.flatMap((week) => {
          const number = wholeOf(week.reports.find((report) => report.unit === unit)?.values[code]);
          return number === undefined ? [] : [number];
        });
        return field !== undefined && value !== undefined && isUnusual(field, value, past);
      }),
    );
    expect(asked.length).toBeLessThan(4);
  });
});

function refusedValues({ values }: SampleReport) {
  return form.fields.flatMap((field) => {
    const value = values[field.code];
    if (value === undefined) return field.required ? [`${field.code} is missing`] : [];
    const refusal = checkValue(field, value);
    return refusal === undefined ? [] : [`${field.code}: ${refusal.kind}`];
  });
}

function shareOf(reports: readonly SampleReport[], code: string): number {
  let part = 0;
  let whole = 0;
  for (const { values } of reports) {
    const value = values[code];
    if (value === undefined || !isRatio(value)) continue;
    part += value.part;
    whole += value.whole;
  }
  return part / whole;
}
