import { once, EventEmitter } from 'node:events';
import { Temporal } from 'temporal-polyfill';
import type { SendingChannel } from '../channels/channel.ts';
import type { ChatId } from '../core/ids.ts';
import type { Channel } from '../core/messages.ts';
import type { Database } from '../db/connect.ts';
import type { KeptLease, LeasedWork } from '../db/lease-keeper.ts';
import { countDue, hasDue } from '../db/queries/deliveries.ts';
import { PROCESS } from '../db/queries/outbox.ts';
import type { Log } from '../log.ts';
import type { Taker } from './enqueue-answers.ts';
import type { FileSource } from './files.ts';
import { createLane, type SentMessage } from './lane.ts';
import type { Pricing } from './priced-claim.ts';
import { createPace, unlimitedPace, type Rate } from './pace.ts';

export type DelivererParts = {
  readonly db: Database;
  /** Hears NOTIFY (OpenDatabase.listen). */
  readonly listen: (channel: string, hear: (payload: string) => void) => Promise<void>;
  readonly channels: readonly SendingChannel[];
  /** What each platform allows; a channel that is not named has no limit. */
  readonly rates: Readonly<Partial<Record<Channel, Rate>>>;
  /** What messages of a channel cost; those of one that is not named cost nothing. */
  readonly pricing?: Readonly<Partial<Record<Channel, Pricing>>>;
  /** How to become the one process that sends on a channel; on one that is not named any number may. */
  readonly turns?: Readonly<Partial<Record<Channel, (work: LeasedWork) => KeptLease>>>;
  /** Where files that messages carry come from; absent: none can be made here, and their readers are told so. */
  readonly files?: FileSource;
  readonly log: Log;
  readonly onSent?: (sent: SentMessage) => void;
  /** Real time, never the demo clock. */
  readonly now?: () => Temporal.Instant;
  readonly concurrency?: number;
  readonly leaseSeconds?: number;
};

/**
 * Sends what the `delivery` table holds. Within a chat messages go out in the order of `id`, one after the other also when one has
 * to be repeated; chats go side by side, answers before unasked messages. Any number of processes may deliver from one database.
 */
export type Deliverer = Taker & {
  start(): Promise<void>;
  /** Takes nothing more and lets what is on its way arrive, for at most 6 s. */
  stop(): Promise<void>;
  /**
   * Resolves when everything that was due at that real moment is sent, refused for good or put off, whichever process sends it.
   * Where another process is to send it waits as long as that one makes progress, and at most 5 s without.
   */
  settle(due: Temporal.Instant): Promise<void>;
};

/** What enqueuing notifies in the transaction that writes the rows. */
export const DELIVERY_NOTICE = 'delivery';

const CONCURRENCY = 64;
/** With a look each second, what a dead process held goes out 5 s after its death at the latest. */
const LEASE_SECONDS = 4;
/** The service as a whole ends within 10 s. */
const STOP_MILLISECONDS = 6_000;
/** By then a dead sender's lease is another's (contracts.md), so that what still does not move has nobody who sends it. */
const FOREIGN_MILLISECONDS = 5_000;
const SETTLE_POLL_MILLISECONDS = 50;

export function createDeliverer(parts: DelivererParts): Deliverer {
  const { db, channels, rates, log } = parts;
  const progress = new EventEmitter();
  const leaseSeconds = parts.leaseSeconds ?? LEASE_SECONDS;
  const lanes = channels.map((channel) => {
    const rate = rates[channel.channel];
    return createLane({
      db,
      channel,
      pace: rate === undefined ? unlimitedPace<ChatId>() : createPace<ChatId>(rate),
      pricing: parts.pricing?.[channel.channel],
      takeTurn: parts.turns?.[channel.channel],
      files: parts.files,
      log,
      onSent: parts.onSent,
      now: parts.now ?? (() => Temporal.Now.instant()),
      concurrency: parts.concurrency ?? CONCURRENCY,
      leaseSeconds,
      onProgress: () => progress.emit('progress'),
    });
  });
  const sending = () => lanes.filter((lane) => lane.isSending()).map(({ channel }) => channel);
  const nextProgress = () =>
    once(progress, 'progress', { signal: AbortSignal.timeout(SETTLE_POLL_MILLISECONDS) }).catch(() => {});
  const wake = () => lanes.forEach((lane) => lane.wake());

  const laneOf = (channel: Channel) => lanes.find((lane) => lane.channel === channel);

  return {
    leaseSeconds,
    wake,
    places: (channel) => laneOf(channel)?.places() ?? 0,
    begin(channel, taken) {
      laneOf(channel)?.begin(taken);
    },
    async start() {
      await parts.listen(DELIVERY_NOTICE, (writer) => {
        if (writer !== PROCESS) wake();
      });
      await Promise.all(lanes.map((lane) => lane.start()));
    },
    async stop() {
      await Promise.all(lanes.map((lane) => lane.stop(STOP_MILLISECONDS)));
    },
    async settle(due) {
      let left = Infinity;
      let patienceUntil = Infinity;
      for (;;) {
        while (await hasDue(db, due, sending())) await nextProgress();
        const count = await countDue(db, due);
        if (count < left) patienceUntil = performance.now() + FOREIGN_MILLISECONDS;
        left = count;
        if (left === 0 || performance.now() > patienceUntil) return;
        await nextProgress();
      }
    },
  };
}
