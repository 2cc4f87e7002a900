import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendarCommand } from '../../src/cli/calendar.ts';
import { runCommand } from '../support/cli.ts';
import { CONTACT, openOffice, PARTY_LEADER, type Office } from '../support/office.ts';

let office: Office;
let folder: string;

beforeEach(async () => {
  office = await openOffice();
  folder = await mkdtemp(join(tmpdir(), 'hai-chieu-moved-'));
});

afterEach(async () => {
  await office.close();
  await rm(folder, { recursive: true });
});

/** A notice that comes late: the days off of 2017 are these. */
async function announce(now: string, ...days: readonly string[]): Promise<void> {
  const path = join(folder, 'nghi.yaml');
  const rows = days.map((day) => `  - {date: ${day}, kind: compensatory, name: Nghỉ bù}\n`);
  await writeFile(path, `year: 2017\nsource: 99/TB-LĐTBXH\ndays:\n${rows.join('')}`);
  const { refused, err } = await runCommand(calendarCommand, ['import', path], { db: office.db, now });
  if (refused !== undefined) throw new Error([refused, ...err].join('\n'));
}

const said = async (person: string, words: string) =>
  (await office.heard(person)).filter(({ text }) => text.includes(words)).length;

describe('days off that are announced after they have passed', () => {
  it('do not send a digest of a period again', async () => {
    await office.tick('2017-08-28T07:00:00+07:00');
    expect(await said(PARTY_LEADER, 'Tổng hợp tuần 34/2017')).toBe(1);
    await announce('2017-08-28T09:00:00+07:00', '2017-08-28');
    for (const moment of [
      '2017-08-29T07:00:00+07:00',
      '2017-08-29T07:30:00+07:00',
      '2017-08-30T07:00:00+07:00',
    ]) {
      await office.tick(moment);
    }
    expect(await said(PARTY_LEADER, 'Tổng hợp tuần 34/2017')).toBe(1);
    await office.tick('2017-09-05T07:00:00+07:00');
    expect(await said(PARTY_LEADER, 'Tổng hợp tuần 35/2017')).toBe(1);
  });

  it('join a digest that was sent to the next one without repeating it', async () => {
    await office.tick('2017-08-28T07:00:00+07:00');
    await announce(
      '2017-08-28T09:00:00+07:00',
      '2017-08-28',
      '2017-08-29',
      '2017-08-30',
      '2017-08-31',
      '2017-09-01',
    );
    await office.tick('2017-09-04T07:00:00+07:00');
    expect(await said(PARTY_LEADER, 'Tổng hợp tuần 34/2017')).toBe(1);
    expect(await said(PARTY_LEADER, 'Tổng hợp tuần 35/2017')).toBe(1);
  });

  it('send once, late, what they move to a moment that has passed', async () => {
    await announce('2017-08-25T09:00:00+07:00', '2017-08-28');
    await office.tick('2017-08-28T09:00:00+07:00');
    expect(await said(PARTY_LEADER, 'Tổng hợp tuần 34/2017')).toBe(0);
    await announce('2017-08-28T09:01:00+07:00', '2017-09-04');
    await office.tick('2017-08-28T09:02:00+07:00');
    await office.tick('2017-08-29T07:00:00+07:00');
    expect(await said(PARTY_LEADER, 'Tổng hợp tuần 34/2017')).toBe(1);
  });

  it('do not repeat a reminder', async () => {
    await office.tick('2017-08-21T08:00:00+07:00');
    await office.tick('2017-08-23T08:00:00+07:00');
    const heard = (await office.heard(CONTACT)).length;
    await announce('2017-08-23T09:00:00+07:00', '2017-08-22', '2017-08-23');
    await office.tick('2017-08-23T09:01:00+07:00');
    await office.tick('2017-08-24T07:30:00+07:00');
    await office.tick('2017-08-24T08:00:00+07:00');
    expect(await office.heard(CONTACT)).toHaveLength(heard);
    await office.tick('2017-08-25T13:00:00+07:00');
    expect(await office.heard(CONTACT)).toHaveLength(heard + 1);
  });

  it('do not repeat a reminder that was asked for', async () => {
    await office.tick('2017-08-23T08:00:00+07:00');
    await office.says(CONTACT, 'nhắc lại sau 2 giờ');
    await office.tick('2017-08-23T10:01:00+07:00');
    const heard = (await office.heard(CONTACT)).length;
    await announce('2017-08-23T10:30:00+07:00', '2017-08-23');
    await office.tick('2017-08-24T07:30:00+07:00');
    await office.tick('2017-08-24T10:00:00+07:00');
    expect(await office.heard(CONTACT)).toHaveLength(heard);
  });
});
