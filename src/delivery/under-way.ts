import type { DigestFile } from '../core/digest/digest-file.ts';
import type { ChatId } from '../core/ids.ts';
import type { ClaimedDelivery } from '../db/queries/deliveries.ts';
import type { Ready } from './files.ts';
import type { Pace } from './pace.ts';

/** The messages that this process has taken: on their way, or waiting until their file is made and the rate and their chat allow it. */
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

/** A message with what goes out of it. */
type Waiting = { readonly row: ClaimedDelivery; readonly ready: Ready };

/**
 * A file that a message carries is made before the message takes a place of the rate, so that nobody waits for it but its own chat;
 * one at a time, and the next when that has been sent, so that no more than one is in memory.
 */
export function createUnderWay(parts: {
  readonly pace: Pace<ChatId>;
  /** Messages on their way at the same time. */
  readonly concurrency: number;
  /** Whether this process is the one that sends: what waits is another's, once it is not. */
  readonly isSending: () => boolean;
  /** Monotonic milliseconds. */
  readonly clock: () => number;
  /** Never rejects. */
  readonly make: (row: ClaimedDelivery, file: DigestFile) => Promise<Ready>;
  /** Never rejects. */
  readonly send: (row: ClaimedDelivery, ready: Ready) => Promise<void>;
  readonly onEnd: () => void;
}): UnderWay {
  const { pace, concurrency, isSending, clock, make, send, onEnd } = parts;
  const onTheirWay = new Set<ClaimedDelivery>();
  const busyChats = new Set<ChatId>();
  const waiting: Waiting[] = [];
  const toMake: { readonly row: ClaimedDelivery; readonly file: DigestFile }[] = [];
  /** The message whose file is being made, waits for its place or is on its way. */
  let carrying: ClaimedDelivery | undefined;

  function start({ row, ready }: Waiting): void {
    pace.begin(row.chatId, row.urgency === 0, clock());
    onTheirWay.add(row);
    busyChats.add(row.chatId);
    void send(row, ready).finally(() => {
      onTheirWay.delete(row);
      busyChats.delete(row.chatId);
      if (carrying === row) carrying = undefined;
      begin();
      onEnd();
    });
  }

  function take(row: ClaimedDelivery): void {
    const { file } = row.message;
    if (file === undefined) waiting.push({ row, ready: { message: row.message } });
    else toMake.push({ row, file });
  }

  function makeNext(): void {
    const next = carrying === undefined ? toMake.shift() : undefined;
    if (!next) return;
    carrying = next.row;
    void carry(next.row, next.file);
  }

  async function carry(row: ClaimedDelivery, file: DigestFile): Promise<void> {
    const ready = await make(row, file);
    // It may have been given back meanwhile.
    if (carrying !== row) return;
    waiting.push({ row, ready });
    begin();
    onEnd();
  }

  function begin(more: readonly ClaimedDelivery[] = []): number {
    more.forEach(take);
    if (!isSending()) return waiting.length;
    makeNext();
    if (waiting.length === 0) return 0;
    const resting = new Set(pace.resting(clock()));
    let room = Math.min(concurrency - onTheirWay.size, pace.room(clock()).all);
    for (const one of waiting.splice(0).toSorted((a, b) => b.row.urgency - a.row.urgency)) {
      const { chatId } = one.row;
      if (room <= 0 || resting.has(chatId) || busyChats.has(chatId)) waiting.push(one);
      else {
        room -= 1;
        start(one);
      }
    }
    return waiting.length;
  }

  /** Of which nothing is on its way yet. */
  function waitingRows(): readonly ClaimedDelivery[] {
    const isMaking = carrying !== undefined && !onTheirWay.has(carrying);
    const rows = [...waiting, ...toMake].map(({ row }) => row);
    return isMaking && carrying && !rows.includes(carrying) ? [...rows, carrying] : rows;
  }

  return {
    places: (at) => Math.max(0, Math.min(concurrency - onTheirWay.size, pace.room(at).all) - waiting.length),
    begin,
    untilChange() {
      const change = waiting.length > 0 ? pace.nextChange(clock()) : undefined;
      return change === undefined ? Infinity : change - clock();
    },
    countBegun: () => onTheirWay.size,
    all: () => [...onTheirWay, ...waitingRows()],
    dropWaiting() {
      const rows = waitingRows();
      waiting.length = 0;
      toMake.length = 0;
      if (carrying !== undefined && rows.includes(carrying)) carrying = undefined;
      return rows;
    },
  };
}
