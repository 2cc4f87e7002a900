import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadZaloBotUse } from '../../src/db/queries/zalo-bot-use.ts';
import { createWatch } from '../../src/schedule/watch.ts';
import { findUsedUpPlan } from '../../src/schedule/zalo-bot-plan.ts';
import { BUILT_IN_HOLIDAYS } from '../../src/core/calendar/built-in-holidays.ts';
import { Temporal } from 'temporal-polyfill';
import { notedLog } from '../support/noted-log.ts';
import { CONTACT, openOffice, OTHER_CONTACT, PARTY_LEADER, ZONE, type Office } from '../support/office.ts';

const COORDINATOR = 'ngo-thi-cam-tu';
const MONDAY = '2017-08-21T08:01:00+07:00';
const REMINDER = '2017-08-23T08:00:00+07:00';
const NEXT_MONDAY = '2017-08-28T07:00:00+07:00';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

/** The person has Zalo, and nothing else unless `also`. */
async function onZalo(person: string, also = false): Promise<void> {
  if (!also)
    await office.rows(
      `update chat set channel = 'zalo-bot', external_id = 'z-${person}' where external_id = '${person}'`,
    );
  else
    await office.rows(
      `insert into chat (channel, external_id, person_id, state, last_inbound_at)
      select 'zalo-bot', 'z-${person}', id, 'linked', now() from person where code = '${person}'`,
    );
}

/** So many messages came from Zalo in real time's month, or the one before. */
const came = (count: number, when = 'now()') =>
  office.rows(
    `insert into inbound_update (channel, update_key, message, received_at)
    select 'zalo-bot', gen_random_uuid(), '{}', ${when} from generate_series(1, ${count}) n`,
  );

/** So many messages went to the person's Zalo, of so many parts. */
const went = (person: string, count: number, parts: number, when = 'now()', state = 'sent') =>
  office.rows(
    `insert into delivery (chat_id, dedup_key, urgency, message, state, parts, not_before, created_at, queued_at, sent_at)
    select c.id, gen_random_uuid(), 1, '{"text":["a"],"buttons":[]}', '${state}', ${parts}, now(), now(), ${when},
      case when '${state}' = 'sent' then now() end
    from chat c, generate_series(1, ${count}) n where c.external_id = 'z-${person}'`,
  );

const LAST_MONTH = `date_trunc('month', now(), '${ZONE}') - interval '1 second'`;

it('counts this month’s messages of both directions, a long text by its parts, and everyone who wrote', async () => {
  await onZalo(CONTACT);
  await onZalo(OTHER_CONTACT);
  await went(CONTACT, 3, 1, LAST_MONTH);
  await went(CONTACT, 2, 2);
  await went(CONTACT, 1, 1, 'now()', 'unknown');
  await went(CONTACT, 1, 1, 'now()', 'rejected');
  await came(4);
  expect(await loadZaloBotUse(office.db)).toEqual({ people: 2, messages: 9 });
});

const warnings = async () =>
  (await office.heard(COORDINATOR))
    .map(({ text }) => text)
    .filter((text) => text.includes('Gói Zalo miễn phí'));

describe('near its end', () => {
  it('the coordinators are told once, and the log once', async () => {
    await onZalo(CONTACT);
    await came(2_399);
    await office.tick(MONDAY);
    expect(await warnings()).toEqual([]);
    await came(1);
    await office.tick('2017-08-21T08:02:00+07:00');
    await office.tick('2017-08-21T08:03:00+07:00');
    expect(await warnings()).toEqual([expect.stringContaining('2.400/3.000 tin')]);

    const { log, lines } = notedLog();
    const watch = createWatch([findUsedUpPlan], log);
    const look = () =>
      office.db.transaction((tx) =>
        watch.look(tx, Temporal.Instant.from(MONDAY), { zone: ZONE, holidays: BUILT_IN_HOLIDAYS }),
      );
    watch.remember(await look());
    watch.remember(await look());
    expect(lines).toMatchObject([{ level: 'warn', facts: { used: 2_400, plan: 3_000 } }]);
  });

  it('the people of the plan are watched too', async () => {
    await office.rows(
      `insert into chat (channel, external_id) select 'zalo-bot', 'stranger' || n from generate_series(1, 40) n`,
    );
    await office.tick(MONDAY);
    expect(await warnings()).toEqual([expect.stringContaining('40/50 người')]);
  });
});

describe('from 95 % on', () => {
  it('reminders go to another channel of the person, or not at all', async () => {
    await onZalo(CONTACT, true);
    await onZalo(OTHER_CONTACT);
    await came(2_850);
    await office.tick(REMINDER);
    expect((await office.heard(CONTACT)).at(-1)?.text).toContain('chưa có báo cáo');
    expect(await office.heard(`z-${CONTACT}`)).toEqual([]);
    expect(await office.heard(`z-${OTHER_CONTACT}`)).toEqual([]);
  });

  it('all goes to Zalo again where more was sent than the free plan has: the bot has a larger one', async () => {
    await onZalo(OTHER_CONTACT);
    await came(3_031);
    await office.tick(REMINDER);
    expect((await office.heard(`z-${OTHER_CONTACT}`)).at(-1)?.text).toContain('chưa có báo cáo');
  });

  it('digests wait for the month that comes', async () => {
    await onZalo(PARTY_LEADER);
    await came(2_850);
    await office.tick(NEXT_MONDAY);
    expect(await office.heard(`z-${PARTY_LEADER}`)).toEqual([]);
    await office.rows(`delete from inbound_update where channel = 'zalo-bot'`);
    await office.tick('2017-08-28T07:31:00+07:00');
    expect((await office.heard(`z-${PARTY_LEADER}`)).at(-1)?.text).toContain('Tổng hợp tuần 34/2017');
  });
});
