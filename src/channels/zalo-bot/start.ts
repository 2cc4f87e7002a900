import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { ZaloBotConfig } from '../../config.ts';
import type { Log } from '../../log.ts';
import type { Receive, RunningChannel, SendingChannel } from '../channel.ts';
import type { Poller } from '../poller.ts';
import { startBot, type BotStart } from '../start-bot.ts';
import { showingTyping } from '../typing.ts';
import { createZaloBotApi, type ApiFailure, type ZaloBotApi } from './api.ts';
import { isAboutCall, reasonOf, waitMs } from './failures.ts';
import { createZaloBotFetcher } from './fetch.ts';
import { createPoller } from './polling.ts';
import { readEvent } from './receive.ts';
import { createZaloBotSender } from './send.ts';
import { createTroubleLog } from './trouble-log.ts';

/** Where Zalo posts events in webhook mode, under PUBLIC_URL. */
export const WEBHOOK_PATH = '/webhooks/zalo-bot';

/** What arrives later than the answer would be wrong. */
const TYPING_TIMEOUT_MS = 3_000;

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
  const { config, log } = parts;
  const { webhook } = config;
  const api = createZaloBotApi(config);
  const trouble = createTroubleLog(log);
  const receive = showingTyping(parts.receive, (chat) => {
    // Whether it was shown changes nothing.
    void api.call('sendChatAction', { chat_id: chat, action: 'typing' }, { timeoutMs: TYPING_TIMEOUT_MS });
  });
  let bot: Bot = { id: undefined, name: undefined };
  const read = (event: unknown) => readEvent(event, Temporal.Now.instant(), bot.id);
  const started = await startBot({
    channel: 'zalo-bot',
    platform: 'Zalo',
    log,
    persistence: { trouble, isAboutCall, waitMs },
    reasonOf,
    getMe: (options) => api.call('getMe', {}, options),
    hearMe: (result) => (bot = botIn(result)),
    receiving: webhook
      ? webhookOf(webhook, api)
      : {
          kind: 'polling',
          begin: () => parts.pollInTurn(createPoller({ api, read, receive, trouble, log })),
        },
    stopping: new AbortController(),
  });
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
    stop: () => started.stop(),
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

const optionalId = z
  .union([z.string().min(1), z.number().transform(String)])
  .optional()
  .catch(undefined);

export function botIn(result: unknown): Bot {
  const { id, account_name: name } = z
    .object({ id: optionalId, account_name: optionalId })
    .catch({ id: undefined, account_name: undefined })
    .parse(result);
  return { id, name: name ?? id };
}

function webhookOf(
  { url: root, secret }: NonNullable<ZaloBotConfig['webhook']>,
  api: ZaloBotApi,
): BotStart<ApiFailure>['receiving'] {
  const url = `${root}${WEBHOOK_PATH}`;
  return {
    kind: 'webhook',
    url,
    set: (options) => api.call('setWebhook', { url, secret_token: secret }, options),
  };
}
