import { sql, type SQL } from 'drizzle-orm';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopeFor } from '../../src/core/access/scope.ts';
import type { Field, FormDefinition } from '../../src/core/forms/definition.ts';
import type { UnitId } from '../../src/core/ids.ts';
import { loadDigest } from '../../src/db/queries/figures.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { tuan } from '../support/forms.ts';
import { writeHistory } from '../support/history.ts';

// Random mergers and splits of one Monday; then the figures of a province are counted once more by statements of their own.

const CHANGE = '2017-08-21';
const OLD_WEEKS = ['2016-W34', '2016-W35', '2017-W32', '2017-W33'];
const NEW_WEEKS = ['2017-W34', '2017-W35'];
const OLD = ['a', 'b', 'c', 'd'];
const NEW = ['p', 'q', 'r'];

const [FIRST] = tuan.fields;
if (FIRST === undefined) throw new Error('the sample form has no field');
const FLOW: Field = { ...FIRST, code: 'flow', type: 'integer', aggregate: 'sum', for: [] };
const STOCK: Field = { ...FLOW, code: 'stock', aggregate: 'latest' };

const count = fc.nat({ max: 50 });
const sent = fc.array(fc.record({ values: fc.record({ flow: count, stock: count }, { requiredKeys: [] }) }), {
  maxLength: 2,
});
const weeksOf = (weeks: number, units: number) =>
  fc.array(fc.array(sent, { minLength: units, maxLength: units }), { minLength: weeks, maxLength: weeks });

const district = fc.record({
  /** Of each new unit: what it came from, and whether it lies in the province that is looked at. */
  heirs: fc.array(fc.record({ from: fc.subarray(OLD), isSeen: fc.boolean() }), {
    minLength: NEW.length,
    maxLength: NEW.length,
  }),
  before: weeksOf(OLD_WEEKS.length, OLD.length),
  after: weeksOf(NEW_WEEKS.length, NEW.length),
  period: fc.constantFrom('2017-W34', '2017-W35'),
});

let database: TestDatabase;
let runs = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function number(query: SQL): Promise<number | null> {
  const [row] = await database.db.execute<{ number: number | null }>(query);
  return row?.number ?? null;
}

async function holds(condition: SQL): Promise<boolean> {
  const [row] = await database.db.execute<{ holds: boolean }>(sql`select (${condition}) as holds`);
  return row?.holds ?? false;
}

/** Counts by the links of units alone, one statement a figure. */
async function countAll(form: string, province: string, period: string) {
  const seen = sql`(select heir.id from unit heir join unit above on above.id = heir.parent_id where above.code = ${province})`;
  const elders = sql`(select predecessor_id from unit_predecessor where unit_id in ${seen})`;
  const said = sql`(
    select distinct on (report.id) ob.unit_id, period.code as week, rev.id
    from report join obligation ob on ob.id = report.obligation_id join period on period.id = ob.period_id
      join form on form.id = period.form_id join report_revision rev on rev.report_id = report.id
    where form.code = ${form} order by report.id, rev.revision desc
  )`;
  const flow = (units: SQL, weeks: SQL) =>
    number(sql`
      select sum(value.number)::float8 as number from ${said} said join report_value value on value.revision_id = said.id
      where value.field = 'flow' and said.unit_id in ${units} and said.week ${weeks}`);
  const isTold = (units: SQL, week: string) =>
    holds(sql`exists (select from ${said} said where said.unit_id in ${units} and said.week = ${week})`);
  const isParted = await holds(sql`exists (
    select from unit_predecessor link
    where link.predecessor_id in ${elders} and link.unit_id not in ${seen})`);
  const lastWord = (unit: SQL, week: string) => sql`(
    select value.number from ${said} said join report_value value on value.revision_id = said.id
    where value.field = 'stock' and said.unit_id = ${unit} and said.week <= ${week} order by said.week desc limit 1)`;
  const ownStock = (week: string) =>
    number(sql`
      select sum(coalesce(${lastWord(sql`heir.id`, week)}, (
        select case when count(*) = count(distinct link.predecessor_id) then sum(${lastWord(sql`link.predecessor_id`, week)}) end
        from unit_predecessor link join unit_predecessor every on every.predecessor_id = link.predecessor_id
        where link.unit_id = heir.id)))::float8 as number
      from unit heir where heir.id in ${seen}`);
  const elderStock = (week: string) =>
    number(sql`
      select sum(${lastWord(sql`elder.id`, week)})::float8 as number from unit elder where elder.id in ${elders}`);
  const isFirst = period === '2017-W34';
  const lastYear = isFirst ? '2016-W34' : '2016-W35';
  const before = async (week: string) =>
    isParted || !(await isTold(elders, week))
      ? [null, null]
      : [await flow(elders, sql`= ${week}`), await elderStock(week)];
  const previous = isFirst
    ? await before('2017-W33')
    : (await isTold(seen, '2017-W34'))
      ? [await flow(seen, sql`= '2017-W34'`), await ownStock('2017-W34')]
      : [null, null];
  const yearBefore = await before(lastYear);
  const isYearParted =
    isParted &&
    ((await partlyTold(said, elders, seen, '2017-W32')) ||
      (await partlyTold(said, elders, seen, '2017-W33')));
  const years = [
    await flow(elders, sql`between '2017-W01' and '2017-W33'`),
    await flow(seen, sql`between '2017-W34' and ${period}`),
  ].filter((one) => one !== null);
  const stock = await ownStock(period);
  return [
    {
      code: 'flow',
      total: await flow(seen, sql`= ${period}`),
      previous: previous[0],
      same_period_last_year: yearBefore[0],
      year_to_date: isYearParted || years.length === 0 ? null : years.reduce((sum, one) => sum + one, 0),
    },
    {
      code: 'stock',
      total: stock,
      previous: previous[1],
      same_period_last_year: yearBefore[1],
      year_to_date: stock,
    },
  ];
}

