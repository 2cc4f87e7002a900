import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { updateKey } from '../../src/core/ids.ts';
import { insertEdits } from '../../src/db/queries/outbox.ts';
import { chat, delivery, inboundUpdate } from '../../src/db/schema/chat.ts';
import { demoFeed } from '../../src/web/demo-feed.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { echoInbox } from '../support/echo-inbox.ts';

const NOW = Temporal.Instant.from('2017-08-21T09:30:00+07:00');

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.close());

beforeEach(async () => {
  for (const table of [delivery, inboundUpdate, chat]) await database.db.delete(table);
});

function feedOf(now = () => NOW) {
  const stopping = new AbortController();
  const feed = demoFeed({
    pathOf: () => '/tep',
    pathOfPage: () => '/tong-hop',
    db: database.db,
    zone: 'Asia/Ho_Chi_Minh',
    now: async () => now(),
    stopping: stopping.signal,
  });
  const app = new Hono().get('/', (c) => feed.stream(c, ['lan', 'binh']));
  return { feed, stopping, open: async () => events(await app.request('/')) };
}

/** The events of a stream as they come; undefined at its end. */
function events(response: Response) {
  const reader = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  async function next(): Promise<{ event: string; data: unknown } | undefined> {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const [event = '', data = ''] = text.slice(0, end).split('\n');
        text = text.slice(end + 2);
        return { event: event.slice('event: '.length), data: JSON.parse(data.slice('data: '.length)) };
      }
      // oxlint-disable-next-line no-await-in-loop
      const { done, value } = await reader.read();
      if (done) return undefined;
      text += value;
    }
  }
  async function nextBubbles(): Promise<unknown> {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop
      const found = await next();
      if (found === undefined || found.event === 'bubbles') return found?.data;
    }
  }
  return { next, nextBubbles, leave: () => reader.cancel() };
}

function say(person: string, text: string) {
  return echoInbox(database.db)([
    {
      key: updateKey(`${person} ${text}`),
      chat: { channel: 'demo', externalId: person },
      sentAt: NOW,
      kind: 'text',
      text,
    },
  ]);
}

describe('the stream of a page', () => {
  it('begins with the clock, both chats and who has messages, then tells only what is new', async () => {
    await say('lan', 'một');
    const { feed, open } = feedOf();
    const stream = await open();
    expect(await stream.next()).toEqual({
      event: 'clock',
      data: { words: 'Thứ Hai, 21/8/2017 · 09:30', field: '2017-08-21T09:30' },
    });
    expect(await stream.next()).toMatchObject({
      event: 'bubbles',
      data: { person: 'lan', first: true, bubbles: [{ from: 'person', after: null }, { from: 'bot' }] },
    });
    expect(await stream.next()).toEqual({
      event: 'bubbles',
      data: { person: 'binh', first: true, bubbles: [] },
    });
    expect(await stream.next()).toMatchObject({ event: 'newest', data: { lan: expect.any(Number) } });
    await say('lan', 'hai');
    feed.look();
    expect(await stream.nextBubbles()).toMatchObject({
      person: 'lan',
      first: false,
      bubbles: [{ from: 'person', html: expect.stringContaining('hai') }, { from: 'bot' }],
    });
    await stream.leave();
  });

  it('names the bubble before one that comes late', async () => {
    await say('lan', 'một');
    const { feed, open } = feedOf();
    const stream = await open();
    const first = await stream.nextBubbles();
    await stream.nextBubbles();
    const [row] = await database.db.select().from(delivery);
    if (row === undefined) throw new Error('no delivery');
    await database.db.insert(delivery).values({
      chatId: row.chatId,
      dedupKey: 'late',
      urgency: 0,
      message: { text: ['đến trễ'], buttons: [] },
      state: 'sent',
      notBefore: NOW,
      createdAt: NOW,
      sentAt: row.sentAt?.subtract({ hours: 1 }) ?? NOW,
    });
    feed.look();
    expect(first).toMatchObject({ bubbles: [{ after: null }, { after: expect.any(String) }] });
    expect(await stream.nextBubbles()).toMatchObject({ bubbles: [{ after: null }] });
    await stream.leave();
  });

  it('tells a bubble that was rewritten again, as another edition of the same one', async () => {
    await say('lan', 'một');
    const { feed, open } = feedOf();
    const stream = await open();
    await stream.nextBubbles();
    await stream.nextBubbles();
    const [row] = await database.db.select().from(delivery);
    if (row === undefined) throw new Error('no delivery');
    const edit = { target: row.id, dedupKey: 'edit', message: { text: ['đã nhận'], buttons: [] } };
    await database.db.transaction((tx) => insertEdits(tx, [edit], NOW, NOW));
    await database.db
      .update(delivery)
      .set({ state: 'sent', sentAt: NOW })
      .where(eq(delivery.dedupKey, 'edit'));
    feed.look();
    expect(await stream.nextBubbles()).toEqual({
      person: 'lan',
      first: false,
      bubbles: [
        {
          id: `out-${row.id}`,
          edition: expect.any(Number),
          after: expect.stringContaining('in-'),
          from: 'bot',
          html: expect.stringContaining('đã nhận'),
        },
      ],
    });
    await stream.leave();
  });

  it('notices by itself what another process did', async () => {
    let clock = NOW;
    const { open } = feedOf(() => clock);
    const stream = await open();
    for (const _ of ['clock', 'lan', 'binh', 'newest']) await stream.next();
    clock = NOW.add({ hours: 1 });
    expect(await stream.next()).toMatchObject({ event: 'clock', data: { field: '2017-08-21T10:30' } });
    await stream.leave();
  });

  it('ends when the server stops', async () => {
    const { stopping, open } = feedOf();
    const stream = await open();
    for (const _ of ['clock', 'lan', 'binh', 'newest']) await stream.next();
    stopping.abort();
    expect(await stream.next()).toBeUndefined();
  });
});
