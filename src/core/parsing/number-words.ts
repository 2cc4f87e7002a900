import { matchMarks, type Token } from './tokens.ts';

export type WordKind =
  | 'digit'
  | 'ten'
  | 'short'
  | 'hundred'
  | 'thousand'
  | 'million'
  | 'billion'
  | 'zero'
  | 'comma'
  | 'nought'
  | 'half'
  | 'dozen'
  | 'score';

/** A word that numbers are made of. */
export type NumberWord = {
  readonly kind: WordKind;
  readonly value: number;
  readonly shape: string;
  readonly tone: number;
};

/** By the word without case and diacritics. */
export const NUMBER_WORDS = new Map<string, NumberWord[]>();

function word(fold: string, kind: WordKind, value: number, shape: string, tone: number): void {
  NUMBER_WORDS.set(fold, [...(NUMBER_WORDS.get(fold) ?? []), { kind, value, shape, tone }]);
}

word('mot', 'digit', 1, 'môt', 5);
word('mot', 'short', 1, 'môt', 2);
word('hai', 'digit', 2, 'hai', 0);
word('ba', 'digit', 3, 'ba', 0);
word('bon', 'digit', 4, 'bôn', 2);
word('tu', 'short', 4, 'tư', 0);
word('nam', 'digit', 5, 'năm', 0);
word('lam', 'short', 5, 'lăm', 0);
word('nham', 'short', 5, 'nhăm', 0);
word('sau', 'digit', 6, 'sau', 2);
word('bay', 'digit', 7, 'bay', 4);
word('bay', 'digit', 7, 'bây', 4);
word('tam', 'digit', 8, 'tam', 2);
word('chin', 'digit', 9, 'chin', 2);
word('muoi', 'ten', 10, 'mươi', 1);
word('muoi', 'ten', 10, 'mươi', 0);
word('ham', 'score', 20, 'hăm', 0);
word('chuc', 'dozen', 10, 'chuc', 5);
word('tram', 'hundred', 100, 'trăm', 0);
word('nghin', 'thousand', 1000, 'nghin', 1);
word('ngan', 'thousand', 1000, 'ngan', 1);
word('trieu', 'million', 1_000_000, 'triêu', 5);
word('ti', 'billion', 1_000_000_000, 'ti', 4);
word('khong', 'nought', 0, 'không', 0);
word('linh', 'zero', 0, 'linh', 0);
word('le', 'zero', 0, 'le', 4);
word('phay', 'comma', 0, 'phây', 4);
word('ruoi', 'half', 0.5, 'rươi', 3);
word('ruoi', 'half', 0.5, 'rươi', 4);

/** Whether a token can be a word of a number other than "không" and "lẻ", diacritics permitting. */
export function isNumberWord(token: Token | undefined): boolean {
  if (token?.kind !== 'word') return false;
  return (
    NUMBER_WORDS.get(token.fold)?.some(
      ({ kind, shape, tone }) =>
        kind !== 'nought' &&
        kind !== 'zero' &&
        kind !== 'comma' &&
        matchMarks(token, shape, tone) !== 'contrary',
    ) === true
  );
}

/** Whether a word without its marks can be a word of a number. */
export function isNumberFold(fold: string): boolean {
  return NUMBER_WORDS.has(fold);
}
