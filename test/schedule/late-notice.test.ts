import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTACT, openOffice, type Office } from '../support/office.ts';

const COORDINATOR = 'ngo-thi-cam-tu';
const SUPERIOR = 'pham-hong-son';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.tick('2017-08-21T08:00:00+07:00');
});
afterEach(() => office.close());

const heardBy = async (person: string) => (await office.heard(person)).length;

describe('a unit that said its report comes late', () => {
  it('is left alone until then, but for what escalates; the coordinator hears it once', async () => {
    await office.clock('2017-08-22T09:00:00+07:00');
    await office.says(CONTACT, 'xin nộp trễ đến chiều thứ 2, mạng yếu');
    await office.says(CONTACT, 'xin nộp trễ đến chiều thứ 2, mạng yếu');
    const notices = (await office.heard(COORDINATOR)).filter(({ text }) => text.includes('báo nộp trễ'));
    expect(notices).toHaveLength(1);
    expect(notices[0]?.text).toContain('Đồng chí Võ Minh Nhựt báo nộp trễ báo cáo xã Bình Minh, tuần 34');
    expect(
      await office.rows('select cause, reason, person_id is null as nobody from late_notice'),
    ).toMatchObject([{ reason: 'mạng yếu', nobody: false }]);

    const before = await heardBy(CONTACT);
    await office.tick('2017-08-23T08:00:00+07:00');
    await office.tick('2017-08-25T13:00:00+07:00');
    expect(await heardBy(CONTACT)).toBe(before);
    expect(
      await office.rows(`
        select r.step, r.delivery_id is null as quiet from reminder r join person p on p.id = r.person_id
        where p.code = '${CONTACT}' and r.step <> 'open' order by r.id`),
    ).toEqual([
      { step: '-2wd 08:00', quiet: true },
      { step: '-3h', quiet: true },
    ]);

    await office.tick('2017-08-28T07:30:00+07:00');
    expect((await office.heard(CONTACT)).at(-1)?.text).toContain('đã quá hạn thứ Sáu 25/8, 16:00');
    expect((await office.heard(SUPERIOR)).at(-1)?.text).toContain('xã Bình Minh');
  });

  it('is reminded of what comes after the promised moment, whatever is promised then', async () => {
    await office.clock('2017-08-22T09:00:00+07:00');
    await office.says(CONTACT, 'xin nộp trễ đến 28/8, mạng yếu');
    await office.rows(`update late_notice set until = '2017-08-23T07:00:00+07:00'`);
    await office.says(CONTACT, 'xin nộp trễ đến 29/8, mạng yếu');
    const before = await heardBy(CONTACT);
    await office.tick('2017-08-23T08:00:00+07:00');
    expect(await heardBy(CONTACT)).toBe(before + 1);
  });

  it('is counted with its cause in the digest of the leaders', async () => {
    await office.clock('2017-08-22T09:00:00+07:00');
    await office.says(CONTACT, 'xin nộp trễ đến chiều thứ 2, mạng yếu');
    await office.tick('2017-08-28T07:00:00+07:00');
    const [digest] = await office.rows('select figures, message from digest limit 1');
    expect(digest).toMatchObject({ figures: { late_causes: [{ unit: 'binh-minh', cause: 'network' }] } });
    expect(JSON.stringify(digest)).toContain('Lý do trễ: mạng yếu 1.');
  });
});
