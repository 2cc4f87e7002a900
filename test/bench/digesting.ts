import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openDatabase } from '../../src/db/open.ts';
import { seedDigests, UNITS, WEEKS } from './digest-seed.ts';
import { quantile, type Figure } from './figure.ts';
import { measureTaps } from './tapping.ts';

const ROUNDS = 3;
const PROVINCE_UNITS = 100;
const TAP_ROUNDS = { nation: 5, province: 20 };

/**
 * A weekly digest of 3,321 units over five years of weeks, beside the same aggregates asked for by hand, in turns; then the taps of a
 * leader who looks through it, and through one of a province.
 */
export async function measureDigests(dataDir: string): Promise<readonly Figure[]> {
  await mkdir(dataDir, { recursive: true });
  const database = await openDatabase({ databaseUrl: undefined, dataDir }, () => {});
  try {
    await seedDigests(database.db);
    await run(dataDir, 'bare');
    const digests: Run[] = [];
    const bare: Run[] = [];
    for (let turn = 0; turn < ROUNDS; turn += 1) {
      digests.push(await run(dataDir, 'digest'));
      bare.push(await run(dataDir, 'bare'));
    }
    const median = (runs: readonly Run[]) =>
      quantile(
        runs.flatMap(({ ms }) => ms),
        0.5,
      );
    const taps = await measureTaps(database.db, UNITS, TAP_ROUNDS.nation);
    const most = Math.max(...digests.map(({ maxRssKiB }) => maxRssKiB)) / 1024;
    return [
      [`weekly digest, ${UNITS} units, 14 indicators, ${WEEKS} weeks`, `${median(digests).toFixed(0)} ms`],
      ['the same aggregates in bare SQL', `${median(bare).toFixed(0)} ms`],
      ['digest against bare SQL', `${(median(digests) / median(bare)).toFixed(2)} times`],
      ['most memory of the process that makes the digest', `${most.toFixed(0)} MiB`],
      ...taps,
      ...(await tapsInProvince(join(dataDir, 'province'))),
    ];
  } finally {
    await database.close();
  }
}

async function tapsInProvince(dataDir: string): Promise<readonly Figure[]> {
  await mkdir(dataDir, { recursive: true });
  const database = await openDatabase({ databaseUrl: undefined, dataDir }, () => {});
  try {
    await seedDigests(database.db, PROVINCE_UNITS);
    return await measureTaps(database.db, PROVINCE_UNITS, TAP_ROUNDS.province);
  } finally {
    await database.close();
  }
}

type Run = { readonly ms: readonly number[]; readonly maxRssKiB: number };

/** With the flags under which the program runs. */
async function run(dataDir: string, what: 'digest' | 'bare'): Promise<Run> {
  const flags = ['--max-semi-space-size=4', '--heap-growing-percent=30'];
  const child = new URL('digest-child.ts', import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, child, dataDir, what, '1']);
  const parsed: Run = JSON.parse(stdout);
  return parsed;
}
