import type { Token } from './tokens.ts';

/** A number that names a person or a telephone: never a count. `first` to `end` (excluded) are tokens, without its label. */
export type IdentityNumber = {
  readonly kind: 'id-number' | 'phone-number';
  readonly first: number;
  readonly end: number;
};

/** Groups that one number is typed in: "0912 345 678", "079 123 456 789". */
const MOST_GROUPS = 5;
/** Tokens back in which the label of a number stands: "CCCD số:", "sđt của em là". */
const LABEL_REACH = 5;
const ID_LABELS = new Set(['cccd', 'cmnd', 'cmt', 'cmtnd', 'cancuoc', 'minh', 'cuoc']);
const PHONE_LABELS = new Set(['sdt', 'dtdd', 'thoai', 'zalo', 'tel', 'phone']);

/**
 * A card of 9 or 12 digits, or a telephone of 9 to 11, that begins at `index`: in one piece, with dots, dashes or blanks. Without a
 * label a number in groups must begin as these do, with 0 or 84: three counts in a row are no card.
 */
export function readIdentityNumber(tokens: readonly Token[], index: number): IdentityNumber | undefined {
  const first = tokens[index];
  if (first?.kind !== 'number' || first.fold.length < 2 || first.fold.includes(',')) return undefined;
  const next = tokens[index + 1];
  const isGrouped = next?.kind === 'number' || (next?.glued === true && next.fold === '-');
  if (first.fold.length < 9 && !isGrouped) return undefined;
  const { digits, end } = readGroups(tokens, index);
  const label = labelBefore(tokens, index);
  const opens = /^(?:0|84)/.test(digits);
  const isWhole = /^\d{9,12}$/.test(first.fold) && end === index + 1;
  if (!opens && !isWhole && label === undefined) return undefined;
  if (label !== 'phone-number' && (digits.length === 12 || (digits.length === 9 && !opens))) {
    return { kind: 'id-number', first: index, end };
  }
  if (label === 'id-number' && digits.length === 9) return { kind: label, first: index, end };
  return digits.length >= 9 && digits.length <= 11 ? { kind: 'phone-number', first: index, end } : undefined;
}

/** The longest run of groups that has the length of such a number. */
function readGroups(
  tokens: readonly Token[],
  index: number,
): { readonly digits: string; readonly end: number } {
  let digits = '';
  let best = { digits: '', end: index + 1 };
  let at = index;
  for (let groups = 0; groups < MOST_GROUPS; groups += 1) {
    const token = tokens[at];
    if (token?.kind !== 'number' || !/^[\d.]+$/.test(token.fold)) break;
    digits += token.fold.replaceAll('.', '');
    at += 1;
    if (digits.length > 12) break;
    if (digits.length >= 9) best = { digits, end: at };
    const isDash = tokens[at]?.fold === '-' && tokens[at]?.glued === true && tokens[at + 1]?.glued === true;
    if (isDash) at += 1;
  }
  return best;
}

function labelBefore(tokens: readonly Token[], index: number): IdentityNumber['kind'] | undefined {
  for (let at = index - 1; at >= Math.max(0, index - LABEL_REACH); at -= 1) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'break' || token.kind === 'number') return undefined;
    if (ID_LABELS.has(token.fold)) return 'id-number';
    if (PHONE_LABELS.has(token.fold)) return 'phone-number';
  }
  return undefined;
}
