import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { z } from 'zod';

export type JsonObject = Readonly<Record<string, unknown>>;

/** What a call gets instead of its proper answer. `hang after` and `reset after` do what was asked first: the sender cannot know. */
export type PlatformFault =
  | 'hang'
  | 'hang after'
  | 'reset'
  | 'reset after'
  | 'truncated'
  | 'empty'
  | { readonly status: number; readonly html: string }
  | { readonly code: number; readonly description?: string };

type FaultAfter = 'hang after' | 'reset after';

/** Faults to come, by the name of the call. */
export type Faults = {
  /** The next calls of that name end so, one after the other. */
  add(name: string, ...faults: readonly PlatformFault[]): void;
  take(name: string): PlatformFault | undefined;
};

export function createFaults(): Faults {
  const waiting = new Map<string, PlatformFault[]>();
  return {
    add(name, ...faults) {
      waiting.set(name, [...(waiting.get(name) ?? []), ...faults]);
    },
    take: (name) => waiting.get(name)?.shift(),
  };
}

/**
 * Answers a call, or ends it by its fault. `refusal` words a fault that is a code in the platform's envelope; `answer` does what was
 * asked and is not called where the fault comes first.
 */
export async function answerOrFail(
  response: ServerResponse,
  fault: PlatformFault | undefined,
  refusal: (code: number, description: string) => JsonObject,
  answer: () => Promise<JsonObject> | JsonObject,
): Promise<void> {
  if (fault === undefined) json(response, await answer());
  else if (isAfter(fault)) {
    await answer();
    give(response, fault === 'hang after' ? 'hang' : 'reset', refusal);
  } else give(response, fault, refusal);
}

function isAfter(fault: PlatformFault): fault is FaultAfter {
  return fault === 'hang after' || fault === 'reset after';
}

function give(
  response: ServerResponse,
  fault: Exclude<PlatformFault, FaultAfter>,
  refusal: (code: number, description: string) => JsonObject,
): void {
  if (fault === 'hang') return;
  if (fault === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (fault === 'empty') {
    response.writeHead(200).end();
    return;
  }
  if (fault === 'truncated') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"ok":');
    response.socket?.end();
    return;
  }
  if ('html' in fault) {
    response.writeHead(fault.status, { 'content-type': 'text/html' }).end(fault.html);
    return;
  }
  json(response, refusal(fault.code, fault.description ?? 'as told'));
}

/** HTTP 200 whatever the answer, as both of Zalo's APIs do, unless `answer` has set another status. */
function json(response: ServerResponse, answer: JsonObject): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
}

export type PlatformServer = { readonly root: string; close(): Promise<void> };

/** A server on a free port of this machine; closing it breaks off what still hangs. */
export async function startPlatform(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<PlatformServer> {
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => void handle(request, response));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    root: `http://127.0.0.1:${port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

export async function readAll(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

/** The object in a text; one without members where the text holds none. */
export function jsonObject(text: string): JsonObject {
  try {
    return z.record(z.string(), z.unknown()).catch({}).parse(JSON.parse(text));
  } catch {
    return {};
  }
}
