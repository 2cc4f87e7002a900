import { describe, expect, it } from 'vitest';
import { groupOpinions } from '../../../src/core/digest/opinions.ts';

function group(...texts: readonly (readonly [unit: string, text: string])[]) {
  const opinions = groupOpinions(texts.map(([unit, text]) => ({ unit, field: 'difficulties', text })));
  return opinions.map(({ text, units }) => [text, ...units]);
}

describe('texts that say the same', () => {
  it('are one opinion of several units, in the words of the first', () => {
    expect(group(['a', 'Thiếu kinh phí.'], ['b', 'mưa lớn'], ['c', 'thiếu  kinh phí'])).toEqual([
      ['Thiếu kinh phí.', 'a', 'c'],
      ['mưa lớn', 'b'],
    ]);
  });

  it('may differ in courtesy and in the place of the tone', () => {
    expect(group(['a', 'chưa hòa giải được'], ['b', 'Dạ chưa hoà giải được ạ'])).toEqual([
      ['chưa hòa giải được', 'a', 'b'],
    ]);
  });

  it('are shown with diacritics where one wrote them, in the place of the first', () => {
    expect(group(['a', 'thieu kinh phi'], ['b', 'mất điện'], ['c', 'Thiếu kinh phí'])).toEqual([
      ['Thiếu kinh phí', 'a', 'c'],
      ['mất điện', 'b'],
    ]);
  });

  it('count a unit once', () => {
    expect(group(['a', 'mất điện'], ['a', 'Mất điện!'])).toEqual([['mất điện', 'a']]);
  });

  it('are courtesy alone and still said', () => {
    expect(group(['a', 'dạ'], ['b', 'ạ'])).toEqual([
      ['dạ', 'a'],
      ['ạ', 'b'],
    ]);
  });
});

describe('texts that may say different things', () => {
  it('stay apart where a text without diacritics can be read in two ways', () => {
    expect(group(['a', 'thiếu bàn'], ['b', 'thiếu bạn'], ['c', 'thieu ban'])).toHaveLength(3);
  });

  it('stay apart in another order of words, and in another field', () => {
    expect(group(['a', 'ấp 1 kiện ấp 2'], ['b', 'ấp 2 kiện ấp 1'])).toHaveLength(2);
    expect(
      groupOpinions([
        { unit: 'a', field: 'difficulties', text: 'kinh phí' },
        { unit: 'b', field: 'proposals', text: 'kinh phí' },
      ]),
    ).toHaveLength(2);
  });
});
