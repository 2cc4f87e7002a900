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
