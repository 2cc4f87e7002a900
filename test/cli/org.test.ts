import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountIn } from '../../src/channels/zalo-oa/account.ts';
import { invitesCommand } from '../../src/cli/invites.ts';
import { orgCommand } from '../../src/cli/org.ts';
import { formCommand } from '../../src/cli/form.ts';
import type { ZaloAccount } from '../../src/core/organization/live-check.ts';
import { sampleOrganization } from '../../src/core/sample/district.ts';
import { qrPicture } from '../../src/documents/qr-picture.ts';
import { loadOrganization } from '../../src/db/queries/organization.ts';
import { writeXlsx, writeYaml } from '../../src/org-file/write.ts';
import { runCommand, type CliStage } from '../support/cli.ts';
import { unzip } from '../support/zip.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const sample = sampleOrganization();
let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'hai-chieu-org-'));
});

afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

async function file(text: string, name = 'org.yaml'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const org = (words: readonly string[], stage: Partial<CliStage> = {}) =>
  runCommand(orgCommand, words, { db: database.db, ...stage });

const invites = (
  words: readonly string[],
  { account, ...stage }: Partial<CliStage> & { readonly account?: ZaloAccount } = {},
) =>
  runCommand((parts) => invitesCommand({ ...parts, zaloOaAccount: async () => account }), words, {
    db: database.db,
    ...stage,
  });

const check = (words: readonly string[]) => runCommand(formCommand, ['check', ...words], { db: database.db });

async function counts() {
  const [row] = await database.db.execute(sql`
    select (select count(*) from unit) as units, (select count(*) from form_version) as versions,
      (select count(*) from audit) as audits`);
  return row;
}

describe('org import', () => {
  it('imports, opens the periods in the same transaction, and leaves an audit entry', async () => {
    const opened: string[] = [];
    const run = await org(['import', await file(writeYaml(sample))], {
      openPeriods: async (tx, now) => {
        const [row] = await tx.execute<{ units: number }>(sql`select count(*) as units from unit`);
        opened.push(`${now.toString()} ${row?.units}`);
      },
    });
    expect(run).toMatchObject({ refused: undefined, err: [] });
    expect(run.out[0]).toBe('Đơn vị: thêm 9, thay đổi 0, giữ nguyên 0');
    expect(run.out[1]).toBe('  + vinh-thuan (Huyện Vĩnh Thuận)');
    expect(run.out.at(-1)).toBe('Đã nhập.');
    expect(opened).toEqual(['2026-11-25T02:00:00Z 9']);
    expect(await loadOrganization(database.db)).toEqual(sample);
    const [audit] = await database.db.execute(sql`select action, subject, detail from audit`);
    expect(audit).toMatchObject({
      action: 'import-organization',
      subject: 'org.yaml',
      detail: { units_added: 9, posts_changed: 0 },
    });
  });

  it('stores nothing when the periods cannot be opened', async () => {
    const run = org(['import', await file(writeYaml(sample))], {
      openPeriods: async () => {
        throw new Error('no periods');
      },
    });
    await expect(run).rejects.toThrow('no periods');
    expect(await counts()).toEqual({ units: 0, versions: 0, audits: 0 });
  });

  it('with --dry-run says what would change and changes nothing', async () => {
    const path = await file(writeYaml(sample));
    const run = await org(['import', path, '--dry-run']);
    expect(run.out.at(-1)).toBe('Xem trước, chưa nhập gì.');
    expect(await counts()).toEqual({ units: 0, versions: 0, audits: 0 });
    const json = await org(['import', path, '--dry-run', '--json']);
    expect(JSON.parse(json.out.join('\n'))).toMatchObject({
      ok: true,
      dry_run: true,
      units: { untouched: 0 },
      forms: { added: ['tuan'], changed: [] },
      warnings: [],
    });
  });

  it('says what changes from what to what, what ends, and what is owed thereby', async () => {
    await org(['import', await file(writeYaml(sample))]);
    const text = writeYaml(sample)
      .replace('holder: do-van-ut', 'holder: vo-minh-nhut')
      .replace('name: Xã Vĩnh Phong, kind: commune', 'name: Xã Vĩnh Phong, kind: commune, until: 2026-12-31');
    const run = await org(['import', await file(text), '--dry-run'], {
      openPeriods: async (tx) => {
        await tx.execute(sql`
          with opened as (
            insert into period (form_id, form_version_id, code, data_start, data_end, opens_at, due_at, locks_at)
            select form_id, id, '2026-W48', '2026-11-23', '2026-11-29', '2026-11-23', '2026-11-27', '2026-12-01' from form_version
            returning id
          )
          insert into obligation (period_id, unit_id, owed_from)
          select opened.id, unit.id, '2026-11-23' from opened, unit where unit.kind = 'commune'`);
      },
    });
    expect(run.refused).toBeUndefined();
    expect(run.out).toContain('Đơn vị: thêm 0, thay đổi 0, kết thúc 1, giữ nguyên 8');
    expect(run.out).toContain('  × vinh-phong: until: (trống) → 2026-12-31');
    expect(run.out).toContain(
      '  ~ dau-moi-vinh-phong: holder: do-van-ut → vo-minh-nhut; since: (trống) → 2026-11-25',
    );
    expect(run.out).toContain('Báo cáo phải nộp: thêm 8, không phải nộp nữa 0');
    expect(await loadOrganization(database.db)).toEqual(sample);
    const owed = await database.db.execute(sql`select count(*) as n from obligation`);
    expect(owed).toEqual([{ n: 0 }]);
  });

  it('of what stands already changes nothing', async () => {
    const path = await file(writeYaml(sample));
    await org(['import', path]);
    const before = await counts();
    const run = await org(['import', path, '--json'], { now: '2026-12-25T09:00:00+07:00' });
    expect(JSON.parse(run.out.join('\n'))).toMatchObject({ units: { added: [], changed: [], untouched: 9 } });
    expect(await counts()).toEqual(before);
    expect((await org(['import', path])).out.at(-1)).toBe('Không có gì thay đổi.');
  });

  it('refuses a broken file whole, each fault with path and line', async () => {
    const text = writeYaml(sample)
      .replace('parent: vinh-thuan }', 'parent: nowhere }')
      .replace('holder: do-van-ut', 'holder: nobody');
    const run = await org(['import', await file(text)]);
    expect(run.refused).toMatch(/org\.yaml: có 2 lỗi, không nhập gì/);
    expect(run.out).toEqual([]);
    expect(run.err[0]).toMatch(/^LỖI units\[1\]\.parent \(dòng \d+\): không có đơn vị mã nowhere/);
    expect(run.err[1]).toMatch(/^LỖI posts\[7\]\.holder \(dòng \d+\): không có người mã nobody/);
    expect(await counts()).toEqual({ units: 0, versions: 0, audits: 0 });
  });

  it('tells faults of shape and of reference at once', async () => {
    const text = writeYaml(sample)
      .replace('kind: district }', 'kind: district, colour: red }')
      .replace('role: leader, body: ubnd', 'role: boss, body: ubnd')
      .replace('holder: do-van-ut', 'holder: nobody')
      .replace('code: vo-minh-nhut', 'code: do-van-ut');
    const run = await org(['import', await file(text), '--json']);
    expect(JSON.parse(run.out.join('\n'))).toMatchObject({
      problems: [
        { path: 'units[0].colour' },
        { path: 'posts[10].role' },
        { path: 'people[7].code' },
        { path: 'posts[5].holder' },
        { path: 'posts[7].holder' },
      ],
    });
    expect(await counts()).toEqual({ units: 0, versions: 0, audits: 0 });
  });

  it('tells the first fifty faults and counts the others; programs get them all', async () => {
    const rows = Array.from(
      { length: 1_234 },
      (_, n) => `  - { code: x${n}, name: X ${n}, kind: commune, parent: nowhere }`,
    );
    const path = await file(['units:', ...rows].join('\n'));
    const run = await org(['import', path]);
    expect(run.err).toHaveLength(51);
    expect(run.err.slice(-2)).toEqual([
      'LỖI units[49].parent (dòng 51): không có đơn vị mã nowhere; xin thêm vào units hoặc sửa mã',
      'Còn 1.184 lỗi nữa; xin sửa các lỗi trên rồi chạy lại.',
    ]);
    expect(run.refused).toContain('org.yaml: có 1.234 lỗi, không nhập gì');
    const json = await org(['import', path, '--json']);
    expect(JSON.parse(json.out.join('\n')).problems).toHaveLength(1_234);
  });

  it('prints the faults of a broken file as JSON too', async () => {
    const run = await org([
      'import',
      await file('units: [{code: a, name: A, kind: x, colour: red}]'),
      '--json',
    ]);
    expect(JSON.parse(run.out.join('\n'))).toMatchObject({
      ok: false,
      problems: [{ path: 'units[0].colour', line: 1 }],
    });
    expect(run.refused).toBeDefined();
  });

  it('refuses a file that cannot be read', async () => {
    expect((await org(['import', join(folder, 'none.yaml')])).refused).toContain('ENOENT');
    const workbook = await org(['import', await file('PK\u0003\u0004rest', 'org.xlsx')]);
    expect(workbook.err[0]).toContain('tệp bị hỏng');
  });

  it('names sheet, row and column of each fault of a workbook', async () => {
    const path = join(folder, 'org.xlsx');
    const units = sample.units.map((unit) =>
      unit.code === 'binh-minh' ? { ...unit, parent: 'nowhere' } : unit,
    );
    await writeFile(path, await writeXlsx({ ...sample, units }));
    const run = await org(['import', path]);
    expect(run.err).toEqual([
      'LỖI trang units, dòng 9, cột D (parent): không có đơn vị mã nowhere; xin thêm vào units hoặc sửa mã',
    ]);
    expect(run.refused).toContain('có 1 lỗi, không nhập gì');
    const json = await org(['import', path, '--json']);
    expect(JSON.parse(json.out.join('\n'))).toMatchObject({
      problems: [{ path: 'units[6].parent', place: { sheet: 'units', row: 9, column: 'D', name: 'parent' } }],
    });
  });

  it('warns of what is allowed but probably not meant', async () => {
    const posts = sample.posts.filter(({ code }) => code !== 'dau-moi-binh-minh');
    const run = await org(['import', await file(writeYaml({ ...sample, posts }))]);
    expect(run.refused).toBeUndefined();
    expect(run.err).toEqual([
      'LƯU Ý posts (dòng 33): 1 đơn vị phải báo cáo chưa có đầu mối: Xã Bình Minh; xin thêm cho mỗi đơn vị một chức danh role contact có holder',
    ]);
  });
});

describe('org export', () => {
  it.each([[[]], [['--json']]])('prints what org import takes back unchanged %j', async (flags) => {
    await org(['import', await file(writeYaml(sample))]);
    const exported = await org(['export', ...flags]);
    const path = await file(exported.out.join('\n'));
    const again = await org(['import', path, '--dry-run', '--json']);
    expect(JSON.parse(again.out.join('\n'))).toMatchObject({
      posts: { added: [], changed: [] },
      forms: { added: [], changed: [] },
    });
    const other = await createTestDatabase();
    await org(['import', path], { db: other.db });
    expect(await loadOrganization(other.db)).toEqual(sample);
    await other.close();
  });
});

describe('org export --format xlsx', () => {
  it('writes a workbook that org import takes back unchanged', async () => {
    await org(['import', await file(writeYaml(sample))]);
    const path = join(folder, 'to-chuc.xlsx');
    expect((await org(['export', '--format', 'xlsx'])).refused).toContain('--out');
    expect(await org(['export', '--format', 'xlsx', '--out', path])).toMatchObject({
      out: [],
      refused: undefined,
    });
    expect((await org(['import', path])).out.at(-1)).toBe('Không có gì thay đổi.');
    const other = await createTestDatabase();
    await org(['import', path], { db: other.db });
    expect(await loadOrganization(other.db)).toEqual(sample);
    await other.close();
  });
});

describe('org template', () => {
  it('writes a workbook to fill in, which holds nothing yet', async () => {
    const path = join(folder, 'mau.xlsx');
    expect(await org(['template', '--out', path])).toMatchObject({ out: [], refused: undefined });
    const sheets = unzip(await readFile(path));
    const names =
      sheets
        .get('xl/workbook.xml')
        ?.toString()
        .matchAll(/<sheet .*?name="([^"]*)"/g) ?? [];
    expect(Array.from(names, ([, name]) => name)).toEqual([
      'Hướng dẫn',
      'units',
      'unit-was',
      'bodies',
      'body-was',
      'people',
      'posts',
      'forms',
      'digests',
      'fields',
      'templates',
    ]);
    const posts = sheets.get('xl/worksheets/sheet7.xml')?.toString() ?? '';
    expect(posts).toContain('<formula1>"contact,superior,leader,coordinator,operator"</formula1>');
    expect(posts).toContain('<formula1>people!$A$3:$A$2002</formula1>');
    expect((await org(['import', path])).err[0]).toContain('tệp không có dòng nào');
  });
});

