import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { BacklogFull } from '../../src/core/errors.ts';
import {
  createMetrics,
  measureLeases,
  measureQueue,
  measureReceiving,
  measureSending,
} from '../../src/metrics.ts';
import type { AppParts } from '../../src/web/app.ts';
import { createDatabaseProbe } from '../../src/web/health.ts';
import { webhookRoutes } from '../../src/web/webhooks.ts';
import { testApp } from '../support/app.ts';
import { notedLog } from '../support/noted-log.ts';
import { tapUpdate, textUpdate } from '../support/telegram-updates.ts';

const SECRET = 'k3Jf9sLq0ZxT7vBn';

function appOf(parts: Partial<AppParts> = {}) {
  const { log, lines } = notedLog();
  const taken: unknown[] = [];
  const app = testApp({
    log,
    telegram: {
      secret: SECRET,
      async take(update) {
        taken.push(update);
      },
    },
    ...parts,
  });
  return { app, taken, lines };
}

/** Any JSON of so many bytes. */
const padded = (bytes: number) => `{"pad":"${'x'.repeat(bytes - 10)}"}`;

function post(app: Hono, body: string, headers: Record<string, string> = {}) {
  return app.request('/webhooks/telegram', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': SECRET,
      ...headers,
    },
    body,
  });
}

describe('POST /webhooks/telegram', () => {
  it('hands an update on and answers 200 when it is stored', async () => {
    const { app, taken } = appOf();
    const updates = [textUpdate(1, 42, 'hg 5/6'), tapUpdate(2, 42, 'send')];
    // oxlint-disable-next-line no-await-in-loop
    for (const update of updates) expect((await post(app, JSON.stringify(update))).status).toBe(200);
    expect(taken).toEqual(updates);
  });

  it('answers 503 when nothing was stored, so that Telegram sends it again soon, and tells the operator once', async () => {
    let down = true;
    const { app, lines } = appOf({
      telegram: {
        secret: SECRET,
        async take() {
          if (down) throw new Error('báo cáo của một người');
        },
      },
    });
    const answers = async () => {
      const { status, headers } = await post(app, JSON.stringify(textUpdate(1, 42, 'a')));
      return [status, headers.get('retry-after')];
    };
    expect([await answers(), await answers()]).toEqual([
      [503, '1'],
      [503, '1'],
    ]);
    down = false;
    expect([await answers(), await answers()]).toEqual([
      [200, null],
      [200, null],
    ]);
    expect(lines.map(({ event }) => event)).toEqual([
      'Updates cannot be stored: Telegram is asked to send them again',
      'Updates are stored again',
    ]);
  });

  it('answers 503 and when to come again while too many wait, and tells the operator once for a flood', async () => {
    let room = 0;
    let nowMs = 0;
    const { log, lines } = notedLog();
    const app = webhookRoutes({
      log,
      metrics: createMetrics(),
      clockMs: () => nowMs,
      telegram: {
        secret: SECRET,
        async take() {
          if (room === 0) throw new BacklogFull();
          room -= 1;
        },
      },
    });
    const update = JSON.stringify(textUpdate(1, 42, 'a'));
    const refused = await post(app, update);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    // In a flood some are taken and others not.
    for (room = 1; nowMs < 9_000; nowMs += 1_000, room = 1) {
      expect((await post(app, update)).status).toBe(200);
      expect((await post(app, update)).status).toBe(503);
    }
    expect(lines).toHaveLength(1);
    nowMs += 20_000;
    room = 2;
    expect((await post(app, update)).status).toBe(200);
    expect((await post(app, update)).status).toBe(200);
    expect(lines.map(({ level, event }) => [level, event])).toEqual([
      ['warn', 'More updates come than can be taken: Telegram is asked to send the rest again'],
      ['info', 'All updates are taken again'],
    ]);
  });

  it.each([
    ['a wrong secret', { 'x-telegram-bot-api-secret-token': `${SECRET}x` }],
    ['a part of the secret', { 'x-telegram-bot-api-secret-token': SECRET.slice(0, -1) }],
    ['an empty secret', { 'x-telegram-bot-api-secret-token': '' }],
  ])('refuses %s with 401 before it looks at the body', async (_, headers) => {
    const { app, taken } = appOf();
    const unread = new ReadableStream(
      {
        pull() {
          throw new Error('the body was read');
        },
      },
      { highWaterMark: 0 },
    );
    const request = new Request('http://localhost/webhooks/telegram', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: unread,
      duplex: 'half',
    });
    expect((await app.request(request)).status).toBe(401);
    expect(taken).toEqual([]);
  });

  it('refuses a call without the header', async () => {
    const { app } = appOf();
    const response = await app.request('/webhooks/telegram', { method: 'POST', body: '{}' });
    expect(response.status).toBe(401);
  });

  it.each([
    ['broken JSON', '{"update_id":'],
    ['nothing', ''],
    ['a page', '<html>'],
  ])('answers %s with 200 and no effect', async (_, body) => {
    const { app, taken } = appOf();
    expect((await post(app, body)).status).toBe(200);
    expect(taken).toEqual([]);
  });

  it('takes a text of 64 KiB and a body of exactly 1 MiB, and answers 413 beyond it', async () => {
    const { app, taken } = appOf();
    expect((await post(app, JSON.stringify(textUpdate(1, 42, 'x'.repeat(65_536))))).status).toBe(200);
    expect((await post(app, padded(1024 * 1024))).status).toBe(200);
    expect((await post(app, padded(1024 * 1024 + 1))).status).toBe(413);
    expect(taken).toHaveLength(2);
  });

  it('counts the bytes of a body that does not say its length', async () => {
    const { app, taken } = appOf();
    const chunks = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 5; i += 1) controller.enqueue(new TextEncoder().encode('x'.repeat(300_000)));
        controller.close();
      },
    });
    const response = await app.request(
      new Request('http://localhost/webhooks/telegram', {
        method: 'POST',
        headers: { 'x-telegram-bot-api-secret-token': SECRET, 'transfer-encoding': 'chunked' },
        body: chunks,
        duplex: 'half',
      }),
    );
    expect(response.status).toBe(413);
    expect(taken).toEqual([]);
  });

  it('does not exist when Telegram is not configured, nor for GET', async () => {
    expect((await post(appOf({ telegram: undefined }).app, '{}')).status).toBe(404);
    expect((await appOf().app.request('/webhooks/telegram')).status).toBe(404);
  });

  it('is counted by status', async () => {
    const { app } = appOf();
    await post(app, '{}');
    await post(app, '{}', { 'x-telegram-bot-api-secret-token': 'x' });
    const text = await (await app.request('/metrics')).text();
    expect(text).toContain('hai_chieu_webhook_answers_total{channel="telegram",status="200"} 1');
    expect(text).toContain('hai_chieu_webhook_answers_total{channel="telegram",status="401"} 1');
  });
});

