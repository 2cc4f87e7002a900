import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBotApi } from '../../../src/channels/telegram/api.ts';
import type { Poller } from '../../../src/channels/poller.ts';
import { createPoller } from '../../../src/channels/telegram/polling.ts';
import { createTroubleLog } from '../../../src/channels/telegram/trouble-log.ts';
import { BAD_GATEWAY, refused, startFaultyBotApi, type FaultyBotApi } from '../../support/faulty-bot-api.ts';
import { notedLog } from '../../support/noted-log.ts';
import { textUpdate } from '../../support/telegram-updates.ts';
import { waitFor } from '../../support/wait-for.ts';

let platform: FaultyBotApi;
const pollers: Poller[] = [];
beforeEach(async () => {
  platform = await startFaultyBotApi();
});
afterEach(async () => {
  await Promise.all(pollers.splice(0).map((poller) => poller.stop()));
  await platform.close();
});

type Options = {
  readonly take?: (ids: readonly number[]) => Promise<void>;
  readonly timeoutMs?: number;
  readonly clockMs?: () => number;
  readonly apiRoot?: string;
};

/** A poller whose waits take no time and are noted, and which notes what was stored. */
function pollerOf({ take = async () => undefined, timeoutMs = 5_000, clockMs, apiRoot }: Options = {}) {
  const { log, lines } = notedLog();
  const stored: number[] = [];
  const waitsMs: number[] = [];
  const poller = createPoller({
    api: createBotApi({ apiRoot: apiRoot ?? platform.apiRoot, token: platform.token }),
    trouble: createTroubleLog(log, { calmMs: 0 }),
    log,
    pollSeconds: 2,
    timeoutMs,
    ...(clockMs && { clockMs }),
    wait: async (ms) => {
      waitsMs.push(ms);
    },
    take: async (updates) => {
      const ids = updates.flatMap((update) =>
        typeof update === 'object' && update !== null && 'update_id' in update
          ? [Number(update.update_id)]
          : [],
      );
      await take(ids);
      stored.push(...ids);
    },
  });
  pollers.push(poller);
  return { poller, stored, waitsMs, lines };
}

const offsets = () => platform.seen('getUpdates').map((body) => body['offset']);

describe('the poll', () => {
  it('asks for our kinds of update, holds the line open, and confirms a batch with the next call', async () => {
    const { poller, stored } = pollerOf();
    platform.push(textUpdate(7, 42, 'a'), textUpdate(8, 43, 'b'));
    poller.start();
    await platform.waitForRequests('getUpdates', 2);
    platform.push(textUpdate(12, 42, 'c'));
    await platform.waitForRequests('getUpdates', 3);
    await waitFor(() => platform.unconfirmed().length === 0);
    expect(stored).toEqual([7, 8, 12]);
    expect(offsets().slice(0, 3)).toEqual([undefined, 9, 13]);
    expect(platform.seen('getUpdates')[0]).toMatchObject({
      timeout: 2,
      limit: 100,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
    });
  });

  it('confirms nothing while a batch is being stored', async () => {
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const { poller } = pollerOf({
      take: () => {
        begun.resolve();
        return gate.promise;
      },
    });
    platform.push(textUpdate(7, 42, 'a'));
    poller.start();
    await begun.promise;
    expect(platform.seen('getUpdates')).toHaveLength(1);
    expect(platform.unconfirmed()).toEqual([7]);
    gate.resolve();
    await waitFor(() => platform.unconfirmed().length === 0);
  });

  it('fetches a batch again until it is stored, backing off, and tells the operator once', async () => {
    let tries = 0;
    const { poller, stored, waitsMs, lines } = pollerOf({
      take: async () => {
        tries += 1;
        if (tries <= 7) throw new Error('the text of a person');
      },
    });
    platform.push(textUpdate(7, 42, 'a'));
    poller.start();
    await waitFor(() => platform.unconfirmed().length === 0);
    expect(stored).toEqual([7]);
    expect(offsets().slice(0, 9)).toEqual([...Array.from({ length: 8 }, () => undefined), 8]);
    expect(waitsMs).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(lines).toEqual([
      { level: 'error', facts: expect.anything(), event: expect.stringContaining('none is confirmed') },
      { level: 'info', facts: { channel: 'telegram' }, event: 'Updates are stored again' },
    ]);
    expect(JSON.stringify(lines)).not.toContain('the text of a person');
  });

  it('that cannot be stored after a platform in trouble is told all the same', async () => {
    let tries = 0;
    const { poller, stored, lines } = pollerOf({
      take: async () => {
        tries += 1;
        if (tries === 1) throw new Error('no database');
      },
    });
    platform.answer('getUpdates', BAD_GATEWAY);
    platform.push(textUpdate(7, 42, 'a'));
    poller.start();
    await waitFor(() => stored.length === 1);
    expect(lines.map(({ event }) => event)).toEqual([
      expect.stringContaining('does not answer'),
      'Telegram works again',
      expect.stringContaining('none is confirmed'),
      'Updates are stored again',
    ]);
  });

  it('begins without an offset after days of silence, for Telegram may number anew and lower', async () => {
    let nowMs = 0;
    const { poller, stored } = pollerOf({ clockMs: () => nowMs });
    platform.push(textUpdate(900, 42, 'a'));
    poller.start();
    await platform.waitForRequests('getUpdates', 2);
    nowMs = 6 * 24 * 3_600_000;
    platform.push(textUpdate(901, 42, 'b'));
    await platform.waitForRequests('getUpdates', 3);
    await waitFor(() => stored.length === 2);
    nowMs += 6 * 24 * 3_600_000;
    await platform.waitForRequests('getUpdates', 4);
    platform.push(textUpdate(5, 42, 'c'));
    await waitFor(() => stored.includes(5));
    expect(offsets()).toContain(902);
  });
});

