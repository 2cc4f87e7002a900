import type { Temporal } from 'temporal-polyfill';
import type { UnitView } from '../conversation/context.ts';
import type { Field, Value } from '../forms/definition.ts';
import type { FieldCode, ObligationId, PersonId } from '../ids.ts';
import type { About } from '../replies.ts';

/** A longer answer is no footnote. */
export const LONGEST_EXPLANATION = 300;

/** One figure of a report: what is asked about. */
export type Figure = {
  readonly about: About;
  readonly obligation: ObligationId;
  readonly field: FieldCode;
  readonly label: string;
  readonly value: Value;
};

/** A question about a figure of the person's own unit that nobody has answered. */
export type WaitingExplanation = {
  readonly figure: Figure;
  /** Other words for the field. */
  readonly aliases: readonly string[];
  /** Who gets the answer, the first to ask first. */
  readonly askers: readonly { readonly person: PersonId; readonly name: string }[];
};

/** What the words of a leader or coordinator name. */
export type NamedFigure =
  | { readonly kind: 'no-unit' }
  | { readonly kind: 'several-units'; readonly units: readonly UnitView[] }
  | { readonly kind: 'no-report'; readonly unit: UnitView }
  /** No field is named, or several are; these have a value. */
  | { readonly kind: 'no-field'; readonly unit: UnitView; readonly fields: readonly Field[] }
  | { readonly kind: 'no-value'; readonly unit: UnitView; readonly field: Field }
  | {
      readonly kind: 'figure';
      readonly figure: Figure;
      readonly revision: number;
      readonly standing: ExplanationStanding;
    };

export type ExplanationStanding =
  | { readonly kind: 'not-asked' }
  /** `mine`: this person asked already; else another did. */
  | { readonly kind: 'waits'; readonly mine: boolean; readonly since: Temporal.Instant }
  | { readonly kind: 'answered'; readonly text: string };

/** An answer, as a footnote. */
export type Explanation = { readonly field: FieldCode; readonly text: string };
