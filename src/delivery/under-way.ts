import type { ChatId } from '../core/ids.ts';
import type { ClaimedDelivery } from '../db/queries/deliveries.ts';
import type { Pace } from './pace.ts';

/** The messages that this process has taken: on their way, or waiting until the rate and their chat allow it. */
export type UnderWay = {
  /** How many more could be begun at that moment. */
  places(at: number): number;
  /**
   * Begins what may be begun now, answers first; gives how many wait on. Claims and the inbox bring messages for the same places and
   * chats: whether one is still to be had is judged here, when it is taken.
   */
  begin(more?: readonly ClaimedDelivery[]): number;
  /** Milliseconds until more of what waits may be begun; Infinity: when something ends, if at all. */
  untilChange(): number;
  countBegun(): number;
  all(): readonly ClaimedDelivery[];
  /** Lets go of what waits. */
  dropWaiting(): readonly ClaimedDelivery[];
};

export function createUnderWay(parts: {
  readonly pace: Pace<ChatId>;
  /** Messages on their way at the same time. */
  readonly concurrency: number;
  /** Whether this process is the one that sends: what waits is another's, once it is not. */
  readonly isSending: () => boolean;
  /** Monotonic milliseconds. */
  readonly clock: () => number;
  /** Never rejects. */
  readonly send: (row: ClaimedDelivery) => Promise<void>;
  readonly onEnd: () => void;
}): UnderWay {
  const { pace, concurrency, isSending, clock, send, onEnd } = parts;
  const onTheirWay = new Set<ClaimedDelivery>();
  const busyChats = new Set<ChatId>();
  const waiting: ClaimedDelivery[] = [];

  function start(row: ClaimedDelivery): void {
    pace.begin(row.chatId, row.urgency === 0, clock());
    onTheirWay.add(row);
    busyChats.add(row.chatId);
    void send(row).finally(() => {
      onTheirWay.delete(row);
      busyChats.delete(row.chatId);
      begin();
      onEnd();
    });
  }

  function begin(more: readonly ClaimedDelivery[] = []): number {
    waiting.push(...more);
    if (waiting.length === 0 || !isSending()) return waiting.length;
    const resting = new Set(pace.resting(clock()));
    let room = Math.min(concurrency - onTheirWay.size, pace.room(clock()).all);
    for (const row of waiting.splice(0).toSorted((one, other) => other.urgency - one.urgency)) {
      if (room <= 0 || resting.has(row.chatId) || busyChats.has(row.chatId)) waiting.push(row);
      else {
        room -= 1;
        start(row);
      }
    }
    return waiting.length;
  }

  return {
    places: (at) => Math.max(0, Math.min(concurrency - onTheirWay.size, pace.room(at).all) - waiting.length),
    begin,
    untilChange() {
      const change = waiting.length > 0 ? pace.nextChange(clock()) : undefined;
      return change === undefined ? Infinity : change - clock();
    },
    countBegun: () => onTheirWay.size,
    all: () => [...onTheirWay, ...waiting],
    dropWaiting: () => waiting.splice(0),
  };
}