describe('a platform in trouble', () => {
  it('is asked again after 1, 2, 4, 8 … s, whatever its trouble, and one line tells of the outage and one of its end', async () => {
    const { poller, stored, waitsMs, lines } = pollerOf();
    platform.answer(
      'getUpdates',
      BAD_GATEWAY,
      'reset',
      { status: 200, html: '<html>captive portal' },
      'empty',
      { status: 200, json: { ok: true, result: 'no list' } },
      { status: 200, json: { ok: true, result: [{ no: 'update_id' }] } },
      refused(500, 'Internal'),
    );
    platform.push(textUpdate(7, 42, 'a'));
    poller.start();
    await waitFor(() => stored.length === 1);
    expect(waitsMs).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(lines.map(({ event }) => event)).toEqual([
      'Telegram does not answer: trying again, nothing is lost',
      'Telegram works again',
    ]);
  });

  it('that hangs is left after the time-out', async () => {
    const { poller, stored, waitsMs } = pollerOf({ timeoutMs: 150 });
    platform.answer('getUpdates', 'hang', 'hang in the body');
    platform.push(textUpdate(7, 42, 'a'));
    poller.start();
    await waitFor(() => stored.length === 1);
    expect(waitsMs).toEqual([1000, 2000]);
  });

  it('that asks for patience gets it', async () => {
    const { poller, stored, waitsMs, lines } = pollerOf();
    platform.answer('getUpdates', refused(429, 'Too Many Requests: retry after 12', 12));
    platform.push(textUpdate(7, 42, 'a'));
    poller.start();
    await waitFor(() => stored.length === 1);
    expect(waitsMs).toEqual([12_000]);
    expect(lines).toHaveLength(2);
  });

  it('that refuses the token is asked every 30 seconds, and one line names the variable', async () => {
    const { poller, stored, waitsMs, lines } = pollerOf();
    platform.answer(
      'getUpdates',
      refused(401, 'Unauthorized'),
      refused(401, 'Unauthorized'),
      refused(404, 'Not Found'),
    );
    platform.push(textUpdate(7, 42, 'a'));
    poller.start();
    await waitFor(() => stored.length === 1);
    expect(waitsMs).toEqual([30_000, 30_000, 30_000]);
    expect(lines.filter(({ level }) => level === 'error')).toEqual([
      { level: 'error', facts: expect.anything(), event: expect.stringContaining('TELEGRAM_BOT_TOKEN') },
    ]);
    expect(JSON.stringify(lines)).not.toContain(platform.token);
  });

  it('that refuses the call itself is asked again and the operator reads why, once', async () => {
    const { poller, stored, lines } = pollerOf();
    platform.answer('getUpdates', refused(400, 'Bad Request: no'), refused(400, 'Bad Request: no'));
    platform.push(textUpdate(7, 42, 'a'));
    poller.start();
    await waitFor(() => stored.length === 1);
    expect(lines).toMatchObject([
      {
        level: 'error',
        facts: { channel: 'telegram', reason: '400 Bad Request: no' },
        event: 'Telegram refuses getUpdates: trying again, nothing is lost',
      },
      { event: 'Telegram works again' },
    ]);
  });
});

