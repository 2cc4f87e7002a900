import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTACT, openOffice, OTHER_CONTACT, type Office } from '../support/office.ts';

const COORDINATOR = 'ngo-thi-cam-tu';
/** The contact of another unit, xã Tân Thuận. */
const COLLEAGUE = 'danh-thi-my-linh';
const AWAY = 'em nghỉ đến 25/8, đ/c Danh Thị Mỹ Linh thay';
const AGREE = 'Xác nhận làm thay';
const DECLINE = 'Không thay được';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.tick('2017-08-21T08:00:00+07:00');
  await office.clock('2017-08-22T09:00:00+07:00');
});
afterEach(() => office.close());

const last = async (person: string) => (await office.heard(person)).at(-1)?.text;
const answerTo = async (person: string, text: string) => (await office.says(person, text)).at(-1)?.text;
const reminders = async (person: string) =>
  (await office.heard(person)).filter(({ text }) => text.includes('Nhắc đồng chí: xã Bình Minh'));
const deputies = () =>
  office.rows(`
    select p.code as person, held_until::text as until from holder h join person p on p.id = h.person_id
    where deputy and held_until > '2017-08-22'`);

describe('a colleague who is named as the stand-in', () => {
  it('is asked, and until then does not report for the unit', async () => {
    expect(await answerTo(CONTACT, AWAY)).toContain('đã được hỏi');
    const asked = (await office.heard(COLLEAGUE)).at(-1);
    expect(asked?.text).toContain('Đồng chí Võ Minh Nhựt nghỉ đến hết thứ Sáu 25/8 và nêu đồng chí làm thay');
    expect(asked?.buttons.map(({ text }) => text)).toEqual([AGREE, DECLINE]);
    expect(await answerTo(COLLEAGUE, '/trangthai')).not.toContain('Bình Minh');
  });

  it('who agrees is reminded and reports during that time; the one away and the coordinators are told', async () => {
    await office.says(CONTACT, AWAY);
    const [noted] = await office.taps(COLLEAGUE, AGREE);
    expect(noted?.text).toContain('đồng chí làm thay cán bộ đầu mối Võ Minh Nhựt (xã Bình Minh)');
    expect(await last(CONTACT)).toContain('Đồng chí Danh Thị Mỹ Linh nhận làm thay');
    expect(await last(COORDINATOR)).toContain(
      'Đồng chí Danh Thị Mỹ Linh nhận làm thay cán bộ đầu mối Võ Minh Nhựt (xã Bình Minh)',
    );

    await office.tick('2017-08-23T08:00:00+07:00');
    expect(await reminders(CONTACT)).toEqual([]);
    const [reminded] = await reminders(COLLEAGUE);
    expect(reminded?.text).not.toContain('nhập thay');
    await office.says(COLLEAGUE, 'xã Bình Minh: hg 5/6, kn 1');
    await office.taps(COLLEAGUE, 'Gửi');
    await office.taps(COLLEAGUE, 'Gửi thiếu');
    expect(
      await office.rows(`
        select u.code as unit, p.code as by from report r join obligation o on o.id = r.obligation_id
          join period on period.id = o.period_id and period.code = '2017-W34'
          join unit u on u.id = o.unit_id join report_revision v on v.report_id = r.id join person p on p.id = v.person_id`),
    ).toEqual([{ unit: 'binh-minh', by: COLLEAGUE }]);
  });

  it('no longer sees what the unit has begun once the time is past', async () => {
    await office.says(CONTACT, 'kn 1');
    await office.says(CONTACT, AWAY);
    await office.taps(COLLEAGUE, AGREE);
    await office.says(COLLEAGUE, 'xã Bình Minh: hg 5/6');
    const begun = await last(COLLEAGUE);
    expect(begun).toContain('Bình Minh');
    expect(begun).toMatch(/khiếu nại mới: 1/i);
    const preview = (await office.heard(COLLEAGUE)).at(-1)?.buttons[0]?.data ?? '';

    await office.clock('2017-08-26T09:00:00+07:00');
    expect(await answerTo(COLLEAGUE, '/trangthai')).not.toContain('Bình Minh');
    expect((await office.tapsToken(COLLEAGUE, preview)).map(({ text }) => text).join('\n')).not.toContain(
      '5/6',
    );
    expect(await answerTo(CONTACT, '/trangthai')).toContain('Bình Minh');
  });

  it('who declines is asked no more and not reminded; the one away is told to name another', async () => {
    await office.says(CONTACT, AWAY);
    const [noted] = await office.taps(COLLEAGUE, DECLINE);
    expect(noted?.text).toContain('Đã ghi: đồng chí không làm thay được');
    expect(await last(CONTACT)).toContain('Đồng chí Danh Thị Mỹ Linh không làm thay được');
    expect(await last(COORDINATOR)).toContain('Danh Thị Mỹ Linh không làm thay được');
    expect(await deputies()).toEqual([]);
    await office.tick('2017-08-23T08:00:00+07:00');
    expect(await reminders(COLLEAGUE)).toEqual([]);
    expect(await reminders(CONTACT)).toHaveLength(1);
  });

  it('is asked anew when who is away names the same one again after that', async () => {
    await office.says(CONTACT, AWAY);
    await office.taps(COLLEAGUE, DECLINE);
    const before = (await office.heard(COLLEAGUE)).length;
    await office.clock('2017-08-22T10:00:00+07:00');
    await office.says(CONTACT, AWAY);
    await office.tick('2017-08-22T10:05:00+07:00');
    expect((await office.heard(COLLEAGUE)).length).toBeGreaterThan(before);
    await office.taps(COLLEAGUE, AGREE);
    expect(await deputies()).toEqual([{ person: COLLEAGUE, until: '2017-08-26' }]);
  });

  it('answers twice: the same is said, and told to the others once', async () => {
    await office.says(CONTACT, AWAY);
    const [first] = await office.taps(COLLEAGUE, AGREE);
    const told = (await office.heard(CONTACT)).length;
    const [second] = await office.taps(COLLEAGUE, AGREE);
    expect(second?.text).toBe(first?.text);
    expect(await office.heard(CONTACT)).toHaveLength(told);
    expect(await deputies()).toHaveLength(1);
  });

  it.each([
    ['nhận làm thay ạ', 1],
    ['dạ em nhận thay đ/c Nhựt', 1],
    ['đồng ý', 1],
    ['em thay được', 1],
    ['em bận không thay được', 0],
    ['không đồng ý', 0],
    ['từ chối', 0],
  ])('may type it: %s', async (words, count) => {
    await office.says(CONTACT, AWAY);
    expect(await answerTo(COLLEAGUE, words)).toMatch(
      count === 1 ? /đồng chí làm thay/ : /không làm thay được/,
    );
    expect(await deputies()).toHaveLength(count);
  });

  it('is asked which of two who named the same one', async () => {
    await office.says(CONTACT, AWAY);
    await office.says(OTHER_CONTACT, AWAY);
    const [asked] = await office.says(COLLEAGUE, 'nhận làm thay');
    expect(asked?.buttons.map(({ text }) => text)).toHaveLength(2);
    await office.taps(COLLEAGUE, 'Võ Minh Nhựt (xã Bình Minh)');
    expect(await deputies()).toHaveLength(1);
    expect(await last(CONTACT)).toContain('nhận làm thay');
  });

  it('hears nothing of it where nobody asked', async () => {
    const before = await answerTo(OTHER_CONTACT, 'nhận làm thay');
    expect(before).not.toContain('làm thay');
    expect(await deputies()).toEqual([]);
  });
});

