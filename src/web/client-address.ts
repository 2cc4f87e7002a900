import type { Context } from 'hono';

/** Addresses of this machine and of private networks, where a proxy before us is. */
const OWN_NETWORK = /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd])/i;

/**
 * Who asks, as far as it can be known: the other end of the connection or, where that is a proxy on this machine or network, the
 * address which the proxy added last. What the client itself wrote into that header stands before it and is not believed.
 */
export function clientAddress(c: Context, remoteAddress: (c: Context) => string | undefined): string {
  const remote = (remoteAddress(c) ?? '').replace(/^::ffff:/i, '');
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  return forwarded !== undefined && forwarded !== '' && OWN_NETWORK.test(remote) ? forwarded : remote;
}
