import type { Context, MiddlewareHandler } from 'hono';
import { clientAddress } from './client-address.ts';

const MINUTE_MS = 60_000;
/** A flood from many addresses is not to fill the memory: the ones seen first are forgotten. */
const MOST_CLIENTS = 10_000;

export type RateLimitParts = {
  /** Requests that one client may send in a minute. */
  readonly perMinute: number;
  readonly remoteAddress: (c: Context) => string | undefined;
  /** Milliseconds on a clock that only goes forward. */
  readonly clock: () => number;
};

/** Answers 429 to a client that asks too often, and says in how many seconds it may ask again. */
export function limitRate({ perMinute, remoteAddress, clock }: RateLimitParts): MiddlewareHandler {
  const clients = new Map<string, { readonly since: number; count: number }>();
  return async (c, next) => {
    const client = clientAddress(c, remoteAddress);
    const now = clock();
    const seen = clients.get(client);
    if (seen === undefined || now - seen.since >= MINUTE_MS) {
      clients.delete(client);
      clients.set(client, { since: now, count: 1 });
      const [oldest] = clients.keys();
      if (clients.size > MOST_CLIENTS && oldest !== undefined) clients.delete(oldest);
      return next();
    }
    seen.count += 1;
    if (seen.count <= perMinute) return next();
    c.header('Retry-After', String(Math.ceil((seen.since + MINUTE_MS - now) / 1_000)));
    return c.text('Quá nhiều yêu cầu. Đồng chí thử lại sau một phút.\n', 429);
  };
}
