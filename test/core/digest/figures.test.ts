import { describe, expect, it } from 'vitest';
import {
  computeFigures,
  type DigestFigures,
  type FiguresInput,
  type UnitObligation,
  type UnitReport,
} from '../../../src/core/digest/figures.ts';
import type { Field, FormDefinition, Values } from '../../../src/core/forms/definition.ts';
import { tuan } from '../../support/forms.ts';

const NOTHING: FiguresInput = {
  form: tuan,
  body: 'ban-dan-van',
  period: '2017-W34',
  obligations: [],
  lastKnown: [],
  previous: null,
  samePeriodLastYear: null,
  earlierThisYear: {},
};

function reported(unit: string, values: Values, more: Partial<UnitReport> = {}): UnitObligation {
  return {
    unit,
    exempt: false,
    report: { nil: false, lateMinutes: 0, gaps: [], unsigned: false, values, ...more },
  };
}

const STORM = { reason: 'bão lụt' };

function owing(unit: string, exempt: UnitObligation['exempt'] = false): UnitObligation {
  return { unit, exempt, report: undefined };
}

function figures(obligations: readonly UnitObligation[], more: Partial<FiguresInput> = {}): DigestFigures {
  const input = { ...NOTHING, obligations, ...more };
  // What is reported for the period is the last that is known.
  const now = obligations.flatMap(({ unit, report }) =>
    Object.entries(report?.values ?? {}).map(([field, value]) => ({ unit, field, value })),
  );
  return computeFigures({ ...input, lastKnown: [...input.lastKnown, ...now] });
}

function indicator(of: DigestFigures, code: string) {
  const found = of.indicators.find((one) => one.code === code);
  if (found === undefined) throw new Error(`no indicator ${code}`);
  return found;
}

function codesFor(body: string): readonly string[] {
  return figures([], { body }).indicators.map(({ code }) => code);
}

function withFields(...fields: readonly Partial<Field>[]): FormDefinition {
  const [first] = tuan.fields;
  if (first === undefined) throw new Error('the sample form has no field');
  return { ...tuan, fields: fields.map((field) => ({ ...first, for: [], ...field })) };
}

describe('completeness', () => {
  it('counts what is owed, what has come, who is late and who is missing, in the given order', () => {
    const found = figures([
      reported('b', {}, { lateMinutes: 80 }),
      owing('d'),
      reported('a', {}),
      reported('c', {}, { lateMinutes: 1, nil: true }),
      owing('e'),
    ]);
    expect(found).toMatchObject({ expected: 5, received: 3, late: ['b', 'c'], missing: ['d', 'e'] });
  });

  it('leaves an exempt unit out, and counts what it reports all the same', () => {
    const found = figures([
      owing('a', STORM),
      { ...reported('b', { complaints: 2 }, { lateMinutes: 5 }), exempt: STORM },
      reported('c', { complaints: 1 }),
    ]);
    expect(found).toMatchObject({ expected: 1, received: 1, late: [], missing: [] });
    expect(found.exempt).toEqual([
      { unit: 'a', reason: 'bão lụt' },
      { unit: 'b', reason: 'bão lụt' },
    ]);
    expect(indicator(found, 'complaints').total).toBe(3);
  });
});

describe('why reports come late', () => {
  it('is told of units that are late or missing, and of no others', () => {
    const obligations: UnitObligation[] = [
      { ...reported('a', {}, { lateMinutes: 5 }), lateCause: 'network' },
      { ...reported('b', {}), lateCause: 'network' },
      { ...owing('c'), lateCause: 'waiting-for-figures' },
      { ...owing('d', STORM), lateCause: 'network' },
    ];
    expect(figures(obligations).late_causes).toEqual([
      { unit: 'a', cause: 'network' },
      { unit: 'c', cause: 'waiting-for-figures' },
    ]);
    expect(figures([reported('a', {})])).not.toHaveProperty('late_causes');
  });
});

describe('sign-off by the heads', () => {
  const obligations = [
    reported('a', {}, { unsigned: true }),
    reported('b', {}),
    owing('c'),
    { ...reported('d', {}, { unsigned: true }), exempt: STORM },
  ];

  it('names the units that still want it, which count as received', () => {
    const signed = { ...tuan, signoff: { within: '8h', remind: '4h', otherwise: 'wait' } } as const;
    const found = figures(obligations, { form: signed });
    expect(found).toMatchObject({ expected: 3, received: 2, awaiting_sign_off: ['a'] });
  });

  it('is not spoken of where the form asks for none', () => {
    expect(figures(obligations)).not.toHaveProperty('awaiting_sign_off');
  });
});

