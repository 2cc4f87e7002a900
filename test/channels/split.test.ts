import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from '../../src/channels/split.ts';
import { plainText, type RichText } from '../../src/core/messages.ts';

const solid = (words: string) => words.replaceAll(/\s/g, '');
const pieces = (text: RichText, limit: number) => splitText(text, limit).map(plainText);

describe('a text that is too long is cut', () => {
  const cases: readonly [string, string, number, string[]][] = [
    ['not at all when it fits exactly', 'một hai ba', 10, ['một hai ba']],
    ['after a paragraph, though a line ends later', 'aaaa bbbb\n\ncc\ndd ee', 16, ['aaaa bbbb', 'cc\ndd ee']],
    [
      'after a line when no paragraph ends in the second half',
      'a\n\nbbbb\nc dd ee',
      12,
      ['a\n\nbbbb', 'c dd ee'],
    ],
    ['after a word when no line does', 'aaaa bbbb cccc', 12, ['aaaa bbbb', 'cccc']],
    ['after the word that just fits', 'aaaa bbbb cccc', 9, ['aaaa bbbb', 'cccc']],
    ['inside a word that is longer than a piece', 'aaaaaaaaaaaa', 5, ['aaaaa', 'aaaaa', 'aa']],
    ['not between a letter and its marks', 'aaaa' + 'ấ'.normalize('NFD'), 5, ['aaaa', 'ấ'.normalize('NFD')]],
    ['not inside a pair of surrogates', 'aaaa😀b', 5, ['aaaa', '😀b']],
    ['not inside a joined emoji', 'aaa👨‍👩‍👧', 9, ['aaa', '👨‍👩‍👧']],
    ['into nothing when it is blank', ' \n\n ', 2, []],
  ];
  it.each(cases)('%s', (_, text, limit, expected) => {
    expect(pieces([text], limit)).toEqual(expected);
  });

  it('and bold goes on in the next piece', () => {
    expect(splitText(['đầu ', { bold: 'một hai' }, ' cuối'], 9)).toEqual([
      ['đầu ', { bold: 'một' }],
      [{ bold: 'hai' }, ' cuối'],
    ]);
  });
});

describe('whatever the text', () => {
  const word = fc.string({ unit: 'grapheme', maxLength: 30 });
  const part = fc.oneof(
    word,
    fc.constantFrom('\n', '\n\n', ' ', '  '),
    word.map((bold) => ({ bold })),
  );
  it('no letter is lost, no piece is blank or too long', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), fc.integer({ min: 40, max: 80 }), (text, limit) => {
        const cut = pieces(text, limit);
        expect(solid(cut.join(''))).toBe(solid(plainText(text)));
        expect(cut.filter((piece) => piece.trim() === '' || piece.length > limit)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
