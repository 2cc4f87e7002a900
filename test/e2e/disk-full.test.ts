import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { openDatabase } from '../../src/db/open.ts';
import { foundDistrict, instanceEnvironment } from '../support/crash-district.ts';
import { embeddedUrl, fillDisk, useUpLog } from '../support/database-faults.ts';
import { startFaultyBotApi, type FaultyBotApi } from '../support/faulty-bot-api.ts';
import { keepReporting } from '../support/reporting-phone.ts';
import { startService, type Service } from '../support/service.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { temporaryPlace } from '../support/temporary.ts';
import { expectAgreement, isSettled } from '../support/told-and-stored.ts';
import { waitFor } from '../support/wait-for.ts';
import { createWebhookSender } from '../support/webhook-sender.ts';

const MEGABYTES = 200;

let dataDir: string;
let disk: Awaited<ReturnType<typeof mountSmallDisk>>;
let api: FaultyBotApi;
let service: Service | undefined;

beforeEach(async () => {
  dataDir = await mkdtemp(join(await temporaryPlace(), 'hai-chieu-full-'));
  disk = await mountSmallDisk(dataDir, MEGABYTES);
  api = await startFaultyBotApi();
});
afterEach(async () => {
  await service?.kill('SIGTERM');
  await api.close();
  await disk?.unmount();
  await rm(dataDir, { recursive: true });
});

type Story = {
  /** What happens beside the filling. */
  readonly also?: () => Promise<void>;
  /** The operator's line. */
  readonly says: string;
};

/** Fills the disk in the middle of reporting, and empties it when the service has said so; resolves with how often it did. */
async function outlivesFullDisk({ skip }: TestContext, { also, says }: Story): Promise<number> {
  if (!disk) skip('only root can give the database a small disk of its own');
  const communes = await foundDistrict(dataDir, 3);
  const running = await startService(instanceEnvironment(dataDir, api));
  service = running;
  const sender = createWebhookSender(() => [running.url]);
  const answered = (status: number) => sender.answers.get(status) ?? 0;
  const readiness = async () => (await fetch(`${running.url}/readyz`)).status;
  let updates = 0;
  let isOver = false;
  const working = communes.map((commune) =>
    keepReporting(commune, { api, sender, nextUpdate: () => (updates += 1), isOver: () => isOver }),
  );
  await waitFor(() => answered(200) > 20);

  const filled = await fillDisk(dataDir);
  await also?.();
  await waitFor(() => answered(503) > 0 && running.log.some((line) => line.includes(says)), 20_000);
  expect(await readiness()).toBe(503);
  await filled.release();
  await waitFor(async () => (await readiness()) === 200);
  const before = answered(200);
  await waitFor(() => answered(200) > before + 20);
  isOver = true;
  const typed = await Promise.all(working);
  await sender.settled();

  const database = await openDatabase({ databaseUrl: undefined, dataDir }, () => {});
  try {
    await waitFor(() => isSettled(database.db), 20_000);
    await Promise.all(typed.map((one) => expectAgreement(one, database.db, api)));
  } finally {
    await database.close();
  }
  return running.log.filter((line) => line.includes(says)).length;
}

describe('a disk that is full under the database', () => {
  it('which still answers: what is not stored is not acknowledged, and all goes on when there is space', async (context) => {
    // Small rows may still find a place in between: then it is told once more.
    expect(await outlivesFullDisk(context, { says: 'the disk of the database is full' })).toBeLessThan(5);
  }, 60_000);

  it('which ends for it: the same, told once', async (context) => {
    const story = { also: async () => useUpLog(await embeddedUrl(dataDir)), says: 'its disk is full' };
    expect(await outlivesFullDisk(context, story)).toBe(1);
  }, 60_000);
});
