import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readClock, setDemoClock } from '../../src/db/clock.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(async () => {
  await test.close();
});

const minutesFrom = (later: Temporal.Instant, earlier: Temporal.Instant) =>
  later.since(earlier).total('minutes');

describe('the demo clock', () => {
  it('shows real time until it is set', async () => {
    expect(Math.abs(minutesFrom(await readClock(test.db, true), Temporal.Now.instant()))).toBeLessThan(1);
  });

  it('stands where it was set, forwards or backwards, and is followed in demo mode only', async () => {
    for (const text of ['2031-02-03T04:05:06.789Z', '2017-08-21T00:00:00Z']) {
      const to = Temporal.Instant.from(text);
      await setDemoClock(test.db, to);
      const passed = minutesFrom(await readClock(test.db, true), to);
      expect(passed).toBeGreaterThanOrEqual(0);
      expect(passed).toBeLessThan(1);
      expect(Math.abs(minutesFrom(await readClock(test.db, false), Temporal.Now.instant()))).toBeLessThan(1);
    }
  });

  it('runs on in real time from there', async () => {
    const to = Temporal.Instant.from('2026-11-25T00:00:00Z');
    await setDemoClock(test.db, to);
    await test.db.execute(sql`update demo_clock set set_at = set_at - interval '90 minutes'`);
    const passed = minutesFrom(await readClock(test.db, true), to);
    expect(passed).toBeGreaterThanOrEqual(90);
    expect(passed).toBeLessThan(91);
  });
});
