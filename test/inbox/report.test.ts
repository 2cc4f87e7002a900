import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTACT, openOffice, says, type Office } from '../support/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const revisions = () =>
  office.rows(`
    select rev.revision, rev.nil, rev.late_minutes from report_revision rev where rev.source = 'chat' order by rev.id`);

const values = (revision: number) =>
  office.rows(`
    select v.field, v.number, v.part, v.whole, v.text from report_value v join report_revision r on r.id = v.revision_id
    where r.source = 'chat' and r.revision = ${revision} and not v.carried_over order by v.field`);

describe('a report in one message', () => {
  it('is shown as understood, asked about its gaps, stored once and receipted', async () => {
    const [preview] = await office.says(
      CONTACT,
      'hg 5/6, kn 1, tthc 120/121, mh 2; khó khăn: thiếu kinh phí',
    );
    expect(preview?.text).toContain('Hòa giải ở cơ sở: 5/6 vụ (83,3 %)');
    expect(preview?.text).toContain('Khó khăn, vướng mắc: thiếu kinh phí');
    expect(preview?.buttons.map((button) => button.text)).toEqual(['Gửi', 'Sửa', 'Hủy']);
    expect(await revisions()).toEqual([]);

    const [gaps] = await office.taps(CONTACT, 'Gửi');
    expect(gaps?.text).toContain('Chưa có số liệu: Mô hình đang duy trì; Đơn tố cáo mới');
    expect(await revisions()).toEqual([]);

    const [receipt] = await office.taps(CONTACT, 'Không phát sinh');
    expect(receipt?.text).toMatch(/^Đã nhận báo cáo xã Bình Minh, tuần 34\/2017/);
    expect(receipt?.text).toContain('đúng hạn');
    expect(receipt?.text).toMatch(/Mã: BC-/);
    expect(await revisions()).toEqual([{ revision: 1, nil: false, late_minutes: 0 }]);
    const stored = new Map((await values(1)).map((row) => [row['field'], row]));
    expect(stored.get('mediation')).toMatchObject({ part: 5, whole: 6 });
    expect(stored.get('complaints')).toMatchObject({ number: '1' });
    expect(stored.get('denunciations')).toMatchObject({ number: '0' });
    expect(stored.get('difficulties')).toMatchObject({ text: 'thiếu kinh phí' });
    expect(stored.has('proposals')).toBe(false);
  });

  it('can knowingly be sent with gaps, and says so', async () => {
    await office.says(CONTACT, 'hg 5/6');
    await office.taps(CONTACT, 'Gửi');
    const [receipt] = await office.taps(CONTACT, 'Gửi thiếu');
    expect(receipt?.text).toContain('Còn thiếu:');
    expect(await values(1)).toHaveLength(1);
  });

  it('is stored once however often [Gửi] is tapped or the update is delivered', async () => {
    await office.says(CONTACT, 'không phát sinh');
    await office.taps(CONTACT, 'Đúng, không phát sinh');
    await office.taps(CONTACT, 'Gửi');
    const [again] = await office.taps(CONTACT, 'Gửi');
    expect(again?.text).toContain('đã nhận');
    expect(await revisions()).toHaveLength(1);

    const update = says(CONTACT, 'kn 3', 'redelivered');
    await office.receive([update]);
    await office.receive([update]);
    const before = (await office.heard(CONTACT)).length;
    await office.receive([update, update]);
    expect(await office.heard(CONTACT)).toHaveLength(before);
  });

  it('says how late it is when it comes after the due moment', async () => {
    await office.clock('2017-08-25T17:30:00+07:00');
    await office.says(CONTACT, 'hg 5/6');
    await office.taps(CONTACT, 'Gửi');
    const [receipt] = await office.taps(CONTACT, 'Gửi thiếu');
    expect(receipt?.text).toContain('trễ 1 giờ 30 phút');
    expect(await revisions()).toMatchObject([{ late_minutes: 90 }]);
  });

  it('is refused after the lock, and nothing is stored', async () => {
    const [preview] = await office.says(CONTACT, 'hg 5/6');
    await office.clock('2017-08-29T16:00:00+07:00');
    const [answer] = await office.taps(CONTACT, 'Gửi');
    expect(preview?.text).toContain('5/6');
    expect(answer?.text).toContain('đã khóa sổ');
    expect(await revisions()).toEqual([]);
  });
});

