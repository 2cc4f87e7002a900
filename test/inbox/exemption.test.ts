import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTACT, openOffice, type Office } from '../support/office.ts';

const COORDINATOR = 'ngo-thi-cam-tu';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.clock('2017-08-22T09:00:00+07:00');
});
afterEach(() => office.close());

const last = async (person: string) => (await office.heard(person)).at(-1)?.text;
const reasons = () => office.rows('select exempt_reason from obligation where exempt_reason is not null');

describe('a coordinator who exempts a unit in chat', () => {
  it('ends its reminders, which begin again when it is taken back', async () => {
    await office.says(COORDINATOR, 'miễn binh-minh: bão số 10');
    expect(await reasons()).toEqual([]);
    await office.taps(COORDINATOR, 'Xác nhận');
    expect(await reasons()).toEqual([{ exempt_reason: 'bão số 10' }]);
    expect(await last(CONTACT)).toContain(
      'Đồng chí Ngô Thị Cẩm Tú đã miễn báo cáo xã Bình Minh, tuần 34/2017',
    );
    const [status] = await office.says(CONTACT, '/trangthai');
    expect(status?.text).toContain('được miễn báo cáo, lý do: bão số 10');
    const heard = (await office.heard(CONTACT)).length;
    await office.tick('2017-08-23T08:00:00+07:00');
    expect(await office.heard(CONTACT)).toHaveLength(heard);

    await office.clock('2017-08-24T09:00:00+07:00');
    await office.says(COORDINATOR, 'bỏ miễn Bình Minh');
    await office.says(COORDINATOR, 'xác nhận');
    expect(await reasons()).toEqual([]);
    expect(await last(CONTACT)).toContain('bỏ việc miễn báo cáo');
    await office.tick('2017-08-25T13:00:00+07:00');
    expect(await last(CONTACT)).toContain('tuần 34/2017');
    expect(
      await office.rows(`select detail from audit where action = 'decide-exemption' order by id`),
    ).toEqual([{ detail: { exempt: true } }, { detail: { exempt: false } }]);
  });

  it('rewrites the reminder that asked for the report, and so does taking it back', async () => {
    await office.tick('2017-08-22T09:00:00+07:00');
    const [reminder] = await office.heard(CONTACT);
    const read = async () => (await office.heard(CONTACT)).find(({ id }) => id === reminder?.id);
    await office.says(COORDINATOR, 'miễn binh-minh: bão số 10');
    await office.says(COORDINATOR, 'xác nhận');
    expect(await read()).toMatchObject({ text: expect.stringContaining('được miễn báo cáo.'), buttons: [] });
    await office.clock('2017-08-22T09:30:00+07:00');
    await office.says(COORDINATOR, 'bỏ miễn Bình Minh');
    await office.says(COORDINATOR, 'xác nhận');
    const again = await read();
    expect(again?.text).toContain('chưa có báo cáo, còn 3 ngày 6 giờ đến hạn');
    expect(again?.buttons).toEqual(reminder?.buttons);
  });

  it('leaves the unit free to report all the same', async () => {
    await office.says(COORDINATOR, 'miễn binh-minh: bão số 10');
    await office.says(COORDINATOR, 'gửi');
    const [preview] = await office.says(CONTACT, 'hg 5/6, kn 1');
    expect(preview?.text).toContain('Kỳ này đơn vị được miễn báo cáo; đồng chí gửi thì vẫn được ghi nhận.');
    await office.taps(CONTACT, 'Gửi');
    const [receipt] = await office.taps(CONTACT, 'Gửi thiếu');
    expect(receipt?.text).toContain('xã Bình Minh, tuần 34/2017');
    expect(
      await office.rows(
        "select r.id from report r join report_revision v on v.report_id = r.id where v.source = 'chat'",
      ),
    ).toHaveLength(1);
  });
});
