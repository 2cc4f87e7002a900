import { z } from 'zod';
import type { Log } from '../../log.ts';
import { backoffMs } from '../backoff.ts';
import { startable, type Poller } from '../poller.ts';
import type { ApiFailure, BotApi } from './api.ts';
import { troubleOf, waitMs } from './failures.ts';
import type { TakeUpdates } from './intake.ts';
import { ALLOWED_UPDATES } from './receive.ts';
import type { TroubleLog } from './trouble-log.ts';
import { wait as realWait, type Wait } from '../wait.ts';

/** Telegram holds a poll open so long when nothing comes. */
const POLL_SECONDS = 25;
/** An answer that is later than the poll by this is not coming any more. */
const POLL_GRACE_MS = 10_000;
/** Telegram's most. */
const BATCH_SIZE = 100;
const CONFLICT_WAIT_MS = 5_000;
/** After a week of silence Telegram numbers updates anew, perhaps lower: an old offset would then hide them. */
const OFFSET_KEPT_MS = 5 * 24 * 3_600_000;

export type PollerParts = {
  readonly api: BotApi;
  readonly take: TakeUpdates;
  readonly trouble: TroubleLog;
  readonly log: Log;
  readonly wait?: Wait;
  readonly clockMs?: () => number;
  readonly pollSeconds?: number;
  readonly timeoutMs?: number;
};

/**
 * Our own loop, for telegraf's confirms updates whose handler failed: only a batch that `take` has committed moves the offset,
 * and the next getUpdates with it is what confirms. `stop` ends a waiting poll at once and lets a batch in work finish; that
 * batch then comes again at the next start and its keys are known.
 */
export function createPoller(parts: PollerParts): Poller {
  return startable((signal) => poll(parts, signal));
}

type Batch = { readonly updates: readonly unknown[]; readonly nextOffset: number | undefined };

async function poll(parts: PollerParts, signal: AbortSignal): Promise<void> {
  const { api, take, trouble, log, wait = realWait, clockMs = () => performance.now() } = parts;
  const pollSeconds = parts.pollSeconds ?? POLL_SECONDS;
  const timeoutMs = parts.timeoutMs ?? pollSeconds * 1000 + POLL_GRACE_MS;
  let offset: number | undefined;
  let lastUpdateMs = clockMs();
  let failures = 0;
  let failuresToStore = 0;
  let mayRemoveWebhook = true;

  // Each poll follows from the one before it.
  /* oxlint-disable no-await-in-loop */
  while (!signal.aborted) {
    if (clockMs() - lastUpdateMs > OFFSET_KEPT_MS) offset = undefined;
    const answer = await api.call(
      'getUpdates',
      {
        timeout: pollSeconds,
        limit: BATCH_SIZE,
        allowed_updates: ALLOWED_UPDATES,
        ...(offset !== undefined && { offset }),
      },
      { timeoutMs, signal },
    );
    const batch = answer.ok ? readBatch(answer.result) : answer.failure;
    if ('kind' in batch) {
      if (batch.kind === 'stopped') return;
      if (mayRemoveWebhook && webhookStandsInTheWay(batch)) {
        const removed = await api.call('deleteWebhook', {}, { timeoutMs: POLL_GRACE_MS, signal });
        if (removed.ok) {
          mayRemoveWebhook = false;
          log.warn('A webhook was set for this bot; it is removed because TELEGRAM_MODE is polling', {
            channel: 'telegram',
          });
          continue;
        }
      }
      failures += 1;
      trouble.failed('receiving', batch);
      const leastMs = troubleOf(batch) === 'conflict' ? CONFLICT_WAIT_MS : 0;
      await wait(Math.max(leastMs, waitMs(batch, failures)), signal);
      continue;
    }
    trouble.worked('receiving');
    mayRemoveWebhook = false;
    failures = 0;
    if (batch.nextOffset === undefined) continue;
    try {
      await take(batch.updates);
    } catch (error) {
      failuresToStore += 1;
      if (failuresToStore === 1) {
        log.error(
          'Updates could not be stored: none is confirmed, they are fetched again',
          { channel: 'telegram', updates: batch.updates.length },
          error,
        );
      }
      await wait(backoffMs(failuresToStore), signal);
      continue;
    }
    if (failuresToStore > 0) log.info('Updates are stored again', { channel: 'telegram' });
    failuresToStore = 0;
    offset = batch.nextOffset;
    lastUpdateMs = clockMs();
  }
  /* oxlint-enable no-await-in-loop */
}

const numbered = z.object({ update_id: z.int() });

/** A list in which nothing has a number could never be confirmed: it is no answer of the Bot API. */
function readBatch(result: unknown): Batch | ApiFailure {
  if (!Array.isArray(result)) return { kind: 'unavailable', reason: 'getUpdates gave no list' };
  const updates: readonly unknown[] = result;
  const ids = updates.flatMap((update) => numbered.safeParse(update).data?.update_id ?? []);
  if (updates.length > 0 && ids.length === 0) {
    return { kind: 'unavailable', reason: 'getUpdates gave no update_id' };
  }
  return { updates, nextOffset: ids.length === 0 ? undefined : Math.max(...ids) + 1 };
}

function webhookStandsInTheWay(failure: ApiFailure): boolean {
  return failure.kind === 'refused' && failure.status === 409 && /webhook/i.test(failure.description);
}
