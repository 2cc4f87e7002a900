import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hamletOrganization } from '../support/hamlets.ts';
import { openOffice, type Office } from '../support/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice('2017-08-21T08:00:00+07:00', hamletOrganization());
  await office.clock('2017-08-24T09:00:00+07:00');
});
afterEach(() => office.close());

const MOT = 'hg 2/2, kn 4, tthc 1/1, mh duy trì 7, khó khăn: đường hư; còn lại không';
const HAI = 'hg 1/2, kn 2, tthc 3/3, mh duy trì 1; còn lại không';

async function reports(person: string, text: string): Promise<void> {
  await office.says(person, text);
  await office.taps(person, 'Gửi');
}

const lastHeard = async (person: string) => (await office.heard(person)).at(-1)?.text ?? '';

describe('a commune whose hamlets report', () => {
  it('is reminded with the sum so far, and sends it in two taps', async () => {
    await reports('dm-xuan-mot', MOT);
    await reports('dm-xuan-hai', HAI);
    await reports('dm-thu-mot', 'kn 50, mh duy trì 9; còn lại không');
    await office.tick('2017-08-25T13:00:00+07:00');
    const reminder = await lastHeard('dm-xuan');
    expect(reminder).toContain('2/3 ấp đã gửi, thiếu ấp Xuân Ba. Cộng lại: ');
    expect(reminder).toContain('Đơn khiếu nại mới 6');
    const [preview] = await office.taps('dm-xuan', 'Dùng số các ấp');
    expect(preview?.text).toContain('• Hòa giải ở cơ sở: 3/4 vụ (75,0 %) ← 2 ấp');
    expect(preview?.text).toContain('• Mô hình đang duy trì: 8 mô hình ← 2 ấp');
    expect(preview?.text).toContain('Ấp Xuân Một: đường hư');
    await office.taps('dm-xuan', 'Gửi');
    expect(
      await office.rows(`
        select v.number from report_value v join report_revision rev on rev.id = v.revision_id join report r on r.id = rev.report_id
          join obligation o on o.id = r.obligation_id join unit u on u.id = o.unit_id
        where u.code = 'xuan' and v.field = 'complaints'`),
    ).toEqual([{ number: '6' }]);
  });

  it('hears once what a hamlet changed afterwards, and corrects by a tap', async () => {
    await reports('dm-xuan-mot', MOT);
    await office.says('dm-xuan', 'dùng số các ấp');
    await office.taps('dm-xuan', 'Gửi');
    await office.clock('2017-08-24T10:00:00+07:00');
    await reports('dm-xuan-hai', HAI);
    await reports('dm-xuan-mot', 'sửa kn 5');
    const told = (await office.heard('dm-xuan')).slice(-2).map(({ text }) => text);
    expect(told[0]).toContain('Ấp Xuân Hai gửi số sau khi báo cáo xã Xuân');
    expect(told[1]).toContain('Ấp Xuân Một sửa số sau khi báo cáo xã Xuân');
    expect(told[1]).toContain('• Đơn khiếu nại mới: 4 → 5');
    expect((await office.heard('dm-thu')).length).toBe(0);
    const [preview] = await office.taps('dm-xuan', 'Dùng số các ấp');
    expect(preview?.text).toContain('• Đơn khiếu nại mới: 4 → 7');
    await office.taps('dm-xuan', 'Gửi');
    expect(await lastHeard('dm-xuan')).toContain('bản sửa lần 1');
  });
});

describe('a hamlet without a contact', () => {
  it('counts in the sum by what the commune’s contact passed on, the latest in place of the earlier', async () => {
    await reports('dm-xuan-mot', MOT);
    await office.says('dm-xuan', 'ấp Xuân Ba: kn 9, mh duy trì 2, khó khăn: sạt lở (anh Tám báo)');
    const [noted] = await office.says(
      'dm-xuan',
      'ấp Xuân Ba: kn 1, mh duy trì 2, khó khăn: sạt lở (anh Tám báo)',
    );
    expect(noted?.text).toContain('Đã ghi Ấp Xuân Ba (anh Tám báo)');
    expect(noted?.text).toContain('2/3 ấp đã gửi, thiếu ấp Xuân Hai.');
    const [preview] = await office.taps('dm-xuan', 'Dùng số các ấp');
    expect(preview?.text).toContain('• Đơn khiếu nại mới: 5 đơn ← 2 ấp');
    expect(preview?.text).toContain('Ấp Xuân Một: đường hư; Ấp Xuân Ba: sạt lở');
    expect(await office.rows('select informant, via from hamlet_answer order by id')).toEqual([
      { informant: 'anh Tám báo', via: 'forwarded' },
      { informant: 'anh Tám báo', via: 'forwarded' },
    ]);
  });

  it('is no matter for the contact of another commune', async () => {
    await office.says('dm-thu', 'ấp Xuân Ba: kn 9');
    expect(await office.rows('select from hamlet_answer')).toEqual([]);
  });
});

describe('a hamlet’s contact', () => {
  it('sees the own hamlet only, by its own due moment', async () => {
    await reports('dm-xuan-hai', HAI);
    const [status] = await office.says('dm-xuan-mot', '/trangthai');
    expect(status?.text).toContain('Ấp Xuân Một, tuần 34/2017');
    expect(status?.text).toContain('thứ Sáu 25/8, 09:00');
    expect(status?.text).not.toMatch(/Xã|Xuân Hai/);
    const [commune] = await office.says('dm-xuan', '/trangthai');
    expect(commune?.text).toContain('1/3 ấp đã gửi, thiếu ấp Xuân Một, ấp Xuân Ba.');
    const [obligation] = await office.rows(
      `select o.id from obligation o join unit u on u.id = o.unit_id where u.code = 'xuan'`,
    );
    const [stale] = await office.tapsToken('dm-xuan-mot', `hamletsum.${String(obligation?.['id'])}`);
    expect(stale?.text).toContain('chưa có gì thay đổi');
  });

  it('tells the commune, not the district, that a report comes late', async () => {
    await office.clock('2017-08-24T10:00:00+07:00');
    const [noted] = await office.says('dm-xuan-mot', 'xin nộp trễ đến chiều thứ 6, mạng yếu');
    expect(noted?.text).toContain('Xã Xuân được báo');
    expect(await lastHeard('dm-xuan')).toContain('báo nộp trễ báo cáo ấp Xuân Một');
    expect((await office.heard('chuyen-vien')).length).toBe(0);
  });
});
