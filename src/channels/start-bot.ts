import type { Channel } from '../core/messages.ts';
import type { Log } from '../log.ts';
import { untilItWorks, type Answer, type Persistence } from './persist.ts';
import { wait } from './wait.ts';

const CALL_TIMEOUT_MS = 10_000;
/** The start waits so long for the bot's name, then goes on without it. */
const NAME_AT_START_MS = 1_500;

type CallOptions = { readonly timeoutMs: number; readonly signal: AbortSignal };

/** What a bot asks of its platform when it starts. */
export type BotStart<Failure> = {
  readonly channel: Channel;
  /** The platform's name, for people. */
  readonly platform: string;
  readonly log: Log;
  readonly persistence: Persistence<Failure>;
  readonly reasonOf: (failure: Failure) => string;
  /** Asks who the bot is. */
  readonly getMe: (options: CallOptions) => Promise<Answer<Failure>>;
  /** Hears what was answered; nothing, when the service stops before an answer comes. */
  readonly hearMe: (result: unknown) => void;
  /** How it receives: the platform is told an address, or it is asked in turn with other processes. */
  readonly receiving:
    | {
        readonly kind: 'webhook';
        readonly url: string;
        readonly set: (options: CallOptions) => Promise<Answer<Failure>>;
      }
    | { readonly kind: 'polling'; readonly begin: () => { end(): Promise<void> } };
  /** Aborted by `stop`. */
  readonly stopping: AbortController;
};

/**
 * Begins to receive and learns the bot's name. Resolves within 1.5 s also when the platform is down: all that is needed of it is
 * tried again until it works or the service stops.
 */
export async function startBot<Failure>(bot: BotStart<Failure>): Promise<{ stop(): Promise<void> }> {
  const { receiving, stopping } = bot;
  const { signal } = stopping;
  const naming = learnName(bot);
  const registering = receiving.kind === 'webhook' ? setWebhook(bot, receiving) : undefined;
  const turn = receiving.kind === 'polling' ? receiving.begin() : undefined;
  await Promise.race([naming, wait(NAME_AT_START_MS, signal)]);
  return {
    async stop() {
      stopping.abort();
      await Promise.all([turn?.end(), naming, registering]);
    },
  };
}

async function learnName<Failure>(bot: BotStart<Failure>): Promise<void> {
  const { channel, platform, log, persistence, reasonOf } = bot;
  const { signal } = bot.stopping;
  const result = await untilItWorks(() => bot.getMe({ timeoutMs: CALL_TIMEOUT_MS, signal }), {
    ...persistence,
    wait,
    signal,
    refused: (failure) => log.error(`${platform} refuses getMe`, { channel, reason: reasonOf(failure) }),
  });
  if (!signal.aborted) bot.hearMe(result);
}

async function setWebhook<Failure>(
  { channel, platform, log, persistence, reasonOf, stopping: { signal } }: BotStart<Failure>,
  { url, set }: Extract<BotStart<Failure>['receiving'], { kind: 'webhook' }>,
): Promise<void> {
  await untilItWorks(() => set({ timeoutMs: CALL_TIMEOUT_MS, signal }), {
    ...persistence,
    wait,
    signal,
    refused: (failure) =>
      log.error(
        `${platform} refuses the webhook address: PUBLIC_URL must be an https address that ${platform} reaches, for example https://bot.example.vn; trying again every 30 seconds`,
        { channel, url, reason: reasonOf(failure) },
      ),
  });
  if (!signal.aborted) log.info(`${platform} posts updates to the webhook`, { channel, url });
}
