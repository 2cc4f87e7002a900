import type { Hono } from 'hono';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { demoReceiver } from '../../src/channels/demo/receive.ts';
import { readClock, setDemoClock } from '../../src/db/clock.ts';
import { chat, conversation, delivery, inboundUpdate } from '../../src/db/schema/chat.ts';
import { storeUpload } from '../../src/files/content.ts';
import { demoRoutes, type DemoParts } from '../../src/web/demo.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addDemoPeople, MAI, NGHIA, VISITOR } from '../support/demo-people.ts';
import { echoInbox } from '../support/echo-inbox.ts';
import { notedLog } from '../support/noted-log.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const START = Temporal.Instant.from('2017-08-21T09:30:00+07:00');

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await addDemoPeople(database.db);
});

afterAll(() => database.close());

beforeEach(async () => {
  for (const table of [delivery, inboundUpdate, conversation, chat]) await database.db.delete(table);
  await setDemoClock(database.db, START);
});

function demo({ db = database.db, ...parts }: Partial<DemoParts> = {}) {
  const { log, lines } = notedLog();
  const ticks: string[] = [];
  const app = demoRoutes({
    pathOf: () => '/tep',
    pathOfPage: () => '/tong-hop',
    db,
    zone: ZONE,
    log,
    say: demoReceiver(
      echoInbox(db),
      () => readClock(db, true),
      (content) => storeUpload(db, content),
    ),
    async tick(now) {
      ticks.push(now.toString({ timeZone: ZONE, smallestUnit: 'minute' }));
      return 'Đã nhắc 3 người.';
    },
    settle: async () => {},
    remoteAddress: () => '127.0.0.1',
    ...parts,
  });
  return { app, ticks, lines };
}

const HOST = { host: 'localhost:3000' };

function get(app: Hono, path: string, headers: Record<string, string> = {}) {
  return app.request(path, { headers: { ...HOST, ...headers } });
}

