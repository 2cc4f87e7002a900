import { createServer } from 'node:http';
import { sql } from 'drizzle-orm';
import { openDatabase } from '../../src/db/open.ts';
import { runHaiChieu, startService } from '../support/service.ts';
import { quantile, type Figure } from './figure.ts';

const UPDATES = 1_000;
const WARM_UP = 100;
const SECRET = 'bench-secret';
const CONTACT = 4_711;

/** Telegram update over HTTP to the reply's arrival at the platform, one after the other. */
export async function measureLatency(dataDir: string): Promise<readonly Figure[]> {
  const platform = await startPlatform();
  const environment = {
    DATA_DIR: dataDir,
    DEMO: '1',
    TELEGRAM_BOT_TOKEN: '1:bench',
    TELEGRAM_API_ROOT: platform.url,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    TELEGRAM_RATE: '100000/100000',
    PUBLIC_URL: 'https://bench.example',
  };
  await runHaiChieu(['migrate'], environment);
  const service = await startService(environment);
  await linkContact(dataDir);
  const latencies: number[] = [];
  for (let index = 0; index < WARM_UP + UPDATES; index += 1) {
    const ms = await platform.replyTo(() => post(service.url, index));
    if (index >= WARM_UP) latencies.push(ms);
  }
  await service.kill('SIGTERM');
  platform.close();
  return [
    ['Telegram update to reply over HTTP, median', `${quantile(latencies, 0.5).toFixed(1)} ms`],
    ['Telegram update to reply over HTTP, p95', `${quantile(latencies, 0.95).toFixed(1)} ms`],
  ];
}

/** A Bot API that takes every call; `replyTo` measures until the next message arrives. */
async function startPlatform() {
  let arrived: (() => void) | undefined;
  let messages = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      messages += 1;
      const isMessage = request.url?.endsWith('/sendMessage') ?? false;
      const result = isMessage
        ? { message_id: messages, date: 0, chat: { id: CONTACT, type: 'private' } }
        : { id: 1, is_bot: true, first_name: 'bench', username: 'bench_bot' };
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, result }));
      if (isMessage) arrived?.();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the platform has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async replyTo(send: () => Promise<void>): Promise<number> {
      const reply = new Promise<void>((resolve) => (arrived = resolve));
      const begun = performance.now();
      await send();
      await reply;
      return performance.now() - begun;
    },
    close: () => server.close(),
  };
}

/** A contact of the sample district writes on Telegram. */
async function linkContact(dataDir: string): Promise<void> {
  const database = await openDatabase({ databaseUrl: undefined, dataDir }, () => {});
  await database.db.execute(sql`
    insert into chat (channel, external_id, person_id, state)
    select 'telegram', ${String(CONTACT)}, id, 'linked' from person where code = 'vo-minh-nhut'`);
  await database.close();
}

/** Alternates between a report, which is previewed, and a question. */
async function post(url: string, index: number): Promise<void> {
  const from = { id: CONTACT, is_bot: false, first_name: 'Nhựt' };
  const text = index % 2 === 0 ? `kn ${index % 3}, tc 0` : '/trangthai';
  const message = {
    message_id: index,
    date: 1_764_000_000 + index,
    chat: { id: CONTACT, type: 'private' },
    from,
    text,
  };
  const response = await fetch(`${url}/webhooks/telegram`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
    body: JSON.stringify({ update_id: index + 1, message }),
  });
  if (!response.ok) throw new Error(`the webhook answered ${response.status}`);
}
