import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTACT, openOffice, PARTY_LEADER, type Office } from '../support/office.ts';

const COORDINATOR = 'ngo-thi-cam-tu';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.clock('2017-08-24T09:00:00+07:00');
});
afterEach(() => office.close());

const revisions = () =>
  office.rows(`
    select rev.revision, rev.source, rev.informant, person.code as person, u.code as unit
    from report_revision rev join report r on r.id = rev.report_id join obligation o on o.id = r.obligation_id
      join unit u on u.id = o.unit_id left join person on person.id = rev.person_id
      join period p on p.id = o.period_id
    where p.code = '2017-W34' order by rev.id`);

describe('a coordinator who enters what was phoned in', () => {
  it('leaves a revision with source, person and informant; the contact is told and corrects by answering', async () => {
    await office.says(COORDINATOR, 'nhập thay bình minh: hg 5/6, kn 1 (chị Mai báo qua điện thoại)');
    await office.says(COORDINATOR, 'gửi');
    const [receipt] = await office.says(COORDINATOR, 'gửi thiếu');
    expect(receipt?.text).toContain('Đã ghi nhập thay báo cáo xã Bình Minh, tuần 34');
    expect(await revisions()).toEqual([
      {
        revision: 1,
        source: 'on-behalf',
        informant: 'chị Mai báo qua điện thoại',
        person: COORDINATOR,
        unit: 'binh-minh',
      },
    ]);
    const [seen] = await office.says(COORDINATOR, '/xem binh-minh');
    expect(seen?.text).toContain('Cán bộ tổng hợp nhập thay; người báo: «chị Mai báo qua điện thoại».');
    const told = (await office.heard(CONTACT)).at(-1);
    expect(told?.text).toContain('Đồng chí Ngô Thị Cẩm Tú đã nhập thay báo cáo xã Bình Minh');
    await office.says(CONTACT, 'kn 2');
    await office.says(CONTACT, 'gửi');
    expect(await revisions()).toMatchObject([
      { revision: 1 },
      { revision: 2, source: 'chat', person: CONTACT },
    ]);
    expect(await office.rows(`select detail from audit where action = 'submit-report' order by id`)).toEqual([
      { detail: { revision: 1, source: 'on-behalf' } },
      { detail: { revision: 2, source: 'chat' } },
    ]);
  });

  it('sees and completes what the contact has begun', async () => {
    await office.says(CONTACT, 'hg 5/6');
    const [preview] = await office.says(COORDINATOR, '/nhapthay binh-minh kn 1 (đ/c Nhựt báo)');
    expect(preview?.text).toContain('Đồng chí Võ Minh Nhựt đã nhập: Hòa giải ở cơ sở 5/6');
    expect(preview?.text).toContain('• Đơn khiếu nại mới: 1');
  });

  it('is asked which of the units that share a name; the choice keeps the words', async () => {
    const [which] = await office.says(COORDINATOR, 'nhập thay vĩnh thuận: kn 1 (chị Mai báo)');
    expect(which?.buttons).toHaveLength(2);
    const [preview] = await office.taps(COORDINATOR, 'Thị trấn Vĩnh Thuận, tuần 34/2017');
    expect(preview?.text).toContain('Nhập thay báo cáo thị trấn Vĩnh Thuận, tuần 34');
    expect(preview?.text).toContain('• Đơn khiếu nại mới: 1');
  });

  it('opens a locked report for the unit and goes on by what was kept', async () => {
    await office.tick('2017-08-30T09:00:00+07:00');
    const [locked] = await office.says(COORDINATOR, 'nhập thay binh-minh tuần trước kn 1 (chị Mai báo)');
    expect(locked?.text).toContain('Đồng chí có thể mở lại cho đơn vị');
    await office.taps(COORDINATOR, 'Mở đến 16:00 thứ Năm 31/8');
    await office.says(COORDINATOR, 'chị Mai báo thiếu');
    const told = (await office.heard(CONTACT)).at(-1);
    expect(told?.text).toContain('• Đơn khiếu nại mới: 1');
    const [preview] = await office.says(COORDINATOR, 'nhập thay binh-minh tuần trước hg 1/1 (chị Mai báo)');
    expect(preview?.text).toContain('Nhập thay báo cáo xã Bình Minh, tuần 34');
  });

  it('is nobody else: a leader is refused, a contact reports for the own unit only', async () => {
    const [refused] = await office.says(PARTY_LEADER, '/nhapthay binh-minh kn 1');
    expect(refused?.text).toContain('Lệnh này dành cho');
    await office.says(CONTACT, '/nhapthay tan-thuan kn 1');
    expect(await office.rows('select 1 from draft')).toEqual([]);
  });
});
