import { Temporal } from 'temporal-polyfill';
import type { Receive } from '../channel.ts';
import type { BotApi } from './api.ts';
import { readUpdate } from './receive.ts';

/** Takes raw updates; resolves when their effects are committed, rejects when nothing was stored. */
export type TakeUpdates = (updates: readonly unknown[]) => Promise<void>;

const ANSWER_TIMEOUT_MS = 5_000;

/** The road of an update from the poll or the webhook to the inbox. */
export function createIntake(parts: {
  readonly api: BotApi;
  readonly receive: Receive;
  readonly stopping: AbortSignal;
  readonly now?: () => Temporal.Instant;
}): TakeUpdates {
  const now = parts.now ?? (() => Temporal.Now.instant());
  return async (updates) => {
    const receivedAt = now();
    const read = updates.flatMap((update) => readUpdate(update, receivedAt) ?? []);
    for (const { callbackQueryId } of read) {
      if (callbackQueryId !== undefined) stopTheButtonTurning(parts.api, callbackQueryId, parts.stopping);
    }
    const messages = read.flatMap(({ message }) => message ?? []);
    if (messages.length > 0) await parts.receive(messages);
  };
}

/** Only a comfort, and refused when it comes late: nobody waits for it and its failure means nothing. */
function stopTheButtonTurning(api: BotApi, callbackQueryId: string, signal: AbortSignal): void {
  void api.call(
    'answerCallbackQuery',
    { callback_query_id: callbackQueryId },
    { timeoutMs: ANSWER_TIMEOUT_MS, signal },
  );
}
