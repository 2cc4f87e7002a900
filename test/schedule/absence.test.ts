import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTACT, openOffice, type Office } from '../support/office.ts';

const COORDINATOR = 'ngo-thi-cam-tu';
/** The contact of another unit of the sample. */
const STAND_IN = 'danh-thi-my-linh';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.tick('2017-08-21T08:00:00+07:00');
  await office.clock('2017-08-22T09:00:00+07:00');
});
afterEach(() => office.close());

const reminders = async (person: string) =>
  (await office.heard(person)).filter(({ text }) => text.includes('Nhắc đồng chí: xã Bình Minh'));

describe('a contact who is away', () => {
  it('is not reminded while the stand-in can be, who reads for whom and what to do', async () => {
    const [noted] = await office.says(CONTACT, 'em nghỉ đến 25/8, đ/c Danh Thị Mỹ Linh thay');
    expect(noted?.text).toContain('Người thay: đồng chí Danh Thị Mỹ Linh');
    expect((await office.heard(COORDINATOR)).at(-1)?.text).toContain(
      'Đồng chí Võ Minh Nhựt (xã Bình Minh) nghỉ',
    );
    expect((await office.heard(STAND_IN)).at(-1)?.text).toContain('nêu đồng chí làm thay');

    await office.tick('2017-08-23T08:00:00+07:00');
    expect(await reminders(CONTACT)).toEqual([]);
    const [reminded] = await reminders(STAND_IN);
    expect(reminded?.text).toContain('gửi cán bộ tổng hợp nhập thay');

    await office.says(CONTACT, 'em đi làm lại rồi');
    await office.tick('2017-08-25T13:00:00+07:00');
    expect(await reminders(CONTACT)).toHaveLength(1);
    expect(await office.rows('select ended_at is not null as ended from absence')).toEqual([{ ended: true }]);
  });

  it('is reminded as before where the stand-in is nobody known', async () => {
    const [noted] = await office.says(CONTACT, 'nghỉ đến 25/8, đ/c Hùng thay');
    expect(noted?.text).toContain('tin nhắc vẫn gửi cho đồng chí');
    await office.tick('2017-08-23T08:00:00+07:00');
    expect(await reminders(CONTACT)).toHaveLength(1);
  });

  it('chooses between namesakes by where they work', async () => {
    await office.rows(
      `update person set name = 'Trần Thị Lan' where code in ('${STAND_IN}', '${COORDINATOR}')`,
    );
    const [asked] = await office.says(CONTACT, 'nghỉ đến 25/8, đ/c Lan thay');
    expect(asked?.buttons.map(({ text }) => text)).toEqual([
      'Trần Thị Lan (xã Tân Thuận)',
      'Trần Thị Lan (Ban Dân vận Huyện ủy)',
      'Bỏ qua',
    ]);
  });

  it('is reminded again after the last day', async () => {
    await office.says(CONTACT, 'nghỉ đến 23/8, đ/c Danh Thị Mỹ Linh thay');
    await office.tick('2017-08-23T08:00:00+07:00');
    await office.tick('2017-08-25T13:00:00+07:00');
    expect((await reminders(CONTACT)).map(({ text }) => text.includes('thứ Sáu 25/8'))).toEqual([true]);
    expect((await office.says(CONTACT, '/trangthai'))[0]?.text).not.toContain('báo nghỉ');
  });

  it('says a later day: the new one replaces the old', async () => {
    await office.says(CONTACT, 'nghỉ đến 23/8, đ/c Danh Thị Mỹ Linh thay');
    await office.says(CONTACT, 'nghỉ đến 25/8, đ/c Danh Thị Mỹ Linh thay');
    expect(await office.rows('select last_day::text as day from absence where ended_at is null')).toEqual([
      { day: '2017-08-25' },
    ]);
    expect((await office.says(CONTACT, '/trangthai'))[0]?.text).toContain('thứ Sáu 25/8');
  });
});
