import type { Receive } from './channel.ts';

/** Who has no answer by then sees that one is being made. */
const AFTER_MS = 1_000;

/** Receives, and lets `show` tell each chat that its answer is being made where that takes longer than a second. */
export function showingTyping(receive: Receive, show: (externalId: string) => void): Receive {
  return async (messages) => {
    const timer = setTimeout(() => {
      for (const chat of new Set(messages.map((message) => message.chat.externalId))) show(chat);
    }, AFTER_MS);
    try {
      await receive(messages);
    } finally {
      clearTimeout(timer);
    }
  };
}
