import { setTimeout as pause } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import type { FetchingChannel, FetchResult } from '../channels/channel.ts';
import { MAX_FILE_BYTES } from '../core/attachments/limits.ts';
import type { Database } from '../db/connect.ts';
import { deleteOrphans, FETCH_NOTICE } from '../db/queries/attachments.ts';
import {
  claimFiles,
  keepFile,
  putOff,
  renewFiles,
  storeContent,
  type ClaimedFile,
} from '../db/queries/fetches.ts';
import type { Log } from '../log.ts';
import { hashOf } from './content.ts';
import { sniffType } from './sniff.ts';
import { createTeller, type Lost } from './tell.ts';

export type FetcherParts = {
  readonly db: Database;
  /** Hears NOTIFY (OpenDatabase.listen). */
  readonly listen: (channel: string, hear: (payload: string) => void) => Promise<void>;
  readonly channels: readonly FetchingChannel[];
  readonly log: Log;
  /** The demo clock may run: what is told carries calendar time. */
  readonly demo: boolean;
  readonly zone: string;
  /** Called after something was told: it waits in the outbox. */
  readonly wake: () => void;
  readonly pauseSeconds?: (attempt: number) => number;
  readonly timeoutMs?: number;
  readonly leaseSeconds?: number;
};

/**
 * Fetches what the `attachment` table names, after the transaction that noted it: content is checked, stored once under its hash and
 * belongs to its report; what cannot be had is given up after `FETCH_TRIES`, and its sender is told. Any number of processes may
 * fetch from one database, and one that dies leaves nothing undone.
 */
export type Fetcher = {
  start(): Promise<void>;
  /** Takes nothing more and gives back what is under way. */
  stop(): Promise<void>;
};

/** With the pauses below some 80 minutes: longer than any platform hides a single file, shorter than a working half-day. */
export const FETCH_TRIES = 12;
const LONGEST_PAUSE_SECONDS = 900;

/** 5, 10, 20 … seconds after the first, second, third … attempt, at most 15 minutes. */
export function pauseAfterAttempt(attempt: number): number {
  return Math.min(LONGEST_PAUSE_SECONDS, 5 * 2 ** Math.min(attempt - 1, 20));
}

/** The platform as a whole is in trouble, or the database: it is tried again soon, and the files' own tries are not used up. */
const TROUBLE_PAUSE_SECONDS = 30;
/** Of 10 MiB each at worst, all in memory. */
const CONCURRENCY = 4;
const TIMEOUT_MS = 60_000;
/** Renewed at each look: what a dead process held is fetched by another one soon after. */
const LEASE_SECONDS = 10;
const POLL_MILLISECONDS = 2_000;
const STOP_MILLISECONDS = 5_000;
const CLEAN_EVERY_MILLISECONDS = 6 * 3_600_000;
/** Content that no report holds is kept so long, for those who are about to note it. */
const ORPHAN_HOURS = 24;