function post(app: Hono, path: string, body: unknown, headers: Record<string, string> = {}) {
  return app.request(path, {
    method: 'POST',
    headers: { ...HOST, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const shown = z.array(
  z.object({ id: z.string(), from: z.string(), text: z.string(), buttons: z.array(z.unknown()) }),
);

const messagesOf = async (app: Hono, person: string) =>
  shown.parse(await (await get(app, `/demo/messages?person=${person}`)).json());

const clockOf = async (app: Hono) =>
  z.object({ now: z.string(), zone: z.string() }).parse(await (await get(app, '/demo/clock')).json());

describe('GET /demo/people', () => {
  it('names everyone with their role and the code of their unit or body', async () => {
    const people = z.array(z.unknown()).parse(await (await get(demo().app, '/demo/people')).json());
    expect(people).toHaveLength(15);
    expect(people[0]).toEqual({
      person: MAI,
      name: 'Lê Thị Ngọc Mai',
      role: 'contact',
      unit: 'thi-tran-vinh-thuan',
    });
    expect(people).toContainEqual({
      person: NGHIA,
      name: 'Trần Văn Nghĩa',
      role: 'leader',
      unit: 'ban-dan-van',
    });
    expect(people).toContainEqual({ person: VISITOR, name: 'Đỗ Thị Khách', role: null, unit: null });
  });
});

describe('POST /demo/messages', () => {
  it('hands a text to the inbox; the answer can be read right after', async () => {
    const { app } = demo();
    const response = await post(app, '/demo/messages', { person: MAI, text: 'hg <5/6>' });
    expect([response.status, await response.json()]).toEqual([200, { ok: true }]);
    expect(await messagesOf(app, MAI)).toEqual([
      { id: expect.any(String), from: 'person', text: 'hg <5/6>', buttons: [] },
      {
        id: expect.any(String),
        from: 'bot',
        text: 'Đã nghe: hg <5/6>',
        buttons: [
          { text: 'Gửi', data: 'send.1' },
          { text: 'Sửa', data: 'edit.1' },
        ],
      },
    ]);
  });

  it('hands a tap to the inbox, and the phone shows the words of the button', async () => {
    const { app } = demo();
    await post(app, '/demo/messages', { person: MAI, text: 'hg 5/6' });
    await post(app, '/demo/messages', { person: MAI, tap: 'send.1' });
    const texts = (await messagesOf(app, MAI)).map(({ text }) => text);
    expect(texts).toEqual(['hg 5/6', 'Đã nghe: hg 5/6', 'Gửi', 'Đã nghe: send.1']);
  });

  it('shows a tap on a button that was never there as it came', async () => {
    const { app } = demo();
    await post(app, '/demo/messages', { person: MAI, tap: 'nowhere.7' });
    expect((await messagesOf(app, MAI))[0]).toMatchObject({ from: 'person', text: 'nowhere.7' });
  });

  it('takes a text of 64 KiB', async () => {
    const { app } = demo();
    const text = 'ộ'.repeat(22_000);
    expect((await post(app, '/demo/messages', { person: MAI, text })).status).toBe(200);
    expect((await messagesOf(app, MAI))[0]).toMatchObject({ text });
  });

  it('works for someone who is not linked', async () => {
    const { app } = demo();
    expect((await post(app, '/demo/messages', { person: VISITOR, text: 'chào' })).status).toBe(200);
  });

  it.each([
    ['neither text nor tap', { person: MAI }],
    ['both', { person: MAI, text: 'a', tap: 'b' }],
    ['an empty text', { person: MAI, text: ' \n' }],
    ['an empty tap', { person: MAI, tap: '' }],
    ['no person', { text: 'a' }],
    ['a text that is no string', { person: MAI, text: 5 }],
    ['no object', '"hg 5/6"'],
    ['broken JSON', '{"person":'],
  ])('refuses %s with 400 and stores nothing', async (_, body) => {
    const { app } = demo();
    const response = await post(app, '/demo/messages', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.any(String) });
    expect(await messagesOf(app, MAI)).toEqual([]);
  });

  it('answers 404 for a person who does not exist', async () => {
    const { app } = demo();
    const response = await post(app, '/demo/messages', { person: 'ai-do', text: 'chào' });
    expect([response.status, await response.json()]).toEqual([
      404,
      { error: expect.stringContaining('ai-do') },
    ]);
    expect((await get(app, '/demo/messages?person=ai-do')).status).toBe(404);
    expect((await get(app, '/demo/messages')).status).toBe(400);
  });

  it('says so when nothing was stored, to the person and to the operator', async () => {
    const { app, lines } = demo({ say: () => Promise.reject(new Error('no database')) });
    const response = await post(app, '/demo/messages', { person: MAI, text: 'bí mật' });
    expect(response.status).toBe(503);
    expect(lines).toMatchObject([{ level: 'error', facts: { person: MAI } }]);
  });

  it('waits for the replies', async () => {
    const order: string[] = [];
    const settle = async () => void order.push('settled');
    const { app } = demo({ settle, say: async () => void order.push('stored') });
    await post(app, '/demo/messages', { person: MAI, text: 'chào' });
    expect(order).toEqual(['stored', 'settled']);
  });

  it('answers all the same when the replies cannot be sent', async () => {
    const { app } = demo({ settle: () => Promise.reject(new Error('no database')) });
    expect((await post(app, '/demo/messages', { person: MAI, text: 'chào' })).status).toBe(200);
  });
});

describe('the demo clock', () => {
  it('tells the time of the zone', async () => {
    expect(await clockOf(demo().app)).toEqual({
      now: expect.stringMatching(/^2017-08-21T09:30:\d\d\+07:00$/),
      zone: ZONE,
    });
  });

  it.each([
    [{ jump: 'plus-hour' }, '2017-08-21T10:30'],
    [{ jump: 'plus-day' }, '2017-08-22T09:30'],
    [{ jump: 'day-before-due' }, '2017-08-24T08:00'],
    [{ jump: 'next-monday' }, '2017-08-28T07:00'],
    [{ to: '2017-08-25T09:00:00Z' }, '2017-08-25T16:00'],
    [{ to: '2012-01-01T00:00' }, '2012-01-01T00:00'],
  ])('jumps by %j, then does what is due at that moment', async (body, moment) => {
    const { app, ticks } = demo();
    const answer = await (await post(app, '/demo/clock', body)).json();
    expect(answer).toEqual({
      ok: true,
      now: expect.stringContaining(moment),
      did: 'Đã nhắc 3 người.',
    });
    expect(ticks).toEqual([`${moment}+07:00`]);
    expect((await clockOf(app)).now).toContain(moment);
  });

  it.each([{ to: 'mai' }, { to: '2500-01-01T00:00Z' }, { jump: 'yesterday' }, {}])(
    'refuses %j and stays where it is',
    async (body) => {
      const { app, ticks } = demo();
      expect((await post(app, '/demo/clock', body)).status).toBe(400);
      expect(ticks).toEqual([]);
      expect((await clockOf(app)).now).toContain('2017-08-21T09:30');
    },
  );

  it('says that it moved when what is due could not be done', async () => {
    const { app, lines } = demo({ tick: () => Promise.reject(new Error('no database')) });
    const response = await post(app, '/demo/clock', { jump: 'plus-day' });
    expect([response.status, await response.json()]).toEqual([
      500,
      { error: expect.stringContaining('Đã chỉnh đồng hồ') },
    ]);
    expect(lines).toMatchObject([{ level: 'error' }]);
  });
});

describe('who may use the demo phones', () => {
  it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('someone at %s', async (address) => {
    const { app } = demo({ remoteAddress: () => address });
    expect((await get(app, '/demo/people')).status).toBe(200);
  });

  it.each([
    '192.168.1.5',
    '10.0.0.1',
    '::ffff:203.0.113.9',
    '127.0.0.1.example.com',
    '2001:db8::1',
    undefined,
  ])('nobody at %s', async (address) => {
    const { app } = demo({ remoteAddress: () => address });
    for (const path of ['/demo', '/demo/people', '/demo/phones.js', `/demo/messages?person=${MAI}`]) {
      expect((await get(app, path)).status).toBe(403);
    }
    expect((await post(app, '/demo/messages', { person: MAI, text: 'chào' })).status).toBe(403);
    expect((await post(app, '/demo/clock', { jump: 'plus-day' })).status).toBe(403);
  });

  it.each(['localhost', 'LOCALHOST:3000', '127.0.0.1:8080', '[::1]:3000'])(
    'under the name %s',
    async (host) => {
      expect((await get(demo().app, '/demo/people', { host })).status).toBe(200);
    },
  );

  it.each(['bot.example.vn', 'localhost.example.vn', '127.0.0.1.nip.io:3000', 'localhost:3000@evil.vn', ''])(
    'not under the name "%s", which someone may have pointed here',
    async (host) => {
      expect((await get(demo().app, '/demo/people', { host })).status).toBe(403);
    },
  );

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'x-forwarded-host'])(
    'not through a proxy that sets %s',
    async (name) => {
      expect((await get(demo().app, '/demo/people', { [name]: '127.0.0.1' })).status).toBe(403);
    },
  );

  it('its own page, and a plain client without Origin', async () => {
    const { app } = demo();
    const said = { person: MAI, text: 'chào' };
    const own = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' };
    expect((await post(app, '/demo/messages', said, own)).status).toBe(200);
    expect((await post(app, '/demo/messages', said)).status).toBe(200);
  });

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:4000' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('no page of another origin: %j', async (headers) => {
    const { app } = demo();
    expect((await post(app, '/demo/messages', { person: MAI, text: 'chào' }, headers)).status).toBe(403);
    expect(await messagesOf(app, MAI)).toEqual([]);
  });

  it('no form: only JSON is taken', async () => {
    const { app } = demo();
    const body = JSON.stringify({ person: MAI, text: 'chào' });
    const response = await post(app, '/demo/messages', body, { 'content-type': 'text/plain' });
    expect(response.status).toBe(415);
  });
});

