import { asc, eq, sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { createHolidayCalendar } from '../../src/db/queries/holidays.ts';
import { BUILT_IN_HOLIDAYS } from '../../src/core/calendar/built-in-holidays.ts';
import { updateKey } from '../../src/core/ids.ts';
import { plainText, type InboundMessage } from '../../src/core/messages.ts';
import type { OrganizationFile } from '../../src/core/organization/organization-file.ts';
import { setDemoClock } from '../../src/db/clock.ts';
import { loadOnPhones, loadSample } from '../../src/db/queries/sample.ts';
import { chat, delivery } from '../../src/db/schema/chat.ts';
import { createInbox } from '../../src/inbox/receive.ts';
import { openPeriods } from '../../src/schedule/periods.ts';
import { createTicker, type TickSummary } from '../../src/schedule/tick.ts';
import { onlyWaking } from '../../src/delivery/enqueue-answers.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { notedLog } from './noted-log.ts';

/** People of the sample district. */
export const CONTACT = 'vo-minh-nhut';
export const CONTACT_UNIT = 'binh-minh';
export const OTHER_CONTACT = 'le-thi-ngoc-mai';
export const PARTY_LEADER = 'tran-van-nghia';
export const GOVERNMENT_LEADER = 'nguyen-thanh-tung';

export const ZONE = 'Asia/Ho_Chi_Minh';
export const SECRET = 'a secret of the test office';
export const PUBLIC_URL = 'https://bot.example.vn';

export type Heard = {
  readonly id: number;
  readonly text: string;
  readonly buttons: readonly { text: string; data: string }[];
};

/** The sample district at work on a test database: the real inbox and schedule, without channels. */
export type Office = TestDatabase & {
  /** Moves the calendar; what is due then happens at the next `tick`. */
  clock(moment: string): Promise<void>;
  tick(moment: string): Promise<TickSummary>;
  receive(messages: readonly InboundMessage[]): Promise<void>;
  /** Receives as a further process on the same database would, or this one after a restart. */
  otherProcess(): (messages: readonly InboundMessage[]) => Promise<void>;
  /** Sends a text from a person's demo phone and returns what the bot answers. */
  says(person: string, text: string): Promise<readonly Heard[]>;
  /** Taps the latest button with this label. */
  taps(person: string, label: string): Promise<readonly Heard[]>;
  tapsToken(person: string, token: string): Promise<readonly Heard[]>;
  /** Everything the bot ever said to a person, as it reads now. */
  heard(person: string): Promise<readonly Heard[]>;
  rows(query: string): Promise<readonly Record<string, unknown>[]>;
};

/** Nobody sends: tests read the outbox. */
function wake(): void {}

let updates = 0;

export function says(person: string, text: string, key = `t${(updates += 1)}`): InboundMessage {
  const sentAt = Temporal.Instant.from('2017-08-21T00:00:00Z');
  return { kind: 'text', key: updateKey(key), chat: { channel: 'demo', externalId: person }, sentAt, text };
}

export function taps(person: string, token: string): InboundMessage {
  const { key, chat: from, sentAt } = says(person, '');
  return { kind: 'choice', key, chat: from, sentAt, token };
}

/**
 * Opens on Monday 21/8/2017 8:00, the first day of 2017-W34 (due Friday 25/8 16:00, locked Tuesday 29/8 16:00), in the sample
 * district or in another organisation without a past.
 */
export async function openOffice(
  at = '2017-08-21T08:00:00+07:00',
  organization?: OrganizationFile,
): Promise<Office> {
  const database = await createTestDatabase();
  const { db } = database;
  const now = Temporal.Instant.from(at);
  await db.transaction(async (tx) => {
    await setDemoClock(tx, now);
    if (organization) await loadOnPhones(tx, organization, now, ZONE);
    else await loadSample(tx, now, ZONE);
    await openPeriods(tx, now, ZONE, BUILT_IN_HOLIDAYS);
  });
  const openInbox = () =>
    createInbox({
      db,
      demo: true,
      zone: ZONE,
      calendar: createHolidayCalendar(),
      secret: SECRET,
      publicUrl: () => PUBLIC_URL,
      log: notedLog().log,
      sender: onlyWaking(wake),
    });
  const inbox = openInbox();
  const ticker = createTicker({ db, zone: ZONE, calendar: createHolidayCalendar(), wake });

  async function heard(person: string): Promise<readonly Heard[]> {
    const rows = await db
      .select({ id: delivery.id, message: delivery.message, edits: delivery.edits })
      .from(delivery)
      .innerJoin(chat, eq(chat.id, delivery.chatId))
      .where(eq(chat.externalId, person))
      .orderBy(asc(delivery.id));
    const rewritten = new Map(rows.map(({ edits, message }) => [edits, message]));
    const own = rows.filter(({ edits }) => edits === null);
    return own
      .map(({ id, message: first }) => [id, rewritten.get(id) ?? first] as const)
      .map(([id, message]) => ({
        id,
        text: plainText(message.text),
        buttons: message.buttons.flat().map(({ text, token }) => ({ text, data: token })),
      }));
  }

  async function answersTo(person: string, message: InboundMessage): Promise<readonly Heard[]> {
    const before = (await heard(person)).length;
    await inbox.receive([message]);
    return (await heard(person)).slice(before);
  }

  return {
    ...database,
    clock: (moment) => setDemoClock(db, Temporal.Instant.from(moment)),
    async tick(moment) {
      await setDemoClock(db, Temporal.Instant.from(moment));
      return ticker(Temporal.Instant.from(moment));
    },
    receive: (messages) => inbox.receive(messages),
    otherProcess: () => openInbox().receive,
    says: (person, text) => answersTo(person, says(person, text)),
    async taps(person, label) {
      const button = (await heard(person))
        .flatMap((message) => message.buttons)
        .findLast(({ text }) => text === label);
      if (!button) throw new Error(`no button “${label}” was shown to ${person}`);
      return answersTo(person, taps(person, button.data));
    },
    tapsToken: (person, token) => answersTo(person, taps(person, token)),
    heard,
    rows: (query) => db.execute(sql.raw(query)),
  };
}