describe('invites', () => {
  it('prints the keys of the contract, and the link when the bot is known', async () => {
    await org(['import', await file(writeYaml(sample))]);
    const run = await invites(['--json'], { botName: 'hai_chieu_bot' });
    const rows: unknown = JSON.parse(run.out.join('\n'));
    expect(rows).toHaveLength(14);
    expect(rows).toContainEqual({
      post: 'dau-moi-vinh-phong',
      person: 'do-van-ut',
      name: 'Đỗ Văn Út',
      code: expect.stringMatching(/^[A-Z2-9]{10}$/),
      telegram: expect.stringMatching(/^https:\/\/t\.me\/hai_chieu_bot\?start=[A-Z2-9]{10}$/),
      expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00$/),
    });
    const again = await invites(['--json'], { botName: 'hai_chieu_bot' });
    expect(again.out).toEqual(run.out);
    const [audits] = await database.db.execute(
      sql`select count(*) as n from audit where action = 'issue-invite'`,
    );
    expect(audits).toEqual({ n: 14 });
    const named = await database.db.execute(
      sql`select 1 from audit a join person p on a.subject like '%' || p.code || '%' where a.action = 'issue-invite'`,
    );
    expect(named).toEqual([]);
  });

  it('prints one line a holder for people, no link without a bot', async () => {
    await org(['import', await file(writeYaml(sample))]);
    const run = await invites(['--person', 'do-van-ut']);
    expect(run.out).toHaveLength(1);
    expect(run.out[0]).toMatch(/^[A-Z2-9]{10}\tĐỗ Văn Út\tdau-moi-vinh-phong\t/);
    expect(run.out[0]).not.toContain('t.me');
  });

  it('gives the link of the Zalo Official Account beside the code, where Zalo has said which it is', async () => {
    await org(['import', await file(writeYaml(sample))]);
    const account = accountIn({ oa_id: '2891003547118264975', name: 'Dân vận Vĩnh Thuận' });
    const person = ['--person', 'do-van-ut'];
    const run = await invites(person, { account });
    expect(run.out[0]?.split('\t').at(-1)).toBe('https://zalo.me/2891003547118264975');
    const json = await invites([...person, '--json'], { account });
    expect(json.out[0]).toContain('"zalo_oa":"https://zalo.me/2891003547118264975"');
  });

  it('writes a sheet to print with a card a person, and keeps that names left with the codes', async () => {
    await org(['import', await file(writeYaml(sample))]);
    const path = join(folder, 'moi.docx');
    const run = await invites(['--sheet', path], { botName: 'hai_chieu_bot', zaloBotName: 'Bot Dân vận' });
    expect(run).toMatchObject({ out: [], refused: undefined });
    const xml =
      unzip(await readFile(path))
        .get('word/document.xml')
        ?.toString() ?? '';
    expect(xml.match(/Mã dùng một lần/g)).toHaveLength(14);
    expect(xml).toContain('Đỗ Văn Út');
    const listed = await database.db.execute(sql`select detail from audit where action = 'list-invites'`);
    expect(listed).toEqual([{ detail: { people: 14 } }]);
    const nowhere = await invites(['--sheet', join(folder, 'none', 'moi.docx')]);
    expect(nowhere.refused).toContain('ENOENT');
  });

  it('writes the code of one person as a picture that opens the bot', async () => {
    await org(['import', await file(writeYaml(sample))]);
    const path = join(folder, 'ma.png');
    const person = ['--person', 'do-van-ut'];
    const run = await invites([...person, '--qr', path], { botName: 'hai_chieu_bot' });
    expect(run).toMatchObject({ out: [], refused: undefined });
    const [link = ''] =
      /https:\/\/t\.me\/\S+/.exec((await invites(person, { botName: 'hai_chieu_bot' })).out[0] ?? '') ?? [];
    expect(await readFile(path)).toEqual(await qrPicture(link));
    expect((await invites(['--qr', path])).refused).toContain('--person');
  });

  it('refuses someone who is not there', async () => {
    expect((await invites(['--person', 'nobody'])).refused).toContain('không có người mã nobody');
    const none = await invites(['--json']);
    expect(none).toMatchObject({ refused: undefined, out: ['[]'] });
  });
});