describe('a doubt', () => {
  it('is one question; the offered answer counts only when it is taken', async () => {
    const [question] = await office.says(CONTACT, 'hg 6/5, kn 1');
    expect(question?.text).toContain('Có phải là 5/6 không');
    const [preview] = await office.taps(CONTACT, '5/6');
    expect(preview?.text).toContain('Hòa giải ở cơ sở: 5/6');
    expect(preview?.text).toContain('Đơn khiếu nại mới: 1');
  });

  it('can be answered in words', async () => {
    await office.says(CONTACT, 'tthc 98%');
    const [preview] = await office.says(CONTACT, '98/100');
    expect(preview?.text).toContain('Thủ tục hành chính đúng hẹn: 98/100');
  });

  it('that is passed over stays quoted in the preview and counts for nothing', async () => {
    await office.says(CONTACT, 'kn 1, hg 6/5');
    const [preview] = await office.taps(CONTACT, 'Bỏ qua');
    expect(preview?.text).toContain('Chưa hiểu: «hg 6/5»');
    expect(preview?.text).not.toContain('Hòa giải ở cơ sở: ');
  });

  it('about which field a bare ratio is for is asked', async () => {
    const [question] = await office.says(CONTACT, '5/6');
    expect(question?.text).toContain('«5/6» thuộc mục nào');
    const [preview] = await office.taps(CONTACT, 'Hòa giải ở cơ sở');
    expect(preview?.text).toContain('Hòa giải ở cơ sở: 5/6');
  });

  it('about a figure far from the usual is asked once', async () => {
    const [question] = await office.says(CONTACT, 'kn 250, tc 0');
    expect(question?.text).toContain('khác nhiều so với các kỳ trước');
    const [preview] = await office.taps(CONTACT, 'Đúng rồi');
    expect(preview?.text).toContain('Đơn khiếu nại mới: 250');
  });
});

describe('what a report cannot hold', () => {
  it('is asked about before the database could refuse it', async () => {
    const [question] = await office.says(CONTACT, `hg 5/6; kk: ${'đường xấu, '.repeat(120)}`);
    expect(question?.text).toContain('tối đa 1.000');
    await office.says(CONTACT, 'đường xấu');
    await office.says(CONTACT, 'gửi');
    const [receipt] = await office.says(CONTACT, 'gửi thiếu');
    expect(receipt?.text).toContain('Khó khăn, vướng mắc: đường xấu');
  });

  it('is cut between characters where it is quoted', async () => {
    const [answer] = await office.says(CONTACT, `hg 5/6 ${'😀 abc '.repeat(200)}`);
    expect(answer?.text.isWellFormed()).toBe(true);
    expect(await office.rows('select 1 as one from draft')).toHaveLength(1);
  });
});

describe('the question about gaps', () => {
  it('takes figures and "còn lại không" together and sends neither before a clear word', async () => {
    await office.says(CONTACT, 'hg 5/6, tthc 120/121, tcd 12');
    await office.says(CONTACT, 'gửi');
    await office.says(CONTACT, 'tc 3, còn lại không');
    expect(await revisions()).toEqual([]);
    const last = (await office.heard(CONTACT)).at(-1);
    if (last?.buttons.some((button) => button.text === 'Đúng rồi')) await office.taps(CONTACT, 'Đúng rồi');
    await office.says(CONTACT, 'gửi');
    expect((await values(1)).find((row) => row['field'] === 'denunciations')?.['number']).toBe('3');
  });
});

describe('an addition', () => {
  it('is added to what was sent, after a yes', async () => {
    await office.says(CONTACT, 'kn 1, hg 5/6');
    await office.says(CONTACT, 'gửi');
    await office.says(CONTACT, 'gửi thiếu');
    const [question] = await office.says(CONTACT, 'thêm 1 đơn khiếu nại nữa');
    expect(question?.text).toContain('trước đã ghi 1, tổng trong kỳ là 2');
    await office.says(CONTACT, 'đúng');
    await office.says(CONTACT, 'gửi');
    expect((await values(2)).find((row) => row['field'] === 'complaints')?.['number']).toBe('2');
  });
});

describe('a correction', () => {
  it('is a new revision with the difference shown; the first one stays', async () => {
    await office.says(CONTACT, 'hg 5/6, kn 1');
    await office.taps(CONTACT, 'Gửi');
    await office.taps(CONTACT, 'Gửi thiếu');
    const [preview] = await office.says(CONTACT, 'sửa kn thành 3');
    expect(preview?.text).toContain('Đơn khiếu nại mới: 1 → 3');
    expect(preview?.text).toContain('Hòa giải ở cơ sở: 5/6');
    const [receipt] = await office.taps(CONTACT, 'Gửi');
    expect(receipt?.text).toMatch(/Mã: BC-\w+\.2/);
    expect(await revisions()).toMatchObject([{ revision: 1 }, { revision: 2 }]);
    expect((await values(1)).find((row) => row['field'] === 'complaints')?.['number']).toBe('1');
    expect((await values(2)).find((row) => row['field'] === 'complaints')?.['number']).toBe('3');
  });

  it('that changes nothing is said so and makes no revision', async () => {
    await office.says(CONTACT, 'kn 1');
    await office.taps(CONTACT, 'Gửi');
    await office.taps(CONTACT, 'Gửi thiếu');
    const [answer] = await office.says(CONTACT, 'kn 1');
    await office.says(CONTACT, 'gửi');
    expect(answer?.text).toContain('trùng với bản đã gửi');
    expect(await revisions()).toHaveLength(1);
  });
});

