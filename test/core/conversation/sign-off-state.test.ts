import { describe, expect, it } from 'vitest';
import { personId } from '../../../src/core/ids.ts';
import type { SignOffState } from '../../../src/core/sign-off/state.ts';
import { at, duty, FULL, sent, Talk } from '../../support/conversation.ts';

const HEADS = [{ person: personId(77), name: 'Nguyễn Thị Hạnh', linked: true }];
const HEAD = { by: 'Nguyễn Thị Hạnh', at: at('24/8 10:00') };
const STATES: readonly (readonly [SignOffState, string, string])[] = [
  [{ state: 'waiting' }, 'chờ đồng chí Nguyễn Thị Hạnh duyệt', 'Đã nộp, chờ đồng chí Nguyễn Thị Hạnh duyệt.'],
  [
    { state: 'approved', ...HEAD, reason: null },
    'đã duyệt',
    'Đã duyệt thứ Năm 24/8, 10:00; người duyệt: Nguyễn Thị Hạnh.',
  ],
  [
    { state: 'returned', ...HEAD, reason: 'thiếu ấp 3' },
    'bị trả lại: «thiếu ấp 3»',
    'Bị trả lại thứ Năm 24/8, 10:00; người trả lại: Nguyễn Thị Hạnh; lý do: «thiếu ấp 3».',
  ],
  [
    { state: 'timed-out', at: HEAD.at },
    'hết hạn duyệt, coi như đã duyệt',
    'Hết hạn duyệt thứ Năm 24/8, 10:00, coi như đã duyệt.',
  ],
];

const talkAbout = (signOff: SignOffState | null) =>
  new Talk({ duties: [duty({ sent: sent(FULL, { signOff }), heads: HEADS })] });

describe('a report that needs the head’s sign-off', () => {
  it.each(STATES)('%o is two states to its contact', (signOff, words) => {
    const talk = talkAbout(signOff);
    const line = `đã nộp thứ Năm 24/8, 09:00, đúng hạn, mã BC-2223; ${words}`;
    expect(talk.says('/trangthai').text).toContain(line);
    expect(talk.says('em nộp chưa').text).toContain(words);
    expect(talk.says('/lichsu').text).toContain(line);
    expect(talk.says('hạn nào').text).toContain(`(đã nộp, ${words})`);
  });

  // What was returned is sent again by the word.
  it.each(STATES.filter(([{ state }]) => state !== 'returned'))(
    '%o is said to who sends it twice',
    (signOff, _, sentence) => {
      expect(talkAbout(signOff).says('gửi').text).toContain(sentence);
    },
  );
});

it('is not spoken of where a report needs none', () => {
  const talk = talkAbout(null);
  expect(talk.says('/trangthai').text).toContain('đã nhận thứ Năm 24/8, 09:00, đúng hạn, mã BC-2223');
  for (const text of ['/trangthai', 'em nộp chưa', '/lichsu', 'gửi', 'hạn nào'])
    expect(talk.says(text).text).not.toContain('duyệt');
});
