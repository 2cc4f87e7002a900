import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { updateKey } from '../../src/core/ids.ts';
import { CONTACT, openOffice, OTHER_CONTACT, PARTY_LEADER, says, type Office } from '../support/office.ts';

const COORDINATOR = 'ngo-thi-cam-tu';
const MONDAY = '2017-08-28T07:00:00+07:00';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

async function report(person: string): Promise<void> {
  await office.says(person, 'tuần 34: kn 1, tc 0');
  await office.taps(person, 'Gửi');
  await office.taps(person, 'Gửi thiếu');
}

const last = async (person: string) => (await office.heard(person)).at(-1);
const labels = async (person: string) => (await last(person))?.buttons.map(({ text }) => text);
const answer = async (person: string, text: string) => (await office.says(person, text)).at(-1)?.text;

describe('a digest that was sent', () => {
  beforeEach(async () => {
    await report(CONTACT);
    await office.tick(MONDAY);
    await office.clock('2017-08-28T08:30:00+07:00');
  });

  it('shows in its own place who has not reported, and is itself again on the way back', async () => {
    const digest = await last(PARTY_LEADER);
    expect(await labels(PARTY_LEADER)).toEqual([
      'Ai chưa báo cáo',
      'Nhắc ngay',
      'Chi tiết xã',
      'Chỉ tiêu',
      'Word',
      'Excel',
      'Ảnh',
    ]);
    expect(await office.taps(PARTY_LEADER, 'Ai chưa báo cáo')).toEqual([]);
    const owing = await last(PARTY_LEADER);
    expect(owing?.id).toBe(digest?.id);
    expect(owing?.text).toMatch(
      /^Ai chưa báo cáo, tuần 34\/2017 \(21\/8–27\/8\)\nBan Dân vận Huyện ủy\nChưa báo cáo 7\/8 đơn vị:\n• /,
    );
    expect(owing?.text).not.toContain('Bình Minh');
    expect(await office.taps(PARTY_LEADER, 'Quay lại')).toEqual([]);
    expect(await last(PARTY_LEADER)).toEqual(digest);
  });

  it('says what has come since it went out', async () => {
    await report(OTHER_CONTACT);
    await office.taps(PARTY_LEADER, 'Ai chưa báo cáo');
    const text = (await last(PARTY_LEADER))?.text;
    expect(text).toContain('Chưa báo cáo 6/8 đơn vị (lúc gửi bản tổng hợp: 7):');
    expect(text).toMatch(/Nộp trễ 1 đơn vị:\n• .*: trễ 2 ngày/);
  });

  it('answers a tap with one edit, however often the platform brings it', async () => {
    const token = (await last(PARTY_LEADER))?.buttons[0]?.data ?? '';
    const { chat, sentAt } = says(PARTY_LEADER, '');
    const tap = { kind: 'choice', key: updateKey('same'), chat, sentAt, token } as const;
    await office.receive([tap]);
    await office.receive([tap]);
    expect(await office.rows('select urgency from delivery where edits is not null')).toEqual([
      { urgency: 1 },
    ]);
  });
});

describe('several digests in one message', () => {
  it('are each opened in a message of their own, which takes nothing of the others away', async () => {
    await office.tick('2017-09-05T07:00:00+07:00');
    const both = await last(PARTY_LEADER);
    expect(await labels(PARTY_LEADER)).toEqual([
      'Tuần 34/2017: tuần công tác dân vận',
      'Tuần 35/2017: tuần công tác dân vận',
      'Word',
      'Excel',
      'Ảnh',
    ]);
    const [one] = await office.taps(PARTY_LEADER, 'Tuần 34/2017: tuần công tác dân vận');
    expect(one?.text).toMatch(/^Tổng hợp tuần 34\/2017/);
    await office.taps(PARTY_LEADER, 'Ai chưa báo cáo');
    const heard = await office.heard(PARTY_LEADER);
    expect(heard.at(-1)?.id).toBe(one?.id);
    expect(heard.at(-1)?.text).toMatch(/^Ai chưa báo cáo, tuần 34\/2017/);
    expect(heard.at(-2)).toEqual(both);
  });
});

