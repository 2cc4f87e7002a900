import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendarCommand } from '../../src/cli/calendar.ts';
import { runCommand } from '../support/cli.ts';
import { openOffice, type Office } from '../support/office.ts';

/** The week of Friday 25/8/2017 16:00 is open. */
const MONDAY = '2017-08-21T08:00:00+07:00';
const NOTICE = `year: 2017
source: 77/TB-LĐTBXH
days:
  - {date: 2017-01-01, kind: holiday, name: Tết Dương lịch}
  - {date: 2017-08-25, kind: swapped_rest, name: Nghỉ hoán đổi}
  - {date: 2017-08-26, kind: swapped_work, name: Làm bù}
`;

let office: Office;
let folder: string;

beforeEach(async () => {
  office = await openOffice(MONDAY);
  folder = await mkdtemp(join(tmpdir(), 'hai-chieu-calendar-'));
});

afterEach(async () => {
  await office.close();
  await rm(folder, { recursive: true });
});

const calendar = (...words: readonly string[]) =>
  runCommand(calendarCommand, words, { db: office.db, now: MONDAY });

async function file(text: string): Promise<string> {
  const path = join(folder, 'nghi-2017.yaml');
  await writeFile(path, text);
  return path;
}

const stored = () => office.rows('select h.date from holiday h order by h.date');

describe('calendar import', () => {
  it('replaces the year, names what changes and the periods that stay due on a day off', async () => {
    const run = await calendar('import', await file(NOTICE));
    expect(run.refused).toBeUndefined();
    expect(run.out[0]).toBe('Năm 2017: thêm 2 ngày, bỏ 14, thay đổi 1');
    expect(run.out).toContain('  + thứ Sáu 25/8/2017: nghỉ hoán đổi, Nghỉ hoán đổi (77/TB-LĐTBXH)');
    expect(run.out.slice(-3)).toEqual([
      'Đã nhập. Dịch vụ đang chạy theo lịch mới trong vòng một phút.',
      'Kỳ đã lập giữ nguyên hạn nộp. Các kỳ sau đến hạn vào ngày nghỉ:',
      '  mẫu tuan, kỳ 2017-W34: hạn nộp thứ Sáu 25/8, 16:00',
    ]);
    expect(run.err.some((line) => line.startsWith('LƯU Ý days (dòng 3): chưa có ngày 30/4/2017'))).toBe(true);
    expect(await stored()).toHaveLength(3);
    expect(await office.rows('select action, subject, detail from audit')).toEqual([
      {
        action: 'import-calendar',
        subject: 'nghi-2017.yaml',
        detail: { year: 2017, added: 2, removed: 14, changed: 1 },
      },
    ]);
  });

  it('changes nothing a second time, and leaves no second entry', async () => {
    await calendar('import', await file(NOTICE));
    const again = await calendar('import', await file(NOTICE));
    expect(again.out[0]).toBe('Năm 2017: không có gì thay đổi.');
    expect(await office.rows('select id from audit')).toHaveLength(1);
  });

  it('shows what it would do, and does nothing, with --dry-run', async () => {
    const run = await calendar('import', await file(NOTICE), '--dry-run');
    expect(run.out).toContain('Xem trước, chưa nhập gì.');
    expect(await stored()).toEqual([]);
    expect(await office.rows('select id from audit')).toEqual([]);
  });

  it('takes none of a file with a fault, and says where it is', async () => {
    const run = await calendar('import', await file(NOTICE.replace('2017-08-26', '2017-08-24')));
    expect(run.refused).toContain('có 1 lỗi, không nhập gì');
    expect(run.err).toEqual([
      'LỖI days[2].date (dòng 6): ngày 24/8/2017 là ngày trong tuần, vốn đã làm việc; ngày làm bù phải là thứ Bảy hoặc Chủ nhật',
    ]);
    expect(await stored()).toEqual([]);
  });

  it('takes a later notice in the place of the earlier one', async () => {
    await calendar('import', await file(NOTICE));
    await calendar('import', await file(NOTICE.replace('77/TB', '78/TB')));
    const [year] = JSON.parse((await calendar('show', '--year', '2017', '--json')).out.join(''));
    expect(year).toMatchObject({ announced: true, origin: 'imported', source: '78/TB-LĐTBXH' });
    expect(year.days).toHaveLength(3);
  });
});

describe('calendar export', () => {
  it.each(['2025', '2026'])('gives %s as a file that changes nothing when it is imported', async (year) => {
    const { out } = await calendar('export', '--year', year);
    const run = await calendar('import', await file(out.join('\n')));
    expect(run.out[0]).toBe(`Năm ${year}: không có gì thay đổi.`);
  });

  it('gives a year that was not announced as a draft, which is refused until its source is filled in', async () => {
    const text = (await calendar('export', '--year', '2027')).out.join('\n');
    expect(text).toContain('Năm này chưa công bố');
    expect((await calendar('import', await file(text))).err).toEqual([
      expect.stringMatching(/^LỖI source \(dòng \d+\): không được để trống$/),
    ]);
    const filled = await file(text.replace('source: ""', 'source: 5/TB-BNV'));
    expect((await calendar('import', filled)).refused).toBeUndefined();
  });
});

describe('calendar show', () => {
  it('says of each year whether it was announced, and of each day where it is from', async () => {
    const known = await calendar('show', '--year', '2026');
    expect(known.out[0]).toBe('Năm 2026: đã công bố, có sẵn trong phần mềm');
    expect(known.out).toContain('  thứ Bảy 22/8/2026: làm bù, Làm bù cho ngày 31/8 (9441/TB-BNV)');
    const open = await calendar('show', '--year', '2027');
    expect(open.out[0]).toContain('Năm 2027: chưa công bố, tính theo luật');
    await calendar('import', await file(NOTICE));
    const imported = await calendar('show', '--year', '2017');
    expect(imported.out[0]).toBe('Năm 2017: đã công bố, theo 77/TB-LĐTBXH (nhập ngày 21/8/2017)');
  });

  it('shows this year and the next, and refuses what is no year', async () => {
    const { out } = await calendar('show');
    expect(out.filter((line) => line.startsWith('Năm')).map((line) => line.slice(0, 8))).toEqual([
      'Năm 2017',
      'Năm 2018',
    ]);
    expect((await calendar('show', '--year', 'sau')).refused).toContain('“sau” không phải là năm');
  });
});

describe('a running service', () => {
  it('follows an import at its next tick, without a restart', async () => {
    await office.tick('2017-08-21T08:00:00+07:00');
    await calendar('import', await file(NOTICE));
    // The reminder of -3h falls on Friday, a day off now: it is given on Thursday at 13:00.
    await office.tick('2017-08-23T08:00:00+07:00');
    expect(await office.tick('2017-08-24T13:00:00+07:00')).toMatchObject({ reminders: 8 });
    expect(await office.tick('2017-08-25T13:00:00+07:00')).toMatchObject({ reminders: 0 });
  });
});
