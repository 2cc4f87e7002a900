import type { Exemption } from '../actions/exempt.ts';
import type { BodyCode, FieldCode, FormCode, UnitCode } from '../ids.ts';
import type { LateCause } from '../parsing/understanding.ts';
import {
  fieldsFor,
  isFigure,
  isStock,
  type Field,
  type FormDefinition,
  type Value,
  type Values,
} from '../forms/definition.ts';
import { addUp, asTotal, meetsTarget, zeroOf, type Total } from './totals.ts';

/**
 * One indicator over all units of a period. Totals of a ratio field are sums of parts and wholes, never a mean of rates.
 * `null`: no report says anything about it.
 */
export type IndicatorFigures = {
  readonly code: FieldCode;
  readonly label: string;
  /** What is counted, as the form says it. Absent: it says nothing. */
  readonly counted?: string;
  readonly total: Value | null;
  readonly previous: Value | null;
  /** What the change since the previous period is told by, where other units tell of it than did then. Absent: by `total` and `previous`. */
  readonly same_units?: SameUnits;
  readonly same_period_last_year: Value | null;
  readonly year_to_date: Value | null;
  readonly target: number | null;
  /** By the unrounded ratio of sums; null without a target or with nothing to measure (whole = 0). */
  readonly met: boolean | null;
  /** The units that have a value, in the organisation's order: they add up to `total`. */
  readonly units: readonly { readonly unit: UnitCode; readonly value: Value }[];
};

/** A flow of this period and of the one before it over the `units` alone that tell of both; with none of them nothing is compared. */
export type SameUnits = {
  readonly units: number;
  readonly total: Total | null;
  readonly previous: Total | null;
};

/** The figures of a digest in the shape that `digest --format json` prints. */
export type DigestFigures = {
  readonly body: BodyCode;
  readonly form: FormCode;
  readonly period: string;
  readonly expected: number;
  readonly received: number;
  readonly late: readonly UnitCode[];
  readonly missing: readonly UnitCode[];
  /** Why units that are late or missing said that they would be. Absent: none said. */
  readonly late_causes?: readonly { readonly unit: UnitCode; readonly cause: LateCause }[];
  /** Excused from reporting, and why. Absent: nobody. */
  readonly exempt?: readonly { readonly unit: UnitCode; readonly reason: string }[];
  /** What units answered when they were asked about one figure, of this period and the one before. Absent: nothing. */
  readonly explanations?: readonly {
    readonly unit: UnitCode;
    readonly period: string;
    readonly field: FieldCode;
    readonly text: string;
  }[];
  /** Whose report came and is not signed off by the unit's head: it waits or was returned. Absent: the form asks for no sign-off. */
  readonly awaiting_sign_off?: readonly UnitCode[];
  /** What a coordinator wrote above the figures, and that person's name. Absent: nothing. */
  readonly remark?: { readonly text: string; readonly by: string };
  readonly indicators: readonly IndicatorFigures[];
  readonly texts: readonly { readonly unit: UnitCode; readonly field: FieldCode; readonly text: string }[];
};

/** A unit's report as it stands: its current revision. */
export type UnitReport = {
  readonly nil: boolean;
  /** How late the first revision came; 0: on time. */
  readonly lateMinutes: number;
  readonly values: Values;
  /** Required fields that were knowingly left out: no value, never zero. */
  readonly gaps: readonly FieldCode[];
  /** It needs a sign-off that its head has not given. */
  readonly unsigned: boolean;
};

export type UnitObligation = {
  readonly unit: UnitCode;
  readonly exempt: Exemption | false;
  /** Why the unit said that its report comes late. */
  readonly lateCause?: LateCause;
  readonly report: UnitReport | undefined;
};

/** Totals of another period over all its units, by field; a field that is absent has no value there. */
export type PeriodTotals = Readonly<Record<FieldCode, Total>>;

/** The periods that a digest is compared with and added to. */
export type ComparedTotals = {
  /**
   * Null: no report in that period, no such period, or a unit was a part of another then, whose other parts are not looked at. Flows
   * of that period, stocks as known at its end.
   */
  readonly previous: PeriodTotals | null;
  /** Absent: the same units tell of every flow, or nobody looked. */
  readonly sameUnits?: ReadonlyMap<FieldCode, SameUnits>;
  readonly samePeriodLastYear: PeriodTotals | null;
  /**
   * Flows of the earlier periods of the same year, over all units that reported then. Null: the days belong to several years, or a
   * unit was a part of another in one of them.
   */
  readonly earlierThisYear: PeriodTotals | null;
};