describe('who is away', () => {
  it('ends it by coming back early; the stand-in is told, and an old tap changes nothing', async () => {
    await office.says(CONTACT, AWAY);
    await office.taps(COLLEAGUE, AGREE);
    await office.says(CONTACT, 'em đi làm lại rồi');
    expect(await last(COLLEAGUE)).toContain('Đồng chí Võ Minh Nhựt đã đi làm lại');
    expect(await deputies()).toEqual([]);
    const [late] = await office.taps(COLLEAGUE, AGREE);
    expect(late?.text).toContain('không còn cần người thay');
    expect(await deputies()).toEqual([]);
  });

  it('names another: the first is told that it is over', async () => {
    await office.says(CONTACT, AWAY);
    await office.taps(COLLEAGUE, AGREE);
    await office.says(CONTACT, 'em nghỉ đến 25/8, đ/c Lê Thị Ngọc Mai thay');
    expect(await last(COLLEAGUE)).toContain('không phải làm thay nữa');
    expect(await deputies()).toEqual([]);
    await office.taps(OTHER_CONTACT, AGREE);
    expect(await deputies()).toEqual([{ person: OTHER_CONTACT, until: '2017-08-26' }]);
  });

  it('extends the days: the stand-in is asked anew, and told the same twice is not', async () => {
    await office.says(CONTACT, AWAY);
    await office.taps(COLLEAGUE, AGREE);
    expect(await answerTo(CONTACT, AWAY)).toContain('Danh Thị Mỹ Linh, nộp báo cáo được tại đây');
    expect(await deputies()).toHaveLength(1);

    await office.clock('2017-08-22T10:00:00+07:00');
    await office.says(CONTACT, AWAY.replace('25/8', '29/8'));
    expect(await deputies()).toEqual([]);
    const asked = (await office.heard(COLLEAGUE)).at(-1);
    expect(asked?.text).toContain('nghỉ đến hết thứ Ba 29/8');
    await office.taps(COLLEAGUE, AGREE);
    expect(await deputies()).toEqual([{ person: COLLEAGUE, until: '2017-08-30' }]);
  });

  it('is no longer waited for after the last day', async () => {
    await office.says(CONTACT, AWAY);
    await office.clock('2017-08-26T09:00:00+07:00');
    const [late] = await office.taps(COLLEAGUE, AGREE);
    expect(late?.text).toContain('không còn cần người thay');
    expect(await office.rows('select id from holder where deputy')).toEqual([]);
  });

  it('has left the post: nothing is left to stand in for', async () => {
    await office.says(CONTACT, AWAY);
    await office.rows(
      `update holder set held_until = '2017-08-22' where person_id = (select id from person where code = '${CONTACT}')`,
    );
    const [late] = await office.taps(COLLEAGUE, AGREE);
    expect(late?.text).toContain('không còn cần người thay');
  });
});
