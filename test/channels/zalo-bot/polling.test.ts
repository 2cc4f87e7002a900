import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Poller } from '../../../src/channels/poller.ts';
import { createZaloBotApi } from '../../../src/channels/zalo-bot/api.ts';
import { createPoller } from '../../../src/channels/zalo-bot/polling.ts';
import { readEvent } from '../../../src/channels/zalo-bot/receive.ts';
import { createTroubleLog } from '../../../src/channels/zalo-bot/trouble-log.ts';
import { wordsOf } from '../../../src/core/messages.ts';
import { notedLog } from '../../support/noted-log.ts';
import { waitFor } from '../../support/wait-for.ts';
import { startZaloBotApi, zaloEvent, type ZaloBotApi } from '../../support/zalo-bot-api.ts';

let platform: ZaloBotApi;
const pollers: Poller[] = [];
beforeEach(async () => {
  platform = await startZaloBotApi();
});
afterEach(async () => {
  await Promise.all(pollers.splice(0).map((poller) => poller.stop()));
  await platform.close();
});

/** A poller whose waits take no time and are noted, and which notes what was stored. */
function pollerOf(receive: (text: string) => Promise<void> = async () => {}, pollSeconds = 2) {
  const { log, lines } = notedLog();
  const stored: string[] = [];
  const waitsMs: number[] = [];
  const poller = createPoller({
    api: createZaloBotApi(platform),
    read: (event) => readEvent(event, Temporal.Now.instant(), platform.botId),
    trouble: createTroubleLog(log, { calmMs: 0 }),
    log,
    pollSeconds,
    timeoutMs: 5_000,
    wait: async (ms) => {
      waitsMs.push(ms);
    },
    receive: async (messages) => {
      for (const message of messages) {
        // oxlint-disable-next-line no-await-in-loop
        await receive(wordsOf(message));
        stored.push(wordsOf(message));
      }
    },
  });
  pollers.push(poller);
  return { poller, stored, waitsMs, lines };
}

describe('the poll', () => {
  it('takes one event after the other, each stored before the next is asked for', async () => {
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const { poller, stored } = pollerOf((text) => {
      begun.resolve();
      return text === 'a' ? gate.promise : Promise.resolve();
    });
    await platform.say('42', 'a');
    await platform.say('43', 'b');
    poller.start();
    await begun.promise;
    expect(platform.calls('getUpdates')).toEqual([{ timeout: 2 }]);
    gate.resolve();
    await waitFor(() => stored.length === 2);
    expect(stored).toEqual(['a', 'b']);
  });

  it('polls again at once and in silence when nothing came (408)', async () => {
    const { poller, stored, waitsMs, lines } = pollerOf(undefined, 0);
    poller.start();
    await waitFor(() => platform.calls('getUpdates').length >= 3);
    await platform.say('42', 'a');
    await waitFor(() => stored.length === 1);
    expect(waitsMs).toEqual([]);
    expect(lines).toEqual([]);
  });

  it('takes a list of events too, in order, as others have seen one', async () => {
    await platform.close();
    platform = await startZaloBotApi({ updates: 'list' });
    const { poller, stored } = pollerOf();
    await platform.say('42', 'a');
    await platform.say('43', 'b');
    poller.start();
    await waitFor(() => stored.length === 2);
    expect(stored).toEqual(['a', 'b']);
  });

  it('leaves out the bot’s own words and goes on', async () => {
    const { poller, stored } = pollerOf();
    await platform.happen(zaloEvent('text', '42', { text: 'echo' }, { from: { id: platform.botId } }));
    await platform.say('42', 'a');
    poller.start();
    await waitFor(() => stored.length === 1);
    expect(stored).toEqual(['a']);
  });

  it('keeps an event that cannot be stored, for Zalo gives it only once, and fetches no other meanwhile', async () => {
    let tries = 0;
    const { poller, stored, waitsMs, lines } = pollerOf(async () => {
      tries += 1;
      if (tries <= 3) throw new Error('no database');
    });
    await platform.say('42', 'a');
    await platform.say('42', 'b');
    poller.start();
    await waitFor(() => stored.length === 2);
    expect(stored).toEqual(['a', 'b']);
    expect(waitsMs).toEqual([1000, 2000, 4000]);
    expect(lines.map(({ event }) => event)).toEqual([expect.stringContaining('could not be stored')]);
  });

  it('stops within a moment, tries once more to store what it holds, and says so if that is lost', async () => {
    const begun = Promise.withResolvers<void>();
    let tries = 0;
    const { poller, lines } = pollerOf(async () => {
      tries += 1;
      begun.resolve();
      throw new Error('no database');
    });
    await platform.say('42', 'a');
    poller.start();
    await begun.promise;
    await poller.stop();
    expect(tries).toBeGreaterThanOrEqual(2);
    expect(lines.at(-1)?.event).toContain('A message is lost');
  });
});

describe('a platform in trouble', () => {
  it('is asked again after 1, 2, 4 … s, and one line tells of the outage and one of its end', async () => {
    const { poller, stored, waitsMs, lines } = pollerOf();
    platform.fail(
      'getUpdates',
      { status: 502, html: '<html>' },
      'reset',
      { code: 403 },
      'truncated',
      'empty',
      { code: 500 },
    );
    await platform.say('42', 'a');
    poller.start();
    await waitFor(() => stored.length === 1);
    expect(waitsMs).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000]);
    expect(lines.map(({ event }) => event)).toEqual([
      expect.stringContaining('Zalo does not answer'),
      'Zalo Bot works again',
    ]);
  });

  it.each([
    [401, 30_000, 'ZALO_BOT_TOKEN'],
    [404, 1000, 'ZALO_BOT_API_ROOT'],
    [429, 60_000, 'quota'],
  ])('that answers %i is asked again after %i ms', async (code, expectedMs, said) => {
    const { poller, stored, waitsMs, lines } = pollerOf();
    platform.fail('getUpdates', { code });
    await platform.say('42', 'a');
    poller.start();
    await waitFor(() => stored.length === 1);
    expect(waitsMs).toEqual([expectedMs]);
    expect(lines[0]?.event).toContain(said);
  });
});

describe('a webhook that is set already', () => {
  it('is not removed: one line says what to do, and polling begins when it is gone', async () => {
    platform.setWebhookUrl('https://elsewhere.example.vn/hook');
    const { poller, stored, waitsMs, lines } = pollerOf();
    poller.start();
    await waitFor(() => waitsMs.length >= 3);
    expect(platform.calls('deleteWebhook')).toEqual([]);
    expect(platform.calls('getUpdates')).toEqual([]);
    expect(lines.map(({ event }) => event)).toEqual([expect.stringContaining('deleteWebhook')]);
    expect(JSON.stringify(lines)).not.toContain('elsewhere');
    platform.setWebhookUrl('');
    await platform.say('42', 'a');
    await waitFor(() => stored.length === 1);
    expect(new Set(waitsMs)).toEqual(new Set([30_000]));
  });
});
