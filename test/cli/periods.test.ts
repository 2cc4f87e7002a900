import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestCommand } from '../../src/cli/digest.ts';
import { orgCommand } from '../../src/cli/org.ts';
import { periodsCommand } from '../../src/cli/periods.ts';
import { reportsCommand } from '../../src/cli/reports.ts';
import type { CliParts } from '../../src/cli/parts.ts';
import { BUILT_IN_HOLIDAYS } from '../../src/core/calendar/built-in-holidays.ts';
import { openPeriods } from '../../src/schedule/periods.ts';
import { runCommand } from '../support/cli.ts';
import { CONTACT, CONTACT_UNIT, openOffice, PARTY_LEADER, ZONE, type Office } from '../support/office.ts';

/** A Monday; nothing of the weekly form is due in the sample until Friday. */
const MONDAY = '2017-11-20T09:00:00+07:00';
const FORM = `forms:
  - code: tong-ket
    name: Báo cáo tổng kết công tác dân vận
    period: custom
    due: +10wd 16:00
    lock: +20wd 16:00
    reminders: [open, -2wd 08:00]
    reporters: {kind: commune}
    receivers: [ban-dan-van]
    digests: [{cron: "0 7 * * 1", to: leaders}]
    fields:
      - {code: models, label: Mô hình, prompt: "Số mô hình đã xây dựng?", type: integer, aliases: [mô hình, mh]}
`;

let office: Office;
let folder: string;

const opening: CliParts['openPeriods'] = async (tx, now) => {
  await openPeriods(tx, now, ZONE, BUILT_IN_HOLIDAYS);
};
const stage = (now: string) => ({ db: office.db, now, openPeriods: opening });
const periods = (words: string, now = MONDAY) => runCommand(periodsCommand, words.split(' '), stage(now));

async function importFile(text: string, now = MONDAY): Promise<void> {
  const path = join(folder, 'them.yaml');
  await writeFile(path, text);
  const { refused, err } = await runCommand(orgCommand, ['import', path], stage(now));
  if (refused !== undefined) throw new Error([refused, ...err].join('\n'));
}

const unit = (code: string, from: string) =>
  `units: [{code: ${code}, name: Xã ${code}, kind: commune, parent: vinh-thuan, from: ${from}}]\n`;

beforeEach(async () => {
  office = await openOffice(MONDAY);
  folder = await mkdtemp(join(tmpdir(), 'hai-chieu-periods-'));
  await importFile(FORM);
});

afterEach(async () => {
  await office.close();
  await rm(folder, { recursive: true });
});

const owed = (code: string) =>
  office.rows(
    `select u.code from obligation o join unit u on u.id = o.unit_id join period p on p.id = o.period_id where p.code = '${code}' order by u.id`,
  );

describe('periods open', () => {
  it('opens a span that the units then owe, and keeps who did what', async () => {
    const run = await periods('open tong-ket 2012..2017');
    expect(run.refused).toBeUndefined();
    expect(run.out).toEqual([
      'Mẫu tong-ket, kỳ 2012..2017: giai đoạn 2012–2017, số liệu 1/1/2012–31/12/2017',
      '  mở thứ Hai 20/11/2017, 09:00',
      '  hạn nộp thứ Hai 15/1/2018, 16:00',
      '  khóa sổ thứ Hai 29/1/2018, 16:00',
      '  8 đơn vị phải nộp',
      'Đã mở. Tin nhắc được gửi theo mẫu.',
    ]);
    expect(await owed('2012..2017')).toHaveLength(8);
    expect(await office.rows(`select subject, detail from audit where action = 'open-period'`)).toEqual([
      { subject: 'tong-ket 2012..2017', detail: { units: 8 } },
    ]);
  });

  it('only shows what it would do with --dry-run', async () => {
    const run = await periods('open tong-ket 2012..2017 --dry-run --json');
    expect(JSON.parse(run.out.join(''))).toEqual({
      ok: true,
      dry_run: true,
      form: 'tong-ket',
      period: '2012..2017',
      start: '2012-01-01',
      end: '2017-12-31',
      opens_at: '2017-11-20T09:00:00+07:00',
      due_at: '2018-01-15T16:00:00+07:00',
      locks_at: '2018-01-29T16:00:00+07:00',
      units: 8,
    });
    expect(await owed('2012..2017')).toEqual([]);
  });

  it.each([
    ['open nam 2012..2017', 'không có mẫu “nam”; các mẫu đang có: tuan, tong-ket'],
    [
      'open tuan 2012..2017',
      'kỳ của mẫu tuan tự mở theo lịch, không mở bằng tay; mẫu có period: custom: tong-ket',
    ],
    ['open tong-ket 2017..2012', '“2017..2012” kết thúc trước khi bắt đầu; có phải 2012..2017?'],
    ['open tong-ket 2017', '“2017” chỉ có một đầu; xin viết cả đầu và cuối, ví dụ: 2017-01-01..2017-12-31'],
    [
      'open tong-ket 2012..2016',
      'hạn nộp theo mẫu thứ Hai 16/1/2017, 16:00 không sau lúc mở kỳ thứ Hai 20/11/2017, 09:00; xin ghi hạn muộn hơn bằng --due',
    ],
    [
      'open tong-ket 2012..2016 --due 2017-12-01T16:00:00+07:00',
      'khóa sổ theo mẫu thứ Hai 6/2/2017, 16:00 trước hạn nộp thứ Sáu 1/12/2017, 16:00; xin ghi lúc khóa sổ muộn hơn bằng --lock',
    ],
  ])('refuses `%s` with the remedy', async (words, refused) => {
    expect((await periods(words)).refused).toBe(refused);
    expect(await office.rows(`select id from period where code like '%..%'`)).toEqual([]);
  });

  it('does not open a span twice', async () => {
    await periods('open tong-ket 2012..2017');
    expect((await periods('open tong-ket 2012..2017')).refused).toContain('đã mở');
    expect(await owed('2012..2017')).toHaveLength(8);
  });
});

