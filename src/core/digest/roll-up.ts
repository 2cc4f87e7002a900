import {
  fieldsFor,
  isFigure,
  isStock,
  type Field,
  type FormDefinition,
  type Value,
} from '../forms/definition.ts';
import type { BodyCode, FieldCode, UnitCode } from '../ids.ts';
import {
  indicatorOf,
  quoted,
  type ComparedTotals,
  type DigestFigures,
  type FiguresInput,
  type IndicatorFigures,
  type PeriodTotals,
} from './figures.ts';
import { notesOf, onTimeOf, type DigestFindings, type UnitTally, type WrittenNote } from './findings.ts';
import { asTotal } from './totals.ts';

/** How a unit reported over several periods. */
export type RolledUnit = UnitTally & {
  /** Reasons for which it was excused from some of them, each once. */
  readonly exempt: readonly string[];
  /** Reports that its head has not signed off. */
  readonly unsigned: number;
};

export type RollUpInput = ComparedTotals & {
  /** The version of the form that the last of the periods was asked with. */
  readonly form: FormDefinition;
  readonly body: BodyCode;
  /** The longer period, as written. */
  readonly period: string;
  /** The periods that are added up, the earliest first. */
  readonly parts: readonly string[];
  /** In the organisation's order. */
  readonly units: readonly RolledUnit[];
  /** What each unit's flows add up to. */
  readonly flows: ReadonlyMap<UnitCode, PeriodTotals>;
  /** Stocks as known at the end of the last period, for units that have an obligation in it. */
  readonly lastKnown: FiguresInput['lastKnown'];
  /** In the order of the fields, then of the units, then of the periods. */
  readonly texts: readonly {
    readonly unit: UnitCode;
    readonly field: FieldCode;
    readonly value: Value;
    readonly period: string;
    /** The code on the report's receipt. */
    readonly report: string;
  }[];
  readonly notes: readonly WrittenNote[];
};

/**
 * One form's periods as a longer one, without asking anybody again: flows and the parts and wholes of ratios add up, of a stock the
 * value at the end counts. `expected` and `received` count reports, not units; a unit is late or missing if it was so at least once,
 * and the findings say how often.
 */
export function rollUp(input: RollUpInput): {
  readonly figures: DigestFigures;
  readonly findings: DigestFindings;
} {
  const { form, body, period, units } = input;
  const fields = fieldsFor(form, body);
  const tallies = units
    .filter(({ expected }) => expected > 0)
    .map(({ unit, expected, received, late }) => ({ unit, expected, received, late }));
  const exempt = units.flatMap(({ unit, exempt: reasons }) => reasons.map((reason) => ({ unit, reason })));
  const said = input.texts.flatMap(({ unit, field: code, value, period: when, report }) => {
    const field = fields.find((one) => one.code === code && !isFigure(one));
    return field ? quoted(unit, field, value).map((one) => ({ ...one, period: when, report })) : [];
  });
  return {
    figures: {
      body,
      form: form.code,
      period,
      expected: sumOf(tallies, 'expected'),
      received: sumOf(tallies, 'received'),
      late: tallies.filter(({ late }) => late > 0).map(({ unit }) => unit),
      missing: tallies.filter(({ expected, received }) => received < expected).map(({ unit }) => unit),
      ...(exempt.length > 0 ? { exempt } : {}),
      ...(form.signoff
        ? { awaiting_sign_off: units.filter(({ unsigned }) => unsigned > 0).map(({ unit }) => unit) }
        : {}),
      indicators: fields.filter(isFigure).map((field) => indicatorOf(field, unitValues(field, input), input)),
      texts: said.map(({ unit, field, text }) => ({ unit, field, text })),
    },
    findings: {
      on_time: onTimeOf(tallies),
      units: tallies,
      outliers: [],
      nil_streaks: [],
      notes: notesOf(input.notes, fields),
      parts: input.parts,
      said,
    },
  };
}

function sumOf(tallies: readonly UnitTally[], of: 'expected' | 'received'): number {
  return tallies.reduce((sum, tally) => sum + tally[of], 0);
}

function unitValues(field: Field, { units, flows, lastKnown }: RollUpInput): IndicatorFigures['units'] {
  if (isStock(field)) {
    return lastKnown.flatMap(({ unit, field: code, value }) => {
      const total = code === field.code ? asTotal(field, value) : undefined;
      return total === undefined ? [] : [{ unit, value: total }];
    });
  }
  return units.flatMap(({ unit }) => {
    const value = flows.get(unit)?.[field.code];
    const total = value === undefined ? undefined : asTotal(field, value);
    return total === undefined ? [] : [{ unit, value: total }];
  });
}