describe('health', () => {
  it('/healthz says that the process runs, whatever the database does', async () => {
    const { app } = appOf({ askDatabase: () => Promise.reject(new Error('away')) });
    expect((await app.request('/healthz')).status).toBe(200);
  });

  it('/readyz and /metrics follow the database down and up again', async () => {
    let up = true;
    const { app } = appOf({
      askDatabase: () => (up ? Promise.resolve() : Promise.reject(new Error('away'))),
    });
    const seen = async () => [
      (await app.request('/readyz')).status,
      /^hai_chieu_database_up (\d)$/m.exec(await (await app.request('/metrics')).text())?.[1],
    ];
    expect(await seen()).toEqual([200, '1']);
    up = false;
    expect(await seen()).toEqual([503, '0']);
    up = true;
    expect(await seen()).toEqual([200, '1']);
  });

  it('/readyz answers 503 within 2 s when the database hangs', async () => {
    const { app } = appOf({ askDatabase: () => new Promise(() => undefined) });
    const startMs = performance.now();
    expect((await app.request('/readyz')).status).toBe(503);
    expect(performance.now() - startMs).toBeLessThan(2000);
  });

  it('a flood of probes asks a hanging database once, and a later one asks anew', async () => {
    let asked = 0;
    let nowMs = 0;
    const isUp = createDatabaseProbe(
      () => {
        asked += 1;
        return asked === 1 ? new Promise(() => undefined) : Promise.resolve();
      },
      () => nowMs,
      20,
    );
    expect(await Promise.all(Array.from({ length: 50 }, () => isUp()))).not.toContain(true);
    expect(asked).toBe(1);
    nowMs = 6_000;
    expect(await isUp()).toBe(true);
  });
});

