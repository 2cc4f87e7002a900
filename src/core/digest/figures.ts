import type { BodyCode, FieldCode, FormCode, UnitCode } from '../ids.ts';
import type { Value } from '../forms/definition.ts';

/**
 * One indicator over all units of a period. Totals of a ratio field are sums of parts and wholes, never a mean of rates.
 * `null`: no report says anything about it.
 */
export type IndicatorFigures = {
  readonly code: FieldCode;
  readonly label: string;
  readonly total: Value | null;
  readonly previous: Value | null;
  readonly same_period_last_year: Value | null;
  readonly year_to_date: Value | null;
  readonly target: number | null;
  /** By the unrounded ratio of sums; null without a target or with nothing to measure (whole = 0). */
  readonly met: boolean | null;
  readonly units: readonly { readonly unit: UnitCode; readonly value: Value }[];
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
  readonly indicators: readonly IndicatorFigures[];
  readonly texts: readonly { readonly unit: UnitCode; readonly field: FieldCode; readonly text: string }[];
};
