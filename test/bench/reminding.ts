import { mkdir } from 'node:fs/promises';
import { Temporal } from 'temporal-polyfill';
import { createHolidayCalendar } from '../../src/db/queries/holidays.ts';
import { openDatabase } from '../../src/db/open.ts';
import { createTicker } from '../../src/schedule/tick.ts';
import { countStatements } from '../support/counting.ts';
import { importDistrict, linkContacts } from './district.ts';
import type { Figure } from './figure.ts';

const UNITS = 10_000;
const ZONE = 'Asia/Ho_Chi_Minh';
const MIB = 1024 * 1024;

/** Ticks that write to 10,000 contacts at once: the opening of a week, and the reminder to those who have not reported. */
export async function measureReminding(dataDir: string): Promise<readonly Figure[]> {
  await mkdir(dataDir, { recursive: true });
  await importDistrict(UNITS, { DATA_DIR: dataDir });
  const database = await openDatabase({ databaseUrl: undefined, dataDir }, () => {});
  await linkContacts(database.db);
  const { db, statements } = countStatements(database.db);
  const tick = createTicker({ db, zone: ZONE, calendar: createHolidayCalendar(), wake: () => {} });
  const today = Temporal.Now.zonedDateTimeISO(ZONE);
  const monday = today.add({ days: 8 - today.dayOfWeek });
  await tick(monday.withPlainTime('00:00').toInstant());
  const figures: Figure[] = [];
  for (const [name, moment] of [
    ['opening notices', monday.withPlainTime('07:30')],
    ['reminders', monday.add({ days: 2 }).withPlainTime('08:00')],
  ] as const) {
    const before = { statements: statements(), resident: process.memoryUsage.rss() };
    const begun = performance.now();
    const { reminders } = await tick(moment.toInstant());
    const seconds = (performance.now() - begun) / 1000;
    const grown = (process.memoryUsage.rss() - before.resident) / MIB;
    figures.push([
      `tick that writes ${reminders} ${name}`,
      `${seconds.toFixed(1)} s, ${statements() - before.statements} statements, memory +${grown.toFixed(0)} MiB`,
    ]);
  }
  await database.close();
  return figures;
}
