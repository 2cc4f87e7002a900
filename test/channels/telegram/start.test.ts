import { afterEach, describe, expect, it } from 'vitest';
import type { RunningChannel } from '../../../src/channels/channel.ts';
import { readBotName, startTelegram } from '../../../src/channels/telegram/start.ts';
import type { TelegramConfig } from '../../../src/config.ts';
import type { InboundMessage } from '../../../src/core/messages.ts';
import { serveApp } from '../../../src/web/serve.ts';
import { testApp } from '../../support/app.ts';
import { startBotApi } from '../../support/bot-api.ts';
import { BAD_GATEWAY, refused, startFaultyBotApi } from '../../support/faulty-bot-api.ts';
import { notedLog } from '../../support/noted-log.ts';
import { tapUpdate } from '../../support/telegram-updates.ts';
import { waitFor } from '../../support/wait-for.ts';

const cleanUps: (() => Promise<unknown>)[] = [];
const atEnd = <T extends { close(): Promise<unknown> }>(thing: T): T => {
  cleanUps.push(() => thing.close());
  return thing;
};
afterEach(async () => {
  // oxlint-disable-next-line no-await-in-loop
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

type Start = { readonly mode?: TelegramConfig['mode']; readonly publicUrl?: string };

/** The channel with an inbox that answers each message in its own chat at once, as delivery would. */
async function start(
  account: { apiRoot: string; token: string },
  { mode = 'polling', publicUrl }: Start = {},
) {
  const { log, lines } = notedLog();
  const received: InboundMessage[] = [];
  const running: { telegram?: RunningChannel } = {};
  const telegram = await startTelegram({
    config: { ...account, mode, webhookSecret: 's3cret', rate: { perSecond: 30, perChatPerSecond: 1 } },
    publicUrl,
    log,
    pollInTurn(poller) {
      poller.start();
      return { end: () => poller.stop() };
    },
    async receive(messages) {
      received.push(...messages);
      // oxlint-disable-next-line no-await-in-loop
      for (const message of messages)
        await running.telegram?.sender.send(message.chat.externalId, echo(message));
    },
  });
  running.telegram = telegram;
  cleanUps.push(() => telegram.stop());
  return { telegram, received, lines };
}

function echo(message: InboundMessage) {
  const text = message.kind === 'text' ? message.text : message.kind;
  return { text: ['Đã nhận <', { bold: text }, '>'], buttons: [[{ text: 'Gửi', token: 'send:1' }]] };
}

const reply = (text: string) => ({
  text: `Đã nhận &lt;<b>${text}</b>&gt;`,
  buttons: [[{ text: 'Gửi', data: 'send:1' }]],
});

describe('Telegram against an emulator that others wrote', () => {
  it('polls, answers, and knows its name', async () => {
    const platform = atEnd(await startBotApi());
    const { telegram, received } = await start(platform);
    expect(telegram.botName).toBe('hai_chieu_bot');
    expect(telegram.webhook).toBeUndefined();
    await platform.say(42, 'hg 5/6');
    await platform.say(43, '/start AB2CD3EF');
    expect(await platform.waitForMessages(42, 1)).toEqual([reply('hg 5/6')]);
    expect(await platform.waitForMessages(43, 1)).toEqual([reply('/start AB2CD3EF')]);
    expect(received.map(({ key }) => key)).toEqual(['u:1', 'u:2']);
    expect(await readBotName(platform)).toBe('hai_chieu_bot');
  });

  it('takes updates by the webhook, in order, and those that came while nothing was stored come again', async () => {
    const platform = atEnd(await startBotApi());
    const { log } = notedLog();
    let down = true;
    let refusals = 0;
    const taken: unknown[] = [];
    const app = testApp({
      log,
      telegram: {
        secret: 's3cret',
        async take(update) {
          if (down) {
            refusals += 1;
            throw new Error('no database');
          }
          await hooked.telegram.webhook?.take(update);
          taken.push(update);
        },
      },
    });
    const server = atEnd(await serveApp(app, { host: '127.0.0.1', port: 0 }));
    const publicUrl = `http://127.0.0.1:${server.port}`;
    const hooked = await start(platform, { mode: 'webhook', publicUrl });
    await waitFor(() => platform.calls('setWebhook').length === 1);
    expect(platform.calls('setWebhook')).toEqual([
      {
        url: `${publicUrl}/webhooks/telegram`,
        secret_token: '<redacted>',
        allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
      },
    ]);
    await platform.say(42, 'một');
    await platform.say(42, 'hai');
    await waitFor(() => refusals > 0);
    down = false;
    expect(await platform.waitForMessages(42, 2)).toEqual([reply('một'), reply('hai')]);
    await waitFor(() => taken.length === 2);

    const tap = await fetch(`${publicUrl}/webhooks/telegram`, {
      method: 'POST',
      headers: { 'x-telegram-bot-api-secret-token': 's3cret' },
      body: JSON.stringify(tapUpdate(900, 42, 'send:1')),
    });
    expect(tap.status).toBe(200);
    expect(hooked.received.at(-1)).toMatchObject({ kind: 'choice', token: 'send:1', key: 'u:900' });
    await waitFor(() => platform.calls('answerCallbackQuery').length === 1);
    expect(platform.calls('answerCallbackQuery')).toEqual([{ callback_query_id: 'tap-900' }]);
    await hooked.telegram.stop();
    expect(platform.calls('deleteWebhook')).toEqual([]);
  });

  it('removes the webhook of the past when it polls', async () => {
    const platform = atEnd(await startBotApi());
    const server = atEnd(await serveApp(testApp({}), { host: '127.0.0.1', port: 0 }));
    const before = await start(platform, { mode: 'webhook', publicUrl: `http://127.0.0.1:${server.port}` });
    await waitFor(() => platform.calls('setWebhook').length === 1);
    await before.telegram.stop();
    await platform.say(42, 'một');
    await start(platform);
    expect(await platform.waitForMessages(42, 1)).toEqual([reply('một')]);
  });
});

describe('Telegram in trouble at the start', () => {
  it('starts all the same, and learns its name and sets its webhook when the platform is back', async () => {
    const platform = atEnd(await startFaultyBotApi());
    platform.answer('getMe', 'reset');
    platform.answer('setWebhook', BAD_GATEWAY);
    const { telegram, lines } = await start(platform, {
      mode: 'webhook',
      publicUrl: 'https://bot.example.vn',
    });
    await waitFor(() => telegram.botName === 'hai_bot' && platform.seen('setWebhook').length === 2);
    await waitFor(() => lines.length === 2);
    expect(lines.map(({ event }) => event).toSorted()).toEqual([
      'Telegram does not answer: trying again, nothing is lost',
      'Telegram posts updates to the webhook',
    ]);
  });

  it('does not wait for a platform that hangs, and stops within a second', async () => {
    const platform = atEnd(await startFaultyBotApi());
    platform.answer('getMe', 'hang');
    platform.answer('getUpdates', 'hang');
    const startMs = performance.now();
    const { telegram } = await start(platform);
    expect(telegram.botName).toBeUndefined();
    expect(performance.now() - startMs).toBeLessThan(3000);
    const stopMs = performance.now();
    await telegram.stop();
    expect(performance.now() - stopMs).toBeLessThan(1000);
  });

  it('names PUBLIC_URL when Telegram refuses the address', async () => {
    const platform = atEnd(await startFaultyBotApi());
    platform.answer('setWebhook', refused(400, 'Bad Request: bad webhook: An HTTPS URL must be provided'));
    const { lines } = await start(platform, { mode: 'webhook', publicUrl: 'http://bot.example.vn' });
    await waitFor(() => lines.length === 1);
    expect(lines).toMatchObject([
      {
        level: 'error',
        event: expect.stringContaining('PUBLIC_URL'),
        facts: { reason: expect.stringContaining('HTTPS') },
      },
    ]);
  });

  it('says once that the token is refused, though every part meets it', async () => {
    const platform = atEnd(await startFaultyBotApi());
    const { lines } = await start({ apiRoot: platform.apiRoot, token: '1:wrong' });
    await platform.waitForRequests('getMe', 1);
    await platform.waitForRequests('getUpdates', 1);
    await waitFor(() => lines.length > 0);
    expect(lines.map(({ event }) => event)).toEqual([expect.stringContaining('TELEGRAM_BOT_TOKEN')]);
    expect(await readBotName({ ...platform, token: '1:wrong' })).toBeUndefined();
  });
});

describe('a tapped button', () => {
  it('stops turning at once, and if Telegram refuses that, nothing happens', async () => {
    const platform = atEnd(await startFaultyBotApi());
    platform.answer('answerCallbackQuery', refused(400, 'Bad Request: query is too old'), 'reset');
    const { received, lines } = await start(platform);
    platform.push(tapUpdate(1, 42, 'send:1'), tapUpdate(2, 42, 'send:1'));
    await waitFor(() => received.length === 2);
    await platform.waitForRequests('answerCallbackQuery', 2);
    expect(lines).toEqual([]);
  });
});
