import type { Temporal } from 'temporal-polyfill';
import type { UnitView } from '../conversation/context.ts';
import type { Field, Value } from '../forms/definition.ts';
import { isFigure } from '../forms/definition.ts';
import { isUnusual, median, MOST_HISTORY } from '../forms/values.ts';
import type { ObligationId, UnitId } from '../ids.ts';
import { reportedValue, type UnitReport } from './figures.ts';
import type { OwingUnit } from './owing.ts';
import { isZero } from './totals.ts';

/** A figure of a unit beside what the unit has reported before. */
export type UnitFigure = {
  readonly field: Field;
  readonly value: Value | null;
  /** Of the unit's earlier reports, the latest first; null: none for that period, or without this figure. */
  readonly past: readonly (Value | null)[];
  /** What is usual for the unit, if the figure is far from it. */
  readonly usual: number | null;
  /** What was written in brackets behind it. */
  readonly note: string | null;
  /** What the unit answered when it was asked about it. */
  readonly explanation: string | null;
  /** What the unit has corrected it to since the digest; undefined: it has not. */
  readonly corrected?: Value | null;
};

export type UnitText = { readonly field: Field; readonly texts: readonly string[] };

export type UnitReceived = {
  readonly obligation: ObligationId;
  readonly revision: number;
  readonly code: string;
  readonly at: Temporal.Instant;
  readonly lateMinutes: number;
  readonly nil: boolean;
  /** It came after the digest went out, which had counted it as missing. */
  readonly since: boolean;
  readonly gaps: readonly Field[];
};

/** What a unit reported for the period of a digest, of the fields that the body sees. */
export type UnitDetail = {
  readonly id: UnitId;
  readonly unit: UnitView;
  /** The unit right above it. */
  readonly above: UnitId | null;
  readonly report:
    | ({ readonly kind: 'missing' } & Pick<OwingUnit, 'reminders' | 'lastReach' | 'promised'>)
    | { readonly kind: 'exempt'; readonly reason: string }
    | ({ readonly kind: 'received' } & UnitReceived);
  /** In the form's order; empty for one that has not come. */
  readonly figures: readonly UnitFigure[];
  readonly texts: readonly UnitText[];
};

/** Earlier figures that are shown; more of them say what is usual. */
export const PAST_SHOWN = 3;

/** `past`: the unit's earlier reports, the latest first; undefined: none for that period. */
export function figuresOf(
  fields: readonly Field[],
  report: UnitReport,
  past: readonly (UnitReport | undefined)[],
  said: {
    readonly notes: ReadonlyMap<string, string>;
    readonly explanations: ReadonlyMap<string, string>;
    /** As it reads by now; undefined: as `report`. */
    readonly now: UnitReport | undefined;
  },
): readonly UnitFigure[] {
  return fields.filter(isFigure).map((field): UnitFigure => {
    const value = reportedValue(field, report) ?? null;
    const earlier = past.map((one) => (one && reportedValue(field, one)) ?? null);
    const known = earlier.flatMap((one) =>
      one === null ? [] : typeof one === 'number' ? [one] : [one.whole],
    );
    const isOdd = value !== null && isUnusual(field, value, known);
    const now = said.now && (reportedValue(field, said.now) ?? null);
    return {
      field,
      value,
      past: earlier.slice(0, PAST_SHOWN),
      usual: isOdd ? median(known.slice(0, MOST_HISTORY)) : null,
      note: said.notes.get(field.code) ?? null,
      explanation: said.explanations.get(field.code) ?? null,
      ...(now === undefined || isSame(now, value) ? {} : { corrected: now }),
    };
  });
}

function isSame(one: Value | null, other: Value | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Nothing happened, now and before, and nothing is to be said of it. */
export function isQuietFigure({ value, past, note, explanation, corrected }: UnitFigure): boolean {
  const [before = null] = past;
  return (
    value !== null &&
    isZero(value) &&
    (before === null || isZero(before)) &&
    note === null &&
    explanation === null &&
    corrected === undefined
  );
}
