import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { connect, databaseUrl, type Database } from '../../src/db/connect.ts';
import { migrate } from '../../src/db/migrate.ts';
import { createHolidayCalendar } from '../../src/db/queries/holidays.ts';
import { insertRevisions } from '../../src/db/queries/reports.ts';
import { createInbox } from '../../src/inbox/receive.ts';
import { createTicker } from '../../src/schedule/tick.ts';
import { onlyWaking } from '../../src/delivery/enqueue-answers.ts';
import { firstRevisions } from '../support/revisions.ts';
import { notedLog } from '../support/noted-log.ts';
import { CONTACT, openOffice, OTHER_CONTACT, says, SECRET, ZONE } from '../support/office.ts';

const MIGRATIONS = join(import.meta.dirname, '../../migrations');

type Chosen = (names: readonly string[]) => readonly string[];

/** All migrations by name, in their order, that come before the given one. */
function before(migration: string): Chosen {
  return (names) => names.slice(0, placeOf(migration, names));
}

function allBut(migration: string): Chosen {
  return (names) => names.toSpliced(placeOf(migration, names), 1);
}

function placeOf(migration: string, names: readonly string[]): number {
  const place = names.findIndex((name) => name.endsWith(`_${migration}`));
  if (place < 0) throw new Error(`no migration ${migration}`);
  return place;
}

/** A database with the chosen migrations only. */
type OldDatabase = { readonly db: Database; readonly url: string; close(): Promise<void> };