describe('a flow', () => {
  it('is the sum over the units that have a value', () => {
    const found = figures([
      reported('a', { complaints: 2 }),
      reported('b', { complaints: 0 }),
      reported('c', { dialogues: 1 }),
    ]);
    expect(indicator(found, 'complaints')).toMatchObject({
      total: 2,
      units: [
        { unit: 'a', value: 2 },
        { unit: 'b', value: 0 },
      ],
    });
  });

  it('is zero in a nil report', () => {
    const found = figures([reported('a', {}, { nil: true })]);
    expect(indicator(found, 'complaints').total).toBe(0);
    expect(indicator(found, 'mediation').total).toEqual({ part: 0, whole: 0 });
  });

  it('has no value where it was knowingly left out', () => {
    const found = figures([
      reported('a', {}, { nil: true, gaps: ['complaints'] }),
      reported('b', {}, { gaps: ['complaints'] }),
    ]);
    expect(indicator(found, 'complaints')).toMatchObject({ total: null, units: [] });
  });

  it('is unknown, not zero, when nobody says anything about it', () => {
    expect(indicator(figures([reported('a', {}), owing('b')]), 'complaints').total).toBeNull();
  });

  it('is no value when an earlier version of the form asked it as another type', () => {
    const found = figures([reported('a', { complaints: { part: 1, whole: 2 }, mediation: 3 })]);
    expect(indicator(found, 'complaints').total).toBeNull();
    expect(indicator(found, 'mediation').total).toBeNull();
  });

  it('adds decimals without what binary fractions add to them', () => {
    const form = withFields({ code: 'hectares', type: 'decimal' });
    const total = (...parts: readonly number[]) =>
      indicator(
        figures(
          parts.map((hectares, index) => reported(`u${index}`, { hectares })),
          { form },
        ),
        'hectares',
      ).total;
    expect(total(0.1, 0.2)).toBe(0.3);
    expect(total(38.8, -13.1, -24.6)).toBe(1.1);
    expect(total(1e9, 0.25)).toBe(1_000_000_000.25);
  });
});

describe('a ratio', () => {
  it('is the sum of parts over the sum of wholes, never a mean of rates', () => {
    const found = figures([
      reported('a', { mediation: { part: 1, whole: 1 } }),
      reported('b', { mediation: { part: 0, whole: 0 } }),
      reported('c', { mediation: { part: 5, whole: 9 } }),
    ]);
    expect(indicator(found, 'mediation').total).toEqual({ part: 6, whole: 10 });
  });

  it.each([
    [98, 100, true],
    [97, 99, false],
    [100, 100, true],
    [0, 0, null],
  ])('of %d/%d against 98 %% meets it: %s', (part, whole, met) => {
    const found = figures([reported('a', { mediation: { part, whole } })]);
    expect(indicator(found, 'mediation')).toMatchObject({ target: 0.98, met });
  });

  it.each([
    [9968, false],
    [9970, true],
  ])('is compared unrounded: %d/10000 reaches 99,7 %%: %s', (part, met) => {
    const found = figures([reported('a', { procedures: { part, whole: 10_000 } })], { body: 'ubnd' });
    expect(indicator(found, 'procedures').met).toBe(met);
  });

  it('is compared as the number that was written: 56/100 meets 56 %', () => {
    const form = withFields({ code: 'share', type: 'ratio', target: 0.56 });
    const found = figures([reported('a', { share: { part: 56, whole: 100 } })], { form });
    expect(indicator(found, 'share').met).toBe(true);
  });

  it('without a target meets or misses nothing', () => {
    const found = figures([reported('a', { cases_resolved: { part: 0, whole: 3 } })]);
    expect(indicator(found, 'cases_resolved')).toMatchObject({ target: null, met: null });
  });
});

