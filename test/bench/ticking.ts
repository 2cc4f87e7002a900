import { mkdir } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { createHolidayCalendar } from '../../src/db/queries/holidays.ts';
import { openDatabase } from '../../src/db/open.ts';
import { createTicker } from '../../src/schedule/tick.ts';
import { importDistrict, linkContacts } from './district.ts';
import { quantile, type Figure } from './figure.ts';

const UNITS = 3_321;
const FUTURE_PERIODS = 31;
const TICKS = 25;
const ZONE = 'Asia/Ho_Chi_Minh';

/** A tick each minute of a Wednesday forenoon, with 3,321 units that owe the week and 100,000 obligations of coming periods. */
export async function measureTicks(dataDir: string): Promise<readonly Figure[]> {
  await mkdir(dataDir, { recursive: true });
  await importDistrict(UNITS, { DATA_DIR: dataDir });
  const database = await openDatabase({ databaseUrl: undefined, dataDir }, () => {});
  const { db } = database;
  await linkContacts(db);
  const tick = createTicker({ db, zone: ZONE, calendar: createHolidayCalendar(), wake: () => {} });
  const today = Temporal.Now.zonedDateTimeISO(ZONE);
  const monday = today.add({ days: 8 - today.dayOfWeek }).withPlainTime('08:30');
  await tick(monday.toInstant());
  await db.execute(sql`
    insert into period (form_id, form_version_id, code, data_start, data_end, opens_at, due_at, locks_at)
    select v.form_id, v.id, 'F' || n, day, day + 6, day, day + 5, day + 8
    from generate_series(1, ${FUTURE_PERIODS}::integer) n, form_version v,
      lateral (select current_date + 700 + n * 7 as day)`);
  await db.execute(sql`
    insert into obligation (period_id, unit_id)
    select p.id, u.id from period p, unit u where p.code like 'F%' and u.kind = 'commune'`);
  await db.execute(sql`analyze`);
  const wednesday = monday.add({ days: 2 }).withPlainTime('08:00');
  await tick(wednesday.toInstant());
  const begun = performance.now();
  await tick(wednesday.add({ minutes: 1 }).toInstant());
  const lookMs = performance.now() - begun;
  const idleMs: number[] = [];
  for (let minute = 2; minute < 2 + TICKS; minute += 1) {
    const at = wednesday.add({ minutes: minute }).toInstant();
    const started = performance.now();
    await tick(at);
    idleMs.push(performance.now() - started);
  }
  await database.close();
  return [
    ['idle tick, median', `${quantile(idleMs, 0.5).toFixed(1)} ms`],
    ['idle tick, p95', `${quantile(idleMs, 0.95).toFixed(1)} ms`],
    ['tick that looks at every awaited report, twice an hour', `${lookMs.toFixed(0)} ms`],
  ];
}
