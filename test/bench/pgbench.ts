import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/connect.ts';
import { ANSWERS } from './phones.ts';

/** Where a database listens. */
export type Socket = { readonly folder: string; readonly port: string; readonly database: string };

export async function socketOf(db: Database): Promise<Socket> {
  const [row] = await db.execute<Socket>(sql`
    select current_setting('unix_socket_directories') as folder, current_setting('port') as port, current_database() as database`);
  if (!row) throw new Error('the database does not say where it listens');
  return row;
}

export type Pgbench = {
  /** Transactions a second with so many clients at once. */
  measure(clients: number, seconds: number): Promise<number>;
};

/** How to get it where it is missing. */
export const PGBENCH_MISSING = 'no pgbench here: apt-get install postgresql-contrib';

const TABLES = [
  'chat',
  'inbound_update',
  'conversation',
  'draft',
  'delivery',
  'report',
  'report_revision',
  'report_value',
  'receipt',
  'receipt_chain',
];
/** The update that begins, one an answer, and the confirmation. */
const UPDATES_OF_REPORT = ANSWERS.length + 2;

/**
 * Debian's pgbench on copies of our tables with all their indexes and checks, without foreign keys: one transaction writes the
 * rows that one update of a guided report writes, its reply's way to the platform included, and each sixteenth the report.
 */
export async function preparePgbench(db: Database, folder: string, at: Socket): Promise<Pgbench | undefined> {
  const program = await findPgbench();
  if (program === undefined) return undefined;
  await db.execute(sql`create schema bare`);
  for (const table of TABLES) {
    // oxlint-disable-next-line no-await-in-loop
    await db.execute(sql.raw(`create table bare.${table} (like public.${table} including all)`));
  }
  await db.execute(sql`
    insert into bare.chat (channel, external_id) select 'telegram', n::text from generate_series(1, 64) n`);
  await db.execute(sql`insert into bare.report (obligation_id) select n from generate_series(1, 64) n`);
  await db.execute(sql`
    insert into bare.receipt_chain (unit_id, length, hash) select n, 0, '' from generate_series(1, 64) n`);
  const script = join(folder, 'update.sql');
  await writeFile(script, await scriptOf(db));
  return {
    async measure(clients, seconds) {
      const words = ['-h', at.folder, '-p', at.port, '-U', 'postgres', '-n', '-M', 'prepared', '-f', script];
      const load = ['-c', `${clients}`, '-j', '2', '-T', `${seconds}`, at.database];
      const { stdout } = await promisify(execFile)(program, [...words, ...load]);
      return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
    },
  };
}

async function findPgbench(): Promise<string | undefined> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  const places = ['pgbench', ...versions.map((version) => `/usr/lib/postgresql/${version}/bin/pgbench`)];
  for (const place of places) {
    // oxlint-disable-next-line no-await-in-loop
    if (await promisify(execFile)(place, ['--version']).catch(() => undefined)) return place;
  }
  return undefined;
}

/** With contents that the service wrote, so that rows are of the same length. */
async function scriptOf(db: Database): Promise<string> {
  const [sample] = await db.execute<Record<'inbound' | 'state' | 'draft' | 'message', string>>(sql`
    select (select message::text from inbound_update order by id desc offset 5 limit 1) as inbound,
      (select state::text from conversation order by length(state::text) desc limit 1) as state,
      (
        select jsonb_build_object('values', jsonb_object_agg(field, coalesce(number, part)))::text from report_value
        where revision_id = (select max(revision_id) from report_value)
      ) as draft,
      (select message::text from delivery order by id desc offset 5 limit 1) as message`);
  if (!sample) throw new Error('nothing was written yet');
  const values = ANSWERS.map((_, index) => `(:revision, 'field_${index}', ${index}, false)`).join(', ');
  return `
\\set chat :client_id + 1
\\set submits random(1, ${UPDATES_OF_REPORT})
begin;
update bare.chat set last_inbound_at = now() where id = :chat;
insert into bare.inbound_update (channel, update_key, chat_id, message, received_at, processed_at)
  values ('telegram', gen_random_uuid()::text, :chat, ${json(sample.inbound)}, now(), now());
insert into bare.conversation (chat_id, state, updated_at) values (:chat, ${json(sample.state)}, now())
  on conflict (chat_id) do update set state = excluded.state, updated_at = excluded.updated_at;
insert into bare.draft (obligation_id, content, updated_at) values (:chat, ${json(sample.draft)}, now())
  on conflict (obligation_id) do update set content = excluded.content, updated_at = excluded.updated_at;
insert into bare.delivery (chat_id, dedup_key, urgency, message, not_before, created_at)
  values (:chat, gen_random_uuid()::text, 1, ${json(sample.message)}, now(), now()) returning id as delivery \\gset
update bare.delivery set state = 'sending', attempts = 1, leased_until = now() + interval '4 s' where id = :delivery;
update bare.delivery set state = 'sent', leased_until = null, provider_id = '1', sent_at = now() where id = :delivery;
\\if :submits = 1
insert into bare.report_revision (report_id, revision, nil, submitted_at, late_minutes, source)
  values (:chat, (select coalesce(max(revision), 0) + 1 from bare.report_revision where report_id = :chat), false, now(), 0, 'chat')
  returning id as revision \\gset
insert into bare.receipt (unit_id, number, revision_id, hash) values (:chat, :revision, :revision, md5('') || md5(''));
update bare.receipt_chain set length = length + 1, hash = md5('') || md5('') where unit_id = :chat;
insert into bare.report_value (revision_id, field, number, carried_over) values ${values};
\\endif
commit;
`;
}

/** A colon before a letter would be a variable of pgbench's. */
function json(text: string): string {
  return `'${text.replaceAll("'", "''").replaceAll(/:(?=\w)/g, ': ')}'::jsonb`;
}