/** In a week of which the province has no report at all, nothing is added up that might be another's. */
function partlyTold(said: SQL, elders: SQL, seen: SQL, week: string) {
  return holds(sql`exists (
    select from ${said} said where (said.unit_id in ${elders} or said.unit_id in ${seen}) and said.week = ${week})`);
}

describe('every figure of units that came from others', () => {
  it('equals a count of its own', async () => {
    await fc.assert(
      fc.asyncProperty(district, async ({ heirs, before, after, period }) => {
        runs += 1;
        const mark = `s${runs}`;
        const name = (code: string) => `${mark}-${code}`;
        const unitOf = (code: string) => ({ code: name(code), name: code });
        const form: FormDefinition = {
          ...tuan,
          code: mark,
          receivers: [name('body')],
          fields: [FLOW, STOCK],
        };
        const weeks = (codes: readonly string[], units: readonly string[], reports: typeof before) =>
          codes.map((code, week) => ({
            code,
            obligations: units.map((unit, place) => ({
              unit: name(unit),
              revisions: reports[week]?.[place] ?? [],
            })),
          }));
        await database.db.transaction((tx) =>
          writeHistory(tx, {
            form,
            bodies: [{ code: name('body'), name: 'Ban Dân vận' }],
            units: [
              unitOf('here'),
              unitOf('there'),
              ...OLD.map((code) => ({ ...unitOf(code), until: CHANGE })),
              ...heirs.map(({ from, isSeen }, place) => ({
                ...unitOf(NEW[place] ?? ''),
                from: CHANGE,
                parent: name(isSeen ? 'here' : 'there'),
                predecessors: from.map(name),
              })),
            ],
            periods: [...weeks(OLD_WEEKS, OLD, before), ...weeks(NEW_WEEKS, NEW, after)],
          }),
        );
        const [here] = await database.db.execute<{ id: UnitId }>(
          sql`select id from unit where code = ${name('here')}`,
        );
        if (here === undefined) throw new Error('no province');
        const scope = scopeFor([{ role: 'superior', unit: here.id, body: null }], 'see-digest');
        const digest = await loadDigest(database.db, scope, { form: mark, body: name('body'), period });
        const shown = digest?.figures.indicators.map(
          ({ code, total, previous, same_period_last_year, year_to_date }) => ({
            code,
            total,
            previous,
            same_period_last_year,
            year_to_date,
          }),
        );
        expect(shown).toEqual(await countAll(mark, name('here'), period));
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
