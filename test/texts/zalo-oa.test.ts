import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { USUAL_PRICES } from '../../src/core/zalo-oa/cost.ts';
import { zaloOaFindings, type ZaloOaHealth } from '../../src/texts/zalo-oa.ts';

const NOW = Temporal.Instant.from('2026-11-30T08:00:00Z');
const HEALTH: ZaloOaHealth = {
  pair: { expiresAt: NOW.add({ hours: 20 }) },
  isUnreadable: false,
  deadReason: undefined,
  use: { free: 5, paid: 2, closed: 0 },
  spending: { messages: 132, dong: 7_260 },
  prices: USUAL_PRICES,
  monthlyBudget: undefined,
  now: NOW,
  zone: 'Asia/Ho_Chi_Minh',
};
const token = (changes: Partial<ZaloOaHealth>) => zaloOaFindings({ ...HEALTH, ...changes })[0];

it.each<[string, Partial<ZaloOaHealth>, string, RegExp]>([
  ['good', {}, 'fine', /còn hạn đến .*tự gia hạn; nhận .*gia hạn được đến ngày 27\/2\/2027/],
  [
    'over while the service does not run',
    { pair: { expiresAt: NOW } },
    'note',
    /nhận Chủ nhật 29\/11, 14:00 đã hết hạn; dịch vụ tự gia hạn khi chạy, chậm nhất ngày 26\/2\/2027/,
  ],
  [
    'over for three months',
    { pair: { expiresAt: NOW.subtract({ hours: 89 * 24 }) } },
    'fault',
    /quá ba tháng.*zalo login/,
  ],
  ['kept with another secret', { pair: undefined, isUnreadable: true }, 'fault', /APP_SECRET cũ/],
  ['not there yet', { pair: undefined }, 'note', /chưa có mã/],
  ['dead', { deadReason: '-14014' }, 'fault', /-14014.*zalo login/],
])('an access token that is %s', (_, changes, grade, text) => {
  expect(token(changes)).toEqual({ grade, text: expect.stringMatching(text) });
});

it('says how many can be written to, and what it costs', () => {
  expect(zaloOaFindings(HEALTH)[1]).toEqual({
    grade: 'fine',
    text: 'Zalo OA: 5 người nhắn được miễn phí, 2 người có tính phí (quá 48 giờ), 0 người chưa nhắn được (quá 7 ngày chưa nhắn tới)',
  });
  expect(zaloOaFindings({ ...HEALTH, use: { free: 0, paid: 0, closed: 3 } })[1]?.grade).toBe('note');
});

it.each<[string, number | undefined, string, RegExp]>([
  ['no budget', undefined, 'fine', /^Zalo OA: tháng này 132 tin tính phí, khoảng 7\.260 đ; chưa đặt hạn mức/],
  ['much left', 200_000, 'fine', /khoảng 7\.260 đ \/ hạn mức 200\.000 đ$/],
  ['four fifths spent', 9_075, 'note', /sắp hết/],
  ['too little for one more', 7_314, 'note', /đã hết: tin nhắc chuyển kênh khác/],
])('says what the month has cost, with %s', (_, monthlyBudget, grade, text) => {
  expect(zaloOaFindings({ ...HEALTH, monthlyBudget })[2]).toEqual({
    grade,
    text: expect.stringMatching(text),
  });
});
