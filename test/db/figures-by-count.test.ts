import * as fc from 'fast-check';
import { sql, type SQL } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DigestFigures, IndicatorFigures } from '../../src/core/digest/figures.ts';
import type { DigestFindings, Outlier, UnitTally } from '../../src/core/digest/findings.ts';
import {
  fieldsFor,
  isFigure,
  isStock,
  type Field,
  type FormDefinition,
} from '../../src/core/forms/definition.ts';
import type { Executor } from '../../src/db/connect.ts';
import { officeScope } from '../../src/core/access/scope.ts';
import { loadDigest } from '../../src/db/queries/figures.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { tuan } from '../support/forms.ts';
import {
  counted,
  FOREVER,
  said,
  standing,
  sumsAgainst,
  type Counted,
  type Question,
  type Sums,
} from '../support/figure-counts.ts';
import { dueAt, writeHistory, type WrittenObligation, type WrittenRevision } from '../support/history.ts';

// Random histories, written row by row; then each figure is counted once more by a statement of its own that shares nothing with
// the program but the schema.

const WEEKS = ['2016-W34', '2016-W52', '2017-W01', '2017-W32', '2017-W33', '2017-W34', '2017-W35'];
const MONDAYS = [
  '2016-08-22',
  '2016-12-26',
  '2017-01-02',
  '2017-08-07',
  '2017-08-14',
  '2017-08-21',
  '2017-08-28',
];
/** The units in the organisation's order, which is not that of their codes. */
const ORDER = ['d', 'b', 'c', 'a'];
const BODY = 'body';
const OTHER = 'other';

function figure(code: string, more: Partial<Field>): Field {
  return {
    code,
    label: code,
    prompt: code,
    type: 'integer',
    aliases: [],
    for: [],
    aggregate: 'sum',
    required: true,
    options: [],
    ...more,
  };
}

const FIELDS: readonly Field[] = [
  figure('flow', {}),
  figure('amount', { type: 'decimal' }),
  figure('rate', { type: 'ratio', target: 0.98 }),
  figure('stock', { aggregate: 'latest' }),
  figure('stock_rate', { type: 'ratio', aggregate: 'latest', target: 0.5 }),
  figure('hidden', { for: [OTHER] }),
  figure('words', { type: 'text', for: [BODY, OTHER], required: false }),
];

/** The form of one run, with bodies of its own, so that runs share a database. */
function formOf(mark: string): FormDefinition {
  const own = (body: string) => `${mark}-${body}`;
  const fields = FIELDS.map((field) => ({ ...field, for: field.for.map(own) }));
  return { ...tuan, code: mark, fields, receivers: [own(BODY), own(OTHER)] };
}

const count = fc.nat({ max: 40 });
const ratio = fc.tuple(count, count).map(([a, b]) => ({ part: Math.min(a, b), whole: Math.max(a, b) }));

const revision: fc.Arbitrary<WrittenRevision> = fc.record({
  nil: fc.boolean(),
  gaps: fc.subarray(['flow', 'rate', 'stock']),
  values: fc.record(
    {
      flow: count,
      amount: fc.integer({ min: -500, max: 500 }).map((tenths) => tenths / 10),
      rate: ratio,
      stock: count,
      stock_rate: ratio,
      hidden: count,
      words: fc.constantFrom('thiếu kinh phí', 'mưa "lớn"', '   '),
    },
    { requiredKeys: [] },
  ),
});

/** A gap has no value, and what was sent nil by word has none of its own. */
const written = revision.map((one): WrittenRevision => {
  const left = Object.entries(one.values ?? {}).filter(([field]) => !one.gaps?.includes(field));
  return { ...one, values: Object.fromEntries(left) };
});

const anObligation = fc.record({
  exempt: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  lateMinutes: fc.constantFrom(0, 0, 1, 90),
  revisions: fc.array(written, { maxLength: 3 }),
});

const history = fc.record({
  /** Per week and unit; null: the unit does not exist then. */
  weeks: fc.array(fc.array(fc.option(anObligation, { freq: 5 }), { minLength: 4, maxLength: 4 }), {
    minLength: WEEKS.length,
    maxLength: WEEKS.length,
  }),
  /** How many hours after the due moment of 2017-W34 the figures are looked at; null: now. */
  asOfHours: fc.option(fc.integer({ min: -200, max: 60 })),
  period: fc.constantFrom('2017-W34', '2017-W33', '2017-W01'),
});