describe('a stock', () => {
  const lastKnown = [
    { unit: 'a', field: 'models_active', value: 30 },
    { unit: 'b', field: 'models_active', value: 5 },
    { unit: 'c', field: 'models_active', value: 7 },
    { unit: 'gone', field: 'models_active', value: 100 },
  ];

  it('keeps its last value where the unit has not reported, not mentioned it, or reported nil', () => {
    const found = figures(
      [
        reported('a', { models_active: 31 }),
        owing('b'),
        reported('c', {}, { nil: true }),
        reported('d', { models_active: 1 }),
        owing('e'),
      ],
      { lastKnown },
    );
    expect(indicator(found, 'models_active')).toMatchObject({
      total: 31 + 5 + 7 + 1,
      year_to_date: 31 + 5 + 7 + 1,
      units: [
        { unit: 'a', value: 31 },
        { unit: 'b', value: 5 },
        { unit: 'c', value: 7 },
        { unit: 'd', value: 1 },
      ],
    });
  });

  it('is unknown only when nobody ever reported it', () => {
    expect(indicator(figures([owing('e')], { lastKnown }), 'models_active').total).toBeNull();
    expect(indicator(figures([owing('a')], { lastKnown }), 'models_active').total).toBe(30);
  });

  it('is not taken over for a flow', () => {
    const found = figures([owing('a')], { lastKnown: [{ unit: 'a', field: 'complaints', value: 4 }] });
    expect(indicator(found, 'complaints').total).toBeNull();
  });
});

describe('comparison', () => {
  it('takes the other periods as they are, and knows when there is none', () => {
    const found = figures([reported('a', { complaints: 2 })], {
      previous: { complaints: 3, mediation: { part: 1, whole: 2 } },
    });
    expect(indicator(found, 'complaints')).toMatchObject({ previous: 3, same_period_last_year: null });
    expect(indicator(found, 'mediation')).toMatchObject({ total: null, previous: { part: 1, whole: 2 } });
    expect(indicator(found, 'dialogues').previous).toBeNull();
  });

  it('adds the period itself to the earlier ones of the year', () => {
    const found = figures([reported('a', { complaints: 2, mediation: { part: 1, whole: 1 } })], {
      earlierThisYear: { complaints: 10, mediation: { part: 7, whole: 9 }, dialogues: 4 },
    });
    expect(indicator(found, 'complaints').year_to_date).toBe(12);
    expect(indicator(found, 'mediation').year_to_date).toEqual({ part: 8, whole: 10 });
    expect(indicator(found, 'dialogues').year_to_date).toBe(4);
    expect(indicator(found, 'opinions').year_to_date).toBeNull();
  });
});

describe('what a body sees', () => {
  it('is its own fields, in the order of the form', () => {
    expect(codesFor('ban-dan-van')).toEqual([
      'models',
      'models_active',
      'mediation',
      'complaints',
      'denunciations',
      'cases_resolved',
      'citizen_reception',
      'dialogues',
      'democracy',
      'opinions',
      'supervisions',
    ]);
    expect(codesFor('ubnd')).toEqual([
      'mediation',
      'complaints',
      'denunciations',
      'cases_resolved',
      'procedures',
      'citizen_reception',
      'dialogues',
      'democracy',
      'opinions',
      'supervisions',
    ]);
  });

  it('quotes texts as written with unit and field, empty ones not at all', () => {
    const found = figures([
      reported('b', { proposals: 'bổ sung 1 biên chế', difficulties: ' thiếu  cán bộ' }),
      reported('a', { difficulties: 'mưa', proposals: '  ' }),
    ]);
    expect(found.texts).toEqual([
      { unit: 'b', field: 'difficulties', text: ' thiếu  cán bộ' },
      { unit: 'a', field: 'difficulties', text: 'mưa' },
      { unit: 'b', field: 'proposals', text: 'bổ sung 1 biên chế' },
    ]);
  });

  it('gives each item of a list, and the answers of choices and dates', () => {
    const form = withFields(
      { code: 'wishes', type: 'list' },
      { code: 'mood', type: 'choice' },
      { code: 'held_on', type: 'date' },
    );
    const values = { wishes: ['một', 'hai'], mood: 'ổn định', held_on: '2017-08-22' };
    expect(figures([reported('a', values)], { form }).texts).toEqual([
      { unit: 'a', field: 'wishes', text: 'một' },
      { unit: 'a', field: 'wishes', text: 'hai' },
      { unit: 'a', field: 'mood', text: 'ổn định' },
      { unit: 'a', field: 'held_on', text: '2017-08-22' },
    ]);
  });
});
