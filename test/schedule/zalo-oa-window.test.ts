import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTACT, openOffice, says, type Office } from '../support/office.ts';

const MONDAY = '2017-08-21T08:01:00+07:00';
/** A day before the reminder of the sample form, Wednesday 8:00. */
const TUESDAY = '2017-08-22T07:30:00+07:00';
const WEDNESDAY = '2017-08-23T08:00:00+07:00';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.rows(
    `update chat set channel = 'zalo-oa', external_id = 'z-${CONTACT}' where external_id = '${CONTACT}'`,
  );
});
afterEach(() => office.close());

/** In so many hours the contact will not have been heard from for a week. */
const closesIn = (hours: number) =>
  office.rows(
    `update chat set last_inbound_at = now() - interval '168 hours' + interval '${hours} hours' where channel = 'zalo-oa'`,
  );

const heard = async () => (await office.heard(`z-${CONTACT}`)).length;

describe('a contact on the Official Account alone', () => {
  it('is reminded before the window closes, and then not again at the planned moment', async () => {
    await closesIn(26);
    await office.tick(MONDAY);
    expect(await heard()).toBe(1);
    await closesIn(2.5);
    await office.tick(TUESDAY);
    expect(await heard()).toBe(2);
    await closesIn(-22);
    await office.tick(WEDNESDAY);
    expect(await heard()).toBe(2);
  });

  it('is reminded as planned while the window stays open', async () => {
    await closesIn(26);
    await office.tick(MONDAY);
    await closesIn(160);
    await office.tick(TUESDAY);
    expect(await heard()).toBe(1);
    await office.tick(WEDNESDAY);
    expect(await heard()).toBe(2);
  });

  it('is reminded as planned with another channel open', async () => {
    await office.rows(
      `insert into chat (channel, external_id, person_id, state) select 'demo', 'second', id, 'linked' from person where code = '${CONTACT}'`,
    );
    await office.tick(MONDAY);
    await closesIn(2.5);
    await office.tick(TUESDAY);
    expect(await heard()).toBe(1);
  });
});

const lastHeard = async () => {
  const [row] = await office.rows(
    `select extract(epoch from now() - last_inbound_at)::float8 / 3600 as hours from chat where channel = 'zalo-oa'`,
  );
  return Math.round(Number(row?.['hours']));
};
const did = (kind: 'opened' | 'left' | 'text' | 'choice', hoursAgo: number) => {
  const { key } = says(CONTACT, '');
  const sentAt = Temporal.Now.instant().subtract({ hours: hoursAgo });
  const chat = { channel: 'zalo-oa', externalId: `z-${CONTACT}` } as const;
  return office.receive([
    kind === 'text'
      ? { key, chat, sentAt, kind, text: 'trạng thái' }
      : kind === 'choice'
        ? { key, chat, sentAt, kind, token: 'x' }
        : { key, chat, sentAt, kind },
  ]);
};

describe('what opens the window', () => {
  it('is a message, a tap, a follow or the opened chat, at the moment at which it happened', async () => {
    for (const kind of ['text', 'choice', 'opened'] as const) {
      await closesIn(0);
      await did(kind, 1);
      expect(await lastHeard()).toBe(1);
    }
  });

  it('is no parting, and nothing older than what was heard since', async () => {
    await closesIn(168 - 3);
    await did('left', 0);
    await did('text', 5);
    expect(await lastHeard()).toBe(3);
  });
});
