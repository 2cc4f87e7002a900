import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CONTACT,
  GOVERNMENT_LEADER,
  openOffice,
  OTHER_CONTACT,
  PARTY_LEADER,
  type Office,
} from '../support/office.ts';

const SUPERIOR = 'pham-hong-son';
let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

async function report(person: string): Promise<void> {
  await office.says(person, 'kn 1, tc 0');
  await office.taps(person, 'Gửi');
  await office.taps(person, 'Gửi thiếu');
}

const textsTo = async (person: string) => (await office.heard(person)).map((message) => message.text);

describe('a week by the clock', () => {
  it('opens with one notice to each contact, which can be answered by a tap', async () => {
    expect(await office.tick('2017-08-21T08:00:00+07:00')).toEqual({
      opened: 0,
      reminders: 8,
      digests: 0,
      notices: 0,
    });
    const [notice] = await office.heard(CONTACT);
    expect(notice?.text).toContain('Mở báo cáo xã Bình Minh, tuần 34/2017');
    expect(notice?.text).toContain('hạn nộp thứ Sáu 25/8, 16:00');
    expect(notice?.buttons.map((button) => button.text)).toEqual(['Không phát sinh', 'Nhập từng mục']);
  });

  it('reminds only those who have not reported, and says nothing twice', async () => {
    await office.tick('2017-08-21T08:00:00+07:00');
    await report(CONTACT);
    const before = (await textsTo(CONTACT)).length;
    expect(await office.tick('2017-08-23T08:00:00+07:00')).toMatchObject({ reminders: 7 });
    expect(await office.tick('2017-08-23T08:00:00+07:00')).toMatchObject({ reminders: 0 });
    expect(await office.tick('2017-08-23T08:01:00+07:00')).toMatchObject({ reminders: 0 });
    expect(await textsTo(CONTACT)).toHaveLength(before);
    expect((await textsTo(OTHER_CONTACT)).at(-1)).toContain('chưa có báo cáo, còn 2 ngày 8 giờ');
  });

  it('tells the superior of the late ones in one list, on the next working morning', async () => {
    await report(CONTACT);
    await office.tick('2017-08-25T13:00:00+07:00');
    expect(await office.tick('2017-08-26T08:00:00+07:00')).toMatchObject({ reminders: 0 });
    await office.tick('2017-08-28T07:30:00+07:00');
    const told = (await textsTo(SUPERIOR)).filter((text) => text.includes('chưa nộp'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('7 đơn vị chưa nộp');
    expect(told[0]).not.toContain('Bình Minh,');
    const late = (await textsTo(OTHER_CONTACT)).at(-1);
    expect(late).toContain('đã quá hạn');
    expect(late).toContain('Mở báo cáo thị trấn Vĩnh Thuận, tuần 35/2017');
  });
});

describe('the digest on Monday at 7:00', () => {
  it('goes to every leader of both bodies, once, with the figures of the week that fell due', async () => {
    await report(CONTACT);
    await office.clock('2017-08-25T17:00:00+07:00');
    await report(OTHER_CONTACT);
    expect(await office.tick('2017-08-28T06:59:00+07:00')).toMatchObject({ digests: 0 });
    expect(await office.tick('2017-08-28T07:00:00+07:00')).toMatchObject({ digests: 4 });
    expect(await office.tick('2017-08-28T07:00:00+07:00')).toMatchObject({ digests: 0 });
    const [party] = await textsTo(PARTY_LEADER);
    expect(party).toContain('Tổng hợp tuần 34/2017');
    expect(party).toContain('2/8 đơn vị đã báo cáo, 1 trễ');
    const [government] = await textsTo(GOVERNMENT_LEADER);
    expect(party).toContain('Dân vận khéo');
    expect(government).not.toContain('Dân vận khéo');
    expect(await office.rows('select body_id from digest')).toHaveLength(2);
    expect(
      await office.rows('select 1 as one from digest_recipient where delivery_id is not null'),
    ).toHaveLength(4);
  });

  it('is made up for after downtime in one message, each with its true period, in working time only', async () => {
    expect(await office.tick('2017-09-11T22:00:00+07:00')).toMatchObject({ digests: 0 });
    expect(await office.tick('2017-09-12T07:30:00+07:00')).toMatchObject({ digests: 4 });
    const periods = await office.rows(
      'select distinct p.code from digest d join period p on p.id = d.period_id order by 1',
    );
    expect(periods.map((row) => row['code'])).toEqual(['2017-W34', '2017-W35', '2017-W36']);
    const told = await textsTo(PARTY_LEADER);
    expect(told).toHaveLength(1);
    expect(told[0]?.match(/^Tổng hợp tuần \d+/gm)).toEqual([
      'Tổng hợp tuần 34',
      'Tổng hợp tuần 35',
      'Tổng hợp tuần 36',
    ]);
    const recipients = 'select count(*)::int as n from digest_recipient where delivery_id is not null';
    expect(await office.rows(recipients)).toEqual([{ n: 12 }]);
  });
});

describe('periods', () => {
  it('open at midnight of their first day, for every unit, once', async () => {
    expect(await office.tick('2017-08-27T23:59:00+07:00')).toMatchObject({ opened: 0 });
    expect(await office.tick('2017-08-28T00:00:00+07:00')).toMatchObject({ opened: 8, reminders: 0 });
    expect(await office.tick('2017-08-28T00:00:00+07:00')).toMatchObject({ opened: 0 });
  });

  it('that passed while nothing ran are owed all the same', async () => {
    expect(await office.tick('2017-09-11T08:00:00+07:00')).toMatchObject({ opened: 24 });
  });

  it('are asked about when two are open', async () => {
    await office.tick('2017-08-28T08:00:00+07:00');
    const [question] = await office.says(CONTACT, 'hg 5/6');
    expect(question?.text).toContain('kỳ nào');
    expect(question?.buttons.map((button) => button.text)).toEqual([
      'Xã Bình Minh, tuần 34/2017 (21/8–27/8)',
      'Xã Bình Minh, tuần 35/2017 (28/8–3/9)',
    ]);
    const [preview] = await office.taps(CONTACT, 'Xã Bình Minh, tuần 34/2017 (21/8–27/8)');
    expect(preview?.text).toContain('tuần 34/2017');
    expect(preview?.text).toContain('Hòa giải ở cơ sở: 5/6');
  });

  it('can be named: "tuần trước" is the one that is over', async () => {
    await office.tick('2017-08-28T08:00:00+07:00');
    const [preview] = await office.says(CONTACT, 'báo cáo tuần trước: hg 5/6');
    expect(preview?.text).toContain('tuần 34/2017');
  });
});

describe('two instances', () => {
  it('that tick at once do everything once', async () => {
    const summaries = await Promise.all([
      office.tick('2017-08-21T08:00:00+07:00'),
      office.tick('2017-08-21T08:00:00+07:00'),
    ]);
    expect(new Set(summaries.map((summary) => summary.reminders))).toEqual(new Set([0, 8]));
    expect(await office.heard(CONTACT)).toHaveLength(1);
  });
});

describe('a leader', () => {
  it('sees the current digest and a unit’s report on asking, of their own body only', async () => {
    await report(CONTACT);
    await office.clock('2017-08-25T17:00:00+07:00');
    const [digest] = await office.says(PARTY_LEADER, '/tonghop');
    expect(digest?.text).toContain('Tổng hợp tuần 34/2017');
    const [seen] = await office.says(GOVERNMENT_LEADER, '/xem BINH-MINH');
    expect(seen?.text).toContain('Đơn khiếu nại mới: 1');
    expect((await office.says(PARTY_LEADER, '/xem nowhere'))[0]?.text).toContain('Không có đơn vị nào');
  });
});
