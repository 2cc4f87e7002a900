import { createHash } from 'node:crypto';
import type { FetchingChannel, Receive, RunningChannel, SendingChannel } from '../channels/channel.ts';
import { demoChannel } from '../channels/demo/send.ts';
import type { Config, ZaloOaConfig } from '../config.ts';
import type { TokenStore } from '../channels/zalo-oa/tokens.ts';
import type { Poller } from '../channels/poller.ts';
import { placeOf, type JoinPlaces } from '../core/invites/places.ts';
import type { Channel, InboundMessage } from '../core/messages.ts';
import type { Database } from '../db/connect.ts';
import type { KeptLease, LeasedWork, LeaseKeeper } from '../db/lease-keeper.ts';
import type { Rate } from '../delivery/pace.ts';
import type { Pricing } from '../delivery/priced-claim.ts';
import { noteMessageReceipt } from '../db/queries/message-receipts.ts';
import { loadTemplateReader } from '../db/queries/template-readers.ts';
import { changeZaloOaTokens } from '../db/queries/zalo-oa-tokens.ts';
import { createFloodGate, type FloodGate } from '../inbox/flood.ts';
import type { Log } from '../log.ts';
import { measureReceiving, measureSending, type Metrics } from '../metrics.ts';
import type { Webhooks } from '../web/webhooks.ts';

/** All platforms that are configured. */
export type RunningPlatforms = {
  readonly senders: readonly SendingChannel[];
  readonly fetchers: readonly FetchingChannel[];
  readonly webhooks: Webhooks;
  /** Channels by name, with their bots' names as far as they are known. */
  names(): readonly string[];
  /** Where people find them, as far as it is known. */
  joinPlaces(): JoinPlaces;
  stop(): Promise<void>;
};

/** No rate is published for Zalo's bots; a message a second to a chat harms nobody. */
const ZALO_BOT_RATE: Rate = { perSecond: 10, perChatPerSecond: 1 };
/** An app may call 4,000 times a minute; that of an account is not published. */
const ZALO_OA_RATE: Rate = { perSecond: 20, perChatPerSecond: 1 };

/** A platform's client is loaded only when it is used: Telegram's costs 38 MiB and a third of a second. */
export async function startPlatforms(
  config: Config,
  parts: {
    readonly log: Log;
    readonly metrics: Metrics;
    readonly receive: Receive;
    readonly leases: LeaseKeeper;
    readonly db: Database;
    /** The installation's, with which tokens are encrypted. */
    readonly secret: string;
  },
): Promise<RunningPlatforms> {
  const { log, metrics, leases } = parts;
  const common = (channel: Channel, token: string) => ({
    log,
    receive: measureReceiving(metrics, channel, parts.receive),
    pollInTurn: (poller: LeasedWork) => leases.keep(`polling ${accountOf(channel, token)}`, poller),
  });
  let floods: FloodGate | undefined;
  const startTelegram = async ({ telegram, publicUrl }: Config): Promise<RunningChannel | undefined> => {
    if (!telegram) return undefined;
    const { startTelegram: begin } = await import('../channels/telegram/start.ts');
    const given = { config: telegram, publicUrl, ...common('telegram', telegram.token) };
    const gate = createFloodGate({ db: parts.db, channel: 'telegram', receive: given.receive, log });
    floods = gate;
    if (telegram.mode === 'polling') return begin({ ...given, ...throughGate(gate, given) });
    // What was kept while it polled.
    gate.start();
    return begin(given);
  };
  const startZaloBot = async ({ zaloBot }: Config): Promise<RunningChannel | undefined> => {
    if (!zaloBot) return undefined;
    const { startZaloBot: begin } = await import('../channels/zalo-bot/start.ts');
    return begin({ config: zaloBot, ...common('zalo-bot', zaloBot.token) });
  };
  const startZaloOa = async ({ zaloOa }: Config) => {
    if (!zaloOa) return undefined;
    const { startZaloOa: begin } = await import('../channels/zalo-oa/start.ts');
    return begin({
      config: zaloOa,
      tokens: tokenStore(zaloOa, parts),
      receive: measureReceiving(metrics, 'zalo-oa', parts.receive),
      readerOf: readersOf(parts.db),
      async noteReceipt(receipt) {
        await noteMessageReceipt(parts.db, { ...receipt, channel: 'zalo-oa' });
        metrics.receipts.inc({ channel: 'zalo-oa', state: receipt.state }, receipt.providerIds.length);
      },
      log,
    });
  };
  const [telegram, zaloBot, zaloOa] = await Promise.all([
    startTelegram(config),
    startZaloBot(config),
    startZaloOa(config),
  ]);
  const running = [telegram, zaloBot, zaloOa].filter((platform) => platform !== undefined);
  return {
    senders: running.map(({ sender }) => measureSending(metrics, sender)),
    fetchers: running.map(({ fetcher }) => fetcher),
    webhooks: {
      telegram: telegram?.webhook,
      zaloBot: zaloBot?.webhook,
      zaloOa: zaloOa?.signedWebhook,
    },
    joinPlaces: () => ({
      telegramBot: telegram?.botName ?? null,
      zaloBot: zaloBot?.botName ?? null,
      zaloOa: placeOf(zaloOa?.account()),
    }),
    names: () => [
      ...(telegram ? [named('Telegram', telegram.botName && `@${telegram.botName}`)] : []),
      ...(zaloBot ? [named('Zalo Bot', zaloBot.botName)] : []),
      ...(zaloOa ? [named('Zalo OA', zaloOa.botName)] : []),
    ],
    async stop() {
      await Promise.all([...running.map((platform) => platform.stop()), floods?.stop()]);
    },
  };
}

