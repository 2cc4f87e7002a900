import { z } from 'zod';
import type { InboundMessage } from '../../core/messages.ts';
import type { Log } from '../../log.ts';
import { backoffMs, UNTIL_SOMEONE_ACTS_MS } from '../backoff.ts';
import type { Receive } from '../channel.ts';
import { startable, type Poller } from '../poller.ts';
import { wait as realWait, type Wait } from '../wait.ts';
import type { ZaloBotApi } from './api.ts';
import { isAboutCall, reasonOf, troubleOf, waitMs } from './failures.ts';
import type { TroubleLog } from './trouble-log.ts';

/** Zalo holds a poll open so long when nothing comes. */
const POLL_SECONDS = 25;
/** An answer that is later than the poll by this is not coming any more. */
const POLL_GRACE_MS = 10_000;
const ASK_TIMEOUT_MS = 10_000;

export type PollerParts = {
  readonly api: ZaloBotApi;
  /** The messages in what one answer holds. */
  readonly read: (result: unknown) => InboundMessage | undefined;
  readonly receive: Receive;
  readonly trouble: TroubleLog;
  readonly log: Log;
  readonly wait?: Wait;
  readonly pollSeconds?: number;
  readonly timeoutMs?: number;
};

/**
 * getUpdates gives one event and forgets it: there is nothing to confirm, and an event that we lose is lost. So it is stored before
 * the next one is asked for, and while it cannot be stored nothing is fetched. A `stop` meanwhile gives it one last try.
 */
export function createPoller(parts: PollerParts): Poller {
  return startable((signal) => poll(parts, signal));
}

async function poll(parts: PollerParts, signal: AbortSignal): Promise<void> {
  const { api, trouble, log, wait = realWait, pollSeconds = POLL_SECONDS } = parts;
  const timeoutMs = parts.timeoutMs ?? pollSeconds * 1000 + POLL_GRACE_MS;
  let failures = 0;
  await untilNoWebhook(parts, signal);
  // Each poll follows from the one before it.
  /* oxlint-disable no-await-in-loop */
  while (!signal.aborted) {
    const answer = await api.call('getUpdates', { timeout: pollSeconds }, { timeoutMs, signal });
    if (answer.ok) {
      trouble.worked('receiving');
      failures = 0;
      for (const event of several.parse(answer.result)) await store(parts, event, signal);
      continue;
    }
    const { failure } = answer;
    const kind = troubleOf(failure);
    if (kind === 'stopped') return;
    if (kind === 'idle') {
      trouble.worked('receiving');
      failures = 0;
      continue;
    }
    failures += 1;
    trouble.failed('receiving', failure);
    if (isAboutCall(failure) && failures === 1) {
      log.error('Zalo refuses getUpdates: check ZALO_BOT_TOKEN and ZALO_BOT_API_ROOT; trying again', {
        channel: 'zalo-bot',
        reason: reasonOf(failure),
      });
    }
    await wait(waitMs(failure, failures), signal);
  }
  /* oxlint-enable no-await-in-loop */
}

/** One event as documented; a list has been seen by others. */
const several = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]);

async function store(parts: PollerParts, event: unknown, signal: AbortSignal): Promise<void> {
  const { read, receive, log, wait = realWait } = parts;
  const message = read(event);
  if (!message) return;
  const facts = { channel: 'zalo-bot', update: message.key };
  for (let failures = 1; ; failures += 1) {
    const isLastTry = signal.aborted;
    try {
      // oxlint-disable-next-line no-await-in-loop
      await receive([message]);
      return;
    } catch (error) {
      if (failures === 1) {
        log.error(
          'A message could not be stored: it is kept and tried again before the next is fetched',
          facts,
          error,
        );
      }
      if (isLastTry) {
        log.error(
          'A message is lost, because Zalo gives it only once: it could not be stored before the stop',
          facts,
        );
        return;
      }
      // oxlint-disable-next-line no-await-in-loop
      await wait(backoffMs(failures), signal);
    }
  }
}

const webhookInfo = z.object({ url: z.string() }).catch({ url: '' });

/** While a webhook is set polls get nothing. Whose it is we cannot know, so it is not removed unasked. */
async function untilNoWebhook(parts: PollerParts, signal: AbortSignal): Promise<void> {
  const { api, log, wait = realWait } = parts;
  let isSaid = false;
  while (!signal.aborted) {
    // oxlint-disable-next-line no-await-in-loop
    const answer = await api.call('getWebhookInfo', {}, { timeoutMs: ASK_TIMEOUT_MS, signal });
    // The poll tells what is wrong, if something is.
    if (!answer.ok || webhookInfo.parse(answer.result).url === '') return;
    if (!isSaid) {
      log.error(
        'A webhook is set for this Zalo bot, so polling gets nothing: call deleteWebhook of the Bot API, or set ZALO_BOT_WEBHOOK_SECRET and an https PUBLIC_URL to receive by webhook; looking again every 30 seconds',
        { channel: 'zalo-bot' },
      );
    }
    isSaid = true;
    // oxlint-disable-next-line no-await-in-loop
    await wait(UNTIL_SOMEONE_ACTS_MS, signal);
  }
}
