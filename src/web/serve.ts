import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, Hono } from 'hono';
import { Refused } from '../core/errors.ts';

/** A client that needs longer to send its headers or its whole request is answered 408 and cut off, at the next look. */
export type Patience = {
  readonly headersMs: number;
  readonly requestMs: number;
  readonly lookEveryMs: number;
};

const PATIENCE: Patience = { headersMs: 10_000, requestMs: 30_000, lookEveryMs: 5_000 };
/** Requests in work may take so long to end after `close`. */
const DRAIN_MS = 1_500;

export type RunningServer = {
  /** The actual one, also when 0 was asked for. */
  readonly port: number;
  /** Takes no new connections; resolves when the requests in work are answered, after 1.5 s at the latest. */
  close(): Promise<void>;
};

/** Listens. Throws Refused with one line that names PORT or HOST when that cannot be. */
export async function serveApp(
  app: Hono,
  where: { readonly host: string; readonly port: number },
  patience = PATIENCE,
): Promise<RunningServer> {
  const listener = getRequestListener(app.fetch);
  const server = createServer(
    {
      headersTimeout: patience.headersMs,
      requestTimeout: patience.requestMs,
      connectionsCheckingInterval: patience.lookEveryMs,
    },
    (request, response) => void listener(request, response),
  );
  const { port } = await listening(server, where);
  return { port, close: () => drain(server) };
}

/** The address of the client's end of the connection; undefined for a request that came over none, as in tests. */
export function remoteAddress(c: Context): string | undefined {
  try {
    return getConnInfo(c).remote.address;
  } catch {
    return undefined;
  }
}

function listening(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusal(error, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address);
    });
  });
}

function refusal(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code ?? '') {
    case 'EADDRINUSE':
      return new Refused(
        `PORT: ${port} on ${host} is taken by another program; stop it or choose another port, example: PORT=${port === 65_535 ? 3000 : port + 1}`,
      );
    case 'EACCES':
      return new Refused(`PORT: this user may not listen on ${port}; example: PORT=3000`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new Refused(`HOST: ${host} is no address of this machine; example: HOST=127.0.0.1`);
    default:
      return error;
  }
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that is kept alive after its last answer would hold the server open.
  const closingIdle = setInterval(() => server.closeIdleConnections(), 50);
  const cutting = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearInterval(closingIdle);
  clearTimeout(cutting);
}
