import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { expect, inject, it } from 'vitest';
import { connect, databaseUrl } from '../../src/db/connect.ts';
import { migrate } from '../../src/db/migrate.ts';

const MIGRATIONS = join(import.meta.dirname, '../../migrations');

/** The migrations before the one of that name, in a folder of their own. */
async function migrationsBefore(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hai-chieu-migrations-'));
  const all = (await readdir(MIGRATIONS)).toSorted();
  const first = all.findIndex((one) => one.endsWith(`_${name}`));
  if (first < 0) throw new Error(`no migration ${name}`);
  for (const one of all.slice(0, first))
    await cp(join(MIGRATIONS, one), join(folder, one), { recursive: true });
  return folder;
}

it('a digest that was sent before is the same one afterwards, and as unchangeable', async () => {
  const server = inject('databaseServer');
  const { client: admin } = connect(server.url, { max: 1 });
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await admin.unsafe(`create database ${name}`);
  const url = databaseUrl(server.url, name);
  const { db, client } = connect(url);
  const before = await migrationsBefore('digest_written_at');
  try {
    await applyMigrations(db, { migrationsFolder: before });
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
  } finally {
    await client.end();
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
    await rm(before, { recursive: true });
  }
});