export function createFetcher(parts: FetcherParts): Fetcher {
  const { db, log, timeoutMs = TIMEOUT_MS, leaseSeconds = LEASE_SECONDS } = parts;
  const pauseSeconds = parts.pauseSeconds ?? pauseAfterAttempt;
  const channelOf = new Map(parts.channels.map((channel) => [channel.channel, channel]));
  const tell = createTeller(parts);
  const stopping = new AbortController();
  const underWay = new Map<ClaimedFile, Promise<void>>();
  const lost: Lost[] = [];
  let working: Promise<void> | undefined;
  let wanted = false;
  let inTrouble = false;
  let poll: NodeJS.Timeout | undefined;
  let cleaning: NodeJS.Timeout | undefined;

  function wake(): void {
    wanted = true;
    working ??= work().finally(() => {
      working = undefined;
    });
  }

  async function work(): Promise<void> {
    while (wanted && !stopping.signal.aborted) {
      wanted = false;
      try {
        await tellLost();
        const held = [...underWay.keys(), ...lost.map(({ file }) => file)];
        if (held.length > 0) await renewFiles(db, held, leaseSeconds);
        const most = CONCURRENCY - underWay.size;
        if (most > 0) {
          const files = await claimFiles(db, { channels: [...channelOf.keys()], most, leaseSeconds });
          for (const file of files) begin(file);
        }
        inTrouble = false;
      } catch (error) {
        troubled(error);
        return;
      }
    }
  }

  /** What was sent together and lost together is told together: a chat's losses wait for what else of it is under way. */
  async function tellLost(): Promise<void> {
    const busy = new Set([...underWay.keys()].map(({ chat }) => chat));
    const ready = lost.filter(({ file }) => !busy.has(file.chat));
    if (ready.length === 0) return;
    await tell(ready);
    for (const one of ready) lost.splice(lost.indexOf(one), 1);
    parts.wake();
  }

  function begin(file: ClaimedFile): void {
    const ended = take(file)
      .catch(troubled)
      .finally(() => {
        underWay.delete(file);
        wake();
      });
    underWay.set(file, ended);
  }

  async function take(file: ClaimedFile): Promise<void> {
    const result = await attempt(file);
    const facts = { channel: file.channel, attachment: file.id, attempt: file.attempt };
    switch (result.kind) {
      case 'fetched': {
        const mediaType = sniffType(result.content);
        if (mediaType === undefined) {
          lost.push({ file, problem: 'not-accepted', error: 'not a kind that is accepted' });
          return;
        }
        await keep(file, result.content, mediaType);
        return;
      }
      case 'too-large':
        lost.push({ file, problem: 'too-large', error: `over ${MAX_FILE_BYTES} bytes` });
        return;
      case 'gone':
        log.warn('A file could not be fetched', { ...facts, reason: result.reason });
        lost.push({ file, problem: 'not-received', error: result.reason });
        return;
      case 'retry': {
        const { reason, counts } = result;
        if (counts && file.attempt >= FETCH_TRIES) {
          log.warn('A file could not be fetched', { ...facts, reason });
          lost.push({ file, problem: 'not-received', error: reason });
          return;
        }
        const seconds = counts ? pauseSeconds(file.attempt) : TROUBLE_PAUSE_SECONDS;
        await putOff(db, file, { seconds: stopping.signal.aborted ? 0 : seconds, counts, error: reason });
      }
    }
  }

  async function keep(file: ClaimedFile, content: Buffer, mediaType: string): Promise<void> {
    const hash = hashOf(content);
    try {
      await storeContent(db, { hash, mediaType, content });
      await keepFile(db, file, hash);
    } catch (error) {
      // A full disk, say: the file is as good as before, and is not to be fetched again every few seconds.
      troubled(error);
      await putOff(db, file, { seconds: TROUBLE_PAUSE_SECONDS, counts: false, error: 'could not be stored' });
    }
  }

  async function attempt(file: ClaimedFile): Promise<FetchResult> {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(timeoutMs)]);
    try {
      const channel = channelOf.get(file.channel);
      if (!channel) return { kind: 'retry', reason: 'no such channel', counts: false };
      const result = await channel.fetchFile(file.externalId, { maxBytes: MAX_FILE_BYTES, signal });
      // Ended by us, not by the platform.
      return result.kind === 'retry' && stopping.signal.aborted ? { ...result, counts: false } : result;
    } catch (error) {
      log.error(
        'A channel failed instead of answering',
        { channel: file.channel, attachment: file.id },
        error,
      );
      return { kind: 'retry', reason: 'the channel failed', counts: true };
    }
  }

  /** What was under way is taken up again when its lease has run out. */
  function troubled(error: unknown): void {
    if (!inTrouble) log.error('Files wait for the database', {}, error);
    inTrouble = true;
  }

  async function clean(): Promise<void> {
    const before = Temporal.Now.instant().subtract({ hours: ORPHAN_HOURS });
    await db.transaction((tx) => deleteOrphans(tx, before)).catch(troubled);
  }

  return {
    async start() {
      await parts.listen(FETCH_NOTICE, wake);
      poll = setInterval(wake, POLL_MILLISECONDS);
      cleaning = setInterval(() => void clean(), CLEAN_EVERY_MILLISECONDS);
      wake();
    },
    async stop() {
      clearInterval(poll);
      clearInterval(cleaning);
      stopping.abort();
      await Promise.race([
        Promise.all([working, ...underWay.values()]),
        pause(STOP_MILLISECONDS, undefined, { ref: false }),
      ]);
    },
  };
}
