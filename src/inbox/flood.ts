import { setTimeout as pause } from 'node:timers/promises';
import type { Channel, InboundMessage } from '../core/messages.ts';
import type { Database } from '../db/connect.ts';
import {
  deferMessages,
  deleteDeferred,
  loadDeferred,
  loadDeferringChats,
} from '../db/queries/deferred-messages.ts';
import type { Log } from '../log.ts';

/** A caller that must have everything stored before it hears of more, as a poll is. */
export type FloodGate = {
  /** Resolves when all have taken effect or are kept; rejects when some are neither, and then all are to come again. */
  receive(messages: readonly InboundMessage[]): Promise<void>;
  /** Takes what an earlier process kept, or this one before a `stop`. */
  start(): void;
  /** Takes nothing more; what is kept stays kept. */
  stop(): Promise<void>;
};

export type FloodGateParts = {
  readonly db: Database;
  readonly channel: Channel;
  /** The inbox, which knows each message by its key. */
  readonly receive: (messages: readonly InboundMessage[]) => Promise<void>;
  readonly log: Log;
};

/** A chat's messages are taken one after the other, some hundredths of a second each: more than these at once is a flood. */
const AT_ONCE = 5;
/** Taken with one look into the table; fewer than the inbox lets wait of one chat. */
const MOST = 20;
const AGAIN_MS = 1_000;

/**
 * Whoever polls hears of the next messages only when it has confirmed all before them, so that a chat that floods would keep the
 * others waiting for as long as its messages take. Here they are kept with one statement, and take effect behind the others, in
 * their order. A message of a chat of which something is kept is kept behind it.
 */
export function createFloodGate({ db, channel, receive, log }: FloodGateParts): FloodGate {
  /** By chat, what takes its kept messages. */
  const takers = new Map<string, Promise<void>>();
  let stopping = new AbortController();
  let started: Promise<void> = Promise.resolve();

  function take(chats: Iterable<string>): void {
    if (stopping.signal.aborted) return;
    for (const chat of chats) {
      if (!takers.has(chat)) takers.set(chat, takeKept(chat, stopping.signal));
    }
  }

  async function takeKept(chat: string, signal: AbortSignal): Promise<void> {
    log.info('A chat sent more than is taken at once: it is kept and taken in turn', { channel });
    await repeated(signal, async () => {
      const kept = await loadDeferred(db, channel, chat, MOST);
      // Forgotten at once, so that whatever is kept from now on finds a new taker.
      if (kept.length === 0) return takers.delete(chat);
      await receive(kept.map(({ message }) => message));
      await deleteDeferred(db, kept);
      return false;
    });
  }

  async function findKept(signal: AbortSignal): Promise<void> {
    await repeated(signal, async () => {
      take(await loadDeferringChats(db, channel));
      return true;
    });
  }

  return {
    async receive(messages) {
      await started;
      const counts = new Map<string, number>();
      for (const { chat } of messages) counts.set(chat.externalId, (counts.get(chat.externalId) ?? 0) + 1);
      const floods = ({ chat: { externalId } }: InboundMessage) =>
        takers.has(externalId) || (counts.get(externalId) ?? 0) > AT_ONCE;
      const deferred = messages.filter(floods);
      const now = messages.filter((message) => !deferred.includes(message));
      await Promise.all([
        now.length === 0 ? undefined : receive(now),
        deferred.length === 0 ? undefined : deferMessages(db, deferred),
      ]);
      take(deferred.map(({ chat }) => chat.externalId));
    },
    start() {
      stopping = new AbortController();
      started = findKept(stopping.signal);
    },
    async stop() {
      stopping.abort();
      await Promise.all([started, ...takers.values()]);
      takers.clear();
    },
  };
}

/** Repeats until it says that it is done or the signal ends it; after a failure, which others log, a while later. */
async function repeated(signal: AbortSignal, step: () => Promise<boolean>): Promise<void> {
  while (!signal.aborted) {
    try {
      // Each step follows from the one before it.
      // oxlint-disable-next-line no-await-in-loop
      if (await step()) return;
    } catch {
      // oxlint-disable-next-line no-await-in-loop
      await pause(AGAIN_MS, undefined, { signal }).catch(() => {});
    }
  }
}
