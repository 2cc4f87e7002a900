import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officeScope, scopeFor } from '../../src/core/access/scope.ts';
import type { Course } from '../../src/core/digest/course.ts';
import { loadCourse } from '../../src/db/queries/courses.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { tuan } from '../support/forms.ts';
import { writeHistory } from '../support/history.ts';

let database: TestDatabase;
const at = (moment: string) => Temporal.Instant.from(moment);
const fields = tuan.fields.filter(({ code }) => code === 'mediation' || code === 'complaints');

beforeAll(async () => {
  database = await createTestDatabase();
  await writeHistory(database.db, {
    form: tuan,
    bodies: [{ code: 'ubnd', name: 'UBND huyện' }],
    units: [
      { code: 'binh-minh', name: 'Xã Bình Minh' },
      { code: 'tan-thuan', name: 'Xã Tân Thuận' },
    ],
    periods: [
      {
        code: '2017-W33',
        obligations: [
          {
            unit: 'binh-minh',
            revisions: [
              { values: { complaints: 1 }, submittedAt: at('2017-08-18T10:00+07:00') },
              { values: { complaints: 3 }, submittedAt: at('2017-08-18T12:00+07:00') },
            ],
          },
          { unit: 'tan-thuan', revisions: [], exempt: true },
        ],
      },
      {
        code: '2017-W34',
        obligations: [
          {
            unit: 'binh-minh',
            revisions: [{ nil: true, lateMinutes: 5, submittedAt: at('2017-08-25T16:05+07:00') }],
          },
          { unit: 'tan-thuan', revisions: [] },
        ],
      },
    ],
  });
});

afterAll(() => database.close());

const load = (more: { readonly periods?: number; readonly asOf?: Temporal.Instant } = {}): Promise<Course> =>
  loadCourse(database.db, officeScope(), {
    form: 'tuan',
    body: 'ubnd',
    end: Temporal.PlainDate.from('2017-08-27'),
    periods: 12,
    fields,
    ...more,
  });

describe('the course of recent periods', () => {
  it('says how each unit reported, the earliest period first', async () => {
    const { periods, units } = await load();
    expect(periods.map(({ code }) => code)).toEqual(['2017-W33', '2017-W34']);
    expect(units.map(({ unit, states }) => [unit, ...states])).toEqual([
      ['binh-minh', 'in-time', 'late'],
      ['tan-thuan', 'exempt', 'missing'],
    ]);
  });

  it('has the values of the current revisions, and zero for a nil report', async () => {
    const { units } = await load();
    expect(units[0]?.values).toEqual({
      mediation: [null, { part: 0, whole: 0 }],
      complaints: [3, 0],
    });
  });

  it('is as it was at a past moment', async () => {
    const { units } = await load({ asOf: at('2017-08-18T11:00+07:00') });
    expect(units[0]?.values['complaints']).toEqual([1, null]);
    expect(units[0]?.states).toEqual(['in-time', 'missing']);
  });

  it('ends with so many periods', async () => {
    expect((await load({ periods: 1 })).periods.map(({ code }) => code)).toEqual(['2017-W34']);
  });

  it('shows nothing to who has no place', async () => {
    const of = {
      form: 'tuan',
      body: 'ubnd',
      end: Temporal.PlainDate.from('2017-08-27'),
      periods: 12,
      fields,
    };
    expect((await loadCourse(database.db, scopeFor([], 'see-digest'), of)).units).toEqual([]);
  });
});