describe('a span that was opened', () => {
  it('is announced, reported, digested once and exported', async () => {
    await periods('open tong-ket 2012..2017');
    await office.tick('2017-11-20T09:01:00+07:00');
    expect((await office.heard(CONTACT)).at(-1)?.text).toContain('giai đoạn 2012–2017');

    // The weekly form is owed too: the answer asks which report is meant.
    await office.says(CONTACT, 'mh 42');
    await office.taps(CONTACT, 'Xã Bình Minh, giai đoạn 2012–2017');
    await office.taps(CONTACT, 'Gửi');
    expect((await office.heard(CONTACT)).at(-1)?.text).toContain('giai đoạn 2012–2017');

    const digest = await runCommand(
      digestCommand,
      ['--form', 'tong-ket', '--period', '2012..2017', '--json', '--body', 'ban-dan-van'],
      stage(MONDAY),
    );
    expect(JSON.parse(digest.out.join(''))).toMatchObject({
      period: '2012..2017',
      expected: 8,
      received: 1,
      indicators: [{ code: 'models', total: 42, previous: null, year_to_date: 42 }],
    });
    const exported = await runCommand(
      reportsCommand,
      ['export', '--form', 'tong-ket', '--from', '2012', '--to', '2017', '--json'],
      stage(MONDAY),
    );
    expect(JSON.parse(exported.out.join(''))).toMatchObject([
      { unit: CONTACT_UNIT, period: '2012..2017', values: { models: 42 } },
    ]);

    const told = async () =>
      (await office.heard(PARTY_LEADER)).filter(({ text }) => text.includes('giai đoạn 2012–2017')).length;
    await office.tick('2018-01-15T07:00:00+07:00');
    expect(await told()).toBe(0);
    await office.tick('2018-01-22T07:00:00+07:00');
    expect(await told()).toBe(1);
    await office.tick('2018-01-29T07:00:00+07:00');
    await office.tick('2018-02-05T07:00:00+07:00');
    expect(await told()).toBe(1);
  });

  it('reminds each contact before it is due', async () => {
    await periods('open tong-ket 2012..2017');
    await office.tick('2018-01-11T07:59:00+07:00');
    const before = (await office.heard(CONTACT)).length;
    await office.tick('2018-01-11T08:00:00+07:00');
    expect(
      (await office.heard(CONTACT))
        .slice(before)
        .map(({ text }) => text)
        .join(),
    ).toContain('giai đoạn 2012–2017');
  });

  it('has its digest beside another that fell due in the same week', async () => {
    const due = '--due 2017-11-23T16:00:00+07:00 --lock 2017-11-30T16:00:00+07:00';
    await periods(`open tong-ket 2012..2016 ${due}`);
    await periods(`open tong-ket 2016..2017 ${due.replace('23T', '24T')}`);
    await office.tick('2017-11-27T07:00:00+07:00');
    const said = (await office.heard(PARTY_LEADER)).map(({ text }) => text).join('\n');
    expect(said).toContain('giai đoạn 2012–2016');
    expect(said).toContain('giai đoạn 2016–2017');
  });

  it('is owed by a unit that came before it was due and exists on its last day', async () => {
    await periods('open tong-ket 2012..2017');
    await importFile(unit('xa-moi', '2017-12-01'), '2017-12-04T09:00:00+07:00');
    await importFile(unit('xa-sau', '2018-01-02'), '2018-01-03T09:00:00+07:00');
    expect(await owed('2012..2017')).toHaveLength(9);
    await importFile(unit('xa-muon', '2017-12-01'), '2018-01-16T09:00:00+07:00');
    expect(await owed('2012..2017')).toHaveLength(9);
  });
});

describe('periods list', () => {
  it('says of each how it stands', async () => {
    await periods('open tong-ket 2012..2017');
    const { out } = await periods('list --form tong-ket');
    expect(out).toEqual([
      'tong-ket 2012..2017 (đang mở): hạn nộp thứ Hai 15/1/2018, 16:00, khóa sổ thứ Hai 29/1/2018, 16:00; đã nộp 0/8',
    ]);
    const [listed] = JSON.parse(
      (await periods('list --form tong-ket --json', '2018-01-16T08:00:00+07:00')).out.join(''),
    );
    expect(listed).toMatchObject({
      period: '2012..2017',
      state: 'overdue',
      expected: 8,
      received: 0,
      exempt: 0,
    });
  });

  it('says how to open the first, and refuses a form that is not there', async () => {
    const { out, err } = await periods('list --form tong-ket');
    expect(out).toEqual([]);
    expect(err.join()).toContain('npx hai-chieu periods open tong-ket KỲ');
    expect((await periods('list --form nam')).refused).toContain('không có mẫu “nam”');
  });
});
