import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/core/parsing/parse.ts';
import { tuan } from '../../support/forms.ts';

const today = Temporal.PlainDate.from('2026-08-20');
const LENGTH = 65_536;
const MOST_MS = 50;

/** Milliseconds of this thread in the fastest of a few runs: what the work takes, not what else the machine does. */
function fastest(text: string): number {
  return Math.min(...Array.from({ length: 10 }, () => cost(text)));
}

function cost(text: string): number {
  const before = process.threadCpuUsage();
  parse(text, tuan, { today });
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

describe('a message of 64 KiB', () => {
  it.each([
    'hg 5/6, ', '5/', 'hg5/6,', 'a1', '1 tc\n', '1\tkn\t2\n', 'kk: a, ', 'khie61u1', '( 1 ', 'kn ko tc ', 'tiep 1 cong dan ',
    'à nhầm kn 1 ', 'khieu nia 1, ', 'năm trăm ', '0912 ', 'số 1/', '> a\n', 'còn lại ', '\u0301', '👍', 'x', '\n', 'kn, ',
    '5 ', '5, ', '5\n', '0\n', '-1, ', 'kn\n', 'a)', '1)', '1. a\n', "'", '"', '\t\n', 'x\u0301', '½\n', 'naij ', 'a1b2 ', 'mai gửi ',
    'tc: 15/8/2026: mai gửi ', '((1)', 'hg (5/6) ', '5/6/', 'hôm qua ', 'xã Bình Minh ', 'kính gửi ', 'không ', 'thành ', 'dc 3 ',
  ])('of %j again and again is read in time', (piece) => {
    const text = piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);
    expect(fastest(text)).toBeLessThan(MOST_MS);
  }); // prettier-ignore

  it('is quoted back from where it is no longer read', () => {
    const text = `kn 1\n${'x '.repeat(LENGTH)}`;
    const { readings, doubts } = parse(text, tuan, { today });
    expect(readings).toMatchObject([{ field: 'complaints', value: 1 }]);
    expect(doubts.at(-1)).toMatchObject({ kind: 'not-understood', span: { end: text.length } });
  });
});

describe('a text longer than a field holds', () => {
  it('is asked for anew, for cut short it would say something else', () => {
    const words = 'thiếu '.repeat(300).trim();
    const { readings, doubts } = parse(`kk: ${words}`, tuan, { today });
    expect(readings).toEqual([]);
    expect(doubts).toEqual([
      {
        kind: 'too-long',
        field: 'difficulties',
        length: words.length,
        most: 1000,
        span: { start: 0, end: 4 + words.length },
      },
    ]);
  });
});