describe('GET /demo', () => {
  it('opens a contact beside a leader', async () => {
    const page = await (await get(demo().app, '/demo')).text();
    expect(page).toMatch(/data-side="left"\s+data-person="le-thi-ngoc-mai"/);
    expect(page).toMatch(/data-side="right"\s+data-person="tran-van-nghia"/);
    expect(page).toContain('Thứ Hai, 21/8/2017 · 09:30');
  });

  it('opens the two who are asked for', async () => {
    const page = await (await get(demo().app, `/demo?left=${VISITOR}&right=${MAI}`)).text();
    expect(page).toMatch(/data-side="left"\s+data-person="do-thi-khach"/);
    expect(page).toMatch(/data-side="right"\s+data-person="le-thi-ngoc-mai"/);
  });

  it('escapes names', async () => {
    const other = await createTestDatabase();
    await addDemoPeople(other.db, '<img src=x onerror=alert(1)>');
    const page = await (await get(demo(other).app, '/demo')).text();
    await other.close();
    expect(page).toContain('&lt;img src=x');
    expect(page).not.toContain('<img');
  });

  it('says what to do when there is nobody', async () => {
    const empty = await createTestDatabase();
    const page = await (await get(demo(empty).app, '/demo')).text();
    await empty.close();
    expect(page).toContain('hai-chieu org import');
  });
});