const COMPARED: Readonly<Record<string, { previous: string; lastYear: string }>> = {
  '2017-W34': { previous: '2017-W33', lastYear: '2016-W34' },
  '2017-W33': { previous: '2017-W32', lastYear: '2016-W33' },
  '2017-W01': { previous: '2016-W52', lastYear: '2016-W01' },
};

let database: TestDatabase;
let runs = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

describe('every figure of a digest', () => {
  it('equals a count of its own', async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ weeks, asOfHours, period }) => {
        runs += 1;
        const mark = `r${runs}`;
        const form = formOf(mark);
        const asOf = asOfHours === null ? undefined : hoursAfterDue('2017-08-21', asOfHours);
        await database.db.transaction((tx) => writeRun(tx, mark, form, weeks));
        const question: Question = { form, body: `${mark}-${BODY}`, period, asOf };
        const digest = await loadDigest(database.db, officeScope(), { ...question, form: mark });
        expect(digest?.figures).toEqual(await countAll(question));
        expect(digest?.findings).toEqual({ ...(await countFindings(question)), notes: [] });
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});

type Owed = Omit<WrittenObligation, 'unit'> & { readonly lateMinutes: number };

async function writeRun(
  db: Executor,
  mark: string,
  form: FormDefinition,
  weeks: readonly (readonly (Owed | null)[])[],
) {
  const names = ORDER.map((letter) => `${mark}-${letter}`);
  await writeHistory(db, {
    form,
    bodies: form.receivers.map((code) => ({ code, name: code })),
    units: names.map((code) => ({ code, name: code })),
    periods: WEEKS.map((code, week) => ({
      code,
      obligations: (weeks[week] ?? []).flatMap((one, index) => {
        const unit = names[index];
        if (one === null || unit === undefined) return [];
        const revisions = one.revisions.map((sent, number) => ({
          ...sent,
          lateMinutes: one.lateMinutes,
          submittedAt: hoursAfterDue(MONDAYS[week] ?? '', 24 * number - 10),
        }));
        return [{ ...one, unit, revisions }];
      }),
    })),
  });
}

function hoursAfterDue(monday: string, hours: number): Temporal.Instant {
  return dueAt(Temporal.PlainDate.from(monday)).add({ hours });
}

async function countAll(question: Question): Promise<DigestFigures> {
  const fields = fieldsFor(question.form, question.body);
  const indicators: IndicatorFigures[] = [];
  for (const field of fields.filter(isFigure)) indicators.push(await countIndicator(question, field));
  const owed = await rowsOf<{ unit: string; late: number | null; came: boolean }>(sql`
    select unit.code as unit, max(rev.late_minutes) as late, count(rev.id) > 0 as came
    from obligation ob
      join unit on unit.id = ob.unit_id join period on period.id = ob.period_id
      join form on form.id = period.form_id
      left join report on report.obligation_id = ob.id
      left join report_revision rev on rev.report_id = report.id
        and rev.submitted_at <= ${(question.asOf ?? FOREVER).toString()}
    where form.code = ${question.form.code} and period.code = ${question.period} and ob.exempt_reason is null
    group by unit.id order by unit.id
  `);
  const exempt = await rowsOf<{ unit: string; reason: string }>(sql`
    select unit.code as unit, ob.exempt_reason as reason
    from obligation ob
      join unit on unit.id = ob.unit_id join period on period.id = ob.period_id
      join form on form.id = period.form_id
    where form.code = ${question.form.code} and period.code = ${question.period} and ob.exempt_reason <> ''
    order by unit.id
  `);
  return {
    body: question.body,
    form: question.form.code,
    period: question.period,
    ...(exempt.length > 0 ? { exempt } : {}),
    expected: owed.length,
    received: owed.filter(({ came }) => came).length,
    late: owed.filter(({ late }) => (late ?? 0) > 0).map(({ unit }) => unit),
    missing: owed.filter(({ came }) => !came).map(({ unit }) => unit),
    indicators,
    texts: await rowsOf(sql`
      with ${standing(question)}
      select standing.unit, value.field, value.text
      from standing join report_value value on value.revision_id = standing.id
      where standing.period = ${question.period} and value.field = 'words' and value.text ~ '[^ ]'
      order by standing.unit_id
    `),
  };
}

