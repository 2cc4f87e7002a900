import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTACT, GOVERNMENT_LEADER, openOffice, PARTY_LEADER, type Office } from '../support/office.ts';

const MONDAY = '2017-08-28T07:00:00+07:00';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const digests = async (person: string) =>
  (await office.heard(person)).filter(({ text }) => text.includes('Tổng hợp tuần 34')).length;
const answerTo = async (person: string, text: string) => (await office.says(person, text)).at(-1)?.text;

describe('a leader who says how digests are to come', () => {
  it('gets them from that hour on, others when they go out', async () => {
    expect(await answerTo(PARTY_LEADER, 'nhận tổng hợp lúc 8h30')).toContain('từ 08:30 trong ngày gửi');
    await office.tick(MONDAY);
    expect([await digests(PARTY_LEADER), await digests(GOVERNMENT_LEADER)]).toEqual([0, 1]);
    await office.tick('2017-08-28T08:29:00+07:00');
    expect(await digests(PARTY_LEADER)).toBe(0);
    await office.tick('2017-08-28T08:30:00+07:00');
    await office.tick('2017-08-28T08:31:00+07:00');
    expect(await digests(PARTY_LEADER)).toBe(1);
  });

  it('gets none of the kinds that are not wanted, until they are again', async () => {
    await office.says(PARTY_LEADER, 'không nhận tổng hợp tuần');
    await office.tick(MONDAY);
    expect([await digests(PARTY_LEADER), await digests(GOVERNMENT_LEADER)]).toEqual([0, 1]);
    // It is there for who asks.
    expect(await answerTo(PARTY_LEADER, '/tonghop')).toContain('Tổng hợp tuần 34');
    await office.says(PARTY_LEADER, 'nhận tổng hợp tuần');
    await office.tick('2017-09-05T07:00:00+07:00');
    expect((await office.heard(PARTY_LEADER)).at(-1)?.text).toContain('Tổng hợp tuần 35');
  });

  it('gets one where something is to be seen to, if only such are wanted', async () => {
    await office.says(PARTY_LEADER, 'nhận tổng hợp khi cần');
    await office.tick(MONDAY);
    expect(await digests(PARTY_LEADER)).toBe(1);
  });

  it('is told how it is', async () => {
    expect(await answerTo(PARTY_LEADER, 'nhận tổng hợp')).toMatch(/^Bản tổng hợp đến đồng chí ngay khi gửi/);
    expect(await answerTo(PARTY_LEADER, 'nhận tổng hợp bằng thư')).toContain('chưa có gì thay đổi');
  });

  it('is a leader: a contact’s words change nothing', async () => {
    await office.says(CONTACT, 'nhận tổng hợp khi cần');
    expect(await office.rows('select * from digest_wish')).toEqual([]);
  });
});
