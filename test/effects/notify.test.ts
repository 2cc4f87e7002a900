import { eq } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../src/core/calendar/built-in-holidays.ts';
import type { Audience, Effect } from '../../src/core/effects.ts';
import { chat } from '../../src/db/schema/chat.ts';
import { person } from '../../src/db/schema/organization.ts';
import { applyEffects } from '../../src/effects/apply.ts';
import { CONTACT, CONTACT_UNIT, openOffice, ZONE, type Office } from '../support/office.ts';

const COORDINATOR = 'ngo-thi-cam-tu';
const COORDINATORS: Audience = { kind: 'coordinators', bodies: ['ban-dan-van'], unit: CONTACT_UNIT };

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

/** The chat of the sample's contact, and who that is. */
async function contactChat() {
  const [row] = await office.db
    .select({ chat: chat.id, channel: chat.channel, person: chat.personId })
    .from(chat)
    .where(eq(chat.externalId, CONTACT));
  if (!row) throw new Error('the sample has no such chat');
  return row;
}

/** The contact does something at a moment that others are to be told of. */
async function told(moment: string, to: Audience, key = 'test'): Promise<void> {
  await office.clock(moment);
  const at = Temporal.Instant.from(moment);
  const effect: Effect = { kind: 'notify', to, key, reply: { kind: 'stayed', offers: [] } };
  const scene = { at, realNow: Temporal.Now.instant(), ...(await contactChat()) };
  await office.db.transaction((tx) =>
    applyEffects(tx, [{ scene, effect }], { zone: ZONE, holidays: BUILT_IN_HOLIDAYS }),
  );
}

const heardBy = async (who: string) => (await office.heard(who)).length;

describe('telling people of another person’s doing', () => {
  it('reaches the coordinators of the body at once in working time', async () => {
    await told('2017-08-23T09:00:00+07:00', COORDINATORS);
    expect(await heardBy(COORDINATOR)).toBe(1);
  });

  it('reaches the other coordinators of the unit where the bodies have none', async () => {
    await told('2017-08-23T09:00:00+07:00', { kind: 'coordinators', bodies: ['ubnd'], unit: CONTACT_UNIT });
    expect(await heardBy(COORDINATOR)).toBe(1);
  });

  it('never reaches coordinators of other units, not even of a body that receives the report', async () => {
    await told('2017-08-23T09:00:00+07:00', {
      kind: 'coordinators',
      bodies: ['ban-dan-van'],
      unit: 'vinh-thuan',
    });
    await told(
      '2017-08-23T09:00:00+07:00',
      { kind: 'coordinators', bodies: ['ubnd'], unit: 'vinh-thuan' },
      '2',
    );
    expect(await heardBy(COORDINATOR)).toBe(0);
  });

  it('about a person reaches who coordinates where the person is, the bodies above included', async () => {
    const personOf = async (code: string) => {
      const [row] = await office.db.select({ id: person.id }).from(person).where(eq(person.code, code));
      if (!row) throw new Error(`no ${code}`);
      return row.id;
    };
    await told('2017-08-23T09:00:00+07:00', { kind: 'coordinators-of', person: await personOf(CONTACT) });
    expect(await heardBy(COORDINATOR)).toBe(1);
    await office.rows(`update post set body_id = null, unit_id = (select id from unit where code = 'binh-minh')
      where code = 'tong-hop-dan-van'`);
    const leader = await personOf('tran-van-nghia');
    await told('2017-08-23T09:00:00+07:00', { kind: 'coordinators-of', person: leader }, '2');
    expect(await heardBy(COORDINATOR)).toBe(1);
  });

  it('never tells the doer', async () => {
    await told('2017-08-23T09:00:00+07:00', { kind: 'holders', role: 'contact', unit: CONTACT_UNIT });
    expect(await heardBy(CONTACT)).toBe(0);
  });

  it('stays within five a week and one a moment also where many do something at once', async () => {
    const keys = Array.from({ length: 8 }, (_, index) => `at once ${index}`);
    await Promise.all(
      keys.map((key, minute) => told(`2017-08-23T09:0${minute}:00+07:00`, COORDINATORS, key)),
    );
    expect(await heardBy(COORDINATOR)).toBe(5);
    expect(await office.rows('select 1 from held_notice')).toHaveLength(3);
  });

  it('says the same decision once', async () => {
    await told('2017-08-23T09:00:00+07:00', COORDINATORS);
    await told('2017-08-23T09:01:00+07:00', COORDINATORS);
    expect(await heardBy(COORDINATOR)).toBe(1);
  });

  it('waits through the night for 7:30 and then says several things in one message, once', async () => {
    await told('2017-08-22T20:00:00+07:00', COORDINATORS, 'one');
    await told('2017-08-22T21:00:00+07:00', COORDINATORS, 'two');
    expect(await heardBy(COORDINATOR)).toBe(0);
    expect(await office.tick('2017-08-23T07:29:00+07:00')).toMatchObject({ notices: 0 });
    expect(await office.tick('2017-08-23T07:30:00+07:00')).toMatchObject({ notices: 1 });
    expect(await office.tick('2017-08-23T07:31:00+07:00')).toMatchObject({ notices: 0 });
    expect(await heardBy(COORDINATOR)).toBe(1);
  });

  it('waits for a person without a chat until there is one', async () => {
    await office.rows(`update chat set state = 'blocked' where external_id = '${COORDINATOR}'`);
    await told('2017-08-23T09:00:00+07:00', COORDINATORS);
    expect(await office.tick('2017-08-23T09:05:00+07:00')).toMatchObject({ notices: 0 });
    await office.rows(`update chat set state = 'linked' where external_id = '${COORDINATOR}'`);
    expect(await office.tick('2017-08-23T09:06:00+07:00')).toMatchObject({ notices: 1 });
  });

  it('keeps the sixth message of a week for the next one', async () => {
    for (const key of ['1', '2', '3', '4', '5', '6'])
      await told('2017-08-23T09:00:00+07:00', COORDINATORS, key);
    expect(await heardBy(COORDINATOR)).toBe(5);
    expect(await office.tick('2017-08-25T09:00:00+07:00')).toMatchObject({ notices: 0 });
    expect(await office.tick('2017-08-28T07:30:00+07:00')).toMatchObject({ notices: 1 });
  });
});
