import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { checkImport } from '../../src/core/organization/check.ts';
import type { OrganizationFile } from '../../src/core/organization/organization-file.ts';
import { sampleForm } from '../../src/core/sample/form.ts';
import type { Database } from '../../src/db/connect.ts';
import { openDatabase } from '../../src/db/open.ts';
import { loadEarliestSince } from '../../src/db/queries/holders.ts';
import { loadOrganization, saveOrganization } from '../../src/db/queries/organization.ts';
import { readOrganization } from '../../src/org-file/read.ts';
import { writeXlsx, writeYaml } from '../../src/org-file/write.ts';
import type { Figure } from './figure.ts';

const COMMUNES = 3_321;
const PEOPLE = 10_000;
const MIB = 1024 * 1024;
const TABLES = ['unit', 'person', 'post', 'holder'] as const;

/** All communes of the country with ten thousand people: the file read, checked and stored, beside COPY of the same rows. */
export async function measureImport(dataDir: string): Promise<readonly Figure[]> {
  await mkdir(dataDir, { recursive: true });
  const database = await openDatabase({ databaseUrl: undefined, dataDir }, () => {});
  const country = makeCountry();
  const [yaml, yamlMs] = await timed(async () => new TextEncoder().encode(writeYaml(country)));
  const [xlsx, xlsxMs] = await timed(() => writeXlsx(country));
  const before = process.memoryUsage.rss();
  const [stated, readYamlMs] = await timed(() => readStated(yaml));
  const [, readXlsxMs] = await timed(() => readStated(xlsx));
  const [, storeMs] = await timed(() => store(database.db, stated));
  const grown = (process.memoryUsage.rss() - before) / MIB;
  const [, againMs] = await timed(() => store(database.db, stated));
  const copyMs = await copyRows(database.db, resolve(dataDir));
  await database.close();
  return [
    [
      `export of ${COMMUNES} units with ${PEOPLE} people, YAML / XLSX`,
      `${seconds(yamlMs)} / ${seconds(xlsxMs)}`,
    ],
    [
      'their file read and checked by its schema, YAML / XLSX',
      `${seconds(readYamlMs)} / ${seconds(readXlsxMs)}`,
    ],
    [
      '… planned and stored',
      `${seconds(storeMs)}, ${(storeMs / copyMs).toFixed(1)} × COPY, memory +${grown.toFixed(0)} MiB with reading`,
    ],
    ['… imported again, nothing to do', seconds(againMs)],
    ['COPY of the same rows into the same tables', seconds(copyMs)],
  ];
}

async function readStated(bytes: Uint8Array): Promise<OrganizationFile> {
  const read = await readOrganization(bytes);
  if (!read.ok) throw new Error(read.problems[0]?.message);
  const check = checkImport(EMPTY, read.value.content, TODAY, new Map());
  if (!check.ok) throw new Error(check.problems[0]?.message);
  return {
    ...EMPTY,
    ...Object.fromEntries(Object.entries(check.plan).map(([key, { added }]) => [key, added])),
  };
}

const EMPTY: OrganizationFile = { units: [], bodies: [], people: [], posts: [], forms: [] };
const TODAY = Temporal.PlainDate.from('2026-11-25');
const AT = Temporal.Instant.from('2026-11-25T02:00:00Z');

async function store(db: Database, stated: OrganizationFile): Promise<void> {
  await db.transaction(async (tx) => {
    const check = checkImport(await loadOrganization(tx), stated, TODAY, await loadEarliestSince(tx));
    if (!check.ok) throw new Error(check.problems[0]?.message);
    await saveOrganization(tx, check.plan, { at: AT, today: TODAY, sample: false });
  });
}

/** Out to files, the tables emptied, and in again: the same keys, indexes, constraints and triggers. */
async function copyRows(db: Database, folder: string): Promise<number> {
  for (const table of TABLES) await db.execute(sql.raw(`copy ${table} to '${join(folder, table)}'`));
  const bodies = join(folder, 'body');
  await db.execute(sql.raw(`copy body to '${bodies}'`));
  for (const table of ['receipt_chain', 'holder', 'post', 'person', 'body', 'unit'])
    await db.execute(sql.raw(`delete from ${table}`));
  const [, ms] = await timed(() =>
    db.transaction(async (tx) => {
      await tx.execute(sql.raw(`copy unit from '${join(folder, 'unit')}'`));
      await tx.execute(sql.raw(`copy body from '${bodies}'`));
      for (const table of TABLES.slice(1))
        await tx.execute(sql.raw(`copy ${table} from '${join(folder, table)}'`));
    }),
  );
  return ms;
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [T, number]> {
  const begun = performance.now();
  const result = await work();
  return [result, performance.now() - begun];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

/** 34 provinces, their communes, a contact and two others in each. */
function makeCountry(): OrganizationFile {
  const provinces = [...Array(34).keys()];
  const communes = [...Array(COMMUNES).keys()];
  const people = [...Array(PEOPLE).keys()];
  return {
    units: [
      { code: 'viet-nam', name: 'Việt Nam', kind: 'country' },
      ...provinces.map((n) => ({
        code: `tinh-${n}`,
        name: `Tỉnh số ${n}`,
        kind: 'province',
        parent: 'viet-nam',
      })),
      ...communes.map((n) => ({
        code: `xa-${n}`,
        name: `Xã số ${n}`,
        kind: 'commune',
        parent: `tinh-${n % 34}`,
      })),
    ],
    bodies: [
      { code: 'ban-dan-van', name: 'Ban Dân vận', style: 'party', unit: 'viet-nam' },
      { code: 'ubnd', name: 'UBND', style: 'government', unit: 'viet-nam' },
    ],
    people: people.map((n) => ({
      code: `nguoi-${n}`,
      name: `Nguyễn Văn ${n}`,
      honorific: 'đồng chí',
      phone: `09${String(n).padStart(8, '0')}`,
    })),
    posts: people.map((n) => ({
      code: `chuc-danh-${n}`,
      title: 'Cán bộ dân vận',
      role: n < COMMUNES ? 'contact' : 'superior',
      unit: `xa-${n % COMMUNES}`,
      holder: `nguoi-${n}`,
    })),
    forms: [sampleForm()],
  };
}