export type FiguresInput = ComparedTotals & {
  /** The version of the form that the period was asked with. */
  readonly form: FormDefinition;
  readonly body: BodyCode;
  readonly period: string;
  /** In the organisation's order. */
  readonly obligations: readonly UnitObligation[];
  /** Stocks as known at the end of the period, for units that have an obligation in it: what they reported for it included. */
  readonly lastKnown: readonly {
    readonly unit: UnitCode;
    readonly field: FieldCode;
    readonly value: Value;
  }[];
};

/**
 * The figures of one body about one period.
 * - Completeness counts obligations that are not exempt. What an exempt unit reports all the same counts in the totals.
 * - A stock is the sum of each unit's last known value: a unit that has not reported, or not mentioned it, keeps the value of
 *   its latest earlier report. Only units with an obligation in the period count, so that a unit that was merged is not
 *   counted beside its successor.
 * - Since January: flows of all periods of the year up to this one; stocks as they are now.
 */
export function computeFigures(input: FiguresInput): DigestFigures {
  const owed = input.obligations.filter((obligation) => !obligation.exempt);
  const exempt = input.obligations.flatMap(({ unit, exempt: by }) =>
    by ? [{ unit, reason: by.reason }] : [],
  );
  const received = owed.filter((obligation) => obligation.report !== undefined);
  const fields = fieldsFor(input.form, input.body);
  const lateCauses = owed.flatMap(({ unit, lateCause: cause, report }) =>
    cause !== undefined && report?.lateMinutes !== 0 ? [{ unit, cause }] : [],
  );
  return {
    body: input.body,
    form: input.form.code,
    period: input.period,
    expected: owed.length,
    received: received.length,
    late: unitsOf(received.filter(({ report }) => report !== undefined && report.lateMinutes > 0)),
    missing: unitsOf(owed.filter(({ report }) => report === undefined)),
    ...(lateCauses.length > 0 ? { late_causes: lateCauses } : {}),
    ...(exempt.length > 0 ? { exempt } : {}),
    ...(input.form.signoff
      ? { awaiting_sign_off: unitsOf(received.filter(({ report }) => report?.unsigned)) }
      : {}),
    indicators: fields.filter(isFigure).map((field) => indicatorOf(field, unitValues(field, input), input)),
    texts: fields.filter((field) => !isFigure(field)).flatMap((field) => textsOf(field, input)),
  };
}

function unitsOf(obligations: readonly UnitObligation[]): readonly UnitCode[] {
  return obligations.map(({ unit }) => unit);
}

export function indicatorOf(
  field: Field,
  units: IndicatorFigures['units'],
  { previous, sameUnits, samePeriodLastYear, earlierThisYear }: ComparedTotals,
): IndicatorFigures {
  const same = sameUnits?.get(field.code);
  const total = addUp(
    field,
    units.map(({ value }) => value),
  );
  const target = field.target ?? null;
  return {
    code: field.code,
    label: field.label,
    ...(field.counted === undefined ? {} : { counted: field.counted }),
    total,
    previous: totalIn(previous, field),
    ...(same === undefined ? {} : { same_units: same }),
    same_period_last_year: totalIn(samePeriodLastYear, field),
    year_to_date: isStock(field)
      ? total
      : earlierThisYear && addUp(field, [total, totalIn(earlierThisYear, field)]),
    target,
    met: meetsTarget(total, target),
    units,
  };
}

function totalIn(totals: PeriodTotals | null, field: Field): Total | null {
  return addUp(field, [totals?.[field.code]]);
}

function unitValues(field: Field, input: FiguresInput): IndicatorFigures['units'] {
  const known = new Map(
    input.lastKnown.filter((stock) => stock.field === field.code).map(({ unit, value }) => [unit, value]),
  );
  return input.obligations.flatMap(({ unit, report }) => {
    const value = isStock(field) ? known.get(unit) : report && reportedValue(field, report);
    const total = value === undefined ? undefined : asTotal(field, value);
    return total === undefined ? [] : [{ unit, value: total }];
  });
}

/** What the report says of a figure; a nil report says zero of a flow that was not left out. */
export function reportedValue(field: Field, report: UnitReport): Total | undefined {
  const value = report.values[field.code];
  if (value !== undefined) return asTotal(field, value);
  const saysZero = report.nil && !isStock(field) && !report.gaps.includes(field.code);
  return saysZero ? zeroOf(field) : undefined;
}

/** Texts as written; a list gives one text an item. Answers of choices and dates are quoted like texts. */
function textsOf(field: Field, input: FiguresInput): DigestFigures['texts'] {
  return input.obligations.flatMap(({ unit, report }) => {
    const value = report?.values[field.code];
    return value === undefined ? [] : quoted(unit, field, value);
  });
}

/** What a value of a field that is no figure says: a list one text an item. */
export function quoted(unit: UnitCode, field: Field, value: Value): DigestFigures['texts'] {
  const texts = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
  return texts
    .filter((text) => text.trim() !== '')
    .map((text: string) => ({ unit, field: field.code, text }));
}
