import * as fc from 'fast-check';
import { sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestCommand } from '../../src/cli/digest.ts';
import { officeScope } from '../../src/core/access/scope.ts';
import type { Field, FormDefinition } from '../../src/core/forms/definition.ts';
import { loadDigest } from '../../src/db/queries/figures.ts';
import { runCommand } from '../support/cli.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { tuan } from '../support/forms.ts';
import { writeHistory } from '../support/history.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const BODY = 'ban-dan-van';

function formOf(code: string, more: Partial<FormDefinition>): FormDefinition {
  return { ...tuan, code, receivers: [`${code}-${BODY}`], fields: tuan.fields.map(forAll), ...more };
}

function forAll(field: Field): Field {
  return { ...field, for: [] };
}

function bodiesOf(form: FormDefinition) {
  return form.receivers.map((code) => ({ code, name: 'Ban Dân vận Huyện ủy' }));
}

function select<Row extends Record<string, unknown>>(query: SQL) {
  return database.db.execute<Row>(query);
}

function digestOfYears(words: string) {
  return runCommand(digestCommand, ['--form', 'nam', ...words.split(' ')], { db: database.db });
}

function digestOfQuarter(form: string) {
  const of = { form, body: `q-thang-${BODY}`, period: '2017-Q3' };
  return loadDigest(database.db, officeScope(), of);
}

function between(from: string, to: string) {
  return sql`thursday between ${from}::date and ${to}::date`;
}

describe('the figures of the conference on 18/8/2017', () => {
  // Five yearly reports of two communes each, such that the totals are those that the source tells of.
  const years = [
    { year: '2012', models: [60, 55], mediation: [290, 296], procedures: [5_980, 6_000] },
    { year: '2013', models: [80, 75], mediation: [288, 294], procedures: [5_982, 6_000] },
    { year: '2014', models: [100, 98], mediation: [301, 307], procedures: [5_983, 6_000] },
    { year: '2015', models: [130, 123], mediation: [295, 301], procedures: [5_983, 6_000] },
    { year: '2016', models: [134, 126], mediation: [296, 302], procedures: [5_982, 6_000] },
  ] as const;

  beforeAll(async () => {
    const form = formOf('nam', { name: 'Báo cáo năm', period: 'year', digests: [] });
    // Asked in other words than today, and seen by the one body.
    const fields = form.fields.map((field) =>
      field.code === 'procedures' ? { ...field, target: 0.997 } : field,
    );
    await writeHistory(database.db, {
      form: { ...form, fields },
      bodies: bodiesOf(form),
      units: [
        { code: 'nam-a', name: 'Xã Bình Minh' },
        { code: 'nam-b', name: 'Xã Phong Đông' },
      ],
      periods: years.map(({ year, models, mediation, procedures: [part, whole] }) => ({
        code: year,
        obligations: [0, 1].map((place) => ({
          unit: place === 0 ? 'nam-a' : 'nam-b',
          revisions: [
            {
              values: {
                models_active: models[place] ?? 0,
                mediation: place === 0 ? { part: mediation[0], whole: mediation[1] } : { part: 0, whole: 0 },
                procedures: place === 0 ? { part, whole } : { part: 0, whole: 0 },
              },
            },
          ],
        })),
      })),
    });
  });

  it('come out of the reports of 2012 to 2016: 98 % of the mediations, 99.7 % of the procedures', async () => {
    const { out } = await digestOfYears('--period 2012..2016');
    const text = out.join('\n');
    expect(text).toContain('Tổng hợp giai đoạn 2012–2016');
    expect(text).toContain('đã nhận 10/10 báo cáo của 5 năm');
    expect(text).toContain('1.470/1.500 vụ (98,0 %), đạt chỉ tiêu 98 %');
    expect(text).toContain('29.910/30.000 hồ sơ (99,7 %), đạt chỉ tiêu 99,7 %');
  });

  it('come out of those up to 2015: 253 models kept up, the latest and not the sum', async () => {
    const { out } = await digestOfYears('--period 2012..2015 --json');
    const { indicators, period } = JSON.parse(out.join(''));
    expect(period).toBe('2012..2015');
    const totals = new Map(indicators.map((one: { code: string; total: unknown }) => [one.code, one.total]));
    expect(totals.get('models_active')).toBe(253);
  });

  it('name the codes of the reports that they rest on', async () => {
    const of = { form: 'nam', body: `nam-${BODY}`, period: '2012..2016' };
    const view = await loadDigest(database.db, officeScope(), of);
    const reports = view?.findings.reports ?? [];
    expect(reports.map(({ unit, codes }) => [unit, codes.length])).toEqual([
      ['nam-a', 5],
      ['nam-b', 5],
    ]);
    expect(new Set(reports.flatMap(({ codes }) => codes)).size).toBe(10);
  });

  it('are refused for days of which nothing is known', async () => {
    expect((await digestOfYears('--period 2001..2005')).refused).toContain('2001..2005');
  });
});

