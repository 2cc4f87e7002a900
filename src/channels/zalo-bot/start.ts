import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { ZaloBotConfig } from '../../config.ts';
import type { Log } from '../../log.ts';
import type { Receive, RunningChannel, SendingChannel } from '../channel.ts';
import { untilItWorks } from '../persist.ts';
import type { Poller } from '../poller.ts';
import { wait } from '../wait.ts';
import { createZaloBotApi, type ZaloBotApi } from './api.ts';
import { isAboutCall, reasonOf, waitMs } from './failures.ts';
import { createZaloBotFetcher } from './fetch.ts';
import { createPoller } from './polling.ts';
import { readEvent } from './receive.ts';
import { createZaloBotSender } from './send.ts';
import { createTroubleLog, type TroubleLog } from './trouble-log.ts';

/** Where Zalo posts events in webhook mode, under PUBLIC_URL. */
export const WEBHOOK_PATH = '/webhooks/zalo-bot';

const CALL_TIMEOUT_MS = 10_000;
/** The start waits so long for the bot's name, then goes on without it. */
const NAME_AT_START_MS = 1_500;

export type ZaloBotParts = {
  readonly config: ZaloBotConfig;
  readonly receive: Receive;
  readonly log: Log;
  /** Runs the poller whenever this process is the one that polls, until `end`. */
  readonly pollInTurn: (poller: Poller) => { end(): Promise<void> };
};

/** The sender alone, for a command that sends beside the service. */
export function createZaloBotSenderFor(config: ZaloBotConfig, log: Log): SendingChannel {
  return createZaloBotSender({ api: createZaloBotApi(config), trouble: createTroubleLog(log) });
}

/** Starts receiving and gives the sender. Resolves within 1.5 s also when Zalo is down: all that needs it is tried again. */
export async function startZaloBot(parts: ZaloBotParts): Promise<RunningChannel> {
  const { config, log, receive } = parts;
  const stopping = new AbortController();
  const { signal } = stopping;
  const api = createZaloBotApi(config);
  const trouble = createTroubleLog(log);
  let bot: Bot = { id: undefined, name: undefined };
  const read = (event: unknown) => readEvent(event, Temporal.Now.instant(), bot.id);

  const naming = (async () => {
    bot = await learnBot(api, trouble, log, signal);
  })();
  const { webhook } = config;
  const turn = webhook ? undefined : parts.pollInTurn(createPoller({ api, read, receive, trouble, log }));
  const registering = webhook ? setWebhook(webhook, api, trouble, log, signal) : undefined;

  await Promise.race([naming, wait(NAME_AT_START_MS, signal)]);
  return {
    sender: createZaloBotSender({ api, trouble }),
    fetcher: createZaloBotFetcher(config),
    get botName() {
      return bot.name;
    },
    webhook: webhook && {
      secret: webhook.secret,
      async take(event) {
        const message = read(event);
        if (message) await receive([message]);
      },
    },
    async stop() {
      stopping.abort();
      await Promise.all([turn?.end(), naming, registering]);
    },
  };
}

type Bot = { readonly id: string | undefined; readonly name: string | undefined };

/** The bot's name, asked once, for commands that do not run the bot. Undefined: Zalo does not say it within 5 s. */
export async function readBotName(
  config: Pick<ZaloBotConfig, 'token' | 'apiRoot'>,
): Promise<string | undefined> {
  const answer = await createZaloBotApi(config).call('getMe', {}, { timeoutMs: 5_000 });
  return answer.ok ? botIn(answer.result).name : undefined;
}

async function learnBot(api: ZaloBotApi, trouble: TroubleLog, log: Log, signal: AbortSignal): Promise<Bot> {
  const result = await untilItWorks(() => api.call('getMe', {}, { timeoutMs: CALL_TIMEOUT_MS, signal }), {
    trouble,
    wait,
    signal,
    isAboutCall,
    waitMs,
    refused: (failure) => log.error('Zalo refuses getMe', { channel: 'zalo-bot', reason: reasonOf(failure) }),
  });
  return botIn(result);
}

const optionalId = z
  .union([z.string().min(1), z.number().transform(String)])
  .optional()
  .catch(undefined);

function botIn(result: unknown): Bot {
  const { id, account_name: name } = z
    .object({ id: optionalId, account_name: optionalId })
    .catch({ id: undefined, account_name: undefined })
    .parse(result);
  return { id, name: name ?? id };
}

async function setWebhook(
  { url, secret }: NonNullable<ZaloBotConfig['webhook']>,
  api: ZaloBotApi,
  trouble: TroubleLog,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const address = `${url}${WEBHOOK_PATH}`;
  const call = () =>
    api.call('setWebhook', { url: address, secret_token: secret }, { timeoutMs: CALL_TIMEOUT_MS, signal });
  await untilItWorks(call, {
    trouble,
    wait,
    signal,
    isAboutCall,
    waitMs,
    refused: (failure) =>
      log.error(
        'Zalo refuses the webhook address: PUBLIC_URL must be an https address that Zalo reaches, for example https://bot.example.vn; trying again every 30 seconds',
        { channel: 'zalo-bot', url: address, reason: reasonOf(failure) },
      ),
  });
  if (!signal.aborted) log.info('Zalo posts events to the webhook', { channel: 'zalo-bot', url: address });
}