describe('form check', () => {
  it('accepts the forms of an organisation file', async () => {
    expect(await check([await file(writeYaml(sample))])).toEqual({
      out: ['mẫu tuan: dùng được'],
      err: [],
      refused: undefined,
    });
  });

  it('lets warnings pass, and refuses faults with path and line', async () => {
    const warned = await check([await file(writeYaml(sample).replace('đơn tc', 'lượt'))]);
    expect(warned.refused).toBeUndefined();
    expect(warned.out[0]).toMatch(
      /^LƯU Ý forms\[0\]\.fields\[4\]\.aliases\[2\] \(dòng \d+\): “lượt” dễ lẫn với từ đếm/,
    );
    const refused = await check([await file(writeYaml(sample).replace('đơn tc', 'kn')), '--json']);
    expect(refused.refused).toContain('có 1 lỗi');
    expect(JSON.parse(refused.out.join('\n'))).toMatchObject({
      ok: false,
      problems: [{ path: 'forms[0].fields[4].aliases[2]', line: expect.any(Number) }],
      warnings: [],
    });
  });

  it('compares with the forms in use on demand', async () => {
    await org(['import', await file(writeYaml(sample))]);
    const own = await file(writeYaml(sample).replace('code: tuan', 'code: thang'));
    expect((await check([own])).out).toEqual(['mẫu thang: dùng được']);
    const { out, refused } = await check([own, '--stored']);
    expect(refused).toBeUndefined();
    expect(out.filter((line) => line.includes('mà mẫu tuan đã hỏi'))).toHaveLength(14);
  });

  it('refuses a file without a form', async () => {
    const run = await check([await file('units: [{code: a, name: A, kind: x}]')]);
    expect(run.refused).toContain('có 1 lỗi');
    expect(run.out[0]).toContain('tệp không có mẫu báo cáo nào');
  });
});
