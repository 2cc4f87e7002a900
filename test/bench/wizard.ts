import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/connect.ts';

export type Wizard = { readonly url: string; readonly pid: number; stop(): Promise<void> };

/** Starts the Telegraf wizard of `wizard-bot.ts` on tables of its own in the same database. */
export async function startWizard(db: Database, databaseUrl: string, apiRoot: string): Promise<Wizard> {
  await db.execute(sql`create schema wizard`);
  await db.execute(sql`create table wizard.session (key text primary key, data jsonb not null)`);
  await db.execute(sql`
    create table wizard.report (
      id bigint generated always as identity primary key, chat bigint not null, sent_at timestamptz not null default now()
    )`);
  await db.execute(sql`
    create table wizard.value (
      report bigint references wizard.report, field text, answer text not null, primary key (report, field)
    )`);
  const bot = spawn(process.execPath, [fileURLToPath(new URL('wizard-bot.ts', import.meta.url))], {
    env: { PATH: process.env['PATH'], DATABASE_URL: databaseUrl, TELEGRAM_API_ROOT: apiRoot },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(bot, 'exit');
  const line = once(createInterface({ input: bot.stdout }), 'line');
  const [url]: unknown[] = await Promise.race([line, ended]);
  if (typeof url !== 'string') throw new Error('the wizard did not start');
  return {
    url,
    pid: bot.pid ?? -1,
    async stop() {
      bot.kill();
      await ended;
    },
  };
}
