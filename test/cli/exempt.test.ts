import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestCommand } from '../../src/cli/digest.ts';
import { periodsCommand } from '../../src/cli/periods.ts';
import { runCommand } from '../support/cli.ts';
import { CONTACT, openOffice, PARTY_LEADER, type Office } from '../support/office.ts';

/** Week 34 is due on Friday 25/8 16:00. */
const TUESDAY = '2017-08-22T09:00:00+07:00';

let office: Office;

beforeEach(async () => {
  office = await openOffice();
  await office.clock(TUESDAY);
});

afterEach(() => office.close());

const periods = (...words: readonly string[]) =>
  runCommand(periodsCommand, words, { db: office.db, now: TUESDAY });
const exempt = (...words: readonly string[]) =>
  periods('exempt', 'binh-minh', '--period', '2017-W34', ...words);
const last = async (person: string) => (await office.heard(person)).at(-1)?.text;
const figures = async () => {
  const words = ['--body', 'ban-dan-van', '--period', '2017-W34', '--json'];
  return JSON.parse((await runCommand(digestCommand, words, { db: office.db, now: TUESDAY })).out.join(''));
};

describe('periods exempt', () => {
  it('excuses the unit, tells its contact, ends its reminders and stands in the digest', async () => {
    const run = await exempt('--reason', 'bão số 10');
    expect(run.refused).toBeUndefined();
    expect(run.out).toEqual([
      'Đã miễn báo cáo xã Bình Minh, tuần 34/2017 (21/8–27/8); đơn vị được báo, không bị nhắc nữa.',
    ]);
    expect(await last(CONTACT)).toBe(
      'Cán bộ tổng hợp đã miễn báo cáo xã Bình Minh, tuần 34/2017 (21/8–27/8). Lý do: «bão số 10».\nĐồng chí không phải nộp và không được nhắc nữa; nếu vẫn có số liệu, cứ nhắn vào đây.',
    );
    const heard = (await office.heard(CONTACT)).length;
    await office.tick('2017-08-23T08:00:00+07:00');
    await office.tick('2017-08-25T13:00:00+07:00');
    expect(await office.heard(CONTACT)).toHaveLength(heard);

    expect(await figures()).toMatchObject({
      expected: 7,
      exempt: [{ unit: 'binh-minh', reason: 'bão số 10' }],
      missing: expect.not.arrayContaining(['binh-minh']),
    });
    await office.tick('2017-08-28T07:00:00+07:00');
    expect(await last(PARTY_LEADER)).toContain('Được miễn: xã Bình Minh (bão số 10).');
    expect(await office.rows(`select detail from audit where action = 'decide-exemption'`)).toEqual([
      { detail: { exempt: true } },
    ]);
  });

  it('stands in the reminder that asked for the report, which loses its buttons', async () => {
    await office.tick('2017-08-22T09:00:00+07:00');
    const reminder = async () => (await office.heard(CONTACT)).find(({ text }) => text.includes('báo cáo'));
    expect((await reminder())?.buttons).not.toEqual([]);
    await exempt('--reason', 'bão số 10');
    expect(await reminder()).toMatchObject({
      text: 'Xã Bình Minh, tuần 34/2017 (21/8–27/8) được miễn báo cáo.',
      buttons: [],
    });
  });

  it('takes it back, and the report is owed and reminded of again', async () => {
    await exempt('--reason', 'bão số 10');
    const run = await exempt('--undo', '--json');
    expect(JSON.parse(run.out.join(''))).toEqual({
      ok: true,
      unit: 'binh-minh',
      form: 'tuan',
      period: '2017-W34',
      exempt: false,
      reason: null,
    });
    expect(await last(CONTACT)).toContain('Hạn nộp thứ Sáu 25/8, 16:00');
    expect(await figures()).toMatchObject({ expected: 8 });
    await office.tick('2017-08-23T08:00:00+07:00');
    expect(await last(CONTACT)).toContain('tuần 34/2017');
  });

  it('keeps a report that came, and counts its figures', async () => {
    await office.says(CONTACT, 'hg 5/6, kn 1');
    await office.taps(CONTACT, 'Gửi');
    await office.taps(CONTACT, 'Gửi thiếu');
    await exempt('--reason', 'bão số 10');
    expect(await last(CONTACT)).toContain('Báo cáo đã gửi vẫn được giữ.');
    const found = await figures();
    expect(found).toMatchObject({ expected: 7, received: 0 });
    expect(found.indicators.find(({ code }: { code: string }) => code === 'complaints').total).toBe(1);
  });

  it.each([
    [['--reason', ' '], 'miễn báo cáo xã Bình Minh, tuần 34/2017 (21/8–27/8) cần có lý do, ví dụ: bão số 10'],
    [['--undo'], 'báo cáo xã Bình Minh, tuần 34/2017 (21/8–27/8) không được miễn, vẫn phải nộp'],
    [
      ['--reason', 'x'.repeat(201)],
      'lý do miễn báo cáo xã Bình Minh, tuần 34/2017 (21/8–27/8) dài quá 200 chữ; xin viết gọn hơn',
    ],
  ])('with %j is refused', async (words, refused) => {
    expect((await exempt(...words)).refused).toBe(refused);
  });

  it('is refused for a unit that owes nothing, and told twice only if the reason is another', async () => {
    const nobody = await periods('exempt', 'vinh-thuan', '--period', '2017-W34', '--reason', 'bão');
    expect(nobody.refused).toContain('“vinh-thuan” không phải nộp mẫu tuan kỳ 2017-W34');
    await exempt('--reason', 'bão');
    expect((await exempt('--reason', 'bão')).refused).toContain('đã được miễn với lý do này');
    expect((await exempt('--reason', 'lũ')).refused).toBeUndefined();
  });
});
