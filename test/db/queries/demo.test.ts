import { eq } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChatId } from '../../../src/core/ids.ts';
import { plainText, type Button } from '../../../src/core/messages.ts';
import { demoPeople } from '../../../src/db/queries/demo.ts';
import { newDemoKey } from '../../../src/db/queries/demo-key.ts';
import { demoMessages, demoPulse, newestOnPhones } from '../../../src/db/queries/demo-messages.ts';
import { insertEdits } from '../../../src/db/queries/outbox.ts';
import { chat, delivery, inboundUpdate, type DeliveryState } from '../../../src/db/schema/chat.ts';
import { holder, person, post } from '../../../src/db/schema/organization.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addDemoPeople, MAI, NGHIA, VISITOR } from '../../support/demo-people.ts';

const REAL = Temporal.Instant.from('2026-11-24T09:00:00Z');

let database: TestDatabase;
let mai: ChatId;

beforeAll(async () => {
  database = await createTestDatabase();
  await addDemoPeople(database.db);
});

afterAll(() => database.close());

beforeEach(async () => {
  const { db } = database;
  for (const table of [delivery, inboundUpdate, chat]) await db.delete(table);
  mai = await chatOf(MAI);
});

async function chatOf(externalId: string, channel: 'demo' | 'telegram' = 'demo'): Promise<ChatId> {
  const [row] = await database.db.insert(chat).values({ channel, externalId }).returning({ id: chat.id });
  if (row === undefined) throw new Error('no chat');
  return row.id;
}

/** Something said so many real seconds after the start, on a demo clock that says `at`. */
async function said(chatId: ChatId, text: string, seconds: number, at = REAL) {
  const message = { kind: 'text', text, sentAt: at };
  const key = newDemoKey(REAL.add({ seconds }));
  // The inbox notes calendar time.
  await database.db
    .insert(inboundUpdate)
    .values({ channel: 'demo', updateKey: key, chatId, message, receivedAt: at });
}

async function told(chatId: ChatId, text: string, seconds: number, state: DeliveryState = 'sent', at = REAL) {
  const sentAt = state === 'sent' ? REAL.add({ seconds }) : null;
  await database.db.insert(delivery).values({
    chatId,
    dedupKey: `${chatId}-${text}-${seconds}`,
    urgency: 1,
    message: { text: [text], buttons: [] },
    state,
    notBefore: REAL,
    createdAt: at,
    sentAt,
    leasedUntil: state === 'sending' ? REAL : null,
  });
}

/** Rewrites the message on the phone that says `before`. */
async function rewritten(before: string, text: string, buttons: readonly (readonly Button[])[] = []) {
  const rows = await database.db.select().from(delivery);
  const target = rows.find(({ message }) => plainText(message.text) === before);
  if (target === undefined) throw new Error(`no message says ${before}`);
  const message = { text: [text], buttons };
  await database.db.transaction((tx) =>
    insertEdits(tx, [{ target: target.id, dedupKey: `edit: ${text}`, message }], REAL, REAL),
  );
  await database.db
    .update(delivery)
    .set({ state: 'sent', sentAt: REAL.add({ hours: 1 }) })
    .where(eq(delivery.dedupKey, `edit: ${text}`));
  return target.id;
}

const textsOf = (messages: Awaited<ReturnType<typeof demoMessages>>) =>
  messages.map(({ from, text }) => `${from}: ${plainText(text)}`);

