import type { Context, MiddlewareHandler } from 'hono';

/** Names under which a machine reaches itself; anything else in `Host` is a foreign name that was made to point here (DNS rebinding). */
const OWN_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/** What a proxy adds: then the person behind it is elsewhere, even if the proxy is on this machine. */
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * Lets through only who sits at this machine: a loopback address, this machine's own name in `Host`, no proxy between, and for
 * whatever changes something no page of another origin. A plain client that sends no `Origin` passes. Answers 403 otherwise.
 */
export function onlyThisMachine(remoteAddress: (c: Context) => string | undefined): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    const refused =
      !isLoopback(remoteAddress(c)) ||
      !OWN_HOST.test(host) ||
      PROXY_HEADERS.some((name) => c.req.header(name) !== undefined) ||
      (c.req.method !== 'GET' && c.req.method !== 'HEAD' && isFromOtherOrigin(c, host));
    return refused
      ? c.json({ error: 'Điện thoại thử chỉ mở được trên chính máy đang chạy Hai Chiều.' }, 403)
      : next();
  };
}

function isLoopback(address: string | undefined): boolean {
  if (address === undefined) return false;
  const bare = address.replace(/^::ffff:/i, '');
  return bare === '::1' || /^127(?:\.\d{1,3}){3}$/.test(bare);
}

function isFromOtherOrigin(c: Context, host: string): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const origin = c.req.header('origin');
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== new URL(`http://${host}`).host;
}
