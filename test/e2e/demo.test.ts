import type { Hono } from 'hono';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { demoReceiver } from '../../src/channels/demo/receive.ts';
import { demoChannel } from '../../src/channels/demo/send.ts';
import { createHolidayCalendar } from '../../src/db/queries/holidays.ts';
import { readClock, setDemoClock } from '../../src/db/clock.ts';
import { connect } from '../../src/db/connect.ts';
import { loadSample } from '../../src/db/queries/sample.ts';
import { storeUpload } from '../../src/files/content.ts';
import { createDeliverer, type Deliverer } from '../../src/delivery/deliver.ts';
import { createInbox } from '../../src/inbox/receive.ts';
import { createTicker } from '../../src/schedule/tick.ts';
import { demoRoutes } from '../../src/web/demo.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { MAI, NGHIA } from '../support/demo-people.ts';
import { notedLog } from '../support/noted-log.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const MONDAY = Temporal.Instant.from('2017-08-21T09:00:00+07:00');
const BINH_MINH = 'vo-minh-nhut';

let database: TestDatabase;
let deliverer: Deliverer;
let app: Hono;
let hearing: ReturnType<typeof connect>;

/** The real inbox, outbox and tick behind the demo phones of the sample district. */
beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  const { log } = notedLog();
  hearing = connect(database.url, { max: 1 });
  await setDemoClock(db, MONDAY);
  await db.transaction((tx) => loadSample(tx, MONDAY, ZONE));
  deliverer = createDeliverer({
    db,
    listen: async (channel, hear) => {
      await hearing.client.listen(channel, hear);
    },
    channels: [demoChannel()],
    rates: {},
    log,
  });
  await deliverer.start();
  const wake = () => deliverer.wake();
  const inbox = createInbox({
    db,
    demo: true,
    zone: ZONE,
    calendar: createHolidayCalendar(),
    secret: 'a secret of the test',
    publicUrl: () => undefined,
    log,
    sender: deliverer,
  });
  const tick = createTicker({ db, zone: ZONE, calendar: createHolidayCalendar(), wake });
  await tick(MONDAY);
  app = demoRoutes({
    pathOf: () => '/tep',
    pathOfPage: () => '/tong-hop',
    db,
    zone: ZONE,
    log,
    say: demoReceiver(
      (messages) => inbox.receive(messages),
      () => readClock(db, true),
      (content) => storeUpload(db, content),
    ),
    tick: async (now) => JSON.stringify(await tick(now)),
    settle: () => deliverer.settle(Temporal.Now.instant()),
    remoteAddress: () => '127.0.0.1',
  });
});

afterAll(async () => {
  await deliverer.stop();
  await hearing.client.end();
  await database.close();
});

const shown = z.array(
  z.object({
    id: z.string(),
    from: z.enum(['bot', 'person']),
    text: z.string(),
    buttons: z.array(z.object({ text: z.string(), data: z.string() })),
  }),
);

async function messagesOf(person: string) {
  const response = await app.request(`/demo/messages?person=${person}`, { headers: { host: 'localhost' } });
  return shown.parse(await response.json());
}

async function post(path: string, body: unknown) {
  const headers = { host: 'localhost', 'content-type': 'application/json' };
  const response = await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(response.status).toBe(200);
}

const say = (person: string, text: string) => post('/demo/messages', { person, text });
const jump = (to: string) => post('/demo/clock', { to });

async function tap(person: string, label: RegExp) {
  const button = (await messagesOf(person)).at(-1)?.buttons.find(({ text }) => label.test(text));
  expect(button, `a button ${String(label)}`).toBeDefined();
  await post('/demo/messages', { person, tap: button?.data });
}

const lastOf = async (person: string) => (await messagesOf(person)).at(-1);

describe('a week on the demo phones', () => {
  it('begins with a report in one message, its preview and its receipt', async () => {
    await say(MAI, 'hg 5/6, kn 1, tthc 120/121, mh 2; khó khăn: thiếu kinh phí');
    const preview = await lastOf(MAI);
    expect(preview).toMatchObject({ from: 'bot', text: expect.stringContaining('5/6') });
    expect(preview?.text).toContain('thiếu kinh phí');
    await tap(MAI, /^Gửi/);
    if ((await lastOf(MAI))?.buttons.some(({ text }) => text === 'Gửi thiếu')) await tap(MAI, /^Gửi thiếu/);
    const [tapped, receipt] = (await messagesOf(MAI)).slice(-2);
    expect(tapped).toMatchObject({ from: 'person', text: expect.stringMatching(/^Gửi/) });
    expect(receipt?.text).toMatch(/[Đđ]ã nhận/);
  });

  it('reminds those who have not reported, and only them', async () => {
    const [before, others] = [await messagesOf(MAI), await messagesOf(BINH_MINH)];
    await jump('2017-08-25T13:00:00+07:00');
    expect(await messagesOf(MAI)).toEqual(before);
    expect((await messagesOf(BINH_MINH)).length).toBeGreaterThan(others.length);
    expect((await lastOf(BINH_MINH))?.from).toBe('bot');
  });

  it('ends with a digest for the leader on Monday 7:00 that counts the report', async () => {
    await post('/demo/clock', { jump: 'next-monday' });
    const digest = await lastOf(NGHIA);
    expect(digest?.from).toBe('bot');
    expect(digest?.text).toContain('1/8');
    expect(digest?.text).toContain('5/6');
  });

  it('keeps its order when the clock goes back', async () => {
    const before = await messagesOf(MAI);
    await jump('2017-08-22T09:00:00+07:00');
    await say(MAI, 'hướng dẫn');
    const after = await messagesOf(MAI);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after[before.length]).toMatchObject({ from: 'person', text: 'hướng dẫn' });
    expect(after.at(-1)?.from).toBe('bot');
  });
});
