import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTACT, openOffice, says, taps, type Office } from '../support/office.ts';

const COORDINATOR = 'ngo-thi-cam-tu';
const SECOND = 'bui-thi-thanh-truc';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  // Week 35 is open; week 34 locked on Tuesday 29/8 16:00.
  await office.tick('2017-08-28T07:30:00+07:00');
  await office.clock('2017-08-30T09:00:00+07:00');
});
afterEach(() => office.close());

const last = async (person: string) => (await office.heard(person)).at(-1);

/** The contact asks for week 34 with the figures that it is about. */
async function ask(): Promise<void> {
  await office.says(CONTACT, 'tuần trước hg 5/6, kn 1');
  await office.says(CONTACT, 'xin mở lại báo cáo tuần trước vì mất điện');
}

async function secondCoordinator(): Promise<void> {
  await office.rows(`
    with made as (
      insert into post (code, title, role, body_id)
      select 'tong-hop-2', 'Chuyên viên tổng hợp', 'coordinator', id from body where code = 'ubnd' returning id
    )
    insert into holder (post_id, person_id, held_from)
    select made.id, person.id, '2017-01-01' from made, person where person.code = '${SECOND}'`);
}

const decisions = () =>
  office.rows(`
    select r.outcome, r.reason, r.answer, u.code as unit, p.code as period
    from reopening r join obligation o on o.id = r.obligation_id join unit u on u.id = o.unit_id
      join period p on p.id = o.period_id order by r.id`);

