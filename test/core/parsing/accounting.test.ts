import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { FormDefinition } from '../../../src/core/forms/definition.ts';
import { parse } from '../../../src/core/parsing/parse.ts';
import type { Understanding } from '../../../src/core/parsing/understanding.ts';
import { PHRASES, Tag } from '../../../src/core/parsing/vocabulary.ts';
import { LU } from '../../corpus/forms/lu.ts';
import { TIEM } from '../../corpus/forms/tiem.ts';
import { tuan } from '../../support/forms.ts';

const today = Temporal.PlainDate.from('2026-08-20');
const FORMS: readonly FormDefinition[] = [tuan, LU, TIEM];
const RUNS = Number(process.env['PARSING_RUNS'] ?? 300);
/** The same messages each time; `PARSING_SEED` and `PARSING_RUNS` hunt for others. */
const seed = Number(process.env['PARSING_SEED'] ?? 34);

/** Politeness, greetings, small words, counters, words that lead to a day or a place: they may be passed over. */
const NOISE = Tag.courtesy | Tag.glue | Tag.counter | Tag.place | Tag.dateCue | Tag.all | Tag.over | Tag.to;
/** Said of the value beside them, whose question stands for them. */
const OF_A_VALUE = Tag.remark | Tag.part | Tag.fail | Tag.whole | Tag.approximate | Tag.ordinal;
/** A sign that ends a sentence, "thôi ạ", and what "vâng", "thầy" are without their marks. */
const ALSO_NOISE = new Set(['?', 'vang', 'thay', 'thôi']);

/** Known phrases that mean something wherever they stand. */
const MEANT = meantPhrases();

function meantPhrases(): readonly string[] {
  const tagsOf = new Map<string, number>();
  for (const [tags, phrases] of PHRASES) {
    for (const phrase of phrases.split('|').map((one) => one.trim()))
      tagsOf.set(phrase, (tagsOf.get(phrase) ?? 0) | tags);
  }
  return (
    [...tagsOf]
      .filter(([phrase, tags]) => (tags & (NOISE | OF_A_VALUE)) === 0 && !ALSO_NOISE.has(phrase))
      // Behind a number "ngày nào" makes a length of time of it.
      .filter(([phrase]) => !phrase.startsWith('ngày'))
      .map(([phrase]) => phrase)
  );
}

/** What no list of known words holds. */
const oddPiece = fc.oneof(
  fc.constantFrom(
    '7319', '12/13', '97%', '-7', '1,5', '6.543', '1,2,3', '17-45', '0912 345 678', '079080001234', 'ấp 7319', 'tháng 7319', 'blorf',
    'blorf zet', 'lũ lụt', 'Nguyễn Văn Bảy', 'khieuu naii', '½', 'm²', '漢字', 'я',
  ),
  // Below, a number may count rows or name a day.
  fc.integer({ min: 100, max: 99_999 }).map(String),
); // prettier-ignore

const FIGURES_AND_SIGNS = [
  'kn', 'hg', 'tc', 'khó khăn', 'khieu nai', 'mực nước', 'nhà sập', '5/6', '98%', '1.234', 'hai', 'blarf', 'ạ', 'ấp 3', 'đơn', 'vụ',
  '(', ')', ':', ';', ',', '.', '\n', '\t', '-', '\\', 'nhận', 'do', '4', '27',
]; // prettier-ignore
const figures = wordsOf(FIGURES_AND_SIGNS);
const anything = wordsOf([
  ...FIGURES_AND_SIGNS,
  'không',
  'kps',
  'còn lại',
  'báo cáo',
  'trễ',
  'mai gửi',
  'thêm',
]);

function wordsOf(words: readonly string[]): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...words), { maxLength: 7 }).map((chosen) => chosen.join(' '));
}

describe('every piece of a message', () => {
  it.each([
    { kind: 'a number, a name or an unknown word', piece: oddPiece, around: anything },
    // Beside another of the same meaning a phrase adds nothing, so none stands around it.
    { kind: 'a known phrase that means something', piece: fc.constantFrom(...MEANT), around: figures },
  ])('is used or quoted back: $kind', ({ piece, around }) => {
    fc.assert(
      fc.property(fc.nat({ max: FORMS.length - 1 }), around, piece, around, (which, before, word, after) => {
        const form = FORMS[which] ?? tuan;
        const text = `${before} ${word} ${after}`;
        const start = before.length + 1;
        const understanding = parse(text, form, { today });
        const isKept =
          quotes(understanding, start, start + word.length) ||
          says(understanding, word) ||
          sayingOf(understanding) !== sayingOf(parse(`${before} ${after}`, form, { today }));
        expect(isKept, `«${word}» dropped from ${JSON.stringify(text)}`).toBe(true);
      }),
      { numRuns: RUNS * 10, seed },
    );
  });

  it.each([
    ['20 khiếu nại chưa giải quyết', '20 khiếu nại chưa giải quyết'],
    ['38 tc trễ hạn', '38 tc trễ hạn'],
    ['kn 98% 0', 'kn 98% 0'],
    ['27 thành kn do máy hư', '27 thành kn do máy hư'],
    ['tháng 45', '45'],
    ['7 tc ( đạt', 'đạt'],
  ])('of «%s» the question quotes «%s»', (text, quoted) => {
    const { doubts } = parse(text, tuan, { today });
    expect(doubts.map(({ span }) => text.slice(span.start, span.end))).toEqual([quoted]);
  });
});

/** Whether a span shown to the person touches the piece: "không gửi đi" is quoted as "không gửi". */
function quotes({ readings, doubts, namedPeriod }: Understanding, start: number, end: number): boolean {
  const spans = [...readings, ...doubts, ...(namedPeriod === undefined ? [] : [namedPeriod])];
  return spans.some(({ span }) => span.start < end && span.end > start);
}

function says({ readings, intent }: Understanding, word: string): boolean {
  const reason = intent?.kind === 'late' ? intent.reason : undefined;
  return reason?.includes(word) === true || readings.some(({ note }) => note?.includes(word) === true);
}

/** What was understood, wherever it stood. */
function sayingOf({ readings, doubts, ...rest }: Understanding): string {
  const bare = [...readings, ...doubts].map((one) => ({ ...one, span: undefined }));
  return JSON.stringify([bare, { ...rest, namedPeriod: undefined }]);
}
