import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTACT, openOffice, type Office } from '../support/office.ts';

const COORDINATOR = 'ngo-thi-cam-tu';
const NAME = 'Võ Minh Nhựt';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.clock('2017-08-23T09:00:00+07:00');
});
afterEach(() => office.close());

const last = async (person: string) => (await office.heard(person)).at(-1)?.text ?? '';
const audits = async (action: string) =>
  office.rows(`select subject, detail from audit where action = '${action}' order by id`);
const numberOf = async (code: string) =>
  Number((await office.rows(`select id from person where code = '${code}'`))[0]?.['id']);

/** A further channel of the contact. */
async function link(channel: string, externalId: string, wroteAt: string): Promise<void> {
  await office.rows(`insert into chat (channel, external_id, person_id, state, linked_at, last_inbound_at)
    select '${channel}', '${externalId}', id, 'linked', '${wroteAt}', '${wroteAt}' from person where code = '${CONTACT}'`);
}

async function report(): Promise<void> {
  await office.says(CONTACT, 'hg 5/6, kn 1');
  await office.taps(CONTACT, 'Gửi');
  await office.taps(CONTACT, 'Gửi thiếu');
}

/** Where the last unasked message went. */
async function unaskedOn(): Promise<unknown> {
  const [row] = await office.rows(`select c.channel from delivery d join chat c on c.id = d.chat_id
    where d.urgency = 0 and d.edits is null and c.person_id = ${await numberOf(CONTACT)} order by d.id desc limit 1`);
  return row?.['channel'];
}

describe('what is kept of a person', () => {
  it('is shown to that person, with the ways to correct, export and erase it', async () => {
    await office.rows(`update person set phone = '0912345678' where code = '${CONTACT}'`);
    const [said] = await office.says(CONTACT, 'dữ liệu của tôi');
    expect(said?.text).toContain(`Họ tên: ${NAME}`);
    expect(said?.text).toContain('xã Bình Minh');
    expect(said?.text).toContain('Điện thoại: 0912345678');
    expect(said?.text).toContain('Kênh: điện thoại mẫu');
    expect(said?.text).toContain('xóa dữ liệu của tôi');
  });

  it('is exported with the reports under the name, which is audited', async () => {
    await report();
    const [said] = await office.says(CONTACT, 'xuất dữ liệu của tôi');
    expect(said?.text).toContain('Báo cáo đứng tên:\n• ');
    expect(said?.text).toContain('xã Bình Minh, 2017-W34, lần 1');
    expect(await audits('export-own-data')).toEqual([
      { subject: `person ${await numberOf(CONTACT)}`, detail: {} },
    ]);
  });

  it('is corrected at once; coordinators hear of a new name, the audit of the field alone', async () => {
    const [phone] = await office.says(CONTACT, 'sửa số điện thoại của tôi thành +84 912 345 678');
    expect(phone?.text).toBe('Đã sửa số điện thoại thành 0912345678.');
    await office.says(CONTACT, 'sửa họ tên của tôi thành Võ Minh Nhật');
    expect(await last(COORDINATOR)).toContain(`${NAME} (xã Bình Minh) đã sửa họ tên thành Võ Minh Nhật`);
    expect(await office.rows(`select name, phone from person where code = '${CONTACT}'`)).toEqual([
      { name: 'Võ Minh Nhật', phone: '0912345678' },
    ]);
    expect((await audits('correct-person')).map(({ detail }) => detail)).toEqual([
      { field: 'phone' },
      { field: 'name' },
    ]);
    const [refused] = await office.says(CONTACT, 'sửa số điện thoại của tôi thành 12');
    expect(refused?.text).toContain('chưa có gì thay đổi');
  });
});

describe('several channels', () => {
  it('are tried in the order that the person chooses', async () => {
    await link('telegram', '77', '2017-08-22T09:00:00+07:00');
    await link('zalo-bot', 'z7', '2017-08-21T09:00:00+07:00');
    const [shown] = await office.says(CONTACT, '/kenh');
    expect(shown?.buttons.map(({ text }) => text)).toContain('Ưu tiên Telegram');
    await office.taps(CONTACT, 'Ưu tiên Telegram');
    await office.tick('2017-08-23T09:30:00+07:00');
    expect(await unaskedOn()).toBe('telegram');
    const [again] = await office.says(CONTACT, 'ưu tiên zalo');
    expect(again?.text).toContain('Từ nay tin nhắc đến Zalo trước');
    await office.tick('2017-08-25T13:00:00+07:00');
    expect(await unaskedOn()).toBe('zalo-bot');
    expect(await audits('prefer-channel')).toHaveLength(2);
  });

  it('cannot be chosen before they are linked', async () => {
    const [said] = await office.says(CONTACT, 'ưu tiên Telegram');
    expect(said?.text).toContain('chưa kết nối kênh ấy');
    expect(await audits('prefer-channel')).toEqual([]);
  });

  it('are left one by one', async () => {
    await link('telegram', '77', '2017-08-22T09:00:00+07:00');
    await office.says(CONTACT, '/roi');
    await office.taps(CONTACT, 'Rời khỏi');
    expect(
      await office.rows(
        `select channel, state from chat where external_id in ('77', '${CONTACT}') order by 1`,
      ),
    ).toEqual([
      { channel: 'demo', state: 'left' },
      { channel: 'telegram', state: 'linked' },
    ]);
  });
});

