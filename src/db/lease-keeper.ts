import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Database } from './connect.ts';
import { bidForLease, LEASE_NOTICE, releaseLease } from './queries/leases.ts';

/** What only one process at a time may do. */
export type LeasedWork = {
  /** The lease is ours. `restMs`: for so long what another holder did still counts against a limit. */
  start(restMs: number): void;
  /** It is ours no more; it is not started again before this has resolved. */
  stop?(): Promise<void>;
};

export type KeptLease = {
  /** It was asked for once: either it is held, or another process holds it, or the database does not answer. */
  readonly asked: Promise<void>;
  /** Whether this process is sure to hold it at this moment. */
  isHeld(): boolean;
  /** Ends the work and lets another process have the lease at once. `restMs`: for so long what was done still counts. */
  end(restMs?: number): Promise<void>;
};

export type LeaseKeeper = {
  /** Does the work whenever this process holds the lease, until `end`. */
  keep(name: string, work: LeasedWork): KeptLease;
  /** What this process asks for, and whether it holds it. */
  states(): readonly { readonly name: string; readonly isHeld: boolean }[];
};

/** With the look that follows, a dead process' lease is another's 4 s after its death at the latest. */
const LEASE_MS = 3_000;
/**
 * A holder that could not renew stops relying on the lease so long before it ends that a platform's window of a second has passed
 * before another process begins.
 */
const SURE_MS = 1_900;
const LOOK_MS = 1_000;
/** A lease is looked at just after it may have ended, not just before. */
const AFTERWARDS_MS = 20;
/** A database that does not answer must not hold up the stop: the lease then ends by itself. */
const RELEASE_MS = 1_500;

/** Monotonic: a clock that is set moves no lease. */
const clock = () => performance.now();

/** Leases in the database for this process, which is known by `holder`: a name that no other process ever has. */
export function createLeaseKeeper(parts: {
  readonly db: Database;
  /** Hears NOTIFY (OpenDatabase.listen). */
  readonly listen: (channel: string, hear: (payload: string) => void) => Promise<void>;
  readonly holder: string;
  readonly log: Log;
}): LeaseKeeper {
  const all = new Map<string, ReturnType<typeof keepLease>>();
  let listening: Promise<void> | undefined;
  return {
    keep(name, work) {
      // A notice that is missed costs time only: the lease is looked at anyway.
      listening ??= parts.listen(LEASE_NOTICE, (freed) => all.get(freed)?.lookNow()).catch(() => {});
      const kept = keepLease(parts, name, work);
      all.set(name, kept);
      return kept.lease;
    },
    states: () => [...all].map(([name, { lease }]) => ({ name, isHeld: lease.isHeld() })),
  };
}

function keepLease(
  { db, holder, log }: { readonly db: Database; readonly holder: string; readonly log: Log },
  name: string,
  work: LeasedWork,
): { readonly lease: KeptLease; readonly lookNow: () => void } {
  let sureUntil = -Infinity;
  let isWorking = false;
  let changes = Promise.resolve();
  let hasEnded = false;
  let looking: Promise<void> | undefined;
  let nextLook: NodeJS.Timeout | undefined;
  let running: NodeJS.Timeout | undefined;

  function held(askedAt: number, restMs: number): void {
    if (hasEnded) return;
    sureUntil = askedAt + SURE_MS;
    clearTimeout(running);
    running = setTimeout(() => {
      log.warn('A lease could not be renewed in time; its work waits', { lease: name });
      lost();
    }, sureUntil - clock());
    if (isWorking) return;
    isWorking = true;
    log.info('Holds a lease now', { lease: name });
    changes = startAfter(changes, clock() + restMs);
  }

  async function startAfter(earlier: Promise<void>, restsUntil: number): Promise<void> {
    await earlier;
    if (isWorking) work.start(Math.max(0, restsUntil - clock()));
  }

  async function stopAfter(earlier: Promise<void>): Promise<void> {
    await earlier;
    await work.stop?.();
  }

  function lost(): void {
    sureUntil = -Infinity;
    clearTimeout(running);
    if (!isWorking) return;
    isWorking = false;
    changes = stopAfter(changes);
  }

  async function look(): Promise<void> {
    const askedAt = clock();
    let next = LOOK_MS;
    try {
      const answer = await bidForLease(db, { name, holder, milliseconds: LEASE_MS });
      if (answer.isHeld) held(askedAt, answer.restMs);
      else {
        lost();
        next = Math.min(LOOK_MS, Math.max(0, answer.leftMs) + AFTERWARDS_MS);
      }
    } catch {
      // Whoever uses the database for more than this says that it is away.
    }
    nextLook = setTimeout(lookNow, next);
  }

  function lookNow(): void {
    if (hasEnded || looking) return;
    clearTimeout(nextLook);
    looking = look().finally(() => {
      looking = undefined;
      if (hasEnded) clearTimeout(nextLook);
    });
  }

  lookNow();
  const lease: KeptLease = {
    asked: looking ?? Promise.resolve(),
    isHeld: () => clock() < sureUntil,
    async end(restMs = 0) {
      hasEnded = true;
      clearTimeout(nextLook);
      lost();
      await changes;
      const released = (async () => {
        await looking;
        await releaseLease(db, { name, holder, restMs }).catch(() => {});
      })();
      await Promise.race([released, pause(RELEASE_MS, undefined, { ref: false })]);
    },
  };
  return { lease, lookNow };
}
