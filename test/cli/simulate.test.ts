import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { simulateCommand } from '../../src/cli/simulate.ts';
import type { Outcome } from '../../src/core/simulation/outcome.ts';
import { saveNotice } from '../../src/db/queries/holidays.ts';
import type { Simulation } from '../../src/simulation/simulate.ts';
import { runCommand } from '../support/cli.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const SPREAD = { median: 2, most: 3 };
const OUTCOME: Outcome = {
  expected: 8,
  onTime: 6,
  late: 1,
  missing: 1,
  wrong: 0,
  wrongReports: [],
  remindersPerReport: 2,
  messagesPerReport: SPREAD,
  questionsPerReport: SPREAD,
  unaskedPerPersonAndWeek: SPREAD,
  inQuietTime: 0,
  doubles: 0,
  weekly: [
    {
      start: Temporal.PlainDate.from('2026-03-09'),
      onTime: 6,
      late: 1,
      missing: 1,
      remindersPerReport: 2,
      unaskedPerPerson: SPREAD,
    },
  ],
};
const NOTICE = {
  year: 2026,
  source: 'thông báo thử',
  days: [
    {
      date: Temporal.PlainDate.from('2026-03-13'),
      kind: 'holiday',
      name: 'ngày nghỉ thử',
      source: 'thông báo thử',
      announced: true,
    },
  ],
} as const;

let database: TestDatabase;
let folder: string;
let asked: Simulation[];

beforeEach(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'hai-chieu-simulate-'));
  asked = [];
});

afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

/** The command with a simulation that is over at once. */
const create: Parameters<typeof runCommand>[0] = (parts) =>
  simulateCommand({
    ...parts,
    async simulate(simulation) {
      asked.push(simulation);
      return OUTCOME;
    },
  });

const simulate = (...words: readonly string[]) =>
  runCommand(create, ['--weeks', '1', ...words], { db: database.db });

describe('simulate --picture', () => {
  it('writes a PNG beside the table, and nothing else', async () => {
    const path = join(folder, 'tuan.png');
    const { out, err } = await simulate('--picture', path);
    expect((await readFile(path)).subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(await readdir(folder)).toEqual(['tuan.png']);
    expect(out[0]).toContain('Báo cáo phải nộp');
    expect(err.at(-1)).toContain('tuan.png');
  });

  it('refuses a folder that is not there before anything is simulated', async () => {
    const { refused } = await simulate('--picture', join(folder, 'khong-co', 'tuan.png'));
    expect(refused).toContain('tuan.png');
    expect(asked).toEqual([]);
  });
});

describe('simulate --imported-holidays', () => {
  it('hands on what was imported, says so, and changes nothing there', async () => {
    const at = Temporal.Instant.from('2026-01-05T08:00:00+07:00');
    await database.db.transaction((tx) => saveNotice(tx, NOTICE, at));
    const { err } = await simulate('--imported-holidays');
    expect(asked[0]?.notices).toMatchObject([{ year: 2026, days: [{ name: 'ngày nghỉ thử' }] }]);
    expect(err.join('\n')).toContain('2026');
  });

  it('is not the default, so that a seed gives the same on every machine', async () => {
    await simulate();
    expect(asked[0]?.notices).toEqual([]);
  });
});