describe('every page', () => {
  it('shows Zalo that the domain is ours, on the front page and as the file that Zalo asks for', async () => {
    const tag = '<meta name="zalo-platform-site-verification" content="UERWBl-4q" />';
    const { app } = appOf({ zaloSiteCode: 'UERWBl-4q' });
    expect(await (await app.request('/')).text()).toContain(tag);
    expect(await (await app.request('/zalo_verifierUERWBl-4q.html')).text()).toContain(tag);
    expect((await app.request('/zalo_verifierother.html')).status).toBe(404);
    expect(await (await appOf().app.request('/')).text()).not.toContain('zalo');
  });

  it('has strict headers, and a route’s own stricter ones are kept', async () => {
    const demo = new Hono().get('/demo', (c) =>
      c.text('demo', 200, { 'Content-Security-Policy': "default-src 'none'" }),
    );
    const { app } = appOf({ demo });
    const page = await appOf().app.request('/');
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect((await app.request('/demo')).headers.get('content-security-policy')).toBe("default-src 'none'");
    expect((await app.request('/nowhere')).headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('/ leads to the demo phones in demo mode and is a plain page otherwise', async () => {
    const demo = new Hono().get('/demo', (c) => c.text('demo'));
    const redirect = await appOf({ demo }).app.request('/');
    expect([redirect.status, redirect.headers.get('location')]).toEqual([302, '/demo']);
    expect(await (await appOf().app.request('/')).text()).toContain('Hai Chiều');
    expect((await appOf().app.request('/demo')).status).toBe(404);
  });

  it('that fails says so without the reason, which the operator reads', async () => {
    const demo = new Hono().get('/demo', () => {
      throw new Error('mật khẩu');
    });
    const { app, lines } = appOf({ demo });
    const response = await app.request('/demo');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('mật khẩu');
    expect(lines).toMatchObject([{ level: 'error', event: 'A request failed', facts: { path: '/demo' } }]);
  });

  it('takes at most 1 MiB', async () => {
    const demo = new Hono().post('/demo/messages', async (c) => c.text(await c.req.text()));
    const { app } = appOf({ demo });
    const send = (bytes: number) =>
      app.request('/demo/messages', { method: 'POST', body: 'x'.repeat(bytes) });
    expect((await send(1000)).status).toBe(200);
    expect((await send(1024 * 1024 + 1)).status).toBe(413);
  });
});

describe('metrics', () => {
  it('show the outbox and the leases of this process, and no outbox while the database is silent', async () => {
    const metrics = createMetrics();
    let silent = false;
    measureQueue(metrics, ['demo', 'telegram'], () =>
      silent
        ? new Promise(() => {})
        : Promise.resolve([{ channel: 'telegram', messages: 3, oldestSeconds: 12.5 }]),
    );
    measureLeases(metrics, () => [{ name: 'sender telegram:1', isHeld: true }]);
    const text = await metrics.registry.metrics();
    expect(text).toContain('hai_chieu_waiting_messages{channel="telegram"} 3');
    expect(text).toContain('hai_chieu_waiting_messages{channel="demo"} 0');
    expect(text).toContain('hai_chieu_oldest_waiting_seconds{channel="telegram"} 12.5');
    expect(text).toContain('hai_chieu_lease_held{lease="sender telegram:1"} 1');
    silent = true;
    expect(await metrics.registry.metrics()).not.toContain('hai_chieu_waiting_messages{');
  });

  it('count what is received and sent by outcome', async () => {
    const metrics = createMetrics();
    let fails = false;
    const receive = measureReceiving(metrics, 'telegram', async () => {
      if (fails) throw new Error('down');
    });
    const sender = measureSending(metrics, {
      channel: 'telegram',
      capabilities: { buttons: true, maxTextLength: 4096 },
      send: async () => ({ kind: 'unreachable', reason: 'blocked' }),
    });
    await receive([]);
    fails = true;
    await expect(receive([])).rejects.toThrow('down');
    await sender.send('42', { text: ['a'], buttons: [] });
    const text = await metrics.registry.metrics();
    expect(text).toContain('hai_chieu_receive_seconds_count{channel="telegram"} 2');
    expect(text).toContain('hai_chieu_sends_total{channel="telegram",result="unreachable"} 1');
    expect(text).toContain('process_resident_memory_bytes');
  });
});
