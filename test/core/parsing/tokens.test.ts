import { describe, expect, it } from 'vitest';
import { matchMarks, tokenize } from '../../../src/core/parsing/tokens.ts';

const folds = (text: string) => tokenize(text).map((token) => token.fold);
const first = (text: string) => tokenize(text)[0];

describe('tokenize', () => {
  it.each(['hoà', 'hòa', 'hòa'.normalize('NFD'), 'HÒA', 'hòa'])(
    'reads %j as one syllable, wherever its tone is',
    (text) => {
      expect(first(text)).toMatchObject({ kind: 'word', fold: 'hoa', shape: 'hoa', tone: 1 });
    },
  );

  it('keeps the letters ă â đ ê ô ơ ư apart from their plain ones', () => {
    expect(first('đường')).toMatchObject({ fold: 'duong', shape: 'đương', tone: 1 });
  });

  it('spells y and i alike where they sound alike', () => {
    expect(folds('kỹ kĩ lý ý quy gy')).toEqual(['ki', 'ki', 'li', 'i', 'quy', 'gy']);
  });

  it('parts letters from digits and keeps the offsets of the message as typed', () => {
    const text = 'k\u200bn1 tc\u00a00';
    const pieces = tokenize(text).map(({ fold, start, end, glued }) => [fold, text.slice(start, end), glued]);
    expect(pieces).toEqual([
      ['kn', 'k\u200bn', false],
      ['1', '1', true],
      ['tc', 'tc', false],
      ['0', '0', false],
    ]);
  });

  it('keeps dots and commas inside a number only', () => {
    expect(folds('1.234/99,7, 5.')).toEqual(['1.234', '/', '99,7', ',', '5', '.']);
  });

  it('reads full-width signs and look-alikes as the plain ones', () => {
    expect(folds('ｋｎ：１２　−1 5⁄6')).toEqual(['kn', ':', '12', '-', '1', '5', '/', '6']);
  });

  it('takes drawn digits, emoji and double quotes for decoration', () => {
    expect(tokenize('1️⃣ “kn” 👍🏽').map((token) => [token.kind, token.fold])).toEqual([
      ['ornament', '1'],
      ['word', 'kn'],
      ['ornament', '👍'],
    ]);
  });
});

const compare = (typed: string, meant: string) => {
  const [one, other] = [first(typed), first(meant)];
  if (one === undefined || other === undefined) throw new Error('no word');
  return matchMarks(one, other.shape, other.tone);
};

describe('matchMarks', () => {
  it.each([
    ['khiếu', 'khiếu', 'exact'],
    ['khieu', 'khiếu', 'partial'],
    ['khiêu', 'khiếu', 'partial'],
    ['khiều', 'khiếu', 'contrary'],
    ['cộng', 'công', 'contrary'],
    ['khô', 'khó', 'contrary'],
  ])('%s typed for %s is %s', (typed, meant, expected) => {
    expect(compare(typed, meant)).toBe(expected);
  });
});
