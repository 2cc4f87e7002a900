import { setTimeout as pause } from 'node:timers/promises';
import type { Temporal } from 'temporal-polyfill';
import type { EditResult, SendingChannel } from '../channels/channel.ts';
import type { ChatId } from '../core/ids.ts';
import { CHANNELS_WITH_REPEATS } from '../core/messages.ts';
import type { Database } from '../db/connect.ts';
import type { KeptLease, LeasedWork } from '../db/lease-keeper.ts';
import {
  claimDeliveries,
  giveBack,
  recordOutcomes,
  renewLeases,
  returnAbandoned,
  type Claim,
  type ClaimedDelivery,
  type Outcome,
} from '../db/queries/deliveries.ts';
import type { Log } from '../log.ts';
import { createAttempts } from './attempt.ts';
import { allowedAlready, soonestRoom } from './claim-ahead.ts';
import type { FileSource, Ready } from './files.ts';
import { outcomeOf } from './outcome.ts';
import type { Pace } from './pace.ts';
import { claimPriced, type Pricing } from './priced-claim.ts';
import { createUnderWay } from './under-way.ts';

export type SentMessage = {
  readonly channel: SendingChannel['channel'];
  readonly urgency: 'answer' | 'unasked';
  /** From its decision to its acceptance. */
  readonly seconds: number;
};

export type LaneParts = {
  readonly db: Database;
  readonly channel: SendingChannel;
  readonly pace: Pace<ChatId>;
  /** Undefined: nothing costs anything. */
  readonly pricing: Pricing | undefined;
  /** How to become the one process that sends for the account; undefined: any number may. */
  readonly takeTurn: ((work: LeasedWork) => KeptLease) | undefined;
  /** Where files that messages carry come from; undefined: none can be made here. */
  readonly files: FileSource | undefined;
  readonly log: Log;
  /** Real time. */
  readonly now: () => Temporal.Instant;
  /** Messages on their way at the same time. */
  readonly concurrency: number;
  /** A message whose sender has not renewed its lease for so long goes to whoever lives. */
  readonly leaseSeconds: number;
  /** Called for each message that the platform accepted. */
  readonly onSent: ((sent: SentMessage) => void) | undefined;
  /** Called when ends of attempts have been written down. */
  readonly onProgress: () => void;
};

/** Sends what is due on one channel. */
export type Lane = {
  readonly channel: SendingChannel['channel'];
  /** Something may be due. */
  wake(): void;
  /** Whether this process is the one that sends. */
  isSending(): boolean;
  /** How many more messages it could begin at once; 0 also where a message that is taken and not sent could not be sent again. */
  places(): number;
  /** Sends messages that were written as taken: at once, or as soon as the rate and their chats allow. */
  begin(taken: readonly ClaimedDelivery[]): void;
  /** Resolves when it is known whether this process sends or another one. */
  start(): Promise<void>;
  /**
   * Takes nothing more, which another process may from now on; resolves when nothing is on its way any more, or after the given
   * time.
   */
  stop(withinMilliseconds: number): Promise<void>;
};

/** NOTIFY wakes at once; this finds what a lost NOTIFY, a foreign clock or a dead sender left, and renews leases. */
const POLL_MILLISECONDS = 1_000;
const DATABASE_PAUSE_MILLISECONDS = 500;
const STOP_POLL_MILLISECONDS = 10;
/** Where nothing waits for a place, ends of attempts are written down together, with what the next claim takes or after this. */
const GATHER_MILLISECONDS = 10;
/** A claim is made ahead by what the latest ones took, but no more than this. */
const LONGEST_CLAIM_MILLISECONDS = 50;
/** Node fires a timer beyond 24 days at once. */
const LONGEST_TIMER_MILLISECONDS = 60_000;

/** Monotonic milliseconds, for spacing; a clock that is set must not stop the sending. */
const clock = () => performance.now();

/** What could not be given back is found when its lease is over. */
function forgetFailure(): void {}

