import { mkdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { openDatabase } from '../../src/db/open.ts';
import { startService } from '../support/service.ts';
import { readCosts, residentMiB } from './costs.ts';
import { chatOf, importDistrict, linkContacts } from './district.ts';
import { quantile, type Figure } from './figure.ts';
import { serviceSettings, startPlatform, type Platform } from './platform.ts';

const CHATS_AT_ONCE = [1, 16, 64];
const WARM_UP_SECONDS = 4;
const SECONDS = 20;

/**
 * Reports in one message (the text and the taps that its questions ask for) through webhooks into PostgreSQL, from several chats
 * at once, each of a commune of its own: reports a second, time from update to reply, and what an update costs.
 */
export async function measureThroughput(dataDir: string): Promise<readonly Figure[]> {
  const platform = await startPlatform();
  const settings = serviceSettings(platform, dataDir);
  await mkdir(dataDir, { recursive: true });
  await importDistrict(Math.max(...CHATS_AT_ONCE), settings);
  const service = await startService(settings);
  platform.connect(service.url);
  const database = await openDatabase({ databaseUrl: undefined, dataDir }, () => {});
  await linkContacts(database.db);
  const figures: Figure[] = [];
  for (const chats of CHATS_AT_ONCE) {
    await report(platform, chats, WARM_UP_SECONDS);
    // What autovacuum does within a minute of the first growth.
    await database.db.execute(sql`analyze`);
    const before = await readCosts(database.db, service.pid, dataDir);
    const done = await report(platform, chats, SECONDS);
    // The backends' own count of their commits is a second late.
    await pause(1_500);
    const after = await readCosts(database.db, service.pid, dataDir);
    const updates = done.latencies.length;
    const each = (used: number, digits: number) => (used / updates).toFixed(digits);
    const name = `${chats} ${chats === 1 ? 'chat' : 'chats'}`;
    figures.push(
      [`${name}: reports in one message`, `${(done.reports / SECONDS).toFixed(0)} /s`],
      [`${name}: updates`, `${(updates / SECONDS).toFixed(0)} /s`],
      [`${name}: update to reply, median`, `${quantile(done.latencies, 0.5).toFixed(1)} ms`],
      [`${name}: update to reply, p95`, `${quantile(done.latencies, 0.95).toFixed(1)} ms`],
      [`${name}: commits an update`, each(after.commits - before.commits, 2)],
      [`${name}: service CPU an update`, `${each(after.serviceCpuMs - before.serviceCpuMs, 2)} ms`],
      [`${name}: database CPU an update`, `${each(after.databaseCpuMs - before.databaseCpuMs, 2)} ms`],
    );
  }
  figures.push(['resident memory under load', `${(await residentMiB(service.pid)).toFixed(0)} MiB`]);
  await database.close();
  await service.kill('SIGTERM');
  platform.close();
  return figures;
}

type Done = { reports: number; readonly latencies: number[] };

async function report(platform: Platform, chats: number, seconds: number): Promise<Done> {
  const done: Done = { reports: 0, latencies: [] };
  const until = performance.now() + seconds * 1_000;
  const phone = async (commune: number) => {
    const chat = chatOf(commune);
    while (performance.now() < until) await sendReport(platform, chat, done);
  };
  await Promise.all([...Array(chats).keys()].map(phone));
  return done;
}

/** The buttons that lead to the receipt, the more telling first. */
const WAY = ['gapsend', 'usual', 'send'];
let reports = 0;

async function sendReport(platform: Platform, chat: number, done: Done): Promise<void> {
  reports += 1;
  const text = `hg ${reports % 7}/7, kn ${reports % 11}, tc 0, tthc 120/12${reports % 10}; khó khăn: thiếu kinh phí`;
  let heard = await exchange({ message: { ...place(chat), text } });
  for (;;) {
    const next = WAY.flatMap((verb) => heard.buttons.find((token) => token.startsWith(`${verb}.`)) ?? [])[0];
    if (next === undefined) break;
    heard = await exchange({
      callback_query: { id: `${reports}`, from: place(chat).from, message: place(chat), data: next },
    });
  }
  done.reports += 1;

  async function exchange(update: object) {
    const answer = await platform.exchange(chat, update);
    done.latencies.push(answer.milliseconds);
    return answer;
  }
}

function place(chat: number) {
  return {
    message_id: 1,
    date: 1_764_000_000,
    chat: { id: chat, type: 'private' },
    from: { id: chat, is_bot: false, first_name: 'Nhựt' },
  };
}
