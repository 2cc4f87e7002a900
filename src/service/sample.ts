import type { Temporal } from 'temporal-polyfill';
import type { Config } from '../config.ts';
import { analyzeFilled } from '../db/analyze.ts';
import { readClock } from '../db/clock.ts';
import type { Database, Transaction } from '../db/connect.ts';
import { loadSample } from '../db/queries/sample.ts';
import { openPeriods } from '../schedule/periods.ts';
import { calendar } from './calendar.ts';

/** The sample district for a database without units; true if it was loaded now. */
export async function loadSampleDistrict(db: Database, config: Config): Promise<boolean> {
  return db.transaction(async (tx) => {
    const now = await readClock(tx, config.demo);
    const loaded = await loadSample(tx, now, config.timeZone);
    if (loaded) await beginPeriods(tx, now, config.timeZone);
    return loaded;
  });
}

/** Opens what an import makes due, and lets the database count what it holds now. */
export async function beginPeriods(tx: Transaction, now: Temporal.Instant, zone: string): Promise<void> {
  await openPeriods(tx, now, zone, await calendar.current(tx));
  await analyzeFilled(tx);
}
