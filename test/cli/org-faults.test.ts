import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orgCommand } from '../../src/cli/org.ts';
import type { OrganizationFile } from '../../src/core/organization/organization-file.ts';
import { sampleOrganization } from '../../src/core/sample/district.ts';
import { writeJson, writeXlsx, writeYaml } from '../../src/org-file/write.ts';
import { runCommand } from '../support/cli.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const sample = sampleOrganization();
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'hai-chieu-org-'));
});

afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

type Format = 'yaml' | 'json' | 'xlsx';

/** What `org import --dry-run` says of the organisation in a file of that format, faults and warnings. */
async function saidOf(organization: OrganizationFile, format: Format): Promise<readonly string[]> {
  const write = { yaml: writeYaml, json: writeJson, xlsx: writeXlsx }[format];
  const path = join(folder, `to-chuc.${format}`);
  await writeFile(path, await write(organization));
  const run = await runCommand(orgCommand, ['import', path, '--dry-run'], { db: database.db });
  expect(run.refused === undefined).toBe(run.err.every((line) => line.startsWith('LƯU Ý')));
  return run.err;
}

const changed = <T extends { readonly code: string }>(rows: readonly T[], code: string, change: Partial<T>) =>
  rows.map((row) => (row.code === code ? { ...row, ...change } : row));

type Case = {
  readonly what: string;
  readonly organization: OrganizationFile;
  /** Where the file is at fault, a line each. */
  readonly at: Readonly<Record<Format, readonly string[]>>;
  /** What all lines say of it. */
  readonly says: string;
};

const [post] = sample.posts;
const CASES: readonly Case[] = [
  {
    what: 'a cycle of units',
    organization: { ...sample, units: changed(sample.units, 'vinh-thuan', { parent: 'binh-minh' }) },
    at: {
      yaml: ['LỖI units[0].parent (dòng 6)'],
      json: ['LỖI units[0].parent (dòng 7)'],
      xlsx: ['LỖI trang units, dòng 3, cột D (parent)'],
    },
    says: 'cấp trên đi vòng tròn: vinh-thuan → binh-minh → vinh-thuan; xin sửa parent của một đơn vị trong vòng',
  },
  {
    what: 'an unknown parent',
    organization: { ...sample, units: changed(sample.units, 'binh-minh', { parent: 'nowhere' }) },
    at: {
      yaml: ['LỖI units[6].parent (dòng 12)'],
      json: ['LỖI units[6].parent (dòng 42)'],
      xlsx: ['LỖI trang units, dòng 9, cột D (parent)'],
    },
    says: 'không có đơn vị mã nowhere; xin thêm vào units hoặc sửa mã',
  },
  {
    what: 'two holders of one post',
    organization: { ...sample, posts: post ? [...sample.posts, { ...post, holder: 'do-van-ut' }] : [] },
    at: {
      yaml: ['LỖI posts[14].code (dòng 48)'],
      json: ['LỖI posts[14].code (dòng 243)'],
      xlsx: ['LỖI trang posts, dòng 17, cột A (code)'],
    },
    says: 'mỗi dòng cần một mã riêng (một chức danh chỉ có một người giữ)',
  },
  {
    what: 'one telephone number of two people',
    organization: {
      ...sample,
      people: sample.people.map((person, index) => (index < 2 ? { ...person, phone: '0912345678' } : person)),
    },
    at: {
      yaml: ['LỖI people[0].phone (dòng 19)', 'LỖI people[1].phone (dòng 20)'],
      json: ['LỖI people[0].phone (dòng 76)', 'LỖI people[1].phone (dòng 82)'],
      xlsx: ['LỖI trang people, dòng 3, cột D (phone)', 'LỖI trang people, dòng 4, cột D (phone)'],
    },
    says: 'mỗi người một số, xin sửa hoặc bỏ một bên',
  },
  {
    what: 'a form without reporters',
    organization: { ...sample, forms: changed(sample.forms, 'tuan', { reporters: { kind: 'xã' } }) },
    at: {
      yaml: ['LƯU Ý forms[0].reporters.kind (dòng 56)'],
      json: ['LƯU Ý forms[0].reporters.kind (dòng 258)'],
      xlsx: ['LƯU Ý trang forms, dòng 3, cột I (reporters.kind)'],
    },
    says: 'xin sửa reporters.kind hoặc thêm đơn vị loại ấy vào units; các loại đang có: district, commune',
  },
  {
    what: 'a body without leaders',
    organization: {
      ...sample,
      posts: sample.posts.filter((one) => !('body' in one && one.body === 'ubnd')),
    },
    at: {
      yaml: ['LƯU Ý bodies[1] (dòng 17)'],
      json: ['LƯU Ý bodies[1] (dòng 64)'],
      xlsx: ['LƯU Ý trang bodies, dòng 4'],
    },
    says: 'xin thêm vào posts một chức danh role leader, body ubnd, có holder',
  },
];

describe.each(CASES)('an organisation with $what', ({ organization, at, says }) => {
  it.each(['yaml', 'json', 'xlsx'] as const)(
    'is told where and what to do about it in %s',
    async (format) => {
      const lines = await saidOf(organization, format);
      expect(lines.map((line) => line.slice(0, line.indexOf(':')))).toEqual(at[format]);
      for (const line of lines) expect(line).toContain(says);
    },
  );
});
