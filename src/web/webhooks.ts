import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { limitBody } from './body-limit.ts';

/** What a channel hands in to be served. */
export type Webhook = {
  readonly secret: string;
  /** Takes one update in whatever form; resolves when its effects are committed or it has none, rejects when nothing was stored. */
  take(update: unknown): Promise<void>;
};

export type WebhookParts = {
  readonly log: Log;
  readonly metrics: Metrics;
  /** Undefined: not configured, the address does not exist. */
  readonly telegram: Webhook | undefined;
};

/**
 * `POST /webhooks/telegram`. The secret is compared before the body is read. What is no update is answered 200 without effect: the
 * platform would only send the same again. 500 means that nothing was stored and asks for the update once more.
 */
export function webhookRoutes({ log, metrics, telegram }: WebhookParts): Hono {
  const app = new Hono();
  if (!telegram) return app;
  const storing = sayOnce(log);

  app.post(
    '/webhooks/telegram',
    createMiddleware(async (c, next) => {
      await next();
      metrics.webhookAnswers.inc({ channel: 'telegram', status: c.res.status });
    }),
    createMiddleware(async (c, next) => {
      if (isSame(c.req.header('X-Telegram-Bot-Api-Secret-Token') ?? '', telegram.secret)) return next();
      return c.text('wrong secret\n', 401);
    }),
    limitBody('more than 1 MiB\n'),
    async (c) => {
      const update = parseJson(await c.req.text());
      if (update === undefined) {
        log.warn('A webhook call with the right secret is no JSON: answered without effect', {
          channel: 'telegram',
        });
        return c.text('ok\n');
      }
      try {
        await telegram.take(update);
      } catch (error) {
        storing.failed(error);
        return c.text('not stored, send it again\n', 500);
      }
      storing.worked();
      return c.text('ok\n');
    },
  );
  return app;
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

/** A line when storing begins to fail and one when it works again, however many updates come meanwhile. */
function sayOnce(log: Log) {
  let failing = false;
  return {
    failed(error: unknown): void {
      if (!failing) {
        log.error(
          'Updates cannot be stored: Telegram is asked to send them again',
          { channel: 'telegram' },
          error,
        );
      }
      failing = true;
    },
    worked(): void {
      if (failing) log.info('Updates are stored again', { channel: 'telegram' });
      failing = false;
    },
  };
}
