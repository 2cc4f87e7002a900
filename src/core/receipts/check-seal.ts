import type { Temporal } from 'temporal-polyfill';
import type { FormCode, UnitCode } from '../ids.ts';
import {
  contentText,
  NO_RECEIPT,
  receiptHash,
  type ReceiptContent,
  type ReceiptSubject,
  type Sha256,
} from './receipt.ts';
import { sealOf, type Heads, type Seal, type SealSubject } from './seal.ts';

/** A document's seal as it was stored. */
export type StoredSeal = Seal & { readonly subject: SealSubject; readonly heads: Heads };

/** A receipt as it stands; `content` as the report's rows say it now. */
export type StoredReceipt = ReceiptSubject & {
  readonly number: number;
  readonly hash: string;
  readonly content: ReceiptContent;
};

export type SealFinding =
  /** The document's own hash is another than the stored one: another document, or the stored seal was changed. */
  | { readonly kind: 'other-hash' }
  /** The report is not what the unit confirmed, or its receipt was changed. */
  | ({ readonly kind: 'changed' } & ReceiptSubject)
  /** Receipts that there were are gone. */
  | { readonly kind: 'missing'; readonly unit: UnitCode; readonly from: number; readonly count: number }
  /** Receipts fit one another, and are not the ones of then. */
  | { readonly kind: 'rewritten'; readonly unit: UnitCode }
  /** A revision that no receipt was given for: it did not come through the service. */
  | ({ readonly kind: 'without-receipt' } & ReceiptSubject);

/** What to call what a finding is about; a code that is not here names itself. */
export type SealNames = {
  readonly body: string;
  readonly forms: ReadonlyMap<FormCode, string>;
  readonly units: ReadonlyMap<UnitCode, string>;
  readonly periods: readonly {
    readonly form: FormCode;
    readonly code: string;
    readonly start: Temporal.PlainDate;
    readonly end: Temporal.PlainDate;
  }[];
};

/** What checking a document found. */
export type CheckedSeal = {
  readonly seal: StoredSeal;
  readonly sealedAt: Temporal.Instant;
  /** None: all is as it was when the document was made. */
  readonly findings: readonly SealFinding[];
  /** What has come about the document's period since, which is in order. */
  readonly since: readonly ReceiptSubject[];
  /** How many receipts were recomputed. */
  readonly receipts: number;
  readonly names: SealNames;
};

/** Whether the stored seal is the one that its code and the document's hash name. */
export function checkOwnHash(
  sha256: Sha256,
  seal: StoredSeal,
  onDocument: string | undefined,
): readonly SealFinding[] {
  const again = sealOf(sha256, seal.subject, seal.heads);
  const hashes = [again.hash, seal.hash, ...(onDocument === undefined ? [] : [onDocument.toLowerCase()])];
  const fits = again.code === seal.code && hashes.every((hash) => hash === again.hash);
  return fits ? [] : [{ kind: 'other-hash' }];
}

/**
 * Looks through a unit's receipts up to the head of then, in order. Each is recomputed from the one stored before, so that a change
 * is found where it is and not in all that follow.
 */
export function checkChain(
  sha256: Sha256,
  unit: UnitCode,
  heads: Heads,
  receipts: readonly StoredReceipt[],
): readonly SealFinding[] {
  const head = heads[unit];
  if (head === undefined) return [];
  const findings: SealFinding[] = [];
  let previous = { number: 0, hash: NO_RECEIPT };
  const missing = (until: number) => {
    const count = until - previous.number - 1;
    if (count > 0) findings.push({ kind: 'missing', unit, from: previous.number + 1, count });
    return count > 0;
  };
  for (const receipt of receipts.filter(({ number }) => number <= head.receipts)) {
    const { number, hash, content, form, period, revision } = receipt;
    const subject = { unit, form, period, revision };
    // Behind a gap nothing can be said of the first receipt alone.
    if (
      !missing(number) &&
      receiptHash(sha256, previous.hash, subject, sha256(contentText(content))) !== hash
    )
      findings.push({ kind: 'changed', ...subject });
    previous = { number, hash };
  }
  const isCut = missing(head.receipts + 1);
  return findings.length === 0 && !isCut && previous.hash !== head.hash
    ? [{ kind: 'rewritten', unit }]
    : findings;
}