describe('a longer period that has a form of its own', () => {
  beforeAll(async () => {
    const units = [{ code: 'q-a', name: 'Xã Bình Minh' }];
    const month = formOf('q-thang', { name: 'Báo cáo tháng', period: 'month' });
    await writeHistory(database.db, {
      form: month,
      bodies: bodiesOf(month),
      units,
      periods: ['2017-07', '2017-08', '2017-09'].map((code) => ({
        code,
        obligations: [
          { unit: 'q-a', revisions: [{ values: { complaints: 2, mediation: { part: 3, whole: 4 } } }] },
        ],
      })),
    });
    const quarter = formOf('q-quy', { name: 'Báo cáo quý', period: 'quarter', receivers: month.receivers });
    await writeHistory(database.db, {
      form: quarter,
      bodies: [{ code: 'q-other', name: 'UBND huyện' }],
      units: [{ code: 'q-b', name: 'Xã Tân Thuận' }],
      periods: [
        {
          code: '2017-Q3',
          obligations: [
            { unit: 'q-b', revisions: [{ values: { complaints: 7, mediation: { part: 9, whole: 12 } } }] },
          ],
        },
      ],
    });
  });

  it('shows its own figures beside those of the months, and marks the differences', async () => {
    const quarter = await digestOfQuarter('q-quy');
    expect(quarter?.findings.other_forms).toEqual([
      {
        form: 'q-thang',
        name: 'Báo cáo tháng',
        periods: 3,
        field: 'mediation',
        total: { part: 9, whole: 12 },
        differs: false,
      },
      { form: 'q-thang', name: 'Báo cáo tháng', periods: 3, field: 'complaints', total: 6, differs: true },
    ]);
    const { out } = await runCommand(digestCommand, ['--form', 'q-quy', '--period', '2017-Q3'], {
      db: database.db,
    });
    expect(out.join('\n')).toContain('Đối chiếu Báo cáo tháng (3 kỳ cộng lại)');
    expect(out.join('\n')).toContain('Đơn khiếu nại mới: lệch, ở đó 6, ở đây 7');
  });

  it('is held against the months that are added up as well', async () => {
    const rolled = await digestOfQuarter('q-thang');
    expect(rolled?.findings.parts).toEqual(['2017-07', '2017-08', '2017-09']);
    expect(rolled?.findings.other_forms).toMatchObject([
      { form: 'q-quy', periods: 1, field: 'mediation', differs: false },
      { form: 'q-quy', periods: 1, field: 'complaints', total: 7, differs: true },
    ]);
  });
});