describe('another receiver of the same bot', () => {
  it('that polls is waited for, and said once', async () => {
    const { poller, stored, waitsMs, lines } = pollerOf();
    const conflict = refused(409, 'Conflict: terminated by other getUpdates request');
    platform.answer('getUpdates', conflict, conflict, conflict, conflict);
    platform.push(textUpdate(7, 42, 'a'));
    poller.start();
    await waitFor(() => stored.length === 1);
    expect(waitsMs).toEqual([5000, 5000, 5000, 8000]);
    expect(lines.filter(({ event }) => event.includes('Another process'))).toHaveLength(1);
    expect(platform.seen('deleteWebhook')).toEqual([]);
  });

  const webhookSet = refused(409, "Conflict: can't use getUpdates method while webhook is active");

  it('that is a webhook of the past is removed at the start, said, and no update is dropped', async () => {
    const { poller, stored, waitsMs, lines } = pollerOf();
    platform.answer('getUpdates', webhookSet);
    platform.push(textUpdate(7, 42, 'a'));
    poller.start();
    await waitFor(() => stored.length === 1);
    expect(platform.seen('deleteWebhook')).toEqual([{}]);
    expect(waitsMs).toEqual([]);
    expect(lines.map(({ event }) => event)).toEqual([expect.stringContaining('TELEGRAM_MODE')]);
  });

  it('that is a webhook which cannot be removed yet is removed later', async () => {
    const { poller, stored, waitsMs } = pollerOf();
    platform.answer('getUpdates', webhookSet, webhookSet);
    platform.answer('deleteWebhook', BAD_GATEWAY);
    platform.push(textUpdate(7, 42, 'a'));
    poller.start();
    await waitFor(() => stored.length === 1);
    expect(platform.seen('deleteWebhook')).toHaveLength(2);
    expect(waitsMs).toEqual([5000]);
  });

  it('that sets a webhook later is waited for, not fought', async () => {
    const { poller, stored, waitsMs } = pollerOf();
    platform.push(textUpdate(7, 42, 'a'));
    poller.start();
    await platform.waitForRequests('getUpdates', 2);
    platform.answer('getUpdates', webhookSet, webhookSet);
    platform.push(textUpdate(8, 42, 'a'));
    await waitFor(() => stored.length === 2);
    await waitFor(() => waitsMs.length === 2);
    expect(platform.seen('deleteWebhook')).toEqual([]);
  });
});

describe('stopping', () => {
  it('ends an open poll at once', async () => {
    const { poller } = pollerOf();
    poller.start();
    await platform.waitForRequests('getUpdates', 1);
    const startMs = performance.now();
    await poller.stop();
    expect(performance.now() - startMs).toBeLessThan(1000);
  });

  it('lets the batch in work finish, which then comes again to whoever polls next', async () => {
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const first = pollerOf({
      take: () => {
        begun.resolve();
        return gate.promise;
      },
    });
    platform.push(textUpdate(7, 42, 'a'));
    first.poller.start();
    await begun.promise;
    const stopped = first.poller.stop();
    gate.resolve();
    await stopped;
    expect(first.stored).toEqual([7]);
    expect(platform.unconfirmed()).toEqual([7]);
    const second = pollerOf();
    second.poller.start();
    await waitFor(() => second.stored.length === 1);
  });

  it('and starting may follow each other, as a lease comes and goes; twice is once', async () => {
    const { poller, stored } = pollerOf();
    poller.start();
    poller.start();
    await platform.waitForRequests('getUpdates', 1);
    await Promise.all([poller.stop(), poller.stop()]);
    await poller.stop();
    platform.push(textUpdate(7, 42, 'a'));
    poller.start();
    await waitFor(() => stored.length === 1);
    expect(offsets().slice(0, 2)).toEqual([undefined, undefined]);
  });
});
