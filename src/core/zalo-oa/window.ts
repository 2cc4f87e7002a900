import { Temporal } from 'temporal-polyfill';

/** So long after a person's last interaction (a message, a tap, opening the chat) Zalo takes messages to them free of charge. */
export const FREE_HOURS = 48;
/** So long it takes them at all, at a price after the free hours. */
export const OPEN_HOURS = 7 * 24;

/** What a message to a person costs on a Zalo Official Account: nothing, money, or it cannot be sent. */
export type Window = 'free' | 'paid' | 'closed';

/** Both in real time; `lastInteraction` null: there was none. */
export function windowOf(lastInteraction: Temporal.Instant | null, now: Temporal.Instant): Window {
  if (lastInteraction === null) return 'closed';
  const isWithin = (hours: number) => Temporal.Instant.compare(now, lastInteraction.add({ hours })) <= 0;
  if (isWithin(FREE_HOURS)) return 'free';
  return isWithin(OPEN_HOURS) ? 'paid' : 'closed';
}

/** When the window that an interaction opened closes. */
export function closesAt(lastInteraction: Temporal.Instant): Temporal.Instant {
  return lastInteraction.add({ hours: OPEN_HOURS });
}

/** How many people's windows are how. */
export type ZaloOaUse = Readonly<Record<Window, number>>;