describe('every figure of weeks that are added up to a month', () => {
  const WEEKS = [27, 28, 29, 30, 31, 32, 33, 34, 35, 36].map((week) => `2017-W${week}`);
  const LAST_YEAR = [31, 32, 33, 34].map((week) => `2016-W${week}`);
  const UNITS = ['c', 'a', 'b'];
  const figure = (code: string, more: Partial<Field>): Field => ({ ...forAll(FIRST), code, ...more });
  const [first] = tuan.fields;
  if (first === undefined) throw new Error('the sample form has no field');
  const FIRST = first;
  const FIELDS = [
    figure('flow', { type: 'integer', aggregate: 'sum' }),
    figure('rate', { type: 'ratio', aggregate: 'sum', target: 0.5 }),
    figure('stock', { type: 'integer', aggregate: 'latest' }),
  ];
  const count = fc.nat({ max: 20 });
  const sent = fc.record({
    nil: fc.boolean(),
    values: fc.record(
      {
        flow: count,
        rate: fc.tuple(count, count).map(([a, b]) => ({ part: Math.min(a, b), whole: Math.max(a, b) })),
        stock: count,
      },
      { requiredKeys: [] },
    ),
  });
  const owed = fc.record({
    exempt: fc.nat({ max: 4 }).map((n) => n === 0),
    late: fc.boolean(),
    revisions: fc.array(sent, { maxLength: 2 }),
  });
  const all = [...LAST_YEAR, ...WEEKS];
  const history = fc.array(fc.array(fc.option(owed, { freq: 6 }), { minLength: 3, maxLength: 3 }), {
    minLength: all.length,
    maxLength: all.length,
  });
  let runs = 0;

  it('equals a count of its own', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (weeks) => {
        runs += 1;
        const form = formOf(`w${runs}`, { fields: FIELDS });
        await writeHistory(database.db, {
          form,
          bodies: bodiesOf(form),
          units: UNITS.map((code) => ({ code: `w${runs}-${code}`, name: code })),
          periods: all.map((code, week) => ({
            code,
            obligations: (weeks[week] ?? []).flatMap((one, place) =>
              one === null
                ? []
                : [
                    {
                      unit: `w${runs}-${UNITS[place]}`,
                      exempt: one.exempt,
                      revisions: one.revisions.map((each) => ({ ...each, lateMinutes: one.late ? 9 : 0 })),
                    },
                  ],
            ),
          })),
        });
        const of = { form: form.code, body: form.receivers[0] ?? '', period: '2017-08' };
        const digest = await loadDigest(database.db, officeScope(), of);
        const { rows, tallies } = await countAll(form.code);
        expect(digest?.findings.units).toEqual(tallies.filter(({ expected }) => expected > 0));
        // Each text with the report that it stands in.
        const said = digest?.findings.said ?? [];
        expect(said.map(({ unit, field, text }) => ({ unit, field, text }))).toEqual(digest?.figures.texts);
        for (const { period, report } of said) {
          expect(digest?.findings.parts).toContain(period);
          expect(report).toMatch(/^BC-\w{4,}(?:\.\d+)?$/);
        }
        expect(digest?.figures.expected).toBe(tallies.reduce((sum, { expected }) => sum + expected, 0));
        expect(digest?.figures.received).toBe(tallies.reduce((sum, { received }) => sum + received, 0));
        expect(
          digest?.figures.indicators.map(
            ({ code, total, previous, same_period_last_year, year_to_date }) => ({
              code,
              total,
              previous,
              same_period_last_year,
              year_to_date,
            }),
          ),
        ).toEqual(rows);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  /** By the Thursdays of the weeks, one statement a figure. */
  async function countAll(form: string) {
    const standing = sql`standing as (
      select distinct on (rev.report_id) rev.*, ob.unit_id, ob.exempt_reason, period.data_start + 3 as thursday
      from report_revision rev join report on report.id = rev.report_id
        join obligation ob on ob.id = report.obligation_id join period on period.id = ob.period_id
        join form on form.id = period.form_id
      where form.code = ${form} order by rev.report_id, rev.revision desc
    )`;
    const any = async (within: SQL) =>
      (await select(sql`with ${standing} select from standing where ${within}`)).length > 0;
    const flow = async (field: Field, within: SQL) => {
      const [row] = await select<{ number: number | null; part: number | null; whole: number | null }>(sql`
        with ${standing}, said as (
          select coalesce(value.number, case when nil and value.field is null then 0 end) as number,
            coalesce(value.part, case when nil and value.field is null then 0 end) as part,
            coalesce(value.whole, case when nil and value.field is null then 0 end) as whole
          from standing left join report_value value on value.revision_id = standing.id and value.field = ${field.code}
          where ${within}
        ) select sum(number)::float8 as number, sum(part)::int as part, sum(whole)::int as whole from said`);
      if (field.type !== 'ratio') return row?.number ?? null;
      return row === undefined || row.whole === null ? null : { part: row.part, whole: row.whole };
    };
    const stock = async (week: string) => {
      const [row] = await select<{ number: number | null }>(sql`
        with ${standing} select sum(number)::float8 as number from (
          select distinct on (standing.unit_id) value.number
          from standing join report_value value on value.revision_id = standing.id and value.field = 'stock'
          where thursday <= (select data_start + 3 from period join form on form.id = form_id where form.code = ${form} and period.code = ${week})
            and standing.unit_id in (
              select unit_id from obligation join period on period.id = period_id join form on form.id = form_id
              where form.code = ${form} and period.code = ${week})
          order by standing.unit_id, thursday desc) last_word`);
      return row?.number ?? null;
    };
    const [now, july, augustBefore, sinceJanuary] = [
      between('2017-08-01', '2017-08-31'),
      between('2017-07-01', '2017-07-31'),
      between('2016-08-01', '2016-08-31'),
      between('2017-01-01', '2017-08-31'),
    ];
    const [hasJuly, hasBefore] = [await any(july), await any(augustBefore)];
    const rows = [];
    for (const field of FIELDS) {
      const isFlow = field.aggregate === 'sum';
      const total = isFlow ? await flow(field, now) : await stock('2017-W35');
      const july30 = isFlow ? await flow(field, july) : await stock('2017-W30');
      const before = isFlow ? await flow(field, augustBefore) : await stock('2016-W34');
      rows.push({
        code: field.code,
        total,
        previous: hasJuly ? july30 : null,
        same_period_last_year: hasBefore ? before : null,
        year_to_date: isFlow ? await flow(field, sinceJanuary) : total,
      });
    }
    const tallies = await select<{ unit: string; expected: number; received: number; late: number }>(sql`
      with ${standing} select unit.code as unit, count(*)::int as expected, count(standing.id)::int as received,
        (count(*) filter (where standing.late_minutes > 0))::int as late
      from obligation ob join unit on unit.id = ob.unit_id join period on period.id = ob.period_id
        join form on form.id = period.form_id left join report on report.obligation_id = ob.id
        left join standing on standing.report_id = report.id
      where form.code = ${form} and ob.exempt_reason is null and period.data_start + 3 between '2017-08-01' and '2017-08-31'
      group by unit.id order by unit.id`);
    return { rows, tallies };
  }
});
