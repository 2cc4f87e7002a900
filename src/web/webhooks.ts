import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { BacklogFull } from '../core/errors.ts';
import type { Channel } from '../core/messages.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { limitBody } from './body-limit.ts';

/** What a channel hands in to be served. */
export type Webhook = {
  readonly secret: string;
  /** Takes one update in whatever form; resolves when its effects are committed or it has none, rejects when nothing was stored. */
  take(update: unknown): Promise<void>;
};

/** The same of a platform that signs what it posts: takes the body byte for byte. */
export type SignedWebhook = {
  take(body: Uint8Array, signature: string | undefined): Promise<'taken' | 'wrong-signature'>;
};

/** The channels that may have a webhook; undefined: not configured, the address does not exist. */
export type Webhooks = {
  readonly telegram: Webhook | undefined;
  readonly zaloBot?: Webhook | undefined;
  readonly zaloOa?: SignedWebhook | undefined;
};

export type WebhookParts = Webhooks & {
  readonly log: Log;
  readonly metrics: Metrics;
  /** Monotonic. */
  readonly clockMs?: () => number;
};

/** By then a backlog of one chat is worked off; while the database is away, it is short enough for nobody to wait long after it. */
const RETRY_AFTER_SECONDS = '1';
/** In a flood updates are taken and shed in turn. */
const SHEDDING_OVER_MS = 10_000;

/**
 * `POST /webhooks/telegram`, `POST /webhooks/zalo-bot` and `POST /webhooks/zalo-oa`. A secret is compared before the body is read, a
 * signature over the body as it came. What is no update is answered 200 without effect: the platform would only send the same again.
 * 503 means that nothing was stored, because the database does not take it or too many wait, and asks for the update once more; a
 * balancer may try another instance at once. Telegram keeps an update for a day and, told when to come again, holds back only those
 * of the same chat (WebhookActor.cpp of tdlib/telegram-bot-api); what Zalo's bots do then is written nowhere.
 */
export function webhookRoutes(parts: WebhookParts): Hono {
  const app = new Hono();
  if (parts.telegram) addWebhook(app, TELEGRAM, parts.telegram, parts);
  if (parts.zaloBot) addWebhook(app, ZALO_BOT, parts.zaloBot, parts);
  if (parts.zaloOa) addSignedWebhook(app, ZALO_OA, parts.zaloOa, parts);
  return app;
}

type Platform = {
  readonly channel: Channel;
  /** For the operator. */
  readonly name: string;
  readonly path: string;
  /** Where the secret stands, or the signature. */
  readonly header: string;
};
const TELEGRAM: Platform = {
  channel: 'telegram',
  name: 'Telegram',
  path: '/webhooks/telegram',
  header: 'X-Telegram-Bot-Api-Secret-Token',
};
const ZALO_BOT: Platform = {
  channel: 'zalo-bot',
  name: 'Zalo',
  path: '/webhooks/zalo-bot',
  header: 'X-Bot-Api-Secret-Token',
};

const ZALO_OA: Platform = {
  channel: 'zalo-oa',
  name: 'Zalo',
  path: '/webhooks/zalo-oa',
  header: 'X-ZEvent-Signature',
};

function addWebhook(app: Hono, platform: Platform, webhook: Webhook, parts: WebhookParts): void {
  const { channel, header } = platform;
  addRoute(app, platform, parts, {
    mayCome: (c) => isSame(c.req.header(header) ?? '', webhook.secret),
    async take(_, body) {
      const update = parseJson(new TextDecoder().decode(body));
      if (update === undefined) {
        parts.log.warn('A webhook call with the right secret is no JSON: answered without effect', {
          channel,
        });
        return 'no-update';
      }
      await webhook.take(update);
      return 'taken';
    },
  });
}

function addSignedWebhook(app: Hono, platform: Platform, webhook: SignedWebhook, parts: WebhookParts): void {
  addRoute(app, platform, parts, {
    mayCome: () => true,
    take: (c, body) => webhook.take(body, c.req.header(platform.header)),
  });
}

function addRoute(
  app: Hono,
  { channel, name, path }: Platform,
  { log, metrics, clockMs = () => performance.now() }: WebhookParts,
  call: {
    /** Before the body is read. */
    readonly mayCome: (c: Context) => boolean;
    /** `wrong-signature`: it is not the platform that calls. Rejects when nothing was stored. */
    readonly take: (c: Context, body: Uint8Array) => Promise<'taken' | 'no-update' | 'wrong-signature'>;
  },
): void {
  const facts = { channel };
  const storing = sayOnce({
    begin: (error) =>
      log.error(`Updates cannot be stored: ${name} is asked to send them again`, facts, error),
    end: () => log.info('Updates are stored again', facts),
    quietMs: 0,
    clockMs,
  });
  const shedding = sayOnce({
    begin: () =>
      log.warn(`More updates come than can be taken: ${name} is asked to send the rest again`, facts),
    end: () => log.info('All updates are taken again', facts),
    quietMs: SHEDDING_OVER_MS,
    clockMs,
  });

  app.post(
    path,
    createMiddleware(async (c, next) => {
      await next();
      metrics.webhookAnswers.inc({ channel, status: c.res.status });
    }),
    createMiddleware(async (c, next) => {
      return call.mayCome(c) ? next() : c.text('wrong secret\n', 401);
    }),
    limitBody('more than 1 MiB\n'),
    async (c) => {
      // A body that breaks off is the caller's trouble, no sign that nothing can be stored.
      const body = new Uint8Array(await c.req.arrayBuffer());
      try {
        const taken = await call.take(c, body);
        if (taken === 'wrong-signature') return c.text('wrong signature\n', 401);
        if (taken === 'no-update') return c.text('ok\n');
      } catch (error) {
        if (error instanceof BacklogFull) shedding.failed();
        else storing.failed(error);
        return c.text('not stored, send it again\n', 503, { 'Retry-After': RETRY_AFTER_SECONDS });
      }
      shedding.worked();
      storing.worked();
      return c.text('ok\n');
    },
  );
}

/** In a time that does not tell how much of a guess is right: the digests are compared, which are equally long. */
function isSame(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A line when it begins and one when it is over for so long, however many updates come meanwhile. */
function sayOnce(parts: {
  readonly begin: (error: unknown) => void;
  readonly end: () => void;
  readonly quietMs: number;
  readonly clockMs: () => number;
}) {
  let lastMs: number | undefined;
  return {
    failed(error?: unknown): void {
      if (lastMs === undefined) parts.begin(error);
      lastMs = parts.clockMs();
    },
    worked(): void {
      if (lastMs === undefined || parts.clockMs() - lastMs < parts.quietMs) return;
      lastMs = undefined;
      parts.end();
    },
  };
}