/** Where the account's tokens are kept, for this process and all others. */
export function tokenStore(
  { appId }: ZaloOaConfig,
  { db, secret }: { readonly db: Database; readonly secret: string },
): TokenStore {
  return { exclusively: (work) => changeZaloOaTokens(db, { appId, secret }, work) };
}

function readersOf(db: Database) {
  return (externalId: string) => loadTemplateReader(db, { channel: 'zalo-oa', externalId });
}

/** Polls with a gate that begins before the poller and ends after it. */
function throughGate(
  gate: FloodGate,
  { pollInTurn }: { readonly pollInTurn: (poller: LeasedWork) => KeptLease },
) {
  return {
    receive: (messages: readonly InboundMessage[]) => gate.receive(messages),
    pollInTurn: (poller: Poller) =>
      pollInTurn({
        start() {
          gate.start();
          poller.start();
        },
        async stop() {
          await poller.stop();
          await gate.stop();
        },
      }),
  };
}

function named(platform: string, bot: string | undefined): string {
  return bot === undefined ? platform : `${platform} ${bot}`;
}

/** As leases name it: a bot's token begins with the bot's number, which is no secret; any other form is not shown. */
function accountOf(channel: Channel, token: string): string {
  const number = /^(\d+):/.exec(token)?.[1];
  return `${channel}:${number ?? createHash('sha256').update(token).digest('hex').slice(0, 12)}`;
}

/** The rate of each configured account, what its messages cost, and how to become the one process that sends for it. */
export function sendingTurns(
  { telegram, zaloBot, zaloOa }: Config,
  leases: LeaseKeeper,
): {
  readonly pricing: Readonly<Partial<Record<Channel, Pricing>>>;
  readonly rates: Readonly<Partial<Record<Channel, Rate>>>;
  readonly turns: Readonly<Partial<Record<Channel, (work: LeasedWork) => KeptLease>>>;
} {
  const turn = (channel: Channel, token: string) => (work: LeasedWork) =>
    leases.keep(`sender ${accountOf(channel, token)}`, work);
  return {
    pricing: zaloOa ? { 'zalo-oa': { ...zaloOa, budget: zaloOa.monthlyBudget } } : {},
    rates: {
      ...(telegram && { telegram: telegram.rate }),
      ...(zaloBot && { 'zalo-bot': ZALO_BOT_RATE }),
      ...(zaloOa && { 'zalo-oa': ZALO_OA_RATE }),
    },
    turns: {
      ...(telegram && { telegram: turn('telegram', telegram.token) }),
      ...(zaloBot && { 'zalo-bot': turn('zalo-bot', zaloBot.token) }),
      // The app's number is no secret.
      ...(zaloOa && { 'zalo-oa': turn('zalo-oa', `${zaloOa.appId}:`) }),
    },
  };
}

/** The senders alone, for a command that sends beside the service. */
export async function sendersOnly(
  config: Config,
  log: Log,
  kept: { readonly db: Database; readonly secret: string },
): Promise<readonly SendingChannel[]> {
  const { telegram, zaloBot, zaloOa } = config;
  const senders = config.demo ? [demoChannel()] : [];
  if (telegram) {
    const { createTelegramSenderFor } = await import('../channels/telegram/start.ts');
    senders.push(createTelegramSenderFor(telegram, log));
  }
  if (zaloBot) {
    const { createZaloBotSenderFor } = await import('../channels/zalo-bot/start.ts');
    senders.push(createZaloBotSenderFor(zaloBot, log));
  }
  if (zaloOa) {
    const { createZaloOaSenderFor } = await import('../channels/zalo-oa/start.ts');
    senders.push(
      createZaloOaSenderFor({
        config: zaloOa,
        tokens: tokenStore(zaloOa, kept),
        readerOf: readersOf(kept.db),
        log,
      }),
    );
  }
  return senders;
}
