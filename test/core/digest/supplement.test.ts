import { describe, expect, it } from 'vitest';
import type { DigestFigures, IndicatorFigures } from '../../../src/core/digest/figures.ts';
import { changesBetween } from '../../../src/core/digest/supplement.ts';

const MEDIATION: IndicatorFigures = {
  code: 'mediation',
  label: 'Hòa giải',
  total: { part: 40, whole: 41 },
  previous: null,
  same_period_last_year: null,
  year_to_date: null,
  target: 0.98,
  met: false,
  units: [
    { unit: 'a', value: { part: 35, whole: 35 } },
    { unit: 'b', value: { part: 5, whole: 6 } },
  ],
};

const SENT: DigestFigures = {
  body: 'ban-dan-van',
  form: 'tuan',
  period: '2017-W34',
  expected: 3,
  received: 2,
  late: [],
  missing: ['c'],
  indicators: [MEDIATION],
  texts: [{ unit: 'a', field: 'difficulties', text: 'mưa' }],
};

describe('what changed since a digest was sent', () => {
  it('is nothing where figures and texts are the same, whatever they are compared with by now', () => {
    expect(changesBetween(SENT, SENT)).toBeUndefined();
    const compared = { ...MEDIATION, previous: { part: 1, whole: 1 }, year_to_date: { part: 9, whole: 9 } };
    expect(changesBetween(SENT, { ...SENT, indicators: [compared] })).toBeUndefined();
  });

  it('names the corrected unit, both totals and a target that is met now', () => {
    const corrected: IndicatorFigures = {
      ...MEDIATION,
      total: { part: 41, whole: 41 },
      met: true,
      units: [
        { unit: 'a', value: { part: 35, whole: 35 } },
        { unit: 'b', value: { part: 6, whole: 6 } },
      ],
    };
    expect(changesBetween(SENT, { ...SENT, indicators: [corrected] })?.indicators).toEqual([
      {
        code: 'mediation',
        label: 'Hòa giải',
        before: { part: 40, whole: 41 },
        after: { part: 41, whole: 41 },
        target: 0.98,
        met: true,
        units: [{ unit: 'b', before: { part: 5, whole: 6 }, after: { part: 6, whole: 6 } }],
      },
    ]);
  });

  it('tells of two corrections that leave the total as it was', () => {
    const units = [
      { unit: 'a', value: { part: 34, whole: 35 } },
      { unit: 'b', value: { part: 6, whole: 6 } },
    ];
    const found = changesBetween(SENT, { ...SENT, indicators: [{ ...MEDIATION, units }] });
    expect(found?.indicators[0]).toMatchObject({ met: null, units: [{ unit: 'a' }, { unit: 'b' }] });
  });

  it('tells who came and who was excused apart', () => {
    expect(changesBetween(SENT, { ...SENT, received: 3, missing: [] })).toMatchObject({
      came: ['c'],
      received: [2, 3],
    });
    const exempt = [{ unit: 'c', reason: 'bão' }];
    expect(changesBetween(SENT, { ...SENT, expected: 2, missing: [], exempt })).toMatchObject({
      came: [],
      excused: exempt,
      expected: [3, 2],
    });
    expect(changesBetween({ ...SENT, exempt, missing: [], expected: 2 }, SENT)).toMatchObject({
      missing: ['c'],
      excused: [],
    });
  });

  it('tells texts that came and went', () => {
    const texts = [{ unit: 'a', field: 'difficulties', text: 'mưa lớn' }];
    expect(changesBetween(SENT, { ...SENT, texts })).toMatchObject({ said: texts, unsaid: SENT.texts });
  });
});
