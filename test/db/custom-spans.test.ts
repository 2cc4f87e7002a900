import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FormDefinition } from '../../src/core/forms/definition.ts';
import { officeScope } from '../../src/core/access/scope.ts';
import { loadDigestFigures } from '../../src/db/queries/figures.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { tuan } from '../support/forms.ts';
import { writeHistory } from '../support/history.ts';

const review: FormDefinition = { ...tuan, code: 'tong-ket', period: 'custom' };

let database: TestDatabase;

const sent = (complaints: number, models_active: number) => [
  { unit: 'binh-minh', revisions: [{ values: { complaints, models_active } }] },
];

beforeAll(async () => {
  database = await createTestDatabase();
  await writeHistory(database.db, {
    form: review,
    bodies: [{ code: 'ban-dan-van', name: 'Ban Dân vận Huyện ủy' }],
    units: [{ code: 'binh-minh', name: 'Xã Bình Minh' }],
    periods: [
      { code: '2016-07-01..2016-09-30', obligations: sent(3, 31) },
      { code: '2017-01-01..2017-06-30', obligations: sent(10, 33) },
      { code: '2017-04-01..2017-07-31', obligations: sent(20, 34) },
      {
        code: '2017-07-01..2017-09-30',
        obligations: [{ unit: 'binh-minh', revisions: [{ values: { complaints: 5 } }] }],
      },
    ],
  });
});

afterAll(() => database.close());

async function indicator(period: string, code: string) {
  const figures = await loadDigestFigures(database.db, officeScope(), {
    form: 'tong-ket',
    body: 'ban-dan-van',
    period,
  });
  return figures?.indicators.find((one) => one.code === code);
}

describe('the figures of a span opened by hand', () => {
  it('add up only spans of the year that do not overlap it', async () => {
    expect(await indicator('2017-07-01..2017-09-30', 'complaints')).toMatchObject({
      total: 5,
      previous: 3,
      same_period_last_year: 3,
      year_to_date: 15,
    });
  });

  it('are compared with nothing where every earlier span overlaps or is of another length', async () => {
    expect(await indicator('2017-04-01..2017-07-31', 'complaints')).toMatchObject({
      previous: null,
      same_period_last_year: null,
      year_to_date: 20,
    });
  });

  it('know a stock from the span that ended last, also from one that overlaps', async () => {
    expect(await indicator('2017-07-01..2017-09-30', 'models_active')).toMatchObject({
      total: 34,
      previous: 31,
    });
  });
});
