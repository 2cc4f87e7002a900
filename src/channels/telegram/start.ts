import { z } from 'zod';
import type { TelegramConfig } from '../../config.ts';
import type { Log } from '../../log.ts';
import type { Receive, RunningChannel, SendingChannel } from '../channel.ts';
import { untilItWorks } from '../persist.ts';
import type { Poller } from '../poller.ts';
import { wait } from '../wait.ts';
import { createBotApi, type BotApi } from './api.ts';
import { isAboutCall, reasonOf, waitMs } from './failures.ts';
import { createTelegramFetcher } from './fetch.ts';
import { createIntake } from './intake.ts';
import { createPoller } from './polling.ts';
import { ALLOWED_UPDATES } from './receive.ts';
import { createTelegramSender } from './send.ts';
import { createTroubleLog, type TroubleLog } from './trouble-log.ts';

/** Where Telegram posts updates in webhook mode, under PUBLIC_URL. */
export const WEBHOOK_PATH = '/webhooks/telegram';

const CALL_TIMEOUT_MS = 10_000;
/** The start waits so long for the bot's name, then goes on without it. */
const NAME_AT_START_MS = 1_500;

export type TelegramParts = {
  readonly config: TelegramConfig;
  /** Needed in webhook mode; no trailing slash. */
  readonly publicUrl: string | undefined;
  readonly receive: Receive;
  readonly log: Log;
  /** Runs the poller whenever this process is the one that polls, until `end`; without it this process always is. */
  readonly pollInTurn?: (poller: Poller) => { end(): Promise<void> };
};

/** The sender alone, for a command that sends beside the service. */
export function createTelegramSenderFor(config: TelegramConfig, log: Log): SendingChannel {
  return createTelegramSender({ api: createBotApi(config), trouble: createTroubleLog(log) });
}

/** Starts receiving and gives the sender. Resolves within 1.5 s also when Telegram is down: all that needs it is tried again. */
export async function startTelegram(parts: TelegramParts): Promise<RunningChannel> {
  const { config, log } = parts;
  const stopping = new AbortController();
  const api = createBotApi(config);
  const trouble = createTroubleLog(log);
  const take = createIntake({ api, receive: parts.receive, stopping: stopping.signal });
  const poller = createPoller({ api, take, trouble, log });

  let botName: string | undefined;
  const naming = (async () => {
    botName = await learnName(api, trouble, log, stopping.signal);
  })();
  let registering = Promise.resolve();
  let endPolling = () => poller.stop();
  if (config.mode === 'webhook') registering = setWebhook(parts, api, trouble, stopping.signal);
  else if (parts.pollInTurn) {
    const turn = parts.pollInTurn(poller);
    endPolling = () => turn.end();
  } else poller.start();

  await Promise.race([naming, wait(NAME_AT_START_MS, stopping.signal)]);
  return {
    sender: createTelegramSender({ api, trouble }),
    fetcher: createTelegramFetcher({ api, account: config, trouble }),
    get botName() {
      return botName;
    },
    webhook:
      config.mode === 'webhook' && config.webhookSecret !== undefined
        ? { secret: config.webhookSecret, take: (update) => take([update]) }
        : undefined,
    async stop() {
      stopping.abort();
      await Promise.all([endPolling(), naming, registering]);
    },
  };
}

/** The bot's name as links need it, asked once, for commands that do not run the bot. Undefined: Telegram does not say it within 5 s. */
export async function readBotName(
  config: Pick<TelegramConfig, 'token' | 'apiRoot'>,
): Promise<string | undefined> {
  const answer = await createBotApi(config).call('getMe', {}, { timeoutMs: 5_000 });
  return answer.ok ? nameIn(answer.result) : undefined;
}

async function learnName(
  api: BotApi,
  trouble: TroubleLog,
  log: Log,
  signal: AbortSignal,
): Promise<string | undefined> {
  const result = await untilItWorks(() => api.call('getMe', {}, { timeoutMs: CALL_TIMEOUT_MS, signal }), {
    trouble,
    wait,
    signal,
    isAboutCall,
    waitMs,
    refused: (failure) =>
      log.error('Telegram refuses getMe', { channel: 'telegram', reason: reasonOf(failure) }),
  });
  return nameIn(result);
}

function nameIn(result: unknown): string | undefined {
  return z.object({ username: z.string().min(1) }).safeParse(result).data?.username;
}

async function setWebhook(
  { config, publicUrl, log }: TelegramParts,
  api: BotApi,
  trouble: TroubleLog,
  signal: AbortSignal,
): Promise<void> {
  const url = `${publicUrl ?? ''}${WEBHOOK_PATH}`;
  const call = () =>
    api.call(
      'setWebhook',
      {
        url,
        allowed_updates: ALLOWED_UPDATES,
        ...(config.webhookSecret !== undefined && { secret_token: config.webhookSecret }),
      },
      { timeoutMs: CALL_TIMEOUT_MS, signal },
    );
  const result = await untilItWorks(call, {
    trouble,
    wait,
    signal,
    isAboutCall,
    waitMs,
    refused: (failure) =>
      log.error(
        'Telegram refuses the webhook address: PUBLIC_URL must be an https address that Telegram reaches, for example https://bot.example.vn; trying again every 30 seconds',
        { channel: 'telegram', url, reason: reasonOf(failure) },
      ),
  });
  if (result !== undefined) log.info('Telegram posts updates to the webhook', { channel: 'telegram', url });
}