describe('the current digest', () => {
  it('is drilled into in the message that showed it, and reads as of now on the way back', async () => {
    await office.clock('2017-08-25T16:30:00+07:00');
    await office.says(PARTY_LEADER, '/tonghop');
    const digest = await last(PARTY_LEADER);
    expect(digest?.text).toContain('0/8');
    await office.taps(PARTY_LEADER, 'Ai chưa báo cáo');
    expect((await last(PARTY_LEADER))?.id).toBe(digest?.id);
    await report(CONTACT);
    await office.taps(PARTY_LEADER, 'Quay lại');
    expect((await last(PARTY_LEADER))?.text).toContain('1/8');
  });

  it('is meant by typed words, and by an old button whose message nobody finds', async () => {
    expect(await answer(PARTY_LEADER, 'Ai chưa báo cáo?')).toContain('Chưa báo cáo 8/8 đơn vị:');
    const token = (await last(PARTY_LEADER))?.buttons.at(-1)?.data ?? '';
    await office.rows('update delivery set message = \'{"text": ["cũ"], "buttons": []}\'');
    expect((await office.tapsToken(PARTY_LEADER, token)).at(-1)?.text).toContain('Tổng hợp tuần 34/2017');
  });

  it('goes back by a typed word', async () => {
    await office.says(PARTY_LEADER, 'ai chua nop');
    expect(await answer(PARTY_LEADER, 'quay lại')).toContain('Tổng hợp tuần 34/2017');
  });

  it('is nothing of a contact’s', async () => {
    await office.says(PARTY_LEADER, '/tonghop');
    const token = (await last(PARTY_LEADER))?.buttons[0]?.data ?? '';
    expect((await office.tapsToken(CONTACT, token)).at(-1)?.text).toContain('tin cũ');
  });
});

/** The question, and the yes to it. */
async function remind(person: string): Promise<string | undefined> {
  await office.says(person, 'nhắc ngay');
  await office.taps(person, 'Gửi nhắc');
  return (await last(person))?.text;
}

const reminded = () =>
  office.rows(`select count(*)::integer as count from reminder where step like 'nudge%'`);

