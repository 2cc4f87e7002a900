import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officeScope, scopeFor, type AccessScope } from '../../src/core/access/scope.ts';
import type { Field, FormDefinition } from '../../src/core/forms/definition.ts';
import { loadDigest } from '../../src/db/queries/figures.ts';
import { unit } from '../../src/db/schema/organization.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { tuan } from '../support/forms.ts';
import { writeHistory } from '../support/history.ts';

const CHANGE = '2017-07-03';
const BODY = 'ban-dan-van';
const [FIRST] = tuan.fields;
if (FIRST === undefined) throw new Error('the sample form has no field');
const FLOW: Field = { ...FIRST, code: 'flow', type: 'integer', aggregate: 'sum', for: [] };
const STOCK: Field = { ...FLOW, code: 'stock', aggregate: 'latest' };
const FORM: FormDefinition = { ...tuan, code: 'tuan', receivers: [BODY], fields: [FLOW, STOCK] };

const sent = (of: string, flow: number, stock?: number) => ({
  unit: of,
  revisions: [{ values: stock === undefined ? { flow } : { flow, stock } }],
});
const ended = (code: string, parent: string) => ({ code, name: code, parent, until: CHANGE });
const begun = (code: string, parent: string, predecessors: readonly string[]) => ({
  code,
  name: code,
  parent,
  from: CHANGE,
  predecessors,
});

const summed = (figure: string, units: readonly string[]) => ({ figure, by: 'summed', units });

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await writeHistory(database.db, {
    form: FORM,
    bodies: [{ code: BODY, name: 'Ban Dân vận' }],
    // `whole` is split between two provinces; `one` and `two` are merged.
    units: [
      { code: 'country', name: 'country' },
      { code: 'north', name: 'north', parent: 'country' },
      { code: 'south', name: 'south', parent: 'country' },
      { code: 'joint', name: 'joint', parent: 'country' },
      ended('whole', 'north'),
      begun('east', 'north', ['whole']),
      begun('west', 'south', ['whole']),
      ended('one', 'joint'),
      ended('two', 'joint'),
      begun('both', 'joint', ['one', 'two']),
    ],
    periods: [
      { code: '2016-W28', obligations: [sent('whole', 7, 70), sent('one', 1, 10), sent('two', 2, 20)] },
      { code: '2017-W26', obligations: [sent('whole', 9), sent('one', 3, 11), sent('two', 4)] },
      { code: '2017-W27', obligations: [sent('east', 5), sent('west', 6), sent('both', 8)] },
      { code: '2017-W28', obligations: [sent('east', 50), sent('west', 60, 40), sent('both', 80, 33)] },
    ],
  });
});
afterAll(() => database.close());

async function superiorOf(code: string): Promise<AccessScope> {
  const [row] = await database.db.select({ id: unit.id }).from(unit).where(eq(unit.code, code));
  if (row === undefined) throw new Error(`no unit ${code}`);
  return scopeFor([{ role: 'superior', unit: row.id, body: null }], 'see-digest');
}

async function compare(scope: AccessScope, period: string) {
  const digest = await loadDigest(database.db, scope, { form: 'tuan', body: BODY, period });
  const [found] = digest?.figures.indicators ?? [];
  if (found === undefined) throw new Error('no digest');
  const { total, previous, same_period_last_year: lastYear, year_to_date: sinceJanuary } = found;
  return { total, previous, lastYear, sinceJanuary };
}

async function marks(scope: AccessScope, period: string) {
  const digest = await loadDigest(database.db, scope, { form: 'tuan', body: BODY, period });
  return digest?.findings.succession;
}

async function stocks(scope: AccessScope, period: string) {
  const digest = await loadDigest(database.db, scope, { form: 'tuan', body: BODY, period });
  const found = digest?.figures.indicators.find(({ code }) => code === 'stock');
  return { total: found?.total, previous: found?.previous, units: found?.units };
}

describe('what a successor is compared with', () => {
  it('is nothing for a part of a unit that was split: which figures were its own nobody knows', async () => {
    const east = await superiorOf('north');
    expect(await compare(east, '2017-W27')).toEqual({
      total: 5,
      previous: null,
      lastYear: null,
      sinceJanuary: null,
    });
    // Since the change it has figures of its own.
    expect(await compare(east, '2017-W28')).toEqual({
      total: 50,
      previous: 5,
      lastYear: null,
      sinceJanuary: null,
    });
    expect(await compare(await superiorOf('south'), '2017-W27')).toMatchObject({ total: 6, previous: null });
  });

  it('is the whole unit where all its parts are looked at together', async () => {
    expect(await compare(await superiorOf('country'), '2017-W28')).toEqual({
      total: 190,
      previous: 19,
      lastYear: 10,
      sinceJanuary: 225,
    });
    expect(await compare(officeScope(), '2017-W27')).toMatchObject({ total: 19, previous: 16 });
  });

  it('is the sum of all that were merged into it', async () => {
    const both = await superiorOf('joint');
    expect(await compare(both, '2017-W27')).toMatchObject({ total: 8, previous: 7, sinceJanuary: 15 });
    expect(await compare(both, '2017-W28')).toEqual({
      total: 80,
      previous: 8,
      lastYear: 3,
      sinceJanuary: 95,
    });
  });

  it('is nothing for a longer time that reaches back before a split', async () => {
    expect(await compare(await superiorOf('north'), '2017-07')).toMatchObject({
      total: 55,
      sinceJanuary: null,
    });
    expect(await compare(officeScope(), '2017-07')).toMatchObject({
      total: 209,
      sinceJanuary: 225,
    });
  });

  it('is marked as a sum or as unknown, as long as it stands on other reports than its own', async () => {
    const both = await superiorOf('joint');
    expect(await marks(both, '2017-W27')).toEqual([
      summed('previous', ['both']),
      summed('year_to_date', ['both']),
    ]);
    expect(await marks(both, '2017-W28')).toEqual([
      summed('same_period_last_year', ['both']),
      summed('year_to_date', ['both']),
    ]);
    expect(await marks(await superiorOf('north'), '2017-W27')).toEqual([
      { figure: 'previous', by: 'parted', units: ['east'] },
      { figure: 'year_to_date', by: 'parted', units: ['east'] },
    ]);
    expect(await marks(officeScope(), '2017-W27')).toEqual([
      summed('previous', ['east', 'west', 'both']),
      summed('year_to_date', ['east', 'west', 'both']),
    ]);
    expect(await marks(officeScope(), '2017-W26')).toBeUndefined();
  });
});

describe('a stock of a successor', () => {
  it('is what the units before it left, until it tells its own', async () => {
    const both = await superiorOf('joint');
    expect(await stocks(both, '2017-W27')).toEqual({
      total: 31,
      previous: 31,
      units: [{ unit: 'both', value: 31 }],
    });
    expect(await stocks(both, '2017-W28')).toEqual({
      total: 33,
      previous: 31,
      units: [{ unit: 'both', value: 33 }],
    });
  });

  it('is not known of a part of a unit that was split', async () => {
    expect(await stocks(officeScope(), '2017-W27')).toMatchObject({
      total: 31,
      previous: 101,
      units: [{ unit: 'both', value: 31 }],
    });
    expect(await stocks(officeScope(), '2017-W28')).toMatchObject({
      total: 73,
      units: [
        { unit: 'west', value: 40 },
        { unit: 'both', value: 33 },
      ],
    });
  });
});