export function createLane(parts: LaneParts): Lane {
  const { db, channel, pace, takeTurn, log, now, concurrency, onProgress } = parts;
  const attempts = createAttempts({ channel, files: parts.files, log, now, clock });
  const { pricing } = parts;
  const claim = (wanted: Claim) =>
    pricing
      ? claimPriced(db, wanted, pricing, channel.capabilities.maxTextLength)
      : claimDeliveries(db, wanted);
  const ended: Outcome[] = [];
  let running = false;
  let turn: KeptLease | undefined;
  let working: Promise<void> | undefined;
  let wanted = false;
  /** Whether a claim may find something: the last one left messages behind, or somebody said so since. */
  let mayFind = true;
  let timer: NodeJS.Timeout | undefined;
  let poll: NodeJS.Timeout | undefined;
  let polled = false;
  let gathering: NodeJS.Timeout | undefined;
  let nextRetry = Infinity;
  let claimMs = 0;
  let databaseInTrouble = false;

  const isBusy = () => ours.countBegun() > 0 || ended.length > 0 || working !== undefined;
  const isSending = () => running && (takeTurn === undefined || turn?.isHeld() === true);
  const ours = createUnderWay({
    pace,
    concurrency,
    isSending,
    clock,
    make: attempts.make,
    send,
    onEnd: stirForEnd,
  });

  function wake(): void {
    mayFind = true;
    stir();
  }

  function stir(): void {
    wanted = true;
    working ??= work().finally(() => {
      working = undefined;
      if (wanted && !databaseInTrouble) stir();
    });
  }

  /** Ends are written down together with what the next claim takes, or after a moment. */
  function stirForEnd(): void {
    if (mayFind) return stir();
    gathering ??= setTimeout(() => {
      gathering = undefined;
      stir();
    }, GATHER_MILLISECONDS);
  }

  /** One at a time; whatever ends or arrives meanwhile is taken together in the next round. */
  async function work(): Promise<void> {
    while (wanted) {
      // Lets everything that ends in the same moment share one round.
      await new Promise(setImmediate);
      wanted = false;
      try {
        // What has ended first: after an outage its leases may have run out, and it must not go out again.
        await recordEnded();
        await keepLeases();
        await takeMore();
        if (databaseInTrouble)
          log.info('The database is back; messages go out again', { channel: channel.channel });
        databaseInTrouble = false;
      } catch (error) {
        if (!databaseInTrouble) {
          log.error('Messages wait for the database', { channel: channel.channel }, error);
        }
        databaseInTrouble = true;
        wakeAfter(DATABASE_PAUSE_MILLISECONDS);
        return;
      }
    }
  }

  async function recordEnded(): Promise<void> {
    if (ended.length === 0) return;
    const batch = ended.splice(0);
    try {
      await recordOutcomes(db, batch);
    } catch (error) {
      ended.unshift(...batch);
      throw error;
    }
    onProgress();
  }

  /** Renews ours before it looks for those of the dead, so that a process that was held up never takes itself for one. */
  async function keepLeases(): Promise<void> {
    if (!polled) return;
    polled = false;
    if (!isSending()) await giveBack(db, ours.dropWaiting());
    const held = ours.all();
    if (held.length > 0) await renewLeases(db, held, parts.leaseSeconds);
    if (isSending()) await returnAbandoned(db);
  }

  async function takeMore(): Promise<void> {
    if (!isSending()) return;
    ours.begin();
    if (nextRetry <= now().epochMilliseconds) {
      nextRetry = Infinity;
      mayFind = true;
    }
    if (!mayFind) return wakeForRetry(ours.untilChange());
    // What is forbidden now and allowed in a moment is claimed for then: at a full rate a claim's time must not be lost each time.
    // What is allowed later still may be so while the claim is under way.
    const turnsAt = clock();
    const asked = soonestRoom(pace, turnsAt, claimMs);
    const room = pace.room(asked);
    const all = ours.places(asked);
    if (all > 0) {
      mayFind = false;
      const { deliveries, more } = await claim({
        channel: channel.channel,
        room: { all, unasked: Math.min(all, room.unasked) },
        resting: pace.resting(asked),
        now: now(),
        leaseSeconds: parts.leaseSeconds,
      }).catch((error: unknown) => {
        mayFind = true;
        throw error;
      });
      mayFind ||= more;
      claimMs = Math.min(LONGEST_CLAIM_MILLISECONDS, claimMs + (clock() - turnsAt - claimMs) / 8);
      await beginAll(deliveries, asked);
    }
    const change = mayFind ? pace.nextChange(asked) : undefined;
    wakeForRetry(Math.min(ours.untilChange(), change === undefined ? Infinity : change - claimMs - clock()));
  }

  /** What was claimed for a coming moment waits for it; answers for which there is a place do not. */
  async function beginAll(deliveries: readonly ClaimedDelivery[], allowedFrom: number): Promise<void> {
    const early = clock() < allowedFrom ? allowedAlready(pace, deliveries, clock()) : deliveries;
    ours.begin(early);
    const rest = deliveries.filter((row) => !early.includes(row));
    if (rest.length > 0) await pause(Math.max(0, Math.ceil(allowedFrom - clock())));
    ours.begin(rest);
  }

  /** Wakes when the next repetition is due, or sooner. */
  function wakeForRetry(sooner = Infinity): void {
    wakeAfter(Math.min(sooner, nextRetry - now().epochMilliseconds));
  }

  async function send(row: ClaimedDelivery, ready: Ready): Promise<void> {
    const result = await attempts.attempt(row, ready);
    if (result.kind === 'sent') {
      parts.onSent?.({
        channel: channel.channel,
        urgency: row.urgency === 1 ? 'answer' : 'unasked',
        seconds: (clock() - row.queuedMs) / 1_000,
      });
    }
    pace.end(row.chatId, clock());
    note(row, result);
  }

  /** Writes down how it ended, and keeps to what the platform asks for. */
  function note(row: ClaimedDelivery, result: EditResult): void {
    const outcome = outcomeOf(row, result, now(), Math.random());
    ended.push(outcome);
    attempts.tell(row, result);
    if (result.kind !== 'retry' || outcome.state !== 'waiting') return pace.accept();
    const { notBefore } = outcome;
    nextRetry = Math.min(nextRetry, notBefore.epochMilliseconds);
    const until = clock() + notBefore.epochMilliseconds - now().epochMilliseconds;
    if (result.refuses === 'account' || pace.isRefused()) pace.refuse(until);
    // A moment that the platform named, and not our own back-off. What is put off says nothing of the rate.
    else if (!outcome.isPutOff && notBefore.equals(result.notBefore)) pace.hold(row.chatId, until, clock());
  }

  function wakeAfter(milliseconds: number): void {
    clearTimeout(timer);
    if (milliseconds === Infinity || (!running && ended.length === 0)) return;
    timer = setTimeout(stir, Math.max(1, Math.min(milliseconds, LONGEST_TIMER_MILLISECONDS)));
  }

  /** What another process did a moment before may fill the platform's window. */
  function begun(restMs: number): void {
    pace.pause(clock() + restMs);
    wake();
  }

  return {
    channel: channel.channel,
    wake,
    isSending,
    places() {
      if (!isSending() || databaseInTrouble || !CHANNELS_WITH_REPEATS.has(channel.channel)) return 0;
      return ours.places(clock());
    },
    begin(taken) {
      if (!isSending()) return void giveBack(db, taken).catch(forgetFailure);
      // Looks for the moment at which what still waits may go.
      if (ours.begin(taken) > 0) stir();
    },
    async start() {
      running = true;
      poll = setInterval(() => {
        polled = true;
        wake();
      }, POLL_MILLISECONDS);
      turn = takeTurn?.({ start: begun });
      wake();
      await turn?.asked;
    },
    async stop(withinMilliseconds) {
      running = false;
      const deadline = clock() + withinMilliseconds;
      const until = async (isDone: () => boolean) => {
        while (!isDone() && clock() < deadline) await pause(STOP_POLL_MILLISECONDS);
      };
      // A claim under way still begins messages.
      await until(() => working === undefined);
      await giveBack(db, ours.dropWaiting()).catch(forgetFailure);
      await Promise.all([turn?.end(pace.quietFrom(clock()) - clock()), until(() => !isBusy())]);
      clearInterval(poll);
      clearTimeout(timer);
    },
  };
}