describe('a draft', () => {
  it('belongs to the report, not to the chat: it goes on after other talk', async () => {
    await office.says(CONTACT, 'hg 5/6');
    await office.says(CONTACT, 'hướng dẫn');
    const [preview] = await office.says(CONTACT, 'kn 1');
    expect(preview?.text).toContain('Hòa giải ở cơ sở: 5/6');
    expect(preview?.text).toContain('Đơn khiếu nại mới: 1');
  });

  it('that changed since it was shown is shown again instead of being sent', async () => {
    await office.says(CONTACT, 'hg 5/6');
    const shown = (await office.heard(CONTACT)).at(-1);
    await office.says(CONTACT, 'hg 4/6');
    const token = shown?.buttons.find((button) => button.text === 'Gửi')?.data ?? '';
    const [again] = await office.tapsToken(CONTACT, token);
    expect(again?.text).toContain('Hòa giải ở cơ sở: 4/6');
    expect(await revisions()).toEqual([]);
  });

  it('is dropped after a yes, and only then', async () => {
    await office.says(CONTACT, 'hg 5/6');
    const [question] = await office.says(CONTACT, 'hủy');
    expect(question?.buttons.map((button) => button.text)).toEqual(['Bỏ bản nháp', 'Giữ lại']);
    await office.taps(CONTACT, 'Giữ lại');
    await office.says(CONTACT, '/bo');
    await office.says(CONTACT, 'đúng');
    const [after] = await office.says(CONTACT, 'gửi');
    expect(after?.text).toContain('Chưa có số liệu nào');
  });
});

describe('the guided way', () => {
  it('asks one field at a time with its place, and ends in the same preview', async () => {
    const [first] = await office.says(CONTACT, 'từng mục');
    expect(first?.text).toContain('(1/14) Mô hình "Dân vận khéo" mới');
    const [second] = await office.says(CONTACT, '2');
    expect(second?.text).toContain('Đã ghi: Mô hình "Dân vận khéo" mới 2');
    expect(second?.text).toContain('(2/14)');
    const [third] = await office.taps(CONTACT, 'Bỏ qua');
    expect(third?.text).toContain('(3/14) Hòa giải ở cơ sở');
    const [fourth] = await office.says(CONTACT, '5/6');
    expect(fourth?.text).toContain('(4/14)');
    const [back] = await office.taps(CONTACT, 'Quay lại');
    expect(back?.text).toContain('(3/14)');
    const [preview] = await office.taps(CONTACT, 'Xem lại');
    expect(preview?.text).toContain('Hòa giải ở cơ sở: 5/6');
  });

  it('takes "không" as zero for a count and as nothing for a text', async () => {
    await office.says(CONTACT, 'từng mục');
    const [next] = await office.says(CONTACT, 'không');
    expect(next?.text).toContain('Đã ghi: Mô hình "Dân vận khéo" mới 0');
  });
});

describe('what is no report', () => {
  it.each([
    ['/trangthai', /chưa nộp, hạn thứ Sáu 25\/8, 16:00/],
    ['/lichsu', /đã nhận/],
    ['/huongdan', /Báo cáo bằng một tin, ví dụ: hg 5\/6/],
    ['cho em hỏi hạn nộp là khi nào', /hạn nộp thứ Sáu 25\/8, 16:00/],
    ['gửi', /Chưa có số liệu nào cho xã Bình Minh/],
    ['/bo', /Không có bản nào đang soạn/],
    ['/tonghop', /dành cho lãnh đạo/],
  ])('%s is answered', async (text, answer) => {
    const [reply] = await office.says(CONTACT, text);
    expect(reply?.text).toMatch(answer);
  });

  it('an unknown button says that it is old and changes nothing', async () => {
    const [reply] = await office.tapsToken(CONTACT, 'send.999999.abc');
    expect(reply?.text).toContain('không còn dùng được');
    const [garbage] = await office.tapsToken(CONTACT, 'no such button');
    expect(garbage?.text).toContain('không còn dùng được');
  });

  it('a message of 64 KiB is answered and loses no draft', async () => {
    await office.says(CONTACT, 'hg 5/6');
    const replies = await office.says(CONTACT, 'x'.repeat(65_536));
    expect(replies.length).toBeGreaterThan(0);
    const [preview] = await office.says(CONTACT, 'kn 1');
    expect(preview?.text).toContain('5/6');
  });
});
