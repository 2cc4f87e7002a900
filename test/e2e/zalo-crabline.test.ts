import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startZaloServer, type StartedZaloServer } from '@openclaw/crabline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startService, type Service } from '../support/service.ts';
import { waitFor } from '../support/wait-for.ts';

let folder: string;
let database: TestDatabase;
let emulator: StartedZaloServer;
let service: Service;
const sent: { readonly chat_id: string; readonly text: string }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zalo-'));
  database = await createTestDatabase();
  emulator = await startZaloServer({
    recorderPath: join(folder, 'calls.jsonl'),
    onEvent(event) {
      const call = sendMessage.safeParse(event);
      if (call.success) sent.push(call.data.body);
    },
  });
  service = await startService({
    DATABASE_URL: database.url,
    ZALO_BOT_TOKEN: emulator.manifest.botToken,
    ZALO_BOT_API_ROOT: emulator.manifest.baseUrl,
  });
}, 60_000);

afterAll(async () => {
  await service.kill('SIGTERM');
  await emulator.close();
  await database.close();
  await rm(folder, { recursive: true });
});

const sendMessage = z.object({
  path: z.string().endsWith('/sendMessage'),
  body: z.object({ chat_id: z.string(), text: z.string() }),
});

async function say(chatId: string, text: string): Promise<void> {
  const { endpoints, adminToken } = emulator.manifest;
  const response = await fetch(endpoints.adminInboundUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-crabline-admin-token': adminToken },
    body: JSON.stringify({ chatId, senderId: chatId, senderName: 'Bình', text }),
  });
  expect(response.status).toBe(200);
}

describe('the Zalo Bot API as others emulate it (@openclaw/crabline)', () => {
  it('is polled, and gets an answer for each person', async () => {
    await say('7001', 'xin chào');
    await say('7002', 'xin chào');
    await waitFor(() => sent.length === 2);
    expect(sent.map(({ chat_id: chat }) => chat).toSorted()).toEqual(['7001', '7002']);
    for (const { text } of sent) expect(text).toContain('mã mời');
  });
});
