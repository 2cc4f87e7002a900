import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officeScope } from '../../../src/core/access/scope.ts';
import { loadBurden } from '../../../src/db/queries/burden.ts';
import { loadHealth } from '../../../src/db/queries/doctor.ts';
import { wordHealth } from '../../../src/texts/doctor.ts';
import { CONTACT, openOffice, OTHER_CONTACT, PARTY_LEADER, ZONE, type Office } from '../../support/office.ts';

const COORDINATOR = 'ngo-thi-cam-tu';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** One message of the outbox; `answer` is the first one to something that was written. */
async function sent(person: string, kind: 'answer' | 'further' | 'unasked', at: string): Promise<void> {
  const key =
    kind === 'unasked'
      ? `reminder ${person} ${at}`
      : `reply demo ${person}${at} ${kind === 'answer' ? 0 : 1}`;
  await office.rows(`
    insert into delivery (chat_id, dedup_key, urgency, message, not_before, created_at)
    select id, '${key}', ${kind === 'unasked' ? 0 : 1}, '{"text":["x"],"buttons":[]}', now(), '${at}+07:00'
    from chat where external_id = '${person}'`);
}

const measure = (at: string) =>
  loadBurden(office.db, officeScope(), Temporal.Instant.from(`${at}+07:00`), ZONE);

describe('the burden meter', () => {
  it('has nothing to measure before the first full week', async () => {
    const burden = await measure('2017-08-21T08:00:00');
    expect(burden).toMatchObject({ people: 8, messages: 0, unaskedMost: 0, heaviest: [] });
    const [reply] = await office.says(COORDINATOR, '/ganhnang');
    expect(reply?.text).toBe('Chưa có tin nhắn nào của cán bộ đầu mối trong 4 tuần qua (24/7–20/8) để đo.');
  });

  it('counts what nobody asked for by person and week, messages both ways and time within sittings', async () => {
    // A week before the four, and the week that runs: not counted.
    await sent(CONTACT, 'unasked', '2017-08-27T23:59:00');
    await sent(CONTACT, 'unasked', '2017-09-25T00:00:00');
    for (const day of ['28', '29', '30']) await sent(CONTACT, 'unasked', `2017-08-${day}T08:00:00`);
    await sent(OTHER_CONTACT, 'unasked', '2017-09-24T23:59:00');
    // Two sittings: three minutes, and one of a single message.
    await sent(CONTACT, 'answer', '2017-08-30T09:00:00');
    await sent(CONTACT, 'answer', '2017-08-30T09:03:00');
    await sent(CONTACT, 'further', '2017-08-30T09:03:00');
    await sent(CONTACT, 'answer', '2017-08-30T09:30:00');
    await sent(PARTY_LEADER, 'answer', '2017-08-30T09:30:00');

    const burden = await measure('2017-09-25T08:00:00');
    expect(burden).toMatchObject({
      people: 8,
      unaskedMedian: 0,
      unaskedMost: 3,
      reports: 0,
      messages: 11,
      seconds: 180,
      heaviest: [
        { unit: 'Xã Bình Minh', messages: 10, seconds: 180 },
        { messages: 1, seconds: 0 },
      ],
    });
    expect([burden.from.toString(), burden.until.toString()]).toEqual(['2017-08-28', '2017-09-24']);
  });

  it('is shown to coordinators only, and to the operator in a line', async () => {
    await office.clock('2017-09-25T08:00:00+07:00');
    const [shown] = await office.says(COORDINATOR, 'gánh nặng');
    expect(shown?.text).toContain('thường 0, nhiều nhất 3 tin mỗi người mỗi tuần (trần 5)');
    expect(shown?.text).toContain('• Xã Bình Minh: 10 tin, 3 phút');
    for (const person of [PARTY_LEADER, CONTACT]) {
      const [refused] = await office.says(person, '/ganhnang');
      expect(refused?.text).toBe('Lệnh này dành cho lãnh đạo và cán bộ tổng hợp.');
    }
    const burden = await measure('2017-09-25T08:00:00');
    const about = { telegram: 'off', bot: undefined, demo: true } as const;
    const lines = wordHealth({ ...(await loadHealth(office.db)), burden }, about).map(({ text }) => text);
    expect(lines).toContain(
      'ổn    gánh nặng 4 tuần qua: tin hệ thống tự gửi thường 0, nhiều nhất 3 tin mỗi người mỗi tuần (trần 5)',
    );
  });
});