describe('“Nhắc ngay”', () => {
  it('asks first, then reminds those who owe at the next tick, and nobody else', async () => {
    await report(CONTACT);
    await office.tick('2017-08-22T08:30:00+07:00');
    expect(await answer(COORDINATOR, 'nhắc ngay')).toMatch(
      /^Gửi nhắc đến 7 đồng chí\?\nNhắc nộp báo cáo tuần 34\/2017 \(21\/8–27\/8\): /,
    );
    expect(await reminded()).toEqual([{ count: 0 }]);
    await office.taps(COORDINATOR, 'Gửi nhắc');
    expect((await last(COORDINATOR))?.text).toMatch(/^Lời nhắc đi ngay đến 7 đồng chí: /);
    const { reminders } = await office.tick('2017-08-22T08:31:00+07:00');
    expect(reminders).toBe(7);
    expect((await last(OTHER_CONTACT))?.text).toContain('chưa có báo cáo');
    expect((await last(CONTACT))?.text).not.toContain('chưa có báo cáo');
    expect(await answer(PARTY_LEADER, 'ai chưa báo cáo')).toContain('đã nhắc 1 lần');
  });

  it('shows how far the reminder came with the unit, and claims no more than the platform told', async () => {
    await office.tick('2017-08-22T08:30:00+07:00');
    await remind(COORDINATOR);
    await office.tick('2017-08-22T08:31:00+07:00');
    const said = async (change?: string) => {
      if (change !== undefined)
        await office.rows(`update delivery set ${change} where id in (
          select r.delivery_id from reminder r join person p on p.id = r.person_id where p.code = '${CONTACT}' and r.step like 'nudge%')`);
      const lines = (await answer(PARTY_LEADER, 'ai chưa báo cáo'))?.split('\n') ?? [];
      return lines.find((line) => line.includes('Bình Minh:'));
    };
    expect(await said()).toMatch(/: đã nhắc 1 lần, tin đang chờ gửi$/);
    expect(await said(`state = 'sent', sent_at = now()`)).toMatch(/: đã nhắc 1 lần, đã gửi$/);
    expect(await said('delivered_at = now()')).toMatch(/, đã tới máy$/);
    expect(await said('seen_at = now()')).toMatch(/, đã xem$/);
    expect(await answer(PARTY_LEADER, 'chi tiết xã Bình Minh')).toContain(
      'Chưa có báo cáo; đã nhắc 1 lần, đã xem.',
    );
    expect(await said(`state = 'unreachable', sent_at = null, delivered_at = null, seen_at = null`)).toMatch(
      /, tin không gửi được$/,
    );
  });

  it('reminds once, pressed twice, by two people, or while the first is under way', async () => {
    await office.tick('2017-08-22T08:30:00+07:00');
    await office.says(PARTY_LEADER, 'nhắc ngay');
    await remind(COORDINATOR);
    await office.taps(PARTY_LEADER, 'Gửi nhắc');
    expect((await last(PARTY_LEADER))?.text).toMatch(
      /^Lúc này không nhắc thêm ai\.\nChưa nhắc 8 đơn vị:\n• Vừa được nhắc/,
    );
    await office.tick('2017-08-22T08:31:00+07:00');
    expect(await answer(PARTY_LEADER, 'nhắc ngay')).toContain('Lúc này không nhắc thêm ai.');
    await office.tick('2017-08-22T08:32:00+07:00');
    expect(await reminded()).toEqual([{ count: 8 }]);
  });

  it('waits for working time, and then for those alone who still owe', async () => {
    await office.tick('2017-08-22T19:30:00+07:00');
    expect(await remind(PARTY_LEADER)).toMatch(
      /^Lời nhắc đi trong giờ làm việc, thứ Tư 23\/8, 07:30, đến 8 đồng chí: .*\nĐơn vị nào báo cáo trước lúc đó thì không bị nhắc\./,
    );
    expect((await office.tick('2017-08-22T19:31:00+07:00')).reminders).toBe(0);
    await report(CONTACT);
    await office.tick('2017-08-23T07:30:00+07:00');
    expect(await reminded()).toEqual([{ count: 7 }]);
  });

  it('says whom it holds back and why', async () => {
    await office.tick('2017-08-22T08:30:00+07:00');
    await office.says(CONTACT, 'xin nộp trễ đến chiều thứ 2, mạng yếu');
    await office.rows(`update chat set state = 'left' where external_id = '${OTHER_CONTACT}'`);
    const text = await remind(PARTY_LEADER);
    expect(text).toContain('đến 6 đồng chí');
    expect(text).toContain('Chưa nhắc 2 đơn vị:');
    expect(text).toMatch(/• Đã hẹn nộp thứ Hai 28\/8, \d\d:\d\d: xã Bình Minh/);
    expect(text).toContain('• Đầu mối chưa kết nối: ');
    await office.tick('2017-08-22T08:31:00+07:00');
    expect(await reminded()).toEqual([{ count: 6 }]);
  });

  it('keeps within the week’s messages of a person', async () => {
    await office.tick('2017-08-22T08:30:00+07:00');
    await office.rows(`
      insert into delivery (chat_id, dedup_key, message, urgency, not_before, created_at)
      select c.id, 'earlier ' || n, '{"text": ["…"], "buttons": []}', 0, now(), '2017-08-21T09:00:00+07:00'
      from chat c, generate_series(1, 4) n where c.external_id = '${CONTACT}'`);
    expect(await remind(PARTY_LEADER)).toContain('• Tuần này đã nhận đủ số tin: xã Bình Minh');
    await office.tick('2017-08-22T08:31:00+07:00');
    expect(await reminded()).toEqual([{ count: 7 }]);
  });

  it('asks anew where the question is old, and not at all after the lock', async () => {
    await office.tick('2017-08-22T08:30:00+07:00');
    await office.says(PARTY_LEADER, 'nhắc ngay');
    await office.clock('2017-08-22T10:00:00+07:00');
    await office.taps(PARTY_LEADER, 'Gửi nhắc');
    expect((await last(PARTY_LEADER))?.text).toMatch(/^Gửi nhắc đến 8 đồng chí\?/);
    await office.clock('2017-08-29T16:30:00+07:00');
    expect(await answer(PARTY_LEADER, 'nhắc ngay')).toMatch(/^Kỳ tuần 34\/2017 .* đã khóa sổ/);
    expect(await office.rows('select id from nudge')).toEqual([]);
  });
});

