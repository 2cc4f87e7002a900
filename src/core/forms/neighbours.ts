import { readDateAt } from '../parsing/dates.ts';
import { isNumberWord } from '../parsing/number-words.ts';
import { isOneSlip } from '../parsing/slips.ts';
import { tokenize } from '../parsing/tokens.ts';
import { PHRASES, Tag } from '../parsing/vocabulary.ts';
import { bareKey, exactKey } from './spelling.ts';

/** In a shorter name one other letter makes another word too easily to be taken for a slip. */
const LEAST_SLIP_LETTERS = 6;

/** Words that say something small wherever they stand: a field of that name would be seen in messages that do not mean it. */
const SMALL_WORDS: readonly (readonly [tags: number, meaning: string])[] = [
  [Tag.place, 'tên loại đơn vị'],
  [Tag.rest, 'từ chỉ phần còn lại'],
  [Tag.approximate, 'từ chỉ số áng chừng'],
  [Tag.remark, 'từ mở đầu ghi chú'],
  [Tag.ordinal, 'tên gọi kèm số thứ tự'],
  [Tag.courtesy | Tag.closing, 'lời thưa gửi'],
  [Tag.glue | Tag.dateCue, 'từ đệm trong câu'],
];

const small = new Map<string, string>();
const units = new Set<string>();
for (const [tags, phrases] of PHRASES) {
  const meaning = SMALL_WORDS.find(([wanted]) => (tags & wanted) !== 0)?.[1];
  for (const phrase of phrases.split('|')) {
    const key = exactKey(phrase);
    // What is a counter too ("hồ sơ") names a thing, and makes a good name.
    if ((tags & Tag.counter) !== 0) units.add(key);
    else if (meaning !== undefined && key !== '' && !small.has(key)) small.set(key, meaning);
  }
}

/** What an alias is mistaken for by its own words; undefined: nothing. */
export function findSmallMeaning(alias: string): string | undefined {
  const key = exactKey(alias);
  if (small.has(key) && !units.has(key)) return small.get(key);
  const tokens = tokenize(alias);
  if (readDateAt(tokens, 0, false)?.end === tokens.length) return 'ngày tháng';
  const last = tokens.at(-1);
  const endsInNumber =
    last?.kind === 'number' || (tokens.length > 1 && last !== undefined && isNumberWord(last));
  return endsInNumber ? 'số liệu, vì tận cùng bằng một con số' : undefined;
}

/** How a word for one field is mistaken for a word for another; undefined: they keep apart. */
export function findNeighbour(alias: string, other: string): 'one-letter' | 'with-counter' | undefined {
  const [one, two] = [bareKey(alias), bareKey(other)];
  const [letters, others] = [one.replaceAll(' ', ''), two.replaceAll(' ', '')];
  const isLong = Math.min(letters.length, others.length) >= LEAST_SLIP_LETTERS;
  if (isLong && one.split(' ').length === two.split(' ').length && isOneSlip(letters, others))
    return 'one-letter';
  const [short, long] = alias.length < other.length ? [alias, other] : [other, alias];
  const [head, whole] = [exactKey(short), exactKey(long)];
  return whole.startsWith(`${head} `) && units.has(whole.slice(head.length + 1)) ? 'with-counter' : undefined;
}