async function countFindings(question: Question): Promise<Omit<DigestFindings, 'notes'>> {
  const units = await rowsOf<UnitTally>(sql`
    select unit.code as unit, 1 as expected, count(distinct report.id)::int as received,
      (count(distinct report.id) filter (where rev.late_minutes > 0))::int as late
    from obligation ob
      join unit on unit.id = ob.unit_id join period on period.id = ob.period_id
      join form on form.id = period.form_id
      left join report_revision rev on rev.submitted_at <= ${(question.asOf ?? FOREVER).toString()}
        and rev.report_id = (select id from report where obligation_id = ob.id)
      left join report on report.id = rev.report_id
    where form.code = ${question.form.code} and period.code = ${question.period} and ob.exempt_reason is null
    group by unit.id order by unit.id
  `);
  const fields = fieldsFor(question.form, question.body);
  const outliers = [];
  for (const field of fields.filter(isFigure)) outliers.push(...(await countOutliers(question, field)));
  const order = (code: string) => fields.findIndex((field) => field.code === code);
  return {
    units,
    on_time: units.filter(({ received, late }) => received > late).length,
    outliers: outliers.toSorted((a, b) => place(a.unit) - place(b.unit) || order(a.field) - order(b.field)),
    nil_streaks: await rowsOf(sql`
      with ${standing(question)}, ${recent(question)},
      ranked as (
        select unit, unit_id, nil, row_number() over (partition by unit_id order by period desc) as place
        from standing where period = ${question.period} or period in (select code from recent)
      )
      select unit, count(*)::int as periods from ranked
      where place < coalesce((select min(place) from ranked busy where busy.unit_id = ranked.unit_id and not nil), 99)
        and exists (select from standing now where now.unit_id = ranked.unit_id and now.period = ${question.period})
      group by unit, unit_id having count(*) >= 3 order by unit_id
    `),
  };
}

/** The place of a unit in the organisation's order. */
function place(unit: string): number {
  return ORDER.indexOf(unit.slice(-1));
}

function recent({ form, period }: Question) {
  return sql`recent as (
    select period.code from period join form on form.id = period.form_id
    where form.code = ${form.code} and period.code < ${period} order by period.code desc limit 8
  )`;
}

async function countOutliers(question: Question, field: Field): Promise<readonly Outlier[]> {
  const rows = await rowsOf<{ unit: string; number: number; part: number; whole: number; usual: number }>(sql`
    with ${standing(question)}, ${said(field)}, ${recent(question)},
    past as (
      select unit_id, period, coalesce(number, whole) as size from said
      where period in (select code from recent) and coalesce(number, whole) is not null
    ),
    middle as (
      select unit_id, count(*) as known, round(percentile_cont(0.5) within group (order by size)::numeric, 9) as usual,
        (array_agg(size order by period desc))[1] as last
      from past group by unit_id
    ),
    spread as (
      select unit_id, round(percentile_cont(0.5) within group (order by abs(size - usual))::numeric, 9) as deviation
      from past join middle using (unit_id) group by unit_id
    )
    select unit, number::float8, part::int, whole::int, usual::float8
    from said join middle using (unit_id) join spread using (unit_id)
    where period = ${question.period} and coalesce(number, whole) is not null
      and (known >= 4 and abs(coalesce(number, whole) - usual) > greatest(5, 4.5 * deviation)
        or ${isStock(field)} and coalesce(number, whole) < 0.8 * last)
  `);
  return rows.map(({ unit, usual, ...row }) => ({
    unit,
    field: field.code,
    value: field.type === 'ratio' ? { part: row.part, whole: row.whole } : row.number,
    usual,
  }));
}

