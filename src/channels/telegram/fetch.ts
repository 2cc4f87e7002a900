import { z } from 'zod';
import type { FetchingChannel, FetchResult } from '../channel.ts';
import type { BotApi } from './api.ts';
import { reasonOf, troubleOf } from './failures.ts';
import type { TroubleLog } from './trouble-log.ts';

const ASK_TIMEOUT_MS = 10_000;

export type TelegramFetcherParts = {
  readonly api: BotApi;
  readonly account: { readonly token: string; readonly apiRoot: string };
  readonly trouble: TroubleLog;
};

/**
 * Fetches what people sent: `getFile` tells the file's path, which holds for an hour, and the content stands there. The address has
 * the token in it, so nothing of the download's errors leaves this file but a status or an error code.
 */
export function createTelegramFetcher({ api, account, trouble }: TelegramFetcherParts): FetchingChannel {
  const root = `${account.apiRoot}/file/bot${account.token}/`;
  return {
    channel: 'telegram',
    async fetchFile(externalId, { maxBytes, signal }) {
      const answer = await api.call(
        'getFile',
        { file_id: externalId },
        { timeoutMs: ASK_TIMEOUT_MS, signal },
      );
      if (!answer.ok) {
        const reason = `getFile: ${reasonOf(answer.failure)}`;
        switch (troubleOf(answer.failure)) {
          case 'rejected':
            return refusalOf(reason);
          case 'unreachable':
            return { kind: 'gone', reason };
          case 'stopped':
            return { kind: 'retry', reason, counts: false };
          case 'unauthorized':
          case 'conflict':
          case 'too-many-requests':
          case 'unavailable':
            trouble.failed('fetching', answer.failure);
            return { kind: 'retry', reason, counts: false };
        }
      }
      trouble.worked('fetching');
      const file = fileAnswer.safeParse(answer.result);
      if (!file.success) return { kind: 'retry', reason: 'getFile: no path', counts: true };
      const { file_path: path, file_size: size } = file.data;
      if (size !== undefined && size > maxBytes) return { kind: 'too-large' };
      const address = root + path.split('/').map(encodeURIComponent).join('/');
      return download(address, { maxBytes, size, signal });
    },
  };
}

const fileAnswer = z.object({
  file_path: z.string().min(1),
  file_size: z.int().nonnegative().optional().catch(undefined),
});

/** Telegram gives bots 20 MB at most. "Wrong file_id or the file is temporarily unavailable" is one text for two things. */
function refusalOf(reason: string): FetchResult {
  if (/file is too big/i.test(reason)) return { kind: 'too-large' };
  if (/temporarily unavailable/i.test(reason)) return { kind: 'retry', reason, counts: true };
  return { kind: 'gone', reason };
}

async function download(
  address: string,
  { maxBytes, size, signal }: { maxBytes: number; size: number | undefined; signal: AbortSignal },
): Promise<FetchResult> {
  const again = (reason: string): FetchResult => ({ kind: 'retry', reason, counts: !signal.aborted });
  try {
    const response = await fetch(address, { signal, redirect: 'error' });
    if (!response.ok) {
      await response.body?.cancel();
      return again(`download: HTTP ${response.status}`);
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
