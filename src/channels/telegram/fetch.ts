import { z } from 'zod';
import type { FetchingChannel, FetchResult } from '../channel.ts';
import { download } from '../download.ts';
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
