import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from '../../src/channels/split.ts';
import { plainText, type RichText } from '../../src/core/messages.ts';

const solid = (words: string) => words.replaceAll(/\s/g, '');
/** White space inside a figure does not end a word. */
const words = (said: string) => said.split(/(?<!\d)\s+|\s+(?![\d%])/);
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
    ['not inside a flag or a skin', 'aaaa🇻🇳👍🏽', 6, ['aaaa', '🇻🇳', '👍🏽']],
    [
      'before an address that is longer than half a piece',
      'xem tại https://a.vn/abcdefgh',
      22,
      ['xem tại', 'https://a.vn/abcdefgh'],
    ],
    ['not inside a figure', 'tổng thu 12 500 đồng', 13, ['tổng thu', '12 500 đồng']],
    ['not before its percent', 'đạt được 83,3 % nhé', 13, ['đạt được', '83,3 % nhé']],
    [
      'before the line that asks, so that its numbers stand under it',
      'một hai ba.\nAi ạ?\n1. Bình\n2. Minh\nhoặc gõ tên',
      40,
      ['một hai ba.', 'Ai ạ?\n1. Bình\n2. Minh\nhoặc gõ tên'],
    ],
    [
      'among its numbers when they are too many for a piece',
      'Ai ạ?\n1. Bình\n2. Minh\n3. Phong',
      20,
      ['Ai ạ?\n1. Bình', '2. Minh\n3. Phong'],
    ],
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
  /** What must stay in one piece. */
  const whole = fc.oneof(
    fc.nat({ max: 5_000_000 }).map((figure) => new Intl.NumberFormat('vi').format(figure)),
    fc.nat({ max: 999 }).map((figure) => `${figure},5 %`),
    fc.nat({ max: 999 }).map((figure) => `12 ${String(figure).padStart(3, '0')}`),
    fc.webUrl(),
    fc.constantFrom(
      'đồng chí',
      '5/6',
      'Bình Minh;',
      'hết.',
      'một,',
      '👨‍👩‍👧',
      '🇻🇳',
      'ế'.normalize('NFD'),
      '“Dân vận khéo”',
    ),
    fc
      .string({ unit: 'grapheme-composite', minLength: 1, maxLength: 60 })
      .map((word) => word.replaceAll(/\s/g, '_')),
  );
  const line = fc.array(whole, { minLength: 1, maxLength: 60 }).map((parts) => parts.join(' '));
  const lines = fc.array(line, { minLength: 1, maxLength: 40 }).map((all) => all.join('\n'));

  it('no word, figure or address is torn at Zalo’s 2,000, and the numbers stay with their question', () => {
    const asked = fc.tuple(lines, fc.nat({ max: 20 })).map(([before, options]) => {
      const question = [
        'Đồng chí chọn giúp.',
        ...Array.from({ length: options }, (_, at) => `${at + 1}. Xã ${at}`),
      ];
      return { before, question: question.join('\n') };
    });
    fc.assert(
      fc.property(asked, ({ before, question }) => {
        const cut = pieces([`${before}\n${question}`], 2000);
        expect(cut.filter((piece) => piece.trim() === '' || piece.length > 2000)).toEqual([]);
        expect(cut.at(-1)).toContain(question);
        expect(cut.flatMap(words)).toEqual(words(`${before}\n${question}`.trim()));
      }),
      { numRuns: 100 },
    );
  });

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
