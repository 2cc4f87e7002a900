import type { SQL } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { ChatId } from '../core/ids.ts';
import type { Channel } from '../core/messages.ts';
import type { ClaimedDelivery } from '../db/queries/deliveries.ts';
import { insertingDeliveriesBeside, type Written } from '../db/queries/outbox.ts';
import { deliveriesOf, type Clock, type Outgoing } from './enqueue.ts';

/** The senders of this process, as whoever writes answers knows them. */
export type Taker = {
  /** A lease that is not renewed for so long is over. */
  readonly leaseSeconds: number;
  /** How many more messages could be begun on the channel at once; 0: they are left to be claimed. */
  places(channel: Channel): number;
  /** Sends what was written as taken; called after the commit. */
  begin(channel: Channel, taken: readonly ClaimedDelivery[]): void;
  /** Something was put into the outbox by this process; NOTIFY tells of what others did. */
  wake(): void;
};

/** Where nothing is sent by whoever writes: everything is left to be claimed. */
export function onlyWaking(wake: () => void): Taker {
  return { leaseSeconds: 0, places: () => 0, begin: () => {}, wake };
}

/** An answer, and where it goes. */
export type Answer = Outgoing & { readonly channel: Channel; readonly externalId: string };

export type Answering = {
  /** Puts the answers into the outbox beside other statements, with which it does not interfere; gives rows of `Written`. */
  readonly statement: SQL;
  /** To be called with the rows after the commit: what the taker had places for goes out without its looking for it. */
  send(rows: readonly Written[]): void;
};

/**
 * Words answers. What `taker` has places for is written as taken by it. If the process ends before that is sent, others find it as
 * they find what any dead sender had taken.
 */
export function answeringBeside(
  others: readonly SQL[],
  answers: readonly Answer[],
  clock: Clock,
  taker: Taker,
): Answering {
  const places = placesOf(taker);
  const messages = answers.flatMap((answer) =>
    deliveriesOf([answer], clock).map((message) => ({ ...message, answer, take: places.take(answer) })),
  );
  const { leaseSeconds } = taker;
  const queuedMs = performance.now();
  return {
    statement: insertingDeliveriesBeside(
      others,
      messages.map(({ chat, dedupKey, message, urgency, take }) => ({
        chat,
        dedupKey,
        message,
        urgency,
        take,
      })),
      clock.at,
      Temporal.Now.instant(),
      leaseSeconds,
    ),
    send(rows) {
      const taken = new Map(rows.flatMap(({ key, id, isTaken }) => (isTaken ? [[key, id]] : [])));
      for (const { answer, chat, dedupKey, message, urgency } of messages) {
        const id = taken.get(dedupKey);
        if (id === undefined) continue;
        const { channel, externalId } = answer;
        taker.begin(channel, [
          { id, dedupKey, chatId: chat, externalId, urgency, message, attempts: 1, queuedMs, target: null },
        ]);
      }
      if (rows.some(({ isTaken }) => !isTaken)) taker.wake();
    },
  };
}

/** The first message of each chat asks to be taken, as long as there are places on its channel. */
function placesOf(taker: Taker) {
  const left = new Map<Channel, number>();
  const chats = new Set<ChatId>();
  return {
    take({ chat, channel }: Answer): boolean {
      const places = left.get(channel) ?? taker.places(channel);
      const takes = places > 0 && !chats.has(chat);
      left.set(channel, takes ? places - 1 : places);
      chats.add(chat);
      return takes;
    },
  };
}
