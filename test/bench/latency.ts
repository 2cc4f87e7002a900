import { mkdir } from 'node:fs/promises';
import { openDatabase } from '../../src/db/open.ts';
import { startService } from '../support/service.ts';
import { textUpdate } from '../support/telegram-updates.ts';
import { chatOf, importDistrict, linkContacts } from './district.ts';
import { quantile, type Figure } from './figure.ts';
import { serviceSettings, startPlatform } from './platform.ts';

const UPDATES = 1_000;
const WARM_UP = 200;

/** Telegram update over HTTP to the reply's arrival at the platform, one after the other, from the contact of one commune of eight. */
export async function measureLatency(dataDir: string): Promise<readonly Figure[]> {
  const platform = await startPlatform();
  const settings = serviceSettings(platform, dataDir);
  await mkdir(dataDir, { recursive: true });
  await importDistrict(8, settings);
  const service = await startService(settings);
  platform.connect(service.url);
  const database = await openDatabase({ databaseUrl: undefined, dataDir }, () => {});
  await linkContacts(database.db);
  await database.close();
  const chat = chatOf(0);
  const latencies: number[] = [];
  for (let index = 0; index < WARM_UP + UPDATES; index += 1) {
    // A report, which is previewed, and a question in turn.
    const text = index % 2 === 0 ? `kn ${index % 3}, tc 0` : '/trangthai';
    const { milliseconds } = await platform.exchange(chat, textUpdate(index + 1, chat, text));
    if (index >= WARM_UP) latencies.push(milliseconds);
  }
  await service.kill('SIGTERM');
  platform.close();
  return [
    ['Telegram update to reply over HTTP, median', `${quantile(latencies, 0.5).toFixed(1)} ms`],
    ['Telegram update to reply over HTTP, p95', `${quantile(latencies, 0.95).toFixed(1)} ms`],
  ];
}
