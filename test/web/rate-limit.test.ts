import { Hono } from 'hono';
import { beforeEach, describe, expect, it } from 'vitest';
import { limitRate } from '../../src/web/rate-limit.ts';

let now: number;
let remote: string | undefined;
let app: Hono;

beforeEach(() => {
  now = 0;
  remote = '203.0.113.7';
  app = new Hono();
  app.use(limitRate({ perMinute: 3, remoteAddress: () => remote, clock: () => now }));
  app.get('/', (c) => c.text('ok'));
});

async function ask(times: number, forwarded?: string): Promise<readonly number[]> {
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const statuses: number[] = [];
  // oxlint-disable-next-line no-await-in-loop
  for (let time = 0; time < times; time += 1) statuses.push((await app.request('/', { headers })).status);
  return statuses;
}

describe('a client that asks too often', () => {
  it('is refused until the minute is over, and told how long that is', async () => {
    expect(await ask(4)).toEqual([200, 200, 200, 429]);
    now = 18_000;
    expect((await app.request('/')).headers.get('Retry-After')).toBe('42');
    now = 60_000;
    expect(await ask(1)).toEqual([200]);
  });

  it('takes nothing from another client', async () => {
    await ask(4);
    remote = '203.0.113.8';
    expect(await ask(1)).toEqual([200]);
  });

  it('is known by what the proxy on this machine added last, whatever the client wrote before it', async () => {
    remote = '127.0.0.1';
    expect(await ask(3, '198.51.100.1')).toEqual([200, 200, 200]);
    expect(await ask(1, '1.2.3.4, 198.51.100.1')).toEqual([429]);
    expect(await ask(1, '198.51.100.2')).toEqual([200]);
  });

  it('is known by its own address where there is no proxy, whatever it claims', async () => {
    expect(await ask(3, '198.51.100.1')).toEqual([200, 200, 200]);
    expect(await ask(1, '198.51.100.2')).toEqual([429]);
  });
});
