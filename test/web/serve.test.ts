import { connect } from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { Refused } from '../../src/core/errors.ts';
import { limitBody } from '../../src/web/body-limit.ts';
import { remoteAddress, serveApp, type Patience, type RunningServer } from '../../src/web/serve.ts';
import { testApp } from '../support/app.ts';
import { notedLog } from '../support/noted-log.ts';
import { waitFor } from '../support/wait-for.ts';

const running: RunningServer[] = [];
afterEach(() => Promise.all(running.splice(0).map((server) => server.close())));

async function serve(app: Hono, port = 0, patience?: Patience): Promise<RunningServer> {
  const server = await serveApp(app, { host: '127.0.0.1', port }, patience);
  running.push(server);
  return server;
}

describe('the server', () => {
  it('takes any free port for 0 and says which; the app learns where a request comes from', async () => {
    const app = new Hono().get('/', (c) => c.text(remoteAddress(c) ?? 'unknown'));
    const { port } = await serve(app);
    expect(port).toBeGreaterThan(0);
    const response = await fetch(`http://127.0.0.1:${port}/`);
    expect(await response.text()).toBe('127.0.0.1');
    expect(await (await app.request('/')).text()).toBe('unknown');
  });

  it('refuses a port that is taken with one line that names PORT and an example', async () => {
    const { port } = await serve(new Hono());
    const refusal = serve(new Hono(), port);
    await expect(refusal).rejects.toBeInstanceOf(Refused);
    await expect(refusal).rejects.toThrow(
      new RegExp(`^PORT: ${port} on 127\\.0\\.0\\.1 .*example: PORT=\\d+$`),
    );
  });

  it('refuses a host that is not this machine’s with one line that names HOST', async () => {
    const refusal = serveApp(new Hono(), { host: '192.0.2.1', port: 0 });
    await expect(refusal).rejects.toThrow(/^HOST: 192\.0\.2\.1 .*example: HOST=/);
  });

  it('answers the requests in work before it closes, and takes no new ones', async () => {
    const gate = Promise.withResolvers<void>();
    let begun = false;
    const app = new Hono().get('/slow', async (c) => {
      begun = true;
      await gate.promise;
      return c.text('done');
    });
    const server = await serve(app);
    const answer = fetch(`http://127.0.0.1:${server.port}/slow`);
    await waitFor(() => begun);
    const closed = server.close();
    await expect(fetch(`http://127.0.0.1:${server.port}/slow`)).rejects.toThrow('fetch failed');
    gate.resolve();
    expect(await (await answer).text()).toBe('done');
    await closed;
  });

  it('survives a request that is no HTTP and one that breaks off, and troubles nobody with them', async () => {
    const { log, lines } = notedLog();
    const taken: unknown[] = [];
    const app = testApp({
      log,
      telegram: {
        secret: 's',
        async take(update) {
          taken.push(update);
        },
      },
    });
    const server = await serve(app);
    const head = 'POST /webhooks/telegram HTTP/1.1\r\nHost: a\r\nX-Telegram-Bot-Api-Secret-Token: s\r\n';
    for (const words of [
      'rubbish\r\n\r\n',
      'GET // HTTP/1.1\r\nHost: [\r\n\r\n',
      `${head}Content-Length: 10\r\n\r\n{"a"`,
      `${head}Transfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n`,
    ]) {
      const socket = connect(server.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.end(words);
      socket.resume();
      // oxlint-disable-next-line no-await-in-loop
      await once(socket, 'close');
    }
    const response = await fetch(`http://127.0.0.1:${server.port}/webhooks/telegram`, {
      method: 'POST',
      headers: { 'X-Telegram-Bot-Api-Secret-Token': 's' },
      body: '{"update_id":1}',
    });
    expect(response.status).toBe(200);
    expect(taken).toEqual([{ update_id: 1 }]);
    expect(lines).toEqual([]);
  });
});

describe('a client that takes its time', () => {
  const post = 'POST /webhooks/telegram HTTP/1.1\r\nHost: a\r\nX-Telegram-Bot-Api-Secret-Token: s\r\n';

  it.each([
    ['says nothing', ''],
    ['never ends its headers', post],
    ['never ends a body of a stated length', `${post}Content-Length: 10\r\n\r\n{"a"`],
    ['never ends a body in chunks', `${post}Transfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n`],
  ])('and %s is cut off, and has no effect', async (_, words) => {
    const { log, lines } = notedLog();
    const taken: unknown[] = [];
    const app = testApp({
      log,
      telegram: {
        secret: 's',
        async take(update) {
          taken.push(update);
        },
      },
    });
    const { port } = await serve(app, 0, { headersMs: 50, requestMs: 100, lookEveryMs: 20 });
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.write(words);
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect([taken, lines]).toEqual([[], []]);
  });
});

describe('a body that is too long', () => {
  it('is answered with 413 when its sender has said it all, who would else find the connection broken', async () => {
    const app = new Hono().use(limitBody('too long')).post('/', (c) => c.text('ok'));
    const { port } = await serve(app);
    const half = Buffer.alloc(1024 * 1024);
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.write(
      `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${2 * half.length}\r\n\r\n`,
    );
    socket.write(half);
    // An answer to half a body would come at once.
    await Promise.race([once(socket, 'data'), pause(200)]);
    expect(answer).toBe('');
    socket.write(half);
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('is answered with 413 without being read to its end when it is far too long', async () => {
    const app = new Hono().use(limitBody('too long')).post('/', (c) => c.text('ok'));
    const { port } = await serve(app);
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${2 ** 34}\r\n\r\n`);
    const mebibyte = Buffer.alloc(1024 * 1024);
    const answers: string[] = [];
    let sent = 0;
    socket.on('data', (chunk: Buffer) => answers.push(chunk.toString()));
    while (answers.length === 0 && !socket.destroyed && sent < 1_000) {
      sent += 1;
      // Waits until the other side has read it.
      await new Promise((resolve) => socket.write(mebibyte, resolve));
    }
    socket.destroy();
    // A sender who goes on and on may find the connection broken before it reads the answer.
    expect(answers.join('')).toMatch(/^(?:HTTP\/1\.1 413 |$)/);
    expect(sent).toBeLessThan(200);
  });
});
