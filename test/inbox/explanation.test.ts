import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CONTACT,
  GOVERNMENT_LEADER,
  openOffice,
  OTHER_CONTACT,
  PARTY_LEADER,
  type Office,
} from '../support/office.ts';

const COORDINATOR = 'ngo-thi-cam-tu';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.says(CONTACT, 'hg 5/6, kn 1');
  await office.says(CONTACT, 'gửi');
  await office.says(CONTACT, 'gửi thiếu');
  await office.tick('2017-08-28T07:00:00+07:00');
  await office.clock('2017-08-28T08:30:00+07:00');
});
afterEach(() => office.close());

const last = async (person: string) => (await office.heard(person)).at(-1)?.text;
const answerTo = async (person: string, text: string) => (await office.says(person, text)).at(-1)?.text;

describe('a leader who asks about one figure', () => {
  it('reaches the unit’s contact with just that question, and gets the answer', async () => {
    expect(await answerTo(PARTY_LEADER, 'giải trình hòa giải Bình Minh')).toMatch(
      /^Đã hỏi đầu mối về mục Hòa giải ở cơ sở: 5\/6, xã Bình Minh, tuần 34\/2017/,
    );
    expect(await last(CONTACT)).toMatch(/^Đồng chí Trần Văn Nghĩa cần rõ thêm về mục Hòa giải ở cơ sở: 5\/6/);
    expect(await answerTo(CONTACT, 'giải trình: 1 vụ hẹn hòa giải lại tuần sau')).toBe(
      'Đã ghi lời giải trình và báo đồng chí Trần Văn Nghĩa. Số liệu không thay đổi.',
    );
    expect(await last(PARTY_LEADER)).toMatch(
      /^Đồng chí Võ Minh Nhựt giải trình mục Hòa giải ở cơ sở: 5\/6.*\n«1 vụ hẹn hòa giải lại tuần sau»/s,
    );
  });

  it('may type without diacritics, by the alias and code, also as a command', async () => {
    expect(await answerTo(PARTY_LEADER, 'giai trinh hg binh-minh')).toContain('Đã hỏi');
    expect(await answerTo(PARTY_LEADER, '/giaitrinh Bình Minh khiếu nại')).toContain('Đã hỏi');
    expect(await office.rows('select field from explanation order by id')).toEqual([
      { field: 'mediation' },
      { field: 'complaints' },
    ]);
  });

  it('is told what the words lack', async () => {
    expect(await answerTo(PARTY_LEADER, 'giải trình')).toContain('nêu mục và đơn vị');
    expect(await answerTo(PARTY_LEADER, 'giải trình hòa giải Bình Mình Đông')).toContain('nêu mục và đơn vị');
    expect(await answerTo(PARTY_LEADER, 'giải trình Bình Minh')).toMatch(/nêu rõ mục.*Hòa giải/);
    expect(await answerTo(PARTY_LEADER, 'giải trình đối thoại Bình Minh')).toContain('không có số liệu');
    expect(await office.rows('select id from explanation')).toEqual([]);
  });

  it('joins another who asked: the unit is asked once, and both get the answer', async () => {
    await office.says(PARTY_LEADER, 'giải trình hòa giải Bình Minh');
    const asked = (await office.heard(CONTACT)).length;
    expect(await answerTo(PARTY_LEADER, 'giải trình hòa giải Bình Minh')).toContain('đang chờ trả lời');
    expect(await answerTo(COORDINATOR, 'giải trình hòa giải Bình Minh')).toContain('Đã hỏi');
    expect(await office.heard(CONTACT)).toHaveLength(asked);
    expect(await answerTo(CONTACT, 'giải trình: hẹn lại')).toContain(
      'báo các đồng chí Trần Văn Nghĩa, Ngô Thị Cẩm Tú.',
    );
    expect(await last(COORDINATOR)).toContain('«hẹn lại»');
    // Who asks later reads it at once.
    expect(await answerTo(GOVERNMENT_LEADER, 'giải trình hòa giải Bình Minh')).toMatch(
      /đã giải trình.*«hẹn lại»/s,
    );
  });
});

describe('a contact who is asked', () => {
  it('can tap and answer in the next message', async () => {
    await office.says(PARTY_LEADER, 'giải trình hòa giải Bình Minh');
    expect((await office.taps(CONTACT, 'Trả lời')).at(-1)?.text).toContain('trong một tin');
    expect(await answerTo(CONTACT, 'x'.repeat(301))).toContain('viết gọn trong 300 chữ');
    expect(await answerTo(CONTACT, 'một vụ hẹn lại')).toContain('Đã ghi lời giải trình');
    // An old button changes nothing.
    expect((await office.taps(CONTACT, 'Trả lời')).at(-1)?.text).toContain('tin cũ');
  });

  it('chooses among several questions, by the button or by name', async () => {
    await office.says(PARTY_LEADER, 'giải trình hòa giải Bình Minh');
    await office.says(PARTY_LEADER, 'giải trình khiếu nại Bình Minh');
    expect(await answerTo(CONTACT, 'giải trình: đơn vượt cấp')).toContain('chọn mục');
    await office.says(CONTACT, 'giải trình khiếu nại: đơn vượt cấp');
    expect(await office.rows('select field, answer from explanation where answer is not null')).toEqual([
      { field: 'complaints', answer: 'đơn vượt cấp' },
    ]);
  });

  it('of another unit is not concerned', async () => {
    await office.says(PARTY_LEADER, 'giải trình hòa giải Bình Minh');
    expect(await answerTo(OTHER_CONTACT, 'giải trình: không phải tôi')).toContain('không có câu hỏi nào');
  });
});

describe('the answer', () => {
  it('is a footnote of the digest, of the next one, and of the report', async () => {
    await office.says(PARTY_LEADER, 'giải trình hòa giải Bình Minh');
    await office.says(CONTACT, 'giải trình: 1 vụ hẹn lại');
    expect(await answerTo(PARTY_LEADER, '/xem binh-minh')).toContain(
      'Giải trình Hòa giải ở cơ sở: «1 vụ hẹn lại»',
    );
    expect(await answerTo(PARTY_LEADER, '/tonghop')).toContain(
      'Giải trình:\n• Xã Bình Minh, Hòa giải ở cơ sở: “1 vụ hẹn lại”',
    );
    await office.tick('2017-08-28T09:00:00+07:00');
    await office.tick('2017-09-05T07:00:00+07:00');
    const [next] = (await office.heard(PARTY_LEADER)).toReversed();
    expect(next?.text).toContain('Tổng hợp tuần 35/2017');
    expect(next?.text).toContain('• Xã Bình Minh, Hòa giải ở cơ sở kỳ trước: “1 vụ hẹn lại”');
  });
});