describe('“Chi tiết xã”', () => {
  beforeEach(async () => {
    await office.says(CONTACT, 'hg 5/6, kn 3; khó khăn: thiếu loa');
    await office.taps(CONTACT, 'Gửi');
    await office.taps(CONTACT, 'Gửi thiếu');
    await office.tick(MONDAY);
    await office.clock('2017-08-28T08:30:00+07:00');
  });

  it('offers the units, those to look at first before the others, and back', async () => {
    const digest = await last(PARTY_LEADER);
    await office.taps(PARTY_LEADER, 'Chi tiết xã');
    const units = await last(PARTY_LEADER);
    expect(units?.id).toBe(digest?.id);
    expect(units?.text).toMatch(
      /^Chi tiết đơn vị, tuần 34\/2017 \(21\/8–27\/8\)\nBan Dân vận Huyện ủy\n8 đơn vị, 8 nơi cần xem trước:\n/,
    );
    expect(units?.text).toContain('• Xã Bình Minh: 1 chỉ số dưới chỉ tiêu');
    expect(units?.text).toContain('• Xã Phong Đông: chưa báo cáo');
    expect(await labels(PARTY_LEADER)).toHaveLength(9);
    await office.taps(PARTY_LEADER, 'Quay lại');
    expect(await last(PARTY_LEADER)).toEqual(digest);
  });

  it('shows a unit’s figures beside its own past, its words and its receipt', async () => {
    await office.taps(PARTY_LEADER, 'Chi tiết xã');
    await office.taps(PARTY_LEADER, 'Xã Bình Minh');
    const text = (await last(PARTY_LEADER))?.text;
    expect(text).toMatch(
      /^Xã Bình Minh, tuần 34\/2017 \(21\/8–27\/8\)\nNhận thứ Hai 21\/8, 08:00, đúng hạn, mã BC-\w+\.\nCòn thiếu: /,
    );
    expect(text).toMatch(
      /\nHòa giải ở cơ sở: 5\/6 vụ \(83,3 %\), chưa đạt chỉ tiêu 98 %, giảm 16,7 điểm; các kỳ trước \d+\/\d+, \d+\/\d+, \d+\/\d+/,
    );
    expect(text).toMatch(/\nĐơn khiếu nại mới: 3 đơn, tăng \d; các kỳ trước \d, \d, \d/);
    expect(text).toContain('Khó khăn, vướng mắc: “thiếu loa”');
    expect(await labels(PARTY_LEADER)).toEqual(['Giải trình', 'Quay lại']);
  });

  it('holds to the figures of the digest, and says what was corrected since', async () => {
    await office.says(CONTACT, 'tuần 34: sửa kn 4');
    await office.taps(CONTACT, 'Gửi');
    await office.taps(PARTY_LEADER, 'Chi tiết xã');
    await office.taps(PARTY_LEADER, 'Xã Bình Minh');
    expect((await last(PARTY_LEADER))?.text).toMatch(
      /\nĐơn khiếu nại mới: 3 đơn, .*; sau đó đơn vị sửa thành 4/,
    );
  });

  it('asks the unit to explain a figure by a tap, once', async () => {
    await office.taps(PARTY_LEADER, 'Chi tiết xã');
    await office.taps(PARTY_LEADER, 'Xã Bình Minh');
    await office.taps(PARTY_LEADER, 'Giải trình');
    expect((await last(PARTY_LEADER))?.text).toBe('Đồng chí chọn số liệu cần xã Bình Minh giải trình.');
    const [said] = await office.taps(PARTY_LEADER, 'Hòa giải ở cơ sở: 5/6');
    expect(said?.text).toContain('Đã hỏi đầu mối về mục Hòa giải ở cơ sở: 5/6');
    expect((await last(CONTACT))?.text).toContain('cần rõ thêm về mục Hòa giải ở cơ sở: 5/6');
    expect((await office.taps(PARTY_LEADER, 'Hòa giải ở cơ sở: 5/6')).at(-1)?.text).toContain(
      'đang chờ trả lời',
    );
    expect(await office.rows('select field from explanation')).toEqual([{ field: 'mediation' }]);
  });

  it('asks nothing about a figure that was corrected meanwhile', async () => {
    await office.taps(PARTY_LEADER, 'Chi tiết xã');
    await office.taps(PARTY_LEADER, 'Xã Bình Minh');
    await office.taps(PARTY_LEADER, 'Giải trình');
    const token = (await last(PARTY_LEADER))?.buttons[0]?.data ?? '';
    await office.says(CONTACT, 'tuần 34: sửa hg 6/6');
    await office.taps(CONTACT, 'Gửi');
    expect((await office.tapsToken(PARTY_LEADER, token)).at(-1)?.text).toContain('tin cũ');
    expect(await office.rows('select id from explanation')).toEqual([]);
  });

  it('says of a unit that has not reported how often it was reminded', async () => {
    expect(await answer(PARTY_LEADER, 'chi tiết phong đông')).toMatch(
      /^Xã Phong Đông, tuần 34\/2017 .*\nChưa có báo cáo; chưa nhắc\.$/,
    );
  });

  it('is found by name, asks which of two is meant, and says when none is', async () => {
    expect(await answer(PARTY_LEADER, 'Chi tiết xã Bình Minh')).toContain('Xã Bình Minh, tuần 34/2017');
    expect(await answer(PARTY_LEADER, 'chi tiet vinh thuan')).toBe(
      'Tên này có ở 2 đơn vị, đồng chí chọn một.',
    );
    await office.taps(PARTY_LEADER, 'Xã Vĩnh Thuận');
    expect((await last(PARTY_LEADER))?.text).toContain('Xã Vĩnh Thuận, tuần 34/2017');
    expect(await answer(PARTY_LEADER, 'chi tiết nơi nào đó')).toContain(
      'Chưa rõ đồng chí cần xem chi tiết nơi nào.',
    );
  });

  it('goes back by words', async () => {
    await office.says(PARTY_LEADER, 'chi tiết xã Bình Minh');
    expect(await answer(PARTY_LEADER, 'quay lại')).toContain('Chi tiết đơn vị, tuần 34/2017');
    expect(await answer(PARTY_LEADER, 'quay lại')).toContain('Tổng hợp tuần 34/2017');
  });
});