describe('a consent that is withdrawn', () => {
  it('ends every channel, and the coordinators are told; reports and name stay with the office', async () => {
    await link('telegram', '77', '2017-08-22T09:00:00+07:00');
    const [asked] = await office.says(CONTACT, 'rút đồng ý');
    expect(asked?.text).toContain('ở mọi kênh (điện thoại mẫu, Telegram)');
    const [done] = await office.taps(CONTACT, 'Xác nhận rút');
    expect(done?.text).toContain('Đã rút lại sự đồng ý');
    expect(await office.rows(`select 1 from chat where person_id = ${await numberOf(CONTACT)}`)).toEqual([]);
    expect(await office.rows('select 1 from consent where withdrawn_at is not null')).toHaveLength(1);
    expect(await last(COORDINATOR)).toContain(`${NAME} (`);
    expect(await last(COORDINATOR)).toContain('đã rút lại sự đồng ý');
    expect(await audits('withdraw-consent')).toHaveLength(1);
    const [stranger] = await office.says(CONTACT, 'hg 5/6');
    expect(stranger?.text).toContain('Nếu đồng chí có mã mời');
  });

  it('is asked about first; other words leave all as it was', async () => {
    await office.says(CONTACT, 'rút đồng ý');
    await office.says(CONTACT, 'hg 5/6');
    const [late] = await office.tapsToken(CONTACT, 'withdraw');
    expect(late?.text).toContain('Lựa chọn này thuộc tin cũ');
    expect(await audits('withdraw-consent')).toEqual([]);
  });
});

describe('data that is erased', () => {
  it('is asked about twice, by two different buttons', async () => {
    await office.says(CONTACT, 'xóa dữ liệu của tôi');
    await office.tapsToken(CONTACT, 'erasesure');
    await office.taps(CONTACT, 'Xóa dữ liệu');
    const [again] = await office.tapsToken(CONTACT, 'erase');
    expect(again?.text).toContain('Lựa chọn này thuộc tin cũ');
    expect(await audits('erase-person')).toEqual([]);
    const [stays] = await office.says(CONTACT, 'thôi');
    expect(stays?.text).toContain('vẫn ở lại');
  });

  it('leaves reports under unit and post, and nothing of the person', async () => {
    await report();
    const [before] = await office.rows('select count(*) as n from report_revision');
    await office.says(CONTACT, 'xóa dữ liệu của tôi');
    await office.taps(CONTACT, 'Xóa dữ liệu');
    const [done] = await office.says(CONTACT, 'xác nhận xóa');
    expect(done?.text).toBe('Đã xóa dữ liệu cá nhân. Cảm ơn đồng chí.');
    expect(await office.rows('select count(*) as n from report_revision')).toEqual([before]);
    expect(await office.rows(`select 1 from person where code = '${CONTACT}' or name = '${NAME}'`)).toEqual(
      [],
    );
    expect(
      await office.rows(`select name, phone, preferred_channel from person where code like 'da-xoa-%'`),
    ).toEqual([{ name: 'Người đã xóa dữ liệu', phone: null, preferred_channel: null }]);
    // What was written in the chat, and told there.
    expect(await office.rows(`select 1 from inbound_update where message::text like '%hg 5/6%'`)).toEqual([]);
    expect(
      await office.rows(`select 1 from chat where external_id = '${CONTACT}' and person_id is not null`),
    ).toEqual([]);
    const [leader] = await office.says('tran-van-nghia', '/xem binh-minh');
    expect(leader?.text).toContain('5/6');
    expect(leader?.text).not.toContain(NAME);
    expect(await last(COORDINATOR)).toContain('đã xóa dữ liệu cá nhân và thôi giữ chức danh');
    expect(await last(COORDINATOR)).not.toContain(NAME);
    const vacant = await office.rows(`select 1 from holder h join post on post.id = h.post_id
      where post.code = 'dau-moi-binh-minh' and h.held_until is null`);
    expect(vacant).toEqual([]);
    expect(await audits('erase-person')).toHaveLength(1);
  });

  it('takes the person out of a practice too, and keeps figures that are typed meanwhile out of the real report', async () => {
    await office.says(CONTACT, 'tập');
    await office.says(CONTACT, 'xóa dữ liệu của tôi');
    await office.says(CONTACT, 'hg 5/6');
    expect(await office.rows('select 1 from draft')).toEqual([]);
    await office.says(CONTACT, 'xóa dữ liệu của tôi');
    await office.taps(CONTACT, 'Xóa dữ liệu');
    await office.taps(CONTACT, 'Xác nhận xóa');
    expect(await audits('erase-person')).toHaveLength(1);
  });
});