describe('a report that is locked', () => {
  it.each(['tuần 31 kn 3', 'báo cáo tuần 31/2017: kn 3'])(
    'for weeks and is named by its number says so, keeps the figures and can be asked for: %j',
    async (text) => {
      const [locked] = await office.says(CONTACT, text);
      expect(locked?.text).toContain('Báo cáo xã Bình Minh, tuần 31/2017 (31/7–6/8) đã khóa sổ');
      expect(locked?.text).toContain('Số liệu đã nhắn được giữ trong bản nháp, chưa gửi.');
      const [why] = await office.taps(CONTACT, 'Xin mở lại');
      expect(why?.text).toContain('tuần 31/2017');
      await office.says(CONTACT, 'em gõ nhầm');
      expect((await last(COORDINATOR))?.text).toContain('Lý do: «em gõ nhầm»');
    },
  );

  it('is asked for, opened, confirmed and locked again, for its unit alone', async () => {
    await ask();
    const request = await last(COORDINATOR);
    expect(request?.text).toContain('Đồng chí Võ Minh Nhựt xin mở lại báo cáo xã Bình Minh, tuần 34/2017');
    expect(request?.text).toContain('Lý do: «vì mất điện»');
    expect(request?.text).toContain('Hòa giải ở cơ sở 5/6; Đơn khiếu nại mới 1');
    expect(request?.buttons.map(({ text }) => text)).toEqual([
      'Mở đến 16:00 thứ Tư 30/8',
      'Mở đến 16:00 thứ Năm 31/8',
      'Mở đến 16:00 thứ Sáu 1/9',
      'Không mở',
    ]);

    await office.taps(COORDINATOR, 'Mở đến 16:00 thứ Năm 31/8');
    const opened = await last(CONTACT);
    expect(opened?.text).toContain('đã mở lại báo cáo xã Bình Minh, tuần 34/2017');
    expect(opened?.text).toContain('• Hòa giải ở cơ sở: 5/6');
    await office.taps(CONTACT, 'Gửi');
    const [receipt] = await office.taps(CONTACT, 'Gửi thiếu');
    expect(receipt?.text).toContain('trễ 4 ngày 17 giờ');

    await office.clock('2017-08-31T16:00:00+07:00');
    const [locked] = await office.says(CONTACT, 'tuần trước kn 2');
    expect(locked?.text).toContain('đã khóa sổ thứ Năm 31/8, 16:00');
    const open = await office.rows('select unit_id from obligation where reopened_until is not null');
    expect(open).toHaveLength(1);
    expect(await office.rows(`select action from audit where action like '%reopening' order by id`)).toEqual([
      { action: 'request-reopening' },
      { action: 'decide-reopening' },
    ]);
  });

  it('is not reminded of when it is opened again', async () => {
    await ask();
    await office.says(COORDINATOR, 'mở binh-minh đến thứ 6');
    const before = (await office.heard(CONTACT)).length;
    await office.tick('2017-08-31T08:00:00+07:00');
    await office.tick('2017-09-01T07:30:00+07:00');
    const reminders = (await office.heard(CONTACT)).slice(before);
    for (const { text } of reminders) expect(text).not.toContain('tuần 34');
  });

  it('is refused with the reason, and the figures stay', async () => {
    await ask();
    await office.says(COORDINATOR, 'không mở: đã tổng hợp xong');
    expect((await last(CONTACT))?.text).toContain('không mở lại báo cáo xã Bình Minh');
    expect((await last(CONTACT))?.text).toContain('Lý do: «đã tổng hợp xong»');
    expect(await office.rows('select 1 from draft')).toHaveLength(1);
    expect(await decisions()).toMatchObject([{ outcome: 'refused', answer: 'đã tổng hợp xong' }]);
    await office.says(CONTACT, 'xin mở lại báo cáo tuần trước vì mất điện cả xã');
    expect(await decisions()).toHaveLength(2);
  });

  it('is decided once by two coordinators at the same time; the other is told', async () => {
    await secondCoordinator();
    await office.rows(`insert into chat (channel, external_id, person_id, state)
      select 'demo', code, id, 'linked' from person where code = '${SECOND}' on conflict do nothing`);
    await ask();
    const token = (await last(COORDINATOR))?.buttons[1]?.data ?? '';
    expect((await last(SECOND))?.buttons[1]?.data).toBe(token);
    await Promise.all([
      office.receive([taps(COORDINATOR, token)]),
      office.receive([says(SECOND, 'không mở binh-minh: đã chốt')]),
    ]);
    expect(await decisions()).toHaveLength(1);
    const answers = [(await last(COORDINATOR))?.text ?? '', (await last(SECOND))?.text ?? ''];
    const [{ outcome } = { outcome: '' }] = await decisions();
    const loser = outcome === 'granted' ? answers[1] : answers[0];
    expect(loser).toMatch(/Không có đề nghị mở lại nào đang chờ|đã (?:mở lại|trả lời)/);
    const told = (await office.heard(CONTACT)).filter(({ text }) =>
      text.includes('mở lại báo cáo xã Bình Minh,'),
    );
    expect(told.filter(({ text }) => text.includes('Đồng chí'))).not.toHaveLength(0);
  });

  it.each([
    ['elsewhere', 'unit_id', 'unit', 'phong-dong'],
    ['here too', 'body_id', 'body', 'ubnd'],
  ])('is not decided by who asked, who also coordinates %s', async (_where, column, table, code) => {
    await ask();
    await office.rows(`
      with made as (
        insert into post (code, title, role, ${column})
        select 'kiem-nhiem', 'Chuyên viên', 'coordinator', id from ${table} where code = '${code}' returning id
      )
      insert into holder (post_id, person_id, held_from)
      select made.id, person.id, '2017-01-01' from made, person where person.code = '${CONTACT}'`);
    const tokens = (await last(COORDINATOR))?.buttons.map(({ data }) => data) ?? [];
    for (const token of tokens) await office.tapsToken(CONTACT, token);
    await office.says(CONTACT, 'mở binh-minh đến thứ 6: mất điện');
    expect(await decisions()).toMatchObject([{ outcome: null }]);
  });

  it('waits in a list that a coordinator can ask for', async () => {
    const [none] = await office.says(COORDINATOR, '/denghi');
    expect(none?.text).toBe('Không có đề nghị mở lại nào đang chờ.');
    await ask();
    const [one] = await office.says(COORDINATOR, '/denghi');
    expect(one?.buttons.at(-1)?.text).toBe('Không mở');
    await office.says('danh-thi-my-linh', 'xin mở lại báo cáo tuần trước vì mất mạng');
    const [two] = await office.says(COORDINATOR, 'đề nghị');
    expect(two?.text).toContain('• Xã Tân Thuận, tuần 34/2017 (21/8–27/8), đồng chí Danh Thị Mỹ Linh');
    const [request] = await office.taps(COORDINATOR, 'Xã Tân Thuận, tuần 34/2017 (21/8–27/8)');
    expect(request?.text).toContain('Lý do: «vì mất mạng»');
    await office.taps(COORDINATOR, 'Mở đến 16:00 thứ Tư 30/8');
    expect(await decisions()).toMatchObject([{ outcome: null }, { outcome: 'granted', unit: 'tan-thuan' }]);
  });

  it('is asked for by its number, however long past', async () => {
    await office.tick('2017-09-13T08:00:00+07:00');
    const [none] = await office.says(CONTACT, 'xin mở lại báo cáo tuần 2');
    expect(none?.text).toContain('Không tìm thấy báo cáo nào như vậy đã khóa sổ');
    const [why] = await office.says(CONTACT, 'xin mở lại báo cáo tuần 34');
    expect(why?.text).toContain('lý do xin mở lại báo cáo xã Bình Minh, tuần 34/2017');
    await office.says(CONTACT, 'ấp 3 gửi bổ sung');
    expect((await last(COORDINATOR))?.text).toContain('tuần 34/2017');
    await office.taps(COORDINATOR, 'Mở đến 16:00 thứ Năm 14/9');
    const [preview] = await office.says(CONTACT, 'tuần 34 hg 5/6');
    expect(preview?.text).toContain('Báo cáo xã Bình Minh, tuần 34/2017');
    const [status] = await office.says(CONTACT, '/trangthai');
    expect(status?.text).toContain('được mở lại đến thứ Năm 14/9, 16:00');
  });

  it('stands in the status while the request waits', async () => {
    await ask();
    const [status] = await office.says(CONTACT, '/trangthai');
    expect(status?.text).toContain('đã khóa sổ thứ Ba 29/8, 16:00, đã xin mở lại, chờ trả lời');
  });

  it('is opened unasked, with a reason, also for a period long past', async () => {
    await office.tick('2017-09-06T08:00:00+07:00');
    const [why] = await office.says(COORDINATOR, 'mở xã Tân Thuận tuần 34 đến thứ 6');
    expect(why?.text).toContain('cho biết lý do');
    await office.says(COORDINATOR, 'đối chiếu số liệu quý');
    expect(await decisions()).toMatchObject([
      { outcome: 'granted', reason: 'đối chiếu số liệu quý', unit: 'tan-thuan', period: '2017-W34' },
    ]);
    expect((await last('danh-thi-my-linh'))?.text).toContain('đã mở lại báo cáo xã Tân Thuận, tuần 34/2017');
  });

  it('asks which of the units that share a name', async () => {
    const [which] = await office.says(COORDINATOR, 'mở vĩnh thuận đến thứ 6: đối chiếu');
    expect(
      which?.buttons
        .map(({ text }) => text)
        .toSorted()
        .toReversed(),
    ).toEqual(['Xã Vĩnh Thuận, tuần 34/2017 (21/8–27/8)', 'Thị trấn Vĩnh Thuận, tuần 34/2017']);
    const [why] = await office.taps(COORDINATOR, 'Thị trấn Vĩnh Thuận, tuần 34/2017');
    expect(why?.text).toContain('thị trấn Vĩnh Thuận, tuần 34/2017 (21/8–27/8) đến thứ Sáu 1/9, 16:00');
  });
});
