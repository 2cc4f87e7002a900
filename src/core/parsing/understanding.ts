import type { FieldCode } from '../ids.ts';
import type { PeriodKind, Value } from '../forms/definition.ts';

/** Where in the message as typed something stands: UTF-16 offsets, `end` excluded. */
export type Span = { readonly start: number; readonly end: number };

/**
 * How a value came to its field, surest first. `label`: a name that the form writes, with its diacritics or without. `slip`: such a
 * name in spite of a slip of the fingers. `position`: the answer to the open question. `inferred`: a name that follows from the
 * form's own ("mô hình duy trì" for "mh duy trì"), the field just spoken of, or a count worked out from the others.
 */
export type Certainty = 'label' | 'slip' | 'position' | 'inferred';

/** One value taken from the message without a doubt. */
export type Reading = {
  readonly field: FieldCode;
  /** An empty text or list: the person said that there is none. */
  readonly value: Value;
  /** All that was used: label, value, and the words that say how it counts ("thêm", "vụ", "thành"). */
  readonly span: Span;
  readonly certainty: Certainty;
  /** A remark in brackets, kept with the value. */
  readonly note?: string;
  /** The label that a slip of the fingers was taken for; the preview says "hiểu là …". */
  readonly understoodAs?: string;
};

/**
 * Something in the message that was not taken: each kind is one question to the person.
 * `span` is quoted back; what a doubt proposes is never stored without a yes.
 */
export type Doubt = { readonly span: Span } & (
  | {
      readonly kind: 'part-exceeds-whole';
      readonly field: FieldCode;
      readonly part: number;
      readonly whole: number;
    }
  | { readonly kind: 'counts-needed'; readonly field: FieldCode; readonly percent: number }
  | {
      readonly kind: 'percent-disagrees';
      readonly field: FieldCode;
      readonly percent: number;
      readonly value: Value;
    }
  | {
      readonly kind: 'range-or-ratio';
      readonly field: FieldCode;
      readonly first: number;
      readonly second: number;
    }
  | { readonly kind: 'part-or-whole'; readonly field: FieldCode; readonly number: number }
  | { readonly kind: 'not-a-count'; readonly field: FieldCode; readonly number: number }
  | { readonly kind: 'approximate'; readonly field: FieldCode }
  /** More words than a report holds: nothing of them is taken, because a sentence cut short says something else. */
  | {
      readonly kind: 'too-long';
      readonly field: FieldCode;
      readonly length: number;
      readonly most: number;
    }
  /** The text fits several fields (`kn: đề nghị …`): most likely first. */
  | { readonly kind: 'which-field'; readonly candidates: readonly FieldCode[]; readonly value?: Value }
  /** One field was given two different values in one message. */
  | { readonly kind: 'two-values'; readonly field: FieldCode; readonly values: readonly Value[] }
  /** A label without a value that can be used. `asBefore`: "như kỳ trước" was said of this field alone. */
  | { readonly kind: 'value-missing'; readonly field: FieldCode; readonly asBefore?: true }
  /** A number or ratio that no label owns. */
  | { readonly kind: 'label-missing'; readonly value: Value }
  | { readonly kind: 'not-understood' }
);

/** What the person wants besides giving values; absent for a plain report. */
export type Intent =
  | { readonly kind: 'confirm' | 'decline' | 'cancel' | 'help' | 'status' | 'history' | 'due' | 'same' }
  | { readonly kind: 'correct' }
  | { readonly kind: 'increment' }
  /** `until`: the promised day, with the time of day where one was named (`2026-08-21T10:00`, local). */
  | {
      readonly kind: 'late';
      readonly until?: string;
      readonly reason?: string;
      readonly cause?: LateCause;
    }
  /** `until`: the last day away, undefined where none was named; `standIn`: who does it meanwhile, as written. */
  | { readonly kind: 'absence'; readonly until?: string; readonly standIn?: string }
  /** A report that is locked is to be opened again; `reason` as written. */
  | { readonly kind: 'reopen'; readonly reason?: string };

export type LateCause = 'network' | 'field-trip' | 'waiting-for-figures' | 'other';

/** Which period the message names, if it does: "báo cáo tuần trước" is `previous`. */
export type PeriodHint = 'current' | 'previous';

/** A period that the message names, of whatever kind; `any`: "kỳ", of the form's own. Without its year: the last of that number. */
export type PeriodMention = { readonly unit: PeriodKind | 'any' } & (
  | { readonly which: PeriodHint }
  | { readonly number: number; readonly year?: number }
);

/** A period named by its number: "tuần 34", "tháng 8", "quý III". */
export type NamedPeriod = {
  readonly kind: PeriodKind;
  readonly number: number;
  readonly year?: number;
  readonly span: Span;
};

/**
 * Something that must not be kept unasked: a mark of state secrets, for which nothing of the message is taken, or what tells who
 * complained or denounced.
 */
export type Guard = { readonly kind: 'secrecy' | 'id-number' | 'phone-number' | 'name'; readonly span: Span };

export type Understanding = {
  readonly intent: Intent | undefined;
  readonly readings: readonly Reading[];
  /** "Không phát sinh" for the whole report. */
  readonly nil: boolean;
  /** "Còn lại không": flows and ratios that were not mentioned are zero; stocks keep their last value. */
  readonly restNil: boolean;
  readonly period: PeriodHint | undefined;
  /** Set where the message names a period of the form's own kind by number. */
  readonly namedPeriod?: NamedPeriod;
  /** All periods that the message names, those of other kinds than the form's among them. Absent: none. */
  readonly mentions?: readonly PeriodMention[];
  readonly doubts: readonly Doubt[];
  readonly guards: readonly Guard[];
};

/** Whether the message bears a mark of state secrets: nothing of it may be kept. */
export function isSecret({ guards }: Understanding): boolean {
  return guards[0]?.kind === 'secrecy';
}

export const NOTHING_UNDERSTOOD: Understanding = {
  intent: undefined,
  readings: [],
  nil: false,
  restNil: false,
  period: undefined,
  doubts: [],
  guards: [],
};
