import { mkdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { ChatId } from '../../src/core/ids.ts';
import type { Database } from '../../src/db/connect.ts';
import { openDatabase } from '../../src/db/open.ts';
import { enqueueWorded } from '../../src/delivery/enqueue.ts';
import { startService } from '../support/service.ts';
import { textUpdate } from '../support/telegram-updates.ts';
import { chatOf, importDistrict, linkContacts } from './district.ts';
import { quantile, type Figure } from './figure.ts';
import { botApiLimits } from './limits.ts';
import { serviceSettings, startPlatform, type Platform } from './platform.ts';

/** `BENCH_RECIPIENTS=10000` is the whole of it and takes six minutes. */
const RECIPIENTS = Number(process.env['BENCH_RECIPIENTS'] ?? 1_500);
const PER_SECOND = 30;
/** People who ask something meanwhile, one after the other, so that each rests for longer than a chat's second. */
const ASKING = 20;
const PAUSE_MS = 200;
const FIRST_RECIPIENT = 1_000_000;

/** An unasked message to thousands, and people who are answered meanwhile, against a Bot API that enforces its own limits. */
export async function measureRate(dataDir: string): Promise<readonly Figure[]> {
  const platform = await startPlatform(botApiLimits(PER_SECOND));
  const settings = { ...serviceSettings(platform, dataDir), TELEGRAM_RATE: `${PER_SECOND}/1` };
  await mkdir(dataDir, { recursive: true });
  await importDistrict(ASKING, settings);
  const service = await startService(settings);
  platform.connect(service.url);
  const database = await openDatabase({ databaseUrl: undefined, dataDir }, () => {});
  await linkContacts(database.db);
  for (let index = 0; index < ASKING; index += 1) await ask(platform, index);
  const before = platform.log.taken.length;
  await tellRecipients(database.db);
  const latencies: number[] = [];
  const isLeft = () => countTold(platform) < RECIPIENTS;
  for (let index = 0; isLeft(); index += 1) {
    latencies.push(await ask(platform, index));
    await pause(PAUSE_MS);
  }
  const told = platform.log.taken.slice(before);
  const last = told.findLastIndex(({ chat }) => chat >= FIRST_RECIPIENT);
  const first = told.findIndex(({ chat }) => chat >= FIRST_RECIPIENT);
  const seconds = ((told[last]?.at ?? 0) - (told[first]?.at ?? 0)) / 1_000;
  // The first message begins the time, so that it counts for nothing in it.
  const share = (last - first) / (PER_SECOND * seconds);
  await database.close();
  await service.kill('SIGTERM');
  platform.close();
  return [
    [
      `${RECIPIENTS} recipients at ${PER_SECOND} messages a second: share of that rate`,
      `${(share * 100).toFixed(1)} % (>= 97)`,
    ],
    ['… refused with 429', `${platform.log.refused} (0)`],
    [`… replies meanwhile (${latencies.length}), median`, `${quantile(latencies, 0.5).toFixed(0)} ms`],
    ['… replies meanwhile, p95', `${quantile(latencies, 0.95).toFixed(0)} ms (< 300)`],
  ];
}

let updates = 0;

async function ask(platform: Platform, index: number): Promise<number> {
  const chat = chatOf(index % ASKING);
  const { milliseconds } = await platform.exchange(chat, textUpdate((updates += 1), chat, '/trangthai'));
  return milliseconds;
}

function countTold(platform: Platform): number {
  return platform.log.taken.filter(({ chat }) => chat >= FIRST_RECIPIENT).length;
}

/** One unasked message for each recipient, as a tick writes them. */
async function tellRecipients(db: Database): Promise<void> {
  const chats = await db.execute<{ id: ChatId }>(sql`
    insert into chat (channel, external_id)
    select 'telegram', (${FIRST_RECIPIENT}::bigint + n)::text from generate_series(0, ${RECIPIENTS - 1}::integer) n
    returning id`);
  const messages = [{ text: ['Đồng chí nhớ gửi báo cáo tuần trước 16:00 thứ sáu.'], buttons: [] }];
  await db.transaction((tx) =>
    enqueueWorded(
      tx,
      chats.map(({ id }) => ({ chat: id, dedupKey: `bench ${id}`, messages })),
      Temporal.Now.instant(),
    ),
  );
  await db.execute(sql`analyze`);
}
