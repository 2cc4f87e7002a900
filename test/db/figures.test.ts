import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DigestFigures } from '../../src/core/digest/figures.ts';
import { officeScope } from '../../src/core/access/scope.ts';
import { loadDigest, loadDigestFigures } from '../../src/db/queries/figures.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { tuan } from '../support/forms.ts';
import { writeHistory } from '../support/history.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await writeHistory(database.db, {
    form: tuan,
    bodies: [
      { code: 'ban-dan-van', name: 'Ban Dân vận Huyện ủy' },
      { code: 'ubnd', name: 'UBND huyện' },
    ],
    units: [
      { code: 'binh-minh', name: 'Xã Bình Minh' },
      { code: 'an-bien', name: 'Xã An Biên' },
      { code: 'cu', name: 'Xã Cũ' },
    ],
    periods: [
      {
        code: '2016-W34',
        obligations: [
          { unit: 'binh-minh', revisions: [{ values: { complaints: 9, models_active: 10 } }] },
          { unit: 'cu', revisions: [{ values: { complaints: 1, models_active: 100 } }] },
        ],
      },
      { code: '2016-W52', obligations: [{ unit: 'binh-minh', revisions: [{ values: { complaints: 50 } }] }] },
      { code: '2017-W01', obligations: [{ unit: 'binh-minh', revisions: [{ values: { complaints: 5 } }] }] },
      {
        code: '2017-W33',
        obligations: [
          {
            unit: 'binh-minh',
            revisions: [{ values: { complaints: 7 } }, { values: { complaints: 3, models_active: 12 } }],
          },
          { unit: 'an-bien', revisions: [] },
        ],
      },
      {
        code: '2017-W34',
        obligations: [
          {
            unit: 'binh-minh',
            revisions: [
              { nil: true, lateMinutes: 80 },
              { nil: true, lateMinutes: 80 },
            ],
          },
          {
            unit: 'an-bien',
            revisions: [{ values: { complaints: 2, mediation: { part: 5, whole: 6 }, difficulties: 'mưa' } }],
          },
        ],
      },
      { code: '2017-W35', obligations: [{ unit: 'binh-minh', revisions: [{ values: { complaints: 70 } }] }] },
    ],
  });
});

afterAll(() => database.close());

async function load(period: string, body = 'ban-dan-van'): Promise<DigestFigures> {
  const figures = await loadDigestFigures(database.db, officeScope(), { form: 'tuan', body, period });
  if (figures === undefined) throw new Error(`no figures of ${period}`);
  return figures;
}

async function indicator(period: string, code: string) {
  return (await load(period)).indicators.find((one) => one.code === code);
}

describe('the figures of a period', () => {
  it('are complete, late and missing by obligation, in the order of the organisation', async () => {
    expect(await load('2017-W34')).toMatchObject({
      body: 'ban-dan-van',
      form: 'tuan',
      period: '2017-W34',
      expected: 2,
      received: 2,
      late: ['binh-minh'],
      missing: [],
      texts: [{ unit: 'an-bien', field: 'difficulties', text: 'mưa' }],
    });
    expect(await load('2017-W33')).toMatchObject({ expected: 2, received: 1, missing: ['an-bien'] });
  });

  it('compare with the week before, the same week last year and all weeks of the year so far', async () => {
    expect(await indicator('2017-W34', 'complaints')).toEqual({
      code: 'complaints',
      label: 'Đơn khiếu nại mới',
      counted: 'đơn',
      total: 2,
      previous: 3,
      same_units: { units: 1, total: 0, previous: 3 },
      same_period_last_year: 10,
      year_to_date: 5 + 3 + 2,
      target: null,
      met: null,
      units: [
        { unit: 'binh-minh', value: 0 },
        { unit: 'an-bien', value: 2 },
      ],
    });
  });

  it('keep a stock through nil reports, and forget units that owe nothing any more', async () => {
    expect(await indicator('2017-W34', 'models_active')).toMatchObject({
      total: 12,
      previous: 12,
      same_period_last_year: 110,
      year_to_date: 12,
      units: [{ unit: 'binh-minh', value: 12 }],
    });
    // The week said nothing about it; the last word is that of 2016-W34.
    expect(await indicator('2017-W01', 'models_active')).toMatchObject({ total: 10, previous: 10 });
  });

  it('have no previous total where no report came', async () => {
    expect(await indicator('2016-W34', 'complaints')).toMatchObject({
      previous: null,
      same_period_last_year: null,
      year_to_date: 10,
    });
    expect(await indicator('2016-W34', 'models_active')).toMatchObject({ previous: null });
  });

  it('show a body its own fields', async () => {
    const codes = (await load('2017-W34', 'ubnd')).indicators.map(({ code }) => code);
    expect(codes).toContain('procedures');
    expect(codes).not.toContain('models');
  });

  it('come with the names that belong to their codes', async () => {
    const view = await loadDigest(database.db, officeScope(), {
      form: 'tuan',
      body: 'ubnd',
      period: '2017-W34',
    });
    expect(view?.names).toMatchObject({
      body: 'UBND huyện',
      form: 'Báo cáo tuần công tác dân vận',
      period: { code: '2017-W34' },
      units: { 'binh-minh': 'Xã Bình Minh', 'an-bien': 'Xã An Biên' },
    });
    expect(view?.names.fields['procedures']).toBe('Thủ tục hành chính đúng hẹn');
  });

  it('do not exist for unknown codes', async () => {
    const known = { form: 'tuan', body: 'ubnd', period: '2017-W34' };
    for (const wrong of [{ form: 'x' }, { body: 'x' }, { period: '2017-W40' }]) {
      expect(await loadDigestFigures(database.db, officeScope(), { ...known, ...wrong })).toBeUndefined();
    }
  });
});
