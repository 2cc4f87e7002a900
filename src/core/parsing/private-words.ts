import { readIdentityNumber } from './identity-numbers.ts';
import { isComplaintWord, readPersonName } from './person-names.ts';
import { secrecyIn } from './secrecy.ts';
import { tokenize } from './tokens.ts';

/**
 * Whether words bear a mark of secrecy, an identity or telephone number, or the name of a person beside a complaint. Needs no form,
 * and says yes rather than no: for words that are kept without anyone having been asked about them.
 */
export function holdsPrivate(text: string): boolean {
  const tokens = tokenize(text);
  if (secrecyIn(text, tokens) !== undefined) return true;
  if (tokens.some((_, index) => readIdentityNumber(tokens, index) !== undefined)) return true;
  return (
    tokens.some((_, index) => isComplaintWord(tokens, index)) &&
    tokens.some((_, index) => readPersonName(tokens, index, () => false) !== undefined)
  );
}