async function countIndicator(question: Question, field: Field): Promise<IndicatorFigures> {
  const compared = COMPARED[question.period];
  const at = (period: string) =>
    isStock(field) ? countStock(question, field, period) : countFlow(question, field, period, period);
  const total = await at(question.period);
  const previous =
    compared && (await anyReport(question, compared.previous)) ? await at(compared.previous) : null;
  const lastYear =
    compared && (await anyReport(question, compared.lastYear)) ? await at(compared.lastYear) : null;
  const same = compared && !isStock(field) && (await countSameUnits(question, field, compared.previous));
  return {
    code: field.code,
    label: field.label,
    total: total.total,
    previous: previous?.total ?? null,
    ...(same ? { same_units: same } : {}),
    same_period_last_year: lastYear?.total ?? null,
    year_to_date: isStock(field)
      ? total.total
      : (await countFlow(question, field, '2017-W01', question.period)).total,
    target: field.target ?? null,
    met: field.target === undefined ? null : total.met,
    units: (await countUnits(question, field)).map((row) => ({
      unit: row.unit,
      value: field.type === 'ratio' ? { part: row.part, whole: row.whole } : row.number,
    })),
  };
}

/** Undefined: the same units tell of both periods, or none of one of them. */
async function countSameUnits(question: Question, field: Field, before: string) {
  const tells = async (period: string) => {
    const rows = await rowsOf<{ unit: string }>(sql`
      with ${standing(question)}, ${said(field)}
      select unit from said where period = ${period} and coalesce(number, part) is not null`);
    return rows.map(({ unit }) => unit);
  };
  const [now, then] = [await tells(question.period), await tells(before)];
  const both = now.filter((unit) => then.includes(unit));
  if (now.length === 0 || then.length === 0 || (both.length === now.length && both.length === then.length))
    return undefined;
  const of = async (period: string) => {
    const rows = await rowsOf<Sums>(sql`
      with ${standing(question)}, ${said(field)}
      select ${sumsAgainst(field)} from said where period = ${period} and unit in (${sql.join(
        ['nobody', ...both].map((unit) => sql`${unit}`),
        sql`, `,
      )})`);
    return counted(field, rows).total;
  };
  return { units: both.length, total: await of(question.period), previous: await of(before) };
}

async function countFlow(question: Question, field: Field, from: string, to: string): Promise<Counted> {
  const rows = await rowsOf<Sums>(sql`
    with ${standing(question)}, ${said(field)}
    select ${sumsAgainst(field)} from said where period between ${from} and ${to}
  `);
  return counted(field, rows);
}

/** Each unit that owes the period, with its own last word up to then. */
function lastWords(question: Question, period: string) {
  return sql`last_word as (
    select distinct on (unit.id) unit.id, unit.code as unit, said.number, said.part, said.whole
    from obligation join unit on unit.id = obligation.unit_id
      join period on period.id = obligation.period_id join form on form.id = period.form_id
      join said on said.unit_id = unit.id and said.period <= ${period}
    where form.code = ${question.form.code} and period.code = ${period}
      and coalesce(said.number, said.part) is not null
    order by unit.id, said.period desc
  )`;
}

async function countStock(question: Question, field: Field, period: string): Promise<Counted> {
  const rows = await rowsOf<Sums>(sql`
    with ${standing(question)}, ${said(field)}, ${lastWords(question, period)}
    select ${sumsAgainst(field)} from last_word
  `);
  return counted(field, rows);
}

async function countUnits(question: Question, field: Field) {
  const source = isStock(field)
    ? sql`, ${lastWords(question, question.period)} select unit, id, number, part, whole from last_word`
    : sql` select unit, unit_id as id, number, part, whole from said
        where period = ${question.period} and coalesce(number, part) is not null`;
  return rowsOf<{ unit: string; number: number; part: number; whole: number }>(sql`
    select unit, number::float8, part::int, whole::int
    from (with ${standing(question)}, ${said(field)} ${source}) units order by id
  `);
}

async function anyReport(question: Question, period: string): Promise<boolean> {
  const rows = await rowsOf(sql`with ${standing(question)} select from standing where period = ${period}`);
  return rows.length > 0;
}

function rowsOf<Row extends Record<string, unknown>>(query: SQL) {
  return database.db.execute<Row>(query);
}
