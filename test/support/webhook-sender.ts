import { setTimeout as pause } from 'node:timers/promises';
import type { TelegramUpdate } from './telegram-updates.ts';

export const WEBHOOK_SECRET = 's3cret';

/** The platform's side of a webhook: an update is posted again and again until some instance has acknowledged it. */
export type WebhookSender = {
  /** Resolves with the acknowledgement; rejects when there is none within five minutes. */
  deliver(update: TelegramUpdate): Promise<void>;
  /** Delivers once more what was acknowledged before, as a platform does that lost the answer. */
  repeat(update: TelegramUpdate): void;
  /** How often each answer was given; `none`: the connection ended without one. */
  readonly answers: ReadonlyMap<number | 'none', number>;
  /** Resolves when the repetitions are acknowledged too. */
  settled(): Promise<void>;
};

const ANSWERS_WITHIN_MS = 5_000;
const GIVES_UP_AFTER_MS = 300_000;
const AGAIN_AFTER_MS = 60;

/** `addresses`: where instances serve at this moment. */
export function createWebhookSender(addresses: () => readonly string[]): WebhookSender {
  const answers = new Map<number | 'none', number>();
  const repeated: Promise<void>[] = [];

  async function post(update: TelegramUpdate): Promise<boolean> {
    const all = addresses();
    const address = all[Math.floor(Math.random() * all.length)];
    if (address === undefined) return false;
    const status = await fetch(`${address}/webhooks/telegram`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-Telegram-Bot-Api-Secret-Token': WEBHOOK_SECRET },
      body: JSON.stringify(update),
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    }).then(
      (response) => response.status,
      () => 'none' as const,
    );
    answers.set(status, (answers.get(status) ?? 0) + 1);
    return status === 200;
  }

  async function deliver(update: TelegramUpdate): Promise<void> {
    const giveUpAt = performance.now() + GIVES_UP_AFTER_MS;
    // oxlint-disable-next-line no-await-in-loop
    while (!(await post(update))) {
      if (performance.now() > giveUpAt) throw new Error(`update ${update.update_id} is not acknowledged`);
      // oxlint-disable-next-line no-await-in-loop
      await pause(AGAIN_AFTER_MS * (0.5 + Math.random()));
    }
  }

  return {
    deliver,
    repeat: (update) => void repeated.push(deliver(update)),
    answers,
    async settled() {
      await Promise.all(repeated);
    },
  };
}
