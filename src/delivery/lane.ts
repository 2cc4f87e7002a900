import { setTimeout as pause } from 'node:timers/promises';
import type { Temporal } from 'temporal-polyfill';
import type { EditResult, SendingChannel } from '../channels/channel.ts';
import type { ChatId } from '../core/ids.ts';
import type { Database } from '../db/connect.ts';
import type { KeptLease, LeasedWork } from '../db/lease-keeper.ts';
import {
  claimDeliveries,
  recordOutcomes,
  renewLeases,
  returnAbandoned,
  type ClaimedDelivery,
  type Outcome,
} from '../db/queries/deliveries.ts';
import type { Log } from '../log.ts';
import { createAlerts } from './alerts.ts';
import { correlationOf } from './correlation.ts';
import { allowedAlready, soonestRoom } from './claim-ahead.ts';
import { outcomeOf } from './outcome.ts';
import type { Pace } from './pace.ts';

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
  /** How to become the one process that sends for the account; undefined: any number may. */
  readonly takeTurn: ((work: LeasedWork) => KeptLease) | undefined;
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

export function createLane(parts: LaneParts): Lane {
  const { db, channel, pace, takeTurn, log, now, concurrency, onProgress } = parts;
  const onTheirWay = new Set<ClaimedDelivery>();
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

  const alert = createAlerts(log, clock);
  const isBusy = () => onTheirWay.size > 0 || ended.length > 0 || working !== undefined;
  const isSending = () => running && (takeTurn === undefined || turn?.isHeld() === true);

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

  function stirForEnded(): void {
    gathering = undefined;
    stir();
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
    if (onTheirWay.size > 0) await renewLeases(db, [...onTheirWay], parts.leaseSeconds);
    if (isSending()) await returnAbandoned(db);
  }

  async function takeMore(): Promise<void> {
    if (!isSending()) return;
    if (nextRetry <= now().epochMilliseconds) {
      nextRetry = Infinity;
      mayFind = true;
    }
    if (!mayFind) return wakeForRetry();
    const free = concurrency - onTheirWay.size;
    // What is forbidden now and allowed in a moment is claimed for then: at a full rate a claim's time must not be lost each time.
    // What is allowed later still may be so while the claim is under way.
    const turnsAt = clock();
    const asked = soonestRoom(pace, turnsAt, claimMs);
    const room = pace.room(asked);
    const all = Math.min(free, room.all);
    if (all > 0) {
      mayFind = false;
      const { deliveries, more } = await claimDeliveries(db, {
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
    wakeForRetry(change === undefined ? Infinity : change - claimMs - clock());
  }

  /** What was claimed for a coming moment waits for it; answers for which there is a place do not. */
  async function beginAll(deliveries: readonly ClaimedDelivery[], allowedFrom: number): Promise<void> {
    const early = clock() < allowedFrom ? allowedAlready(pace, deliveries, clock()) : deliveries;
    for (const row of early) begin(row);
    const rest = deliveries.filter((row) => !early.includes(row));
    if (rest.length > 0) await pause(Math.max(0, Math.ceil(allowedFrom - clock())));
    for (const row of rest) begin(row);
  }

  /** Wakes when the next repetition is due, or sooner. */
  function wakeForRetry(sooner = Infinity): void {
    wakeAfter(Math.min(sooner, nextRetry - now().epochMilliseconds));
  }

  function begin(row: ClaimedDelivery): void {
    pace.begin(row.chatId, row.urgency === 0, clock());
    onTheirWay.add(row);
    void send(row).finally(() => {
      onTheirWay.delete(row);
      if (mayFind) stir();
      else gathering ??= setTimeout(stirForEnded, GATHER_MILLISECONDS);
    });
  }

  async function send(row: ClaimedDelivery): Promise<void> {
    const begunAt = clock();
    const result = await attempt(row);
    if (result.kind === 'sent') {
      parts.onSent?.({
        channel: channel.channel,
        urgency: row.urgency === 1 ? 'answer' : 'unasked',
        seconds: Math.max(0, row.ageSeconds) + (clock() - begunAt) / 1_000,
      });
    }
    pace.end(row.chatId, clock());
    note(row, result, outcomeOf(row, result, now(), Math.random()));
  }

  async function attempt(row: ClaimedDelivery): Promise<EditResult> {
    try {
      if (row.target === null) return await channel.send(row.externalId, row.message);
      const { providerId, message } = row.target;
      if (!providerId) return { kind: 'gone', reason: 'the message was not sent' };
      if (!channel.edit) return { kind: 'gone', reason: 'the channel rewrites nothing' };
      const target = { providerId, message, attempts: row.attempts };
      return await channel.edit(row.externalId, target, row.message);
    } catch (error) {
      log.error(
        'A channel failed instead of answering',
        { channel: channel.channel, delivery: row.id, correlation: correlationOf(row.dedupKey) },
        error,
      );
      return { kind: 'retry', notBefore: now(), reason: 'the channel failed' };
    }
  }

  function note(row: ClaimedDelivery, result: EditResult, outcome: Outcome): void {
    ended.push(outcome);
    const facts = {
      channel: channel.channel,
      delivery: row.id,
      correlation: correlationOf(row.dedupKey),
      attempt: row.attempts,
    };
    const event = `A message ended as ${result.kind}`;
    if (result.kind === 'sent') return log.debug(event, facts);
    const why = { ...facts, reason: result.reason };
    if (outcome.state === 'waiting') putOff(row, result, outcome.notBefore);
    if (result.kind === 'rejected' || result.kind === 'unknown') alert(event, why);
    else if (result.kind === 'retry') log.debug(event, why);
    else log.info(event, why);
  }

  function putOff(row: ClaimedDelivery, result: EditResult, notBefore: Temporal.Instant): void {
    nextRetry = Math.min(nextRetry, notBefore.epochMilliseconds);
    if (result.kind !== 'retry' || !notBefore.equals(result.notBefore)) return;
    pace.hold(row.chatId, clock() + notBefore.epochMilliseconds - now().epochMilliseconds, clock());
  }

  function wakeAfter(milliseconds: number): void {
    clearTimeout(timer);
    if (milliseconds === Infinity || (!running && ended.length === 0)) return;
    timer = setTimeout(wake, Math.max(1, Math.min(milliseconds, LONGEST_TIMER_MILLISECONDS)));
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
      await Promise.all([turn?.end(pace.quietFrom(clock()) - clock()), until(() => !isBusy())]);
      clearInterval(poll);
      clearTimeout(timer);
    },
  };
}
