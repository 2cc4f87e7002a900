import type { Lexicon } from './lexicon.ts';
import { matchMarks, type Token } from './tokens.ts';

export type NilAt = {
  readonly end: number;
  /** Says that nothing at all happened, not only "no". */
  readonly full: boolean;
  /** "không có gì khác" */
  readonly rest: boolean;
};

type TailWord = {
  readonly shape: string;
  readonly tone: number;
  readonly full: boolean;
  readonly rest: boolean;
};

const TAIL = new Map<string, TailWord[]>();
function tail(
  shape: string,
  fold: string,
  tone: number,
  more: { full?: boolean; rest?: boolean } = {},
): void {
  const word = { shape, tone, full: more.full ?? false, rest: more.rest ?? false };
  TAIL.set(fold, [...(TAIL.get(fold) ?? []), word]);
}
tail('co', 'co', 2);
tail('thây', 'thay', 2);
tail('phat', 'phat', 2, { full: true });
tail('sinh', 'sinh', 0, { full: true });
tail('ps', 'ps', 0, { full: true });
tail('xay', 'xay', 4, { full: true });
tail('ra', 'ra', 0);
tail('gi', 'gi', 1, { full: true });
tail('j', 'j', 0, { full: true });
tail('chi', 'chi', 0, { full: true });
tail('ai', 'ai', 0);
tail('nao', 'nao', 1);
tail('hêt', 'het', 2);
tail('ca', 'ca', 4);
tail('tron', 'tron', 2);
tail('mơi', 'moi', 2);
tail('khac', 'khac', 2, { rest: true });
tail('thêm', 'them', 0, { rest: true });
tail('nưa', 'nua', 3);
tail('vu', 'vu', 5);
tail('viêc', 'viec', 5);
tail('đơn', 'don', 0);
tail('thư', 'thu', 0);
tail('lươt', 'luot', 5);
tail('cuôc', 'cuoc', 5);
tail('ca', 'ca', 0);
tail('trương', 'truong', 1);
tail('hơp', 'hop', 5);
tail('ngươi', 'nguoi', 1);
tail('hô', 'ho', 5);
tail('ghi', 'ghi', 0);
tail('nhân', 'nhan', 5);
tail('luôn', 'luon', 0);
tail('đang', 'dang', 2);
tail('kê', 'ke', 4);

/** Words that deny: those of the South and of chats too. "chẳng", "chả" without diacritics are other words. */
const NEGATIONS = new Map<
  string,
  readonly { readonly shape: string; readonly tone: number; readonly strict: boolean }[]
>([
  ['khong', [{ shape: 'không', tone: 0, strict: false }]],
  [
    'hong',
    [
      { shape: 'hông', tone: 0, strict: false },
      { shape: 'hông', tone: 4, strict: false },
    ],
  ],
  ['chua', [{ shape: 'chưa', tone: 0, strict: false }]],
  ['chang', [{ shape: 'chăng', tone: 4, strict: true }]],
  ['cha', [{ shape: 'cha', tone: 4, strict: true }]],
  ...['ko', 'k', 'hk', 'kg', 'khg', 'kh', 'hok', 'hem', 'kop', 'khog', 'kong'].map(
    (fold) => [fold, [{ shape: fold, tone: 0, strict: false }]] as const,
  ),
]);

export function isNegation(token: Token): boolean {
  const words = token.kind === 'word' ? NEGATIONS.get(token.fold) : undefined;
  return (
    words?.some((word) => {
      const match = matchMarks(token, word.shape, word.tone);
      return match === 'exact' || (match === 'partial' && !word.strict);
    }) === true
  );
}

const LONGEST_TAIL = 9;

/**
 * "Không" with what belongs to it: có, phát sinh, gì, vụ nào, mới, khác … A word that begins a label is not eaten, so that
 * "không có đơn tố cáo" leaves the label. `index` is the negation, already known as one.
 */
export function readNilAt(tokens: readonly Token[], index: number, lexicon: Lexicon): NilAt {
  let end = index + 1;
  let full = false;
  let rest = false;
  while (end < tokens.length && end - index <= LONGEST_TAIL) {
    const token = tokens[end];
    if (token?.kind !== 'word') break;
    const word = TAIL.get(token.fold)?.find(
      (known) => matchMarks(token, known.shape, known.tone) !== 'contrary',
    );
    if (word === undefined || lexicon.labels.longest(tokens, end) !== undefined) break;
    full ||= word.full;
    rest ||= word.rest;
    end += 1;
  }
  return { end, full, rest };
}
