import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { Executor } from './connect.ts';
import { demoClock } from './schema/record.ts';

/**
 * Calendar time. In demo mode the clock of the database if it was ever set, which every process follows; else real time. The
 * database's own clock measures what has passed since, so that processes with different clocks agree.
 */
export async function readClock(db: Executor, demo: boolean): Promise<Temporal.Instant> {
  if (!demo) return Temporal.Now.instant();
  const [row] = await db
    .select({
      now: sql`${demoClock.setTo} + (clock_timestamp() - ${demoClock.setAt})`.mapWith(demoClock.setTo),
    })
    .from(demoClock);
  return row?.now ?? Temporal.Now.instant();
}

/** Moves the demo clock, also backwards; it runs on from there in real time. */
export async function setDemoClock(db: Executor, to: Temporal.Instant): Promise<void> {
  const setAt = sql`clock_timestamp()`;
  await db
    .insert(demoClock)
    .values({ setTo: to, setAt })
    .onConflictDoUpdate({ target: demoClock.one, set: { setTo: to, setAt } });
}
