import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sql } from 'drizzle-orm';
import { connect } from '../../src/db/connect.ts';
import { createLeaseKeeper, type KeptLease } from '../../src/db/lease-keeper.ts';
import { loadHeldLeases } from '../../src/db/queries/leases.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { notedLog } from '../support/noted-log.ts';

let test: TestDatabase;
let leases: KeptLease[];

beforeEach(async () => {
  test = await createTestDatabase();
  leases = [];
});
afterEach(async () => {
  await Promise.all(leases.map((lease) => lease.end()));
  await test.close();
});

/** A process of that name asks for the lease of `polling`; `done` notes what it does with it. */
async function ask(holder: string, { db, listen }: Pick<TestDatabase, 'db' | 'listen'> = test) {
  const done: string[] = [];
  const { log } = notedLog();
  const lease = createLeaseKeeper({ db, listen, holder, log }).keep('polling', {
    start: (restMs) => done.push(`start after ${Math.round(restMs / 1000)} s`),
    async stop() {
      done.push('stop');
    },
  });
  leases.push(lease);
  await lease.asked;
  return { lease, done };
}

const holders = async () => (await loadHeldLeases(test.db)).map(({ holder }) => holder);

describe('a lease', () => {
  it('is held by the first process that asks for it, for as long as that one lives', async () => {
    const ann = await ask('ann');
    const bob = await ask('bob');
    const asked = performance.now();
    await vi.waitFor(() => expect(performance.now() - asked).toBeGreaterThan(4_000), { timeout: 5_000 });
    expect(await holders()).toEqual(['ann']);
    expect([ann.lease.isHeld(), bob.lease.isHeld()]).toEqual([true, false]);
    expect([ann.done, bob.done]).toEqual([['start after 0 s'], []]);
  });

  it('passes on at once when it is given up, with what its use still counts for', async () => {
    const ann = await ask('ann');
    const bob = await ask('bob');
    const ended = performance.now();
    await ann.lease.end(2_000);
    await vi.waitFor(() => expect(bob.done).toEqual(['start after 2 s']), { interval: 5 });
    expect(performance.now() - ended).toBeLessThan(500);
    expect(ann.done).toEqual(['start after 0 s', 'stop']);
    expect(await holders()).toEqual(['bob']);
  });

  it('is not given up before the work has ended', async () => {
    const ending = Promise.withResolvers<void>();
    const slow = createLeaseKeeper({ ...test, holder: 'slow', log: notedLog().log }).keep('polling', {
      start: () => {},
      stop: () => ending.promise,
    });
    await slow.asked;
    const bob = await ask('bob');
    const ended = slow.end();
    await ask('cai');
    expect([bob.lease.isHeld(), await holders()]).toEqual([false, ['slow']]);
    ending.resolve();
    await ended;
    await vi.waitFor(async () => expect(await holders()).not.toContain('slow'));
  });

  it('passes on within 5 s when its holder dies, who does not rely on it any longer than that', async () => {
    const { db, client } = connect(test.url);
    const dying = await ask('dying', { db, listen: async () => {} });
    const bob = await ask('bob');
    // To everybody else this is a process that was killed.
    await client.end({ timeout: 0 });
    const died = performance.now();
    await vi.waitFor(() => expect(dying.done).toContain('stop'), { timeout: 5_000, interval: 5 });
    expect(bob.lease.isHeld()).toBe(false);
    await vi.waitFor(() => expect(bob.done).toEqual(['start after 0 s']), { timeout: 5_000, interval: 5 });
    expect(performance.now() - died).toBeLessThan(5_000);
  });

  it('comes back to its holder when the database was away for a while, and the work goes on', async () => {
    const ann = await ask('ann');
    const release = Promise.withResolvers<void>();
    const holding = test.db.transaction(async (tx) => {
      await tx.execute(sql`lock table lease in access exclusive mode`);
      await release.promise;
    });
    await vi.waitFor(() => expect(ann.done).toContain('stop'), { timeout: 5_000 });
    expect(ann.lease.isHeld()).toBe(false);
    release.resolve();
    await holding;
    await vi.waitFor(() => expect(ann.done).toEqual(['start after 0 s', 'stop', 'start after 0 s']), {
      timeout: 5_000,
    });
  });
});
