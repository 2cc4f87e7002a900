import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { weather, type Aftermath, type DatabaseFault } from '../support/crash-storm.ts';
import type { Typed } from '../support/reporting-phone.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { temporaryPlace } from '../support/temporary.ts';
import { expectAgreement } from '../support/told-and-stored.ts';

/** The full run is `CRASH_RUNS=200 npx vitest run test/e2e/crash.test.ts`, some ten minutes. */
const FULL = Number(process.env['CRASH_RUNS'] ?? 0);
const KILLS = FULL > 0 ? FULL : 6;
const SECONDS_A_KILL = 5;

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(await temporaryPlace(), 'hai-chieu-crash-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

describe('two instances that are killed again and again while people report', () => {
  it(
    'store every confirmed report once, show its receipt, keep its photos and the order of each chat',
    async () => {
      const disk = FULL > 0 ? await mountSmallDisk(dataDir, 2_000) : undefined;
      const faults: DatabaseFault[] = ['killed', 'out of connections', 'restarted'];
      const aftermath = await weather({
        dataDir,
        communes: 6,
        instances: 2,
        kills: KILLS,
        faults: [...faults, ...(disk ? ['disk full' as const] : [])],
        killsPerFault: FULL > 0 ? 8 : 2,
        faultMs: 1_000,
      });
      try {
        for (const typed of aftermath.typed) {
          // oxlint-disable-next-line no-await-in-loop
          await expectAgreement(typed, aftermath.db, aftermath.api);
        }
        expect(aftermath.died).toEqual([]);
        if (FULL > 0) process.stdout.write(`${JSON.stringify(figuresOf(aftermath))}\n`);
      } finally {
        await aftermath.close();
        await disk?.unmount();
      }
    },
    60_000 + KILLS * SECONDS_A_KILL * 1_000,
  );
});

function figuresOf({ typed, answers, recoveriesMs }: Aftermath) {
  const total = (count: (one: Typed) => number) => typed.reduce((sum, one) => sum + count(one), 0);
  return {
    kills: KILLS,
    updates: total((one) => one.updates),
    receipts: total((one) => one.confirmed.length),
    photos: total((one) => one.photos.length),
    answers: Object.fromEntries(answers),
    recoveriesMs,
  };
}