describe('the messages of a demo phone', () => {
  it('stand in the order in which they really passed, though the demo clock went back', async () => {
    const [later, earlier] = [REAL.add({ hours: 240 }), REAL.subtract({ hours: 240 })];
    await said(mai, 'một', 1, later);
    await told(mai, 'hai', 2, 'sent', later);
    await said(mai, 'ba', 3, earlier);
    await told(mai, 'bốn', 4, 'sent', earlier);
    const messages = await demoMessages(database.db, MAI);
    expect(textsOf(messages)).toEqual(['person: một', 'bot: hai', 'person: ba', 'bot: bốn']);
    expect(messages.map(({ at }) => at)).toEqual([later, later, earlier, earlier]);
  });

  it('keep a message before its answer, and answers in their order, within one instant', async () => {
    await told(mai, 'hai', 1);
    await told(mai, 'ba', 1);
    await said(mai, 'một', 1);
    const messages = await demoMessages(database.db, MAI);
    expect(textsOf(messages)).toEqual(['person: một', 'bot: hai', 'bot: ba']);
  });

  it('hold only what was sent, to this phone', async () => {
    for (const state of ['waiting', 'sending', 'unknown', 'unreachable', 'rejected'] as const) {
      await told(mai, state, 1, state);
    }
    await told(await chatOf(NGHIA), 'cho người khác', 2);
    await told(await chatOf(MAI, 'telegram'), 'trên Telegram', 3);
    await told(mai, 'đến nơi', 4);
    expect(textsOf(await demoMessages(database.db, MAI))).toEqual(['bot: đến nơi']);
  });

  it('that were rewritten stand in their places with the latest words, as the same messages', async () => {
    await told(mai, 'nhắc', 1);
    await told(mai, 'biên nhận', 2);
    const before = await demoMessages(database.db, MAI);
    await rewritten('nhắc', 'đã nhận một');
    await rewritten('nhắc', 'đã nhận cả hai');
    const after = await demoMessages(database.db, MAI);
    expect(textsOf(after)).toEqual(['bot: đã nhận cả hai', 'bot: biên nhận']);
    expect(after.map(({ id, at }) => ({ id, at }))).toEqual(before.map(({ id, at }) => ({ id, at })));
  });

  it('keep the words of a button that was tapped before the message lost it', async () => {
    await told(mai, 'nhắc', 1);
    await database.db
      .update(delivery)
      .set({ message: { text: ['nhắc'], buttons: [[{ text: 'Không phát sinh', token: 'nil.1' }]] } });
    const message = { kind: 'choice', token: 'nil.1', sentAt: REAL };
    const key = newDemoKey(REAL.add({ seconds: 2 }));
    await database.db
      .insert(inboundUpdate)
      .values({ channel: 'demo', updateKey: key, chatId: mai, message, receivedAt: REAL });
    await rewritten('nhắc', 'đã nhận');
    expect(textsOf(await demoMessages(database.db, MAI))).toEqual([
      'bot: đã nhận',
      'person: Không phát sinh',
    ]);
  });

  it('keep the words of a button that the message only had between two rewritings', async () => {
    await told(mai, 'tổng hợp', 1);
    await rewritten('tổng hợp', 'các xã', [[{ text: 'Xã Một', token: 'digestunit.1' }]]);
    const message = { kind: 'choice', token: 'digestunit.1', sentAt: REAL };
    const key = newDemoKey(REAL.add({ seconds: 2 }));
    await database.db
      .insert(inboundUpdate)
      .values({ channel: 'demo', updateKey: key, chatId: mai, message, receivedAt: REAL });
    await rewritten('tổng hợp', 'xã Một');
    expect(textsOf(await demoMessages(database.db, MAI))).toEqual(['bot: xã Một', 'person: Xã Một']);
  });

  it('are the newest of either side when not all are asked for', async () => {
    for (const number of [1, 2, 3]) {
      await said(mai, `hỏi ${number}`, number * 2);
      await told(mai, `đáp ${number}`, number * 2 + 1);
    }
    const messages = await demoMessages(database.db, MAI, 2);
    expect(textsOf(messages)).toEqual(['person: hỏi 2', 'bot: đáp 2', 'person: hỏi 3', 'bot: đáp 3']);
  });
});

describe('the pulse', () => {
  it('changes when something is said, enqueued or sent, and else not', async () => {
    const pulses = [await demoPulse(database.db)];
    const beat = async () => pulses.push(await demoPulse(database.db));
    await said(mai, 'một', 1);
    await beat();
    await told(mai, 'hai', 2, 'waiting');
    await beat();
    await database.db
      .update(delivery)
      .set({ state: 'sent', sentAt: REAL })
      .where(eq(delivery.state, 'waiting'));
    await beat();
    expect(new Set(pulses).size).toBe(4);
    expect(await demoPulse(database.db)).toBe(pulses.at(-1));
  });
});

describe('the newest message of each phone', () => {
  it('is the last that was sent there', async () => {
    const nghia = await chatOf(NGHIA);
    await chatOf(VISITOR);
    await told(mai, 'một', 1);
    await told(mai, 'hai', 2);
    await told(nghia, 'ba', 3);
    await told(mai, 'bốn', 4, 'waiting');
    await rewritten('một', 'một, sửa lại');
    const [first, second, third] = (await database.db.select({ id: delivery.id }).from(delivery))
      .map((row) => row.id)
      .toSorted((one, other) => one - other);
    expect(first).toBeLessThan(second ?? 0);
    expect(await newestOnPhones(database.db)).toEqual({ [MAI]: second, [NGHIA]: third });
  });
});

describe('the people of the demo', () => {
  const roleOn = async (day: string) =>
    (await find(VISITOR, Temporal.PlainDate.from(day)))?.post?.role ?? null;
  const today = Temporal.PlainDate.from('2017-08-21');
  const find = async (code: string, on = today) =>
    (await demoPeople(database.db, on)).find((one) => one.code === code);

  it('show the post that they hold on the day', async () => {
    expect(await find(MAI)).toEqual({
      code: MAI,
      name: 'Lê Thị Ngọc Mai',
      post: {
        role: 'contact',
        title: 'Đầu mối dân vận (khối Dân vận)',
        place: 'thi-tran-vinh-thuan',
        placeName: 'Thị trấn Vĩnh Thuận',
      },
    });
    expect(await find(VISITOR)).toMatchObject({ post: null });
  });

  it('show one post of several: the one whose role comes first', async () => {
    const { db } = database;
    const [visitor] = await db.select().from(person).where(eq(person.code, VISITOR));
    const [coordinator] = await db.select().from(post).where(eq(post.role, 'coordinator'));
    const [contact] = await db.select().from(post).where(eq(post.code, 'dau-moi-binh-minh'));
    if (!visitor || !coordinator || !contact) throw new Error('no such row');
    const held = { personId: visitor.id, deputy: true, heldFrom: Temporal.PlainDate.from('2017-08-20') };
    await db.insert(holder).values([
      { ...held, postId: coordinator.id },
      { ...held, postId: contact.id, heldUntil: Temporal.PlainDate.from('2017-08-22') },
    ]);
    expect(await roleOn('2017-08-19')).toBeNull();
    expect(await roleOn('2017-08-21')).toBe('contact');
    expect(await roleOn('2017-08-22')).toBe('coordinator');
    expect(await demoPeople(db, today)).toHaveLength(15);
  });
});
