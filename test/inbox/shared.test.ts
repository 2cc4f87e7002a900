import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHolidayCalendar } from '../../src/db/queries/holidays.ts';
import { createInbox } from '../../src/inbox/receive.ts';
import { onlyWaking } from '../../src/delivery/enqueue-answers.ts';
import { notedLog } from '../support/noted-log.ts';
import { CONTACT, openOffice, OTHER_CONTACT, says, SECRET, ZONE, type Office } from '../support/office.ts';
import { waitFor } from '../support/wait-for.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const CONTACTS = [CONTACT, OTHER_CONTACT, 'nguyen-hoang-phuc', 'danh-thi-my-linh', 'tran-quoc-thai'];
const TEXTS = ['kn 1', 'tc 2, mh 3', '/trangthai', 'hg 5/6', 'gửi', 'kn 4'];

/** One instance of the service. */
function startInbox(of: Office) {
  const { log, lines } = notedLog();
  const inbox = createInbox({
    db: of.db,
    demo: true,
    zone: ZONE,
    calendar: createHolidayCalendar(),
    secret: SECRET,
    publicUrl: () => undefined,
    log,
    sender: onlyWaking(() => {}),
  });
  return { inbox, lines };
}

/** Everything that the messages of contacts led to; row numbers depend on which chat was served first. */
async function effectsIn(of: Office) {
  const heard = await Promise.all(
    CONTACTS.map(async (contact) => (await of.heard(contact)).map(({ text }) => text)),
  );
  const drafts = await of.rows(`
    select u.code, d.content from draft d
      join obligation o on o.id = d.obligation_id join unit u on u.id = o.unit_id order by u.code`);
  const states = await of.rows(`
    select chat.external_id, c.state -> 'open' ->> 'kind' as open from conversation c
      join chat on chat.id = c.chat_id order by 1`);
  const updates = await of.rows(`select update_key, error from inbound_update order by 1`);
  return { heard, drafts, states, updates };
}

describe('two instances on one database, each update delivered three times, late and out of order', () => {
  it('have the effects of one instance and one delivery', async () => {
    const updates = CONTACTS.map((contact) =>
      TEXTS.map((text, index) => says(contact, text, `${contact} ${index}`)),
    );
    const once = startInbox(office);
    for (const update of updates.flat()) await once.inbox.receive([update]);
    const expected = await effectsIn(office);

    const other = await openOffice();
    try {
      const both = [startInbox(other), startInbox(other)] as const;
      const seen: Promise<void>[] = [];
      await Promise.all(
        updates.map(async (ofChat, chat) => {
          for (const [index, update] of ofChat.entries()) {
            const [first, second] = index % 2 === chat % 2 ? both : both.toReversed();
            const again = ofChat[Math.floor(index / 2)];
            seen.push(...(again && index > 0 ? [second?.inbox.receive([again]) ?? Promise.resolve()] : []));
            // The platform delivers a chat's next update when the one before is acknowledged, this one to both.
            await Promise.all([first?.inbox.receive([update]), second?.inbox.receive([update])]);
          }
        }),
      );
      await Promise.all(seen);
      expect(await effectsIn(other)).toEqual(expected);
      expect(both.flatMap(({ lines }) => lines).filter(({ level }) => level !== 'debug')).toEqual([]);
    } finally {
      await other.close();
    }
  });
});

describe('two phones that fill in one report at the same moment', () => {
  it('see each other’s values: the second reads the draft after the first has written it', async () => {
    await office.says(CONTACT, '/trangthai');
    await office.rows(`
      insert into chat (channel, external_id, person_id, state)
      select channel, 'second phone', person_id, state from chat where external_id = '${CONTACT}'`);
    const [first, second] = [startInbox(office), startInbox(office)];
    const blocked = await office.db.transaction(async (tx) => {
      await tx.execute(sql`select id from obligation for no key update`);
      const both = Promise.all([
        first.inbox.receive([says(CONTACT, 'kn 1')]),
        second.inbox.receive([says('second phone', 'tc 2')]),
      ]);
      await waitFor(async () => {
        const [row] = await office.rows(`select count(*)::integer as waiting from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`);
        return row?.['waiting'] === 2;
      });
      return { both };
    });
    await blocked.both;
    const [draft] = await office.rows(`select content -> 'values' as values from draft`);
    expect(draft?.['values']).toEqual({ complaints: 1, denunciations: 2 });
  });

  it('in one round are taken one after the other', async () => {
    await office.says(CONTACT, '/trangthai');
    await office.rows(`
      insert into chat (channel, external_id, person_id, state)
      select channel, 'second phone', person_id, state from chat where external_id = '${CONTACT}'`);
    await office.receive([says(CONTACT, 'kn 1'), says('second phone', 'tc 2'), says(OTHER_CONTACT, 'mh 3')]);
    const drafts = await office.rows(`
      select u.code, d.content -> 'values' as values from draft d
        join obligation o on o.id = d.obligation_id join unit u on u.id = o.unit_id order by u.code`);
    expect(drafts).toEqual([
      { code: 'binh-minh', values: { complaints: 1, denunciations: 2 } },
      { code: 'thi-tran-vinh-thuan', values: { models: 3 } },
    ]);
  });
});
