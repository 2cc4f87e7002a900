import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { updateKey } from '../../../src/core/ids.ts';
import { countOverdueSignOffs, loadHealth } from '../../../src/db/queries/doctor.ts';
import { wordHealth } from '../../../src/texts/doctor.ts';
import { CONTACT, CONTACT_UNIT, openOffice, says, ZONE, type Office } from '../../support/office.ts';
import { askForSignOff, sendForSignOff } from '../../support/sign-offs.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const lines = async () =>
  wordHealth(await loadHealth(office.db), { telegram: 'off', bot: undefined, demo: true }).map(
    ({ text }) => text,
  );

it('the operator sees which files are slow to come and which were given up', async () => {
  const files = ['a', 'b', 'c'].map((externalId) => ({
    externalId,
    mediaType: 'image/jpeg',
    sizeBytes: 9,
    name: 'a.jpg',
  }));
  const { chat, sentAt } = says(CONTACT, '');
  await office.receive([{ kind: 'files', key: updateKey('f'), chat, sentAt, files, caption: '' }]);
  expect(await lines()).toContain('ổn    không có ảnh, tệp nào tải về chậm');
  await office.rows(`update attachment set error = 'download: ECONNRESET' where external_id = 'a'`);
  await office.rows(`update attachment set state = 'failed' where external_id in ('b', 'c')`);
  expect((await lines()).slice(-2)).toEqual([
    'lưu ý 1 ảnh, tệp tải về chưa được, đang thử lại: xem cột error của bảng attachment',
    'lưu ý 2 ảnh, tệp không tải về được, người gửi đã được báo',
  ]);
});

it('the operator sees how many reports wait for a sign-off longer than their time', async () => {
  await askForSignOff(office);
  await sendForSignOff(office, { unit: CONTACT_UNIT, at: '2017-08-24T09:00:00+07:00' });
  const overdueAt = (moment: string) => countOverdueSignOffs(office.db, Temporal.Instant.from(moment), ZONE);
  expect(await overdueAt('2017-08-24T18:29:00+07:00')).toBe(0);
  expect(await overdueAt('2017-12-24T18:30:00+07:00')).toBe(1);
  const words = wordHealth(
    { ...(await loadHealth(office.db)), overdueSignOffs: 1 },
    { telegram: 'off', bot: undefined, demo: true },
  ).map(({ text }) => text);
  expect(words).toContain('lưu ý 1 báo cáo chờ lãnh đạo đơn vị duyệt quá hạn');
  expect((await lines()).join(' ')).not.toContain('duyệt');
});

it('the operator sees who is out of reach, what waits and since when, and why messages were set aside', async () => {
  expect((await lines()).join('\n')).toContain('không ai bị mất liên lạc');
  await office.says(CONTACT, 'xin chào');
  await office.rows(`update delivery set queued_at = now() - interval '130 seconds' where state = 'waiting'`);
  expect((await lines()).join('\n')).toContain('tin đang chờ gửi, tin lâu nhất đã chờ 2 phút');
  await office.rows(`update delivery set state = 'rejected', error = '400 too long' where state = 'waiting'`);
  await office.rows(`update chat set state = 'blocked' where external_id = '${CONTACT}'`);
  await office.rows(`update inbound_update set error = 'TypeError: x'`);
  expect((await lines()).join('\n')).toMatch(
    /LỖI .* tin bị kênh từ chối, không gửi lại \(gần nhất: 400 too long\)/,
  );
  expect((await lines()).join('\n')).toMatch(
    /LỖI .* tin đến không xử lý được, người gửi đã được báo \(gần nhất: TypeError: x\)/,
  );
  expect((await lines()).join('\n')).toMatch(
    /lưu ý 1 người không nhắn được .* \(tài khoản đã chặn hoặc đã ngừng dùng: 1\); tin được giữ/,
  );
  await office.rows(`update chat set blocked_because = 'window-closed' where external_id = '${CONTACT}'`);
  expect((await lines()).join('\n')).toMatch(/\(quá 7 ngày chưa nhắn tới nên Zalo không cho gửi: 1\)/);
  expect((await lines()).join('\n')).not.toContain('Võ Minh Nhựt');
  expect((await loadHealth(office.db)).unreachablePeople).toBe(0);
});

it('the operator sees which process receives and sends, and that none does', async () => {
  const health = await loadHealth(office.db);
  const about = { telegram: 'up', bot: 'hai_bot', demo: false, zone: ZONE } as const;
  const since = Temporal.Instant.from('2026-11-28T08:12:00+07:00');
  const leases = ['polling', 'sender'].map((work) => ({
    name: `${work} telegram:42`,
    holder: 'ban-dan-van 217 1f3a',
    since,
  }));
  const words = (some: typeof leases) =>
    wordHealth({ ...health, leases: some }, about).map(({ text }) => text);
  expect(words(leases)).toEqual(
    expect.arrayContaining([
      'ổn    nhận tin Telegram: tiến trình 217 trên máy ban-dan-van, từ thứ Bảy 28/11, 08:12',
      'ổn    gửi tin Telegram: tiến trình 217 trên máy ban-dan-van, từ thứ Bảy 28/11, 08:12',
    ]),
  );
  expect(words([]).join('\n')).toContain('chưa có tiến trình nào nhận, gửi tin Telegram');
});
