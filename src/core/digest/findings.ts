import { isFigure, type Field, type Value } from '../forms/definition.ts';
import { isUnusual, median, MOST_HISTORY } from '../forms/values.ts';
import type { FieldCode, FormCode, UnitCode } from '../ids.ts';
import { reportedValue, type UnitObligation } from './figures.ts';
import type { UnitLevel } from './levels.ts';
import { asTotal, type Total } from './totals.ts';

/** How a unit reported: `expected` of it, `received`, and how many of these `late`. Exempt reports are not counted. */
export type UnitTally = {
  readonly unit: UnitCode;
  readonly expected: number;
  readonly received: number;
  readonly late: number;
};

/** A figure far from what the unit itself has reported of late. */
export type Outlier = {
  readonly unit: UnitCode;
  readonly field: FieldCode;
  readonly value: Total;
  /** The median of its recent reports; of a ratio that of the wholes. */
  readonly usual: number;
};

/** What was written in brackets behind a figure: `120/121 (1 hồ sơ trễ hẹn do cúp điện)`. */
export type FigureNote = {
  readonly unit: UnitCode;
  readonly field: FieldCode;
  readonly value: Total;
  readonly note: string;
};

export type SaidText = {
  readonly unit: UnitCode;
  readonly field: FieldCode;
  readonly text: string;
  readonly period: string;
  readonly report: string;
};

/** The same field asked by another form, added up over the same days where that form has shorter periods. */
export type OtherFormTotal = {
  readonly form: FormCode;
  readonly name: string;
  /** How many of its periods were added up. */
  readonly periods: number;
  readonly field: FieldCode;
  readonly total: Total | null;
  /** It is not what this digest shows. */
  readonly differs: boolean;
};

/** What a figure of units that came from others stands on, where it is not the units' own reports. */
export type SuccessionFinding = {
  readonly figure: 'previous' | 'same_period_last_year' | 'year_to_date';
  /** `summed`: the sum of what the units that they came from reported · `parted`: not known, as a unit before them was split. */
  readonly by: 'summed' | 'parted';
  readonly units: readonly UnitCode[];
};

/**
 * What the reports behind a digest say beside its figures, of the fields that the body sees. Units in the organisation's order.
 * What follows from the figures alone is computed where it is needed: core/digest/standouts.ts, opinions.ts.
 */
export type DigestFindings = {
  /** Reports received by their due moment. */
  readonly on_time: number;
  /** Every unit that owed a report. */
  readonly units: readonly UnitTally[];
  readonly outliers: readonly Outlier[];
  /** Units whose last reports, three or more in a row, all said that nothing happened. At most `periods` were looked at. */
  readonly nil_streaks: readonly { readonly unit: UnitCode; readonly periods: number }[];
  readonly notes: readonly FigureNote[];
  /** The form's periods that were added up, the earliest first. Absent: the digest is of one period as it was asked. */
  readonly parts?: readonly string[];
  /** The texts of a longer period, with the period and the code of the report that each stands in. Absent: of one period. */
  readonly said?: readonly SaidText[];
  /** The codes of the reports that were added up, by unit. Absent: of one period, or too many to be read. */
  readonly reports?: readonly { readonly unit: UnitCode; readonly codes: readonly string[] }[];
  /** Absent: no other form tells of the same days. */
  readonly other_forms?: readonly OtherFormTotal[];
  /** Absent: every figure stands on the units' own reports. */
  readonly succession?: readonly SuccessionFinding[];
  /** Those above the units when it was made. Absent: the units are few or part at no level, or nobody looked. */
  readonly levels?: readonly UnitLevel[];
};

/** What a unit reported for the form's recent periods before this one, the latest first. */
export type UnitHistory = {
  readonly nils: readonly boolean[];
  /** As `isUnusual` takes it: of a ratio the wholes. */
  readonly figures: Readonly<Record<FieldCode, readonly number[]>>;
};

export type FindingsInput = {
  /** The fields that the body sees. */
  readonly fields: readonly Field[];
  readonly obligations: readonly UnitObligation[];
  readonly histories: ReadonlyMap<UnitCode, UnitHistory>;
  readonly notes: readonly WrittenNote[];
};

export type WrittenNote = {
  readonly unit: UnitCode;
  readonly field: FieldCode;
  readonly value: Value;
  readonly note: string;
};

/** The last report and two before it: one quiet week is nothing to speak of. */
const LEAST_STREAK = 3;

/** The findings about one period as it was asked. */
export function findIn({ fields, obligations, histories, notes }: FindingsInput): DigestFindings {
  const units = obligations.flatMap(({ unit, exempt, report }): readonly UnitTally[] =>
    exempt
      ? []
      : [{ unit, expected: 1, received: report ? 1 : 0, late: report && report.lateMinutes > 0 ? 1 : 0 }],
  );
  return {
    on_time: onTimeOf(units),
    units,
    outliers: obligations.flatMap((one) => outliersOf(one, fields, histories.get(one.unit))),
    nil_streaks: obligations.flatMap((one) => nilStreakOf(one, histories.get(one.unit))),
    notes: notesOf(notes, fields),
  };
}

/** Reports that came by their due moment. */
export function onTimeOf(units: readonly UnitTally[]): number {
  return units.reduce((sum, { received, late }) => sum + received - late, 0);
}

/** Notes to figures; a form's earlier version may have asked a figure as another type. */
export function notesOf(notes: readonly WrittenNote[], fields: readonly Field[]): readonly FigureNote[] {
  const byCode = new Map(fields.map((field) => [field.code, field]));
  return notes.flatMap(({ value, ...note }) => {
    const field = byCode.get(note.field);
    const total = field && asTotal(field, value);
    return total === undefined ? [] : [{ ...note, value: total }];
  });
}

function outliersOf(
  { unit, report }: UnitObligation,
  fields: readonly Field[],
  history: UnitHistory | undefined,
): readonly Outlier[] {
  if (report === undefined || history === undefined) return [];
  return fields.filter(isFigure).flatMap((field) => {
    const value = reportedValue(field, report);
    const past = history.figures[field.code] ?? [];
    return value !== undefined && isUnusual(field, value, past)
      ? [{ unit, field: field.code, value, usual: median(past.slice(0, MOST_HISTORY)) }]
      : [];
  });
}

function nilStreakOf(
  { unit, report }: UnitObligation,
  history: UnitHistory | undefined,
): DigestFindings['nil_streaks'] {
  if (!report?.nil) return [];
  const before = history?.nils ?? [];
  const broken = before.indexOf(false);
  const periods = 1 + (broken === -1 ? before.length : broken);
  return periods >= LEAST_STREAK ? [{ unit, periods }] : [];
}
