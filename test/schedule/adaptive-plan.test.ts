import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainText, type OutgoingMessage } from '../../src/core/messages.ts';
import { loadHourCounts } from '../../src/db/queries/reminder-habits.ts';
import { ZONE } from '../support/office.ts';
import { FORMS, openTimeWorld, smallDistrict, type TimeWorld } from '../support/time-world.ts';

const at = (wall: string) => Temporal.Instant.from(`${wall}+07:00`);
const [FIXED] = FORMS.weekly;
const ADAPTIVE = { ...FIXED, plan: 'adaptive' as const };

let world: TimeWorld;
afterEach(() => world.close());

const tick = (wall: string) => world.processes[0].tick(at(wall));

async function rungAt(person: string, day: string): Promise<readonly string[]> {
  const rows = await world.rows<{ at: string }>(`
    select d.created_at as at from delivery d join chat c on c.id = d.chat_id
    where c.external_id = '${person}' and d.urgency = 0 and d.edits is null
      and d.created_at between '${day}T00:00:00+07:00' and '${day}T23:59:59+07:00' order by d.id`);
  return rows.map((row) =>
    Temporal.Instant.from(row.at).toZonedDateTimeISO(ZONE).toPlainTime().toString({ smallestUnit: 'minute' }),
  );
}

/** Six weeks in which xa-c answers the Friday reminder of 13:00 within the hour and no other. */
async function liveSixWeeks(): Promise<void> {
  for (let week = 0; week < 6; week += 1) {
    const day = (days: number) => Temporal.PlainDate.from('2017-06-05').add({ weeks: week, days }).toString();
    await tick(`${day(0)}T07:30`);
    await tick(`${day(2)}T08:00`);
    await tick(`${day(4)}T13:00`);
    await world.reports('xa-c', at(`${day(4)}T13:40`));
  }
  await tick('2017-07-17T07:30');
}

describe('a form with plan: adaptive', () => {
  beforeEach(async () => {
    world = await openTimeWorld(at('2017-06-05T00:00'), smallDistrict([ADAPTIVE]));
    await liveSixWeeks();
  });

  it('reminds a unit at the hour at which it reports, once, others as planned', async () => {
    for (const wall of ['08:00', '13:00', '13:01', '14:00']) await tick(`2017-07-19T${wall}`);
    expect(await rungAt('mot-xa', '2017-07-19')).toEqual(['13:00']);
    expect(await rungAt('hai-xa', '2017-07-19')).toEqual(['08:00']);
  });

  it('is planned alike by a process that was just started', async () => {
    await tick('2017-07-19T08:00');
    await world.processes[1].tick(at('2017-07-19T09:00'));
    expect(await rungAt('mot-xa', '2017-07-19')).toEqual([]);
    await world.processes[1].tick(at('2017-07-19T13:00'));
    await tick('2017-07-19T13:00');
    expect(await rungAt('mot-xa', '2017-07-19')).toEqual(['13:00']);
  });

  it('learns from each reminder and each report of the days before, opening notices excepted', async () => {
    const counts = await loadHourCounts(world.db, Temporal.PlainDate.from('2017-07-19'), ZONE);
    expect([...counts.values()].at(-1)).toEqual([
      // From the fifth week on, Wednesday's came at 13:00 too, when nothing ticked.
      { hour: 8, reminded: 4, answered: 0 },
      { hour: 13, reminded: 6, answered: 6 },
    ]);
  });

  it('tells the coordinator how many reminders were needed, and why a unit is reminded when', async () => {
    await world.says('tong-hop', 'nhắc mấy lần', at('2017-07-19T09:00'));
    const [row] = await world.rows<{ message: OutgoingMessage }>(
      `select d.message from delivery d join chat c on c.id = d.chat_id where c.external_id = 'tong-hop' order by d.id desc limit 1`,
    );
    const told = plainText(row?.message.text ?? []);
    expect(told).toContain('thường nhắc 2 lần');
    expect(told).toContain(
      'Xã Cái Nước: nhắc khoảng 13 giờ nếu được, vì 6/6 lần trước đơn vị nộp trong 2 giờ sau giờ này.',
    );
  });
});

describe('a form without', () => {
  it('reminds as it is written, whatever units are used to', async () => {
    world = await openTimeWorld(at('2017-06-05T00:00'), smallDistrict([FIXED]));
    await liveSixWeeks();
    await tick('2017-07-19T08:00');
    expect(await rungAt('mot-xa', '2017-07-19')).toEqual(['08:00']);
    expect(await loadHourCounts(world.db, Temporal.PlainDate.from('2017-07-19'), ZONE)).toEqual(new Map());
  });
});