describe('“Chỉ tiêu”', () => {
  beforeEach(async () => {
    await office.says(CONTACT, 'hg 5/6, kn 3');
    await office.taps(CONTACT, 'Gửi');
    await office.taps(CONTACT, 'Gửi thiếu');
    await office.says(OTHER_CONTACT, 'hg 4/4');
    await office.taps(OTHER_CONTACT, 'Gửi');
    await office.taps(OTHER_CONTACT, 'Gửi thiếu');
    await office.tick(MONDAY);
    await office.clock('2017-08-28T08:30:00+07:00');
  });

  it('lists the indicators with their totals, and shows one by unit in the same message', async () => {
    const digest = await last(PARTY_LEADER);
    await office.taps(PARTY_LEADER, 'Chỉ tiêu');
    expect((await last(PARTY_LEADER))?.text).toContain('• Hòa giải ở cơ sở: 9/10 vụ (90,0 %), giảm');
    await office.taps(PARTY_LEADER, 'Hòa giải ở cơ sở');
    const shown = await last(PARTY_LEADER);
    expect(shown?.id).toBe(digest?.id);
    expect(shown?.text).toMatch(/^Hòa giải ở cơ sở, tuần 34\/2017/);
    expect(shown?.text).toMatch(
      /\nToàn kỳ: 9\/10 vụ \(90,0 %\), giảm 10 điểm, chưa đạt chỉ tiêu 98 %\.\nMức tăng, giảm chỉ tính trên 2 đơn vị có số liệu cả hai kỳ\.\nKỳ trước /,
    );
    expect(shown?.text).toContain(
      'Cần xem trước 1 đơn vị:\n• Xã Bình Minh: 5/6 vụ (83,3 %), dưới chỉ tiêu\nCác đơn vị khác:\n• ',
    );
    expect(shown?.text).toContain('Còn 6 đơn vị không có số liệu này.');
    expect(await labels(PARTY_LEADER)).toEqual(['Xã Bình Minh', 'Quay lại']);
    await office.taps(PARTY_LEADER, 'Xã Bình Minh');
    expect((await last(PARTY_LEADER))?.text).toMatch(/^Xã Bình Minh, tuần 34/);
  });

  it('is on its second page by “tiếp”, and back by “quay lại”', async () => {
    expect(await answer(PARTY_LEADER, 'chỉ tiêu')).toContain(
      'Chỉ tiêu, tuần 34/2017 (21/8–27/8) (trang 1/2)',
    );
    expect(await answer(PARTY_LEADER, 'tiếp')).toContain('(trang 2/2)');
    expect(await answer(PARTY_LEADER, 'quay lại')).toContain('Tổng hợp tuần 34/2017');
  });

  it('is found by its name or alias', async () => {
    expect(await answer(PARTY_LEADER, 'chi tiết hòa giải')).toMatch(/^Hòa giải ở cơ sở, tuần 34/);
    expect(await answer(PARTY_LEADER, 'chi tiet kn')).toMatch(/^Đơn khiếu nại mới, tuần 34/);
    expect(await answer(PARTY_LEADER, 'chi tiết đơn')).toContain('Có mấy chỉ tiêu tên bắt đầu như vậy');
    expect(await labels(PARTY_LEADER)).toEqual(['Đơn khiếu nại mới', 'Đơn tố cáo mới']);
  });
});

