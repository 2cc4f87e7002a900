import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainText, type OutgoingMessage } from '../../src/core/messages.ts';
import { FORMS, openTimeWorld, smallDistrict, type TimeWorld } from '../support/time-world.ts';

const at = (wall: string) => Temporal.Instant.from(`${wall}+07:00`);

let world: TimeWorld;
beforeEach(async () => {
  world = await openTimeWorld(at('2017-08-21T08:00'), smallDistrict(FORMS.weekly));
});
afterEach(() => world.close());

const tick = (wall: string) => world.processes[0].tick(at(wall));

async function toldAt(person: string, wall: string): Promise<readonly string[]> {
  const rows = await world.rows<{ message: OutgoingMessage }>(`
    select d.message from delivery d join chat c on c.id = d.chat_id
    where d.urgency = 0 and c.external_id = '${person}' and d.created_at = '${at(wall).toString()}' order by d.id`);
  return rows.map(({ message }) => plainText(message.text));
}

/** What a colleague's doing made of a message while it could not be said. */
const hold = (person: string, text: string) =>
  world.rows(`
    insert into held_notice (dedup_key, person_id, message, due_at, decided_at)
    select '${text}', id, '{"text": ["${text}"], "buttons": []}', '2017-08-20T00:00:00Z', '2017-08-20T00:00:00Z'
    from person where code = '${person}'`);

const hear = (person: string, times: number) =>
  world.rows(`
    insert into delivery (chat_id, dedup_key, urgency, message, not_before, created_at)
    select c.id, 'earlier ' || n, 0, '{"text": ["trước đó"], "buttons": []}', now(), '2017-08-28T00:00:00+07:00'
    from chat c, generate_series(1, ${times}) n where c.external_id = '${person}'`);

describe('all that is due to a person at one tick', () => {
  it('is one message: the reminder, the digest and what was held back', async () => {
    await tick('2017-08-25T16:00');
    await hold('cap-tren', 'Xã An Bình xin mở lại báo cáo.');
    await tick('2017-08-28T07:30');
    const told = await toldAt('cap-tren', '2017-08-28T07:30');
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('còn 3 xã chưa nộp');
    expect(told[0]).toContain('Tổng hợp tuần 34/2017');
    expect(told[0]).toContain('Xã An Bình xin mở lại báo cáo.');
    expect(
      await world.rows(`
        select (select count(distinct delivery_id) from (
          select delivery_id from held_notice union all select delivery_id from reminder r join person p on p.id = r.person_id
          where p.code = 'cap-tren' union all select delivery_id from digest_recipient r join person p on p.id = r.person_id
          where p.code = 'cap-tren') carried)::integer as messages`),
    ).toEqual([{ messages: 1 }]);
    await tick('2017-08-28T07:31');
    expect(await toldAt('cap-tren', '2017-08-28T07:31')).toEqual([]);
  });

  it('keeps the buttons of all its parts', async () => {
    await world.rows(`
      insert into held_notice (dedup_key, person_id, message, due_at, decided_at)
      select 'x', id, '{"text": ["x"], "buttons": [[{"token": "own", "text": "Xem"}]]}', '2017-08-20Z', '2017-08-20Z'
      from person where code = 'mot-xa'`);
    await tick('2017-08-21T08:00');
    const [row] = await world.rows<{ message: OutgoingMessage }>(
      `select d.message from delivery d join chat c on c.id = d.chat_id where c.external_id = 'mot-xa'`,
    );
    expect(row?.message.buttons.flat().map(({ text }) => text)).toEqual([
      'Không phát sinh',
      'Nhập từng mục',
      'Xem',
    ]);
  });
});

describe('a digest for a leader who has had five unasked messages that week', () => {
  it('is kept for the next week, and not lost', async () => {
    await tick('2017-08-25T16:00');
    await hear('truong-ban', 5);
    await tick('2017-08-28T08:00');
    expect(await toldAt('truong-ban', '2017-08-28T08:00')).toEqual([]);
    await tick('2017-09-05T07:00');
    const [told] = await toldAt('truong-ban', '2017-09-05T07:00');
    expect(told).toContain('Tổng hợp tuần 34/2017');
    expect(told).toContain('Tổng hợp tuần 35/2017');
  });
});
