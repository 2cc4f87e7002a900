import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHolidayCalendar } from '../../src/db/queries/holidays.ts';
import { createTicker } from '../../src/schedule/tick.ts';
import { CONTACT, openOffice, OTHER_CONTACT, ZONE, type Office } from '../support/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.tick('2017-08-21T08:00:00+07:00');
});
afterEach(() => office.close());

const heardBy = async (person: string) => (await office.heard(person)).length;
const lastHeard = async (person: string) => (await office.heard(person)).at(-1);
const steps = () =>
  office.rows(`
    select r.step, r.delivery_id is not null as sent from reminder r join person p on p.id = r.person_id
    where p.code = '${CONTACT}' and r.step <> 'open' order by r.id`);

describe('“Nhắc lại sau”', () => {
  it('under a reminder brings one message at the chosen moment in place of the plan’s, over restarts and two instances', async () => {
    await office.tick('2017-08-25T08:00:00+07:00');
    expect((await lastHeard(CONTACT))?.buttons.map(({ text }) => text)).toEqual([
      'Không phát sinh',
      'Nhập từng mục',
      'Nhắc lại sau',
    ]);
    await office.clock('2017-08-25T09:00:00+07:00');
    await office.taps(CONTACT, 'Nhắc lại sau');
    await office.taps(CONTACT, 'Chiều nay');
    await office.taps(CONTACT, 'Chiều nay');
    expect(await office.rows('select 1 from snooze')).toHaveLength(1);

    const [own, others] = [await heardBy(CONTACT), await heardBy(OTHER_CONTACT)];
    await office.tick('2017-08-25T13:00:00+07:00');
    expect([await heardBy(CONTACT), await heardBy(OTHER_CONTACT)]).toEqual([own, others + 1]);
    await office.tick('2017-08-25T13:29:00+07:00');
    expect(await heardBy(CONTACT)).toBe(own);

    // Two processes, both started after it was asked for.
    const ticks = [1, 2].map(() =>
      createTicker({ db: office.db, zone: ZONE, calendar: createHolidayCalendar(), wake: () => {} }),
    );
    const now = Temporal.Instant.from('2017-08-25T13:30:00+07:00');
    await Promise.all(ticks.map((tick) => tick(now)));
    await office.tick('2017-08-25T13:31:00+07:00');
    expect(await heardBy(CONTACT)).toBe(own + 1);
    expect((await lastHeard(CONTACT))?.text).toContain('còn 2 giờ 30 phút đến hạn');
    expect(await steps()).toEqual([
      { step: '-2wd 08:00', sent: true },
      { step: '-3h', sent: false },
      { step: 'snooze 2017-08-25T06:30Z', sent: true },
    ]);
  });

  it('comes also in a week that has had five unasked messages, and is not one of them', async () => {
    await office.rows(`
      insert into delivery (chat_id, dedup_key, urgency, message, not_before, created_at)
      select c.id, 'other ' || n, 0, '{"text": ["x"], "buttons": []}', now(), '2017-08-23T08:00:00+07:00'
      from chat c, generate_series(1, 4) n where c.external_id = '${CONTACT}'`);
    await office.clock('2017-08-23T09:00:00+07:00');
    await office.says(CONTACT, 'nhắc lại sau 2 giờ');
    const before = await heardBy(CONTACT);
    // The demo clock runs on.
    await office.tick('2017-08-23T11:01:00+07:00');
    expect(await heardBy(CONTACT)).toBe(before + 1);
    const unasked =
      'select 1 from delivery d join chat c on c.id = d.chat_id where d.urgency = 0 and d.edits is null and c.external_id';
    expect(await office.rows(`${unasked} = '${CONTACT}'`)).toHaveLength(5);
  });

  it('is seen by a process that had nothing to say', async () => {
    await office.tick('2017-08-23T08:00:00+07:00');
    await office.tick('2017-08-23T08:05:00+07:00');
    await office.says(CONTACT, 'nhắc lại sau 7 phút');
    const before = await heardBy(CONTACT);
    await office.tick('2017-08-23T08:06:00+07:00');
    await office.tick('2017-08-23T08:14:00+07:00');
    expect(await heardBy(CONTACT)).toBe(before + 1);
  });

  it('typed as the answer to a reminder is about its report, and the report makes it needless', async () => {
    await office.tick('2017-08-23T08:00:00+07:00');
    const [answer] = await office.says(CONTACT, 'để mai ạ');
    expect(answer?.text).toContain('nhắc lại thứ Năm 24/8, 08:00');
    await office.says(CONTACT, 'không phát sinh');
    await office.says(CONTACT, 'đúng, không phát sinh');
    const [receipt] = await office.says(CONTACT, 'gửi');
    expect(receipt?.text).toContain('Đã nhận');
    const before = await heardBy(CONTACT);
    await office.tick('2017-08-24T08:00:00+07:00');
    expect(await heardBy(CONTACT)).toBe(before);
  });
});
