import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoChannel } from '../../src/channels/demo/send.ts';
import { BUILT_IN_HOLIDAYS } from '../../src/core/calendar/built-in-holidays.ts';
import { createDeliverer, type Deliverer } from '../../src/delivery/deliver.ts';
import { createInbox } from '../../src/inbox/receive.ts';
import { createTicker } from '../../src/schedule/tick.ts';
import type { SimulatedService } from '../../src/simulation/run.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { notedLog } from '../support/noted-log.ts';
import { ZONE } from '../support/office.ts';

let database: TestDatabase;
let deliverer: Deliverer;
let service: SimulatedService;

beforeEach(async () => {
  database = await createTestDatabase();
  const { db, listen } = database;
  const { log } = notedLog();
  const holidays = BUILT_IN_HOLIDAYS;
  deliverer = createDeliverer({ db, listen, channels: [demoChannel()], rates: {}, log });
  await deliverer.start();
  const wake = () => deliverer.wake();
  const inbox = createInbox({ db, demo: true, zone: ZONE, holidays, secret: 'of the test', log, wake });
  const tick = createTicker({ db, zone: ZONE, holidays, wake });
  service = {
    db,
    zone: ZONE,
    holidays,
    receive: (messages) => inbox.receive(messages),
    async tick(at) {
      await tick(at);
    },
    settle: () => deliverer.settle(Temporal.Now.instant()),
  };
});

afterEach(async () => {
  await deliverer.stop();
  await database.close();
});

describe('a simulated district', () => {
  it('stores what its people meant and tells nobody anything at night, twice or too often', async () => {
    const weeks: number[] = [];
    const outcome = await simulate(service, {
      units: 24,
      weeks: 1,
      seed: 3,
      progress: (done) => weeks.push(done),
    });
    expect(weeks).toEqual([1, 2]);
    expect(outcome).toMatchObject({ expected: 24, wrong: 0, inQuietTime: 0, doubles: 0 });
    expect(outcome.onTime + outcome.late + outcome.missing).toBe(24);
    // A week in which nobody reports, or all do, would test nothing.
    expect(outcome.onTime).toBeGreaterThan(8);
    expect(outcome.onTime).toBeLessThan(24);
    expect(outcome.unaskedPerPersonAndWeek.most).toBeLessThanOrEqual(5);
    expect(outcome.questionsPerReport.most).toBeLessThanOrEqual(3);
  });
});
