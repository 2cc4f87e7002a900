import { z } from 'zod';
import type { FetchResult } from './channel.ts';

const NONE: ReadonlySet<number> = new Set();

/**
 * Gets a file by its address, of which nothing leaves this file: of errors only a status or a code. `size`: what was announced.
 * `goneAt`: statuses that say that there is nothing any more.
 */
export async function download(
  address: string,
  {
    maxBytes,
    size,
    signal,
    goneAt = NONE,
  }: {
    maxBytes: number;
    size: number | undefined;
    signal: AbortSignal;
    goneAt?: ReadonlySet<number>;
  },
): Promise<FetchResult> {
  const again = (reason: string): FetchResult => ({ kind: 'retry', reason, counts: !signal.aborted });
  try {
    const response = await fetch(address, { signal, redirect: 'error' });
    if (!response.ok) {
      await response.body?.cancel();
      const reason = `download: HTTP ${response.status}`;
      return goneAt.has(response.status) ? { kind: 'gone', reason } : again(reason);
    }
    const content = response.body ? await readAtMost(response.body, maxBytes) : Buffer.alloc(0);
    if (content === undefined) return { kind: 'too-large' };
    if (content.length === 0 || (size !== undefined && size > 0 && content.length !== size)) {
      return again(`download: ${content.length} bytes of ${size ?? 'unknown'}`);
    }
    return { kind: 'fetched', content };
  } catch (error) {
    return again(`download: ${codeOf(error)}`);
  }
}

/** Undefined: there is more than `maxBytes`; the rest is not read. */
async function readAtMost(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Buffer | undefined> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.byteLength;
    if (bytes > maxBytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const errorCodes = z.object({ cause: z.object({ code: z.string().regex(/^[\w-]{1,40}$/) }) });

/** The code under a failed fetch (ECONNRESET); never a message, which could hold the address. */
function codeOf(error: unknown): string {
  return errorCodes.safeParse(error).data?.cause.code ?? 'broken off';
}
