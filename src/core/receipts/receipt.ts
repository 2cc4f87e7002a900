import { canonicalJson } from '../digest/canonical-json.ts';
import type { Submission } from '../effects.ts';
import type { FormCode, UnitCode } from '../ids.ts';
import type { Temporal } from 'temporal-polyfill';

/** Lower-case hex of the SHA-256 of a text in UTF-8. */
export type Sha256 = (text: string) => string;

/** What the first receipt of a unit follows. */
export const NO_RECEIPT = '0'.repeat(64);

/** What a unit confirmed by one revision of a report. Nobody's name is in it, so that a person's data can be deleted. */
export type ReceiptContent = Pick<
  Submission,
  'values' | 'notes' | 'carriedOver' | 'gaps' | 'nil' | 'sameAsLast' | 'lateMinutes'
> & {
  readonly source: string;
  readonly submittedAt: Temporal.Instant;
};

/** Which revision of which report. */
export type ReceiptSubject = {
  readonly unit: UnitCode;
  readonly form: FormCode;
  readonly period: string;
  readonly revision: number;
};

/** The text whose SHA-256 is a receipt's `content`. README.md says the same; migrations wrote it once in SQL. */
export function contentText(of: ReceiptContent): string {
  return canonicalJson({
    carried_over: of.carriedOver.toSorted(),
    gaps: of.gaps.toSorted(),
    late_minutes: of.lateMinutes,
    nil: of.nil,
    notes: of.notes,
    same_as_last: of.sameAsLast,
    source: of.source,
    // Fractions of a second are of no interest, and databases keep them differently.
    submitted_at: of.submittedAt.toString({ smallestUnit: 'second' }),
    values: of.values,
  });
}

/** The hash of a receipt: over the one before, what it is about, and its content's hash. As the statement that stores it does. */
export function receiptHash(
  sha256: Sha256,
  previous: string,
  { unit, form, period, revision }: ReceiptSubject,
  content: string,
): string {
  return sha256(previous + canonicalJson({ content, form, period, revision, unit }));
}
