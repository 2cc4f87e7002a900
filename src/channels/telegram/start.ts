import { z } from 'zod';
import type { TelegramConfig } from '../../config.ts';
import type { Log } from '../../log.ts';
import type { Receive, RunningChannel, SendingChannel } from '../channel.ts';
import type { Poller } from '../poller.ts';
import { startBot, type BotStart } from '../start-bot.ts';
import { createBotApi, type ApiFailure, type BotApi } from './api.ts';
import { isAboutCall, reasonOf, waitMs } from './failures.ts';
import { createTelegramFetcher } from './fetch.ts';
import { createIntake } from './intake.ts';
import { createPoller } from './polling.ts';
import { ALLOWED_UPDATES } from './receive.ts';
import { createTelegramSender } from './send.ts';
import { createTroubleLog } from './trouble-log.ts';

/** Where Telegram posts updates in webhook mode, under PUBLIC_URL. */
export const WEBHOOK_PATH = '/webhooks/telegram';

export type TelegramParts = {
  readonly config: TelegramConfig;
  /** Needed in webhook mode; no trailing slash. */
  readonly publicUrl: string | undefined;
  readonly receive: Receive;
  readonly log: Log;
  /** Runs the poller whenever this process is the one that polls, until `end`. */
  readonly pollInTurn: (poller: Poller) => { end(): Promise<void> };
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
  let botName: string | undefined;
  const started = await startBot({
    channel: 'telegram',
    platform: 'Telegram',
    log,
    persistence: { trouble, isAboutCall, waitMs },
    reasonOf,
    getMe: (options) => api.call('getMe', {}, options),
    hearMe: (result) => (botName = nameIn(result)),
    receiving:
      config.mode === 'webhook'
        ? webhookOf(parts, api)
        : { kind: 'polling', begin: () => parts.pollInTurn(createPoller({ api, take, trouble, log })) },
    stopping,
  });
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
    stop: () => started.stop(),
  };
}

/** The bot's name as links need it, asked once, for commands that do not run the bot. Undefined: Telegram does not say it within 5 s. */
export async function readBotName(
  config: Pick<TelegramConfig, 'token' | 'apiRoot'>,
): Promise<string | undefined> {
  const answer = await createBotApi(config).call('getMe', {}, { timeoutMs: 5_000 });
  return answer.ok ? nameIn(answer.result) : undefined;
}

export function nameIn(result: unknown): string | undefined {
  return z.object({ username: z.string().min(1) }).safeParse(result).data?.username;
}

function webhookOf({ config, publicUrl }: TelegramParts, api: BotApi): BotStart<ApiFailure>['receiving'] {
  const url = `${publicUrl ?? ''}${WEBHOOK_PATH}`;
  return {
    kind: 'webhook',
    url,
    set: (options) =>
      api.call(
        'setWebhook',
        {
          url,
          allowed_updates: ALLOWED_UPDATES,
          ...(config.webhookSecret !== undefined && { secret_token: config.webhookSecret }),
        },
        options,
      ),
  };
}
