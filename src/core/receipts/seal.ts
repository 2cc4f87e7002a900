import { EASY_CHARACTERS } from '../conversation/report/receipt-code.ts';
import { canonicalJson } from '../digest/canonical-json.ts';
import type { BodyCode, FormCode, UnitCode } from '../ids.ts';
import type { Sha256 } from './receipt.ts';

/** What a document is about. `period` as the document names it, also a span such as `2012..2017`. */
export type SealSubject = { readonly form: FormCode; readonly body: BodyCode; readonly period: string };

/** How many receipts a unit had, and the hash of the last of them. */
export type ChainHead = { readonly receipts: number; readonly hash: string };

export type Heads = Readonly<Record<UnitCode, ChainHead>>;

/** What stands in a document so that it can be checked. */
export type Seal = {
  /** `VB-7KQ2M-9XH4T`; it follows from the common hash, so the same receipts give the same code. */
  readonly code: string;
  /** The common hash of the units' last receipts: 64 hex digits. */
  readonly hash: string;
};

const GROUP = 5;
const CODE = new RegExp(
  `^\\s*VB-?([${EASY_CHARACTERS}]{${GROUP}})-?([${EASY_CHARACTERS}]{${GROUP}})\\s*$`,
  'i',
);

/** The seal of a document that rests on these receipts. */
export function sealOf(sha256: Sha256, subject: SealSubject, heads: Heads): Seal {
  const { body, form, period } = subject;
  const hash = sha256(canonicalJson({ body, form, heads, period }));
  return { code: codeOf(hash), hash };
}

function codeOf(hash: string): string {
  const base = BigInt(EASY_CHARACTERS.length);
  let rest = BigInt(`0x${hash}`);
  let digits = '';
  while (digits.length < 2 * GROUP) {
    digits += EASY_CHARACTERS.charAt(Number(rest % base));
    rest /= base;
  }
  return `VB-${digits.slice(0, GROUP)}-${digits.slice(GROUP)}`;
}

/** A document's code as it was typed, in any case, with or without hyphens; undefined for anything else. */
export function readSealCode(typed: string): string | undefined {
  const [, first, second] = CODE.exec(typed) ?? [];
  return first === undefined || second === undefined
    ? undefined
    : `VB-${first.toUpperCase()}-${second.toUpperCase()}`;
}

/** Where a document's seal is checked, below the address of the service. */
export function sealPath({ code, hash }: Seal): string {
  return `/kiem-tra/${code}/${hash}`;
}

/** What a document's QR code holds: the page that checks it, or without a public address what the command `verify` takes. */
export function sealQr(seal: Seal, publicUrl: string | undefined): string {
  return publicUrl === undefined ? `${seal.code} ${seal.hash}` : publicUrl + sealPath(seal);
}