async function databaseWith(chosen: Chosen): Promise<OldDatabase> {
  const server = inject('databaseServer');
  const { client: admin } = connect(server.url, { max: 1 });
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await admin.unsafe(`create database ${name}`);
  const url = databaseUrl(server.url, name);
  const { db, client } = connect(url);
  const folder = await mkdtemp(join(tmpdir(), 'hai-chieu-migrations-'));
  for (const one of chosen((await readdir(MIGRATIONS)).toSorted()))
    await cp(join(MIGRATIONS, one), join(folder, one), { recursive: true });
  await applyMigrations(db, { migrationsFolder: folder });
  await rm(folder, { recursive: true });
  return {
    db,
    url,
    async close() {
      await client.end();
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

let opened: { close(): Promise<void> }[];
beforeEach(() => {
  opened = [];
});
afterEach(() => Promise.all(opened.map((one) => one.close())));

type Table = { readonly name: string; readonly columns: string };

/** The tables, and in each the columns that are written to. */
async function tablesOf(db: Database): Promise<readonly Table[]> {
  return db.execute<Table>(sql`
    select table_name as name, string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and is_generated = 'NEVER'
    group by table_name order by table_name`);
}

/** All rows in these columns as JSON, in an order of their own. */
async function rowsIn(db: Database, { name, columns }: Table, where = 'true'): Promise<string> {
  const [found] = await db.execute<{ rows: string }>(
    sql.raw(`select coalesce(jsonb_agg(to_jsonb(line) order by to_jsonb(line)::text), '[]')::text as rows
      from (select ${columns} from ${name} where ${where}) line`),
  );
  return found?.rows ?? '';
}

async function allRows(db: Database, tables: readonly Table[]): Promise<Readonly<Record<string, string>>> {
  const rows = await Promise.all(tables.map(async (table) => [table.name, await rowsIn(db, table)] as const));
  return Object.fromEntries(rows);
}

/** Writes what a district has today into the tables and columns of then. */
async function copyInto(old: Database, tables: readonly Table[], today: Database): Promise<void> {
  await old.transaction(async (tx) => {
    // Rows come in no order that foreign keys would like.
    await tx.execute(sql`set local session_replication_role = replica`);
    for (const table of tables) {
      const { name, columns } = table;
      // At first no message rewrote another.
      const rows = await rowsIn(today, table, name === 'delivery' ? 'edits is null' : 'true');
      await tx.execute(sql`
        insert into ${sql.raw(`${name} (${columns})`)} overriding system value
        select ${sql.raw(columns)} from jsonb_populate_recordset(null::${sql.raw(name)}, ${rows}::text::jsonb)`);
      await tx.execute(sql`
        select setval(sequence, (select coalesce(max((row ->> 'id')::bigint), 0) + 1 from jsonb_array_elements(${rows}::text::jsonb) row))
        from pg_get_serial_sequence(${name}, (
          select column_name::text from information_schema.columns
          where table_name = ${name} and column_name = 'id' and is_identity = 'YES')) sequence
        where sequence is not null`);
    }
  });
}

it('a district at work on the first schema loses nothing, and goes on on the newest', async () => {
  const today = await openOffice();
  opened.push(today);
  await today.tick('2017-08-21T08:00:00+07:00');
  await today.says(CONTACT, 'hg 5/6, kn 1; kk: thiếu kinh phí');
  await today.says(CONTACT, 'gửi');
  await today.says(CONTACT, 'gửi thiếu');
  await today.says(OTHER_CONTACT, 'kn 3');
  await today.tick('2017-08-28T07:00:00+07:00');
  const first = await databaseWith(before('requests'));
  opened.push(first);
  const tables = await tablesOf(first.db);
  await copyInto(first.db, tables, today.db);
  const rowsThen = await allRows(first.db, tables);
  expect(Object.keys(rowsThen).filter((table) => rowsThen[table] === '[]')).toEqual(['invite']);

  await migrate(first.url);

  expect(await allRows(first.db, tables)).toEqual(rowsThen);
  const { db } = first;
  const { log, lines } = notedLog();
  const parts = { db, zone: ZONE, calendar: createHolidayCalendar(), wake: () => {} };
  const inbox = createInbox({
    ...parts,
    sender: onlyWaking(parts.wake),
    demo: true,
    secret: SECRET,
    publicUrl: () => undefined,
    log,
  });
  await inbox.receive([says(CONTACT, 'sửa kn tuần trước thành 2')]);
  await inbox.receive([says(CONTACT, 'gửi')]);
  await createTicker(parts)(Temporal.Instant.from('2017-09-04T07:00:00+07:00'));
  expect(lines.filter(({ level }) => level !== 'debug')).toEqual([]);
  const revisions = await db.execute(sql`
    select u.code, r.revision, v.number::integer as complaints
    from report_revision r join report p on p.id = r.report_id join obligation o on o.id = p.obligation_id
      join unit u on u.id = o.unit_id join report_value v on v.revision_id = r.id and v.field = 'complaints'
    where r.source = 'chat' order by r.id`);
  expect(revisions).toEqual([
    { code: 'binh-minh', revision: 1, complaints: 1 },
    { code: 'binh-minh', revision: 2, complaints: 2 },
  ]);
});

it('what was reported before gets the receipts that it would have got', async () => {
  const today = await openOffice();
  opened.push(today);
  await today.tick('2017-08-21T08:00:00+07:00');
  await today.says(CONTACT, 'hg 5/6, kn 1; kk: thiếu "kinh phí" \\ 😀, chờ\tcấp trên');
  await today.says(CONTACT, 'gửi');
  await today.says(CONTACT, 'gửi thiếu');
  await today.says(OTHER_CONTACT, 'không phát sinh');
  await today.says(OTHER_CONTACT, 'gửi');
  await today.says(CONTACT, 'sửa kn thành 2');
  await today.says(CONTACT, 'gửi');
  // Values of the other types, as a form with such fields would store them.
  const owed = await today.rows(`
    insert into obligation (period_id, unit_id) select p.id, u.id from period p, unit u where u.code = 'vinh-thuan' returning id`);
  const revisions = await firstRevisions(
    today.db,
    owed.map(({ id }) => id),
    {
      values: {
        share: 12.5 + 1 / 3,
        tiny: 0.001,
        many: 1_000_000_000_000,
        names: ['Ấp "Một"', 'Ấp 2'],
        none: [],
        a: 'x',
      },
      notes: { share: 'ước tính' },
      carriedOver: ['many', 'a'],
      gaps: ['y', 'b'],
      sameAsLast: true,
      lateMinutes: 3,
    },
  );
  await today.db.transaction((tx) => insertRevisions(tx, revisions));
  const old = await databaseWith(before('receipts'));
  opened.push(old);
  await copyInto(old.db, await tablesOf(old.db), today.db);

  await migrate(old.url);

  for (const table of ['receipt', 'receipt_chain']) {
    const columns = (await tablesOf(today.db)).find(({ name }) => name === table)?.columns ?? '';
    const rows = await rowsIn(today.db, { name: table, columns });
    expect(JSON.parse(rows).length).toBeGreaterThan(revisions.length);
    expect(await rowsIn(old.db, { name: table, columns })).toEqual(rows);
  }
});

it('a digest that was sent before is the same one afterwards, and as unchangeable', async () => {
  const old = await databaseWith(before('digest_written_at'));
  opened.push(old);
  const { db, url } = old;
  await db.execute(sql`
      with u as (insert into unit (code, name, kind) values ('x', 'X', 'district') returning id),
        b as (insert into body (code, name, style, unit_id) select 'b', 'B', 'party', id from u returning id),
        f as (insert into form (code, owed_since) values ('f', '2017-01-01') returning id),
        v as (insert into form_version (form_id, version, definition, created_at) select id, 1, '{}', now() from f returning id, form_id),
        p as (
          insert into period (form_id, form_version_id, code, data_start, data_end, opens_at, due_at, locks_at)
          select form_id, id, '2017-W34', '2017-08-21', '2017-08-27', '2017-08-21', '2017-08-25', '2017-08-29' from v returning id, form_id
        )
      insert into digest (form_id, period_id, body_id, planned_at, created_at, figures, message, hash, layout_version)
      select p.form_id, p.id, b.id, '2017-08-28T00:00Z', now(), '{}', '{}', repeat('0', 64), 1 from p, b`);
  await migrate(url);
  const rows = await db.execute(sql`select written_at = planned_at as same from digest`);
  expect(rows).toEqual([{ same: true }]);
  await expect(db.execute(sql`update digest set written_at = now()`)).rejects.toMatchObject({
    cause: { code: '23001' },
  });
});

/** Everything a migration can leave behind, in words that compare. */
async function shapeOf(db: Database): Promise<readonly Record<string, unknown>[]> {
  return db.execute(sql`
    select 'column' as kind, table_name as "of", column_name as name,
      concat_ws(' ', data_type, is_nullable, column_default, generation_expression) as says
    from information_schema.columns where table_schema = 'public'
    union all select 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    from pg_constraint where connamespace = 'public'::regnamespace
    union all select 'index', tablename, indexname, indexdef from pg_indexes where schemaname = 'public'
    union all select 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    union all select 'function', '', proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace
    order by kind, "of", name`);
}

// Branches land in another order than they were begun in: lineage came after three whose names sort behind it.
it('a migration that sorts before some that a database already has is applied to it all the same', async () => {
  const late = await databaseWith(allBut('lineage'));
  const fresh = await databaseWith(before('init'));
  opened.push(late, fresh);
  const hasLineage = async () => (await tablesOf(late.db)).some(({ name }) => name === 'unit_predecessor');
  expect(await hasLineage()).toBe(false);

  await migrate(late.url);
  await migrate(fresh.url);

  expect(await hasLineage()).toBe(true);
  expect(await shapeOf(late.db)).toEqual(await shapeOf(fresh.db));
});