describe('on Zalo, which has no buttons and rewrites nothing', () => {
  const zalo = 'zalo-leader';
  const chat = { channel: 'zalo-bot', externalId: zalo } as const;
  let said = 0;
  async function types(text: string): Promise<string | undefined> {
    const { sentAt } = says(zalo, '');
    said += 1;
    await office.receive([{ kind: 'text', key: updateKey(`zalo ${said}`), chat, sentAt, text }]);
    return (await last(zalo))?.text;
  }
  beforeEach(async () => {
    await office.rows(`
      insert into chat (channel, external_id, person_id, state, linked_at)
      select 'zalo-bot', '${zalo}', id, 'linked', now() from person where code = '${PARTY_LEADER}'`);
    await office.clock('2017-08-25T16:30:00+07:00');
  });

  it('each part is a message of its own, whose numbers lead on and back', async () => {
    const digest = await types('/tonghop');
    expect(digest).toMatch(/\n1\. Ai chưa báo cáo\n2\. Nhắc ngay\n3\. Chi tiết xã\n4\. Chỉ tiêu$/);
    const units = await types('3');
    expect(units).toMatch(/^Chi tiết đơn vị[^]*\n1\. Thị trấn Vĩnh Thuận\n[^]*\n9\. Quay lại$/);
    expect(await types('6')).toMatch(/^Xã Bình Minh, tuần 34\/2017[^]*\n1\. Quay lại$/);
    expect(await types('1')).toBe(units);
    expect(await types('9')).toBe(digest);
    expect(await office.rows('select id from delivery where edits is not null')).toEqual([]);
  });

  it('whether to remind is answered by a number', async () => {
    expect(await types('nhắc ngay')).toMatch(/\n1\. Gửi nhắc\n2\. Quay lại$/);
    expect(await types('1')).toMatch(/^Lời nhắc đi ngay đến 8 đồng chí/);
  });

  it('a digest that is sent says what can be typed', async () => {
    await types('/tonghop');
    await office.tick(MONDAY);
    expect((await last(zalo))?.text).toMatch(/\nXem thêm, đồng chí gõ: ai chưa báo cáo; .*$/);
    expect(await types('ai chưa báo cáo')).toContain('Chưa báo cáo 8/8 đơn vị');
  });
});
