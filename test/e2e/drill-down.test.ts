import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startFaultyBotApi, type FaultyBotApi } from '../support/faulty-bot-api.ts';
import { inviteCodeOf, startDistrict } from '../support/e2e-district.ts';
import { runHaiChieu, type Service } from '../support/service.ts';
import { tapUpdate, textUpdate, type TelegramUpdate } from '../support/telegram-updates.ts';
import { waitFor } from '../support/wait-for.ts';

const AN = 701;
const CHI = 703;

let database: TestDatabase;
let api: FaultyBotApi;
let service: Service;
let environment: Record<string, string>;
let nextUpdate = 1;

beforeAll(async () => {
  [database, api] = await Promise.all([createTestDatabase(), startFaultyBotApi()]);
  environment = {
    DATABASE_URL: database.url,
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.apiRoot,
    TELEGRAM_RATE: '1000/1000',
    DEMO: '1',
  };
  service = await startDistrict(environment);
  await join(AN, 'an');
  await join(CHI, 'chi');
  await answered((id) => textUpdate(id, AN, 'hg 5/6, kn 1'));
  await answered((id) => textUpdate(id, AN, 'gửi'));
  await runHaiChieu(['tick', '--now', '2026-12-07T07:00:00+07:00'], environment);
  await waitFor(() => sent().some(({ text }) => text.includes('1/2')));
}, 60_000);

afterAll(async () => {
  await service.kill('SIGTERM');
  await Promise.all([api.close(), database.close()]);
});

async function join(chat: number, person: string): Promise<void> {
  const code = await inviteCodeOf(person, environment);
  await answered((id) => textUpdate(id, chat, `/start ${code}`));
  await answered((id) => textUpdate(id, chat, 'Đồng ý'));
}

const shown = z.object({
  text: z.string(),
  message_id: z.number().optional(),
  reply_markup: z
    .object({
      inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string() }))),
    })
    .default({ inline_keyboard: [] }),
});

const sent = () => api.seen('sendMessage').map((body) => shown.parse(body));
const edits = () => api.seen('editMessageText').map((body) => shown.parse(body));

function push(update: (id: number) => TelegramUpdate): void {
  api.push(update(nextUpdate));
  nextUpdate += 1;
}

async function answered(update: (id: number) => TelegramUpdate): Promise<void> {
  const before = sent().length;
  push(update);
  await waitFor(() => sent().length > before);
}

/** Taps a button that the message shows now, and gives what the message reads then. */
async function taps(
  message: number,
  at: z.infer<typeof shown>,
  label: string,
): Promise<z.infer<typeof shown>> {
  const button = at.reply_markup.inline_keyboard.flat().find(({ text }) => text === label);
  if (!button) throw new Error(`no button “${label}”`);
  expect(Buffer.byteLength(button.callback_data)).toBeLessThanOrEqual(64);
  const before = edits().length;
  push((id) => tapUpdate(id, CHI, button.callback_data, message));
  await waitFor(() => edits().length > before);
  const edit = edits()[before];
  if (!edit) throw new Error('no edit');
  expect(edit.message_id).toBe(message);
  return edit;
}

describe('a digest on Telegram, through real HTTP and a real process', () => {
  it('is drilled into and back in the very same message', async () => {
    const messages = sent();
    // The platform numbers what it takes, and takes nothing else here.
    const id = messages.findIndex(({ text }) => text.includes('1/2')) + 1;
    const digest = messages[id - 1];
    if (!digest) throw new Error('no digest');
    const owing = await taps(id, digest, 'Ai chưa báo cáo');
    expect(owing.text).toContain('• Xã Tân Thuận: ');
    const again = await taps(id, owing, 'Quay lại');
    expect([again.text, again.reply_markup]).toEqual([digest.text, digest.reply_markup]);
    const units = await taps(id, again, 'Chi tiết xã');
    const unit = await taps(id, units, 'Xã Bình Minh');
    expect(unit.text).toContain('Hòa giải: <b>5/6</b> (83,3 %)');
    const back = await taps(id, unit, 'Quay lại');
    expect(back.text).toBe(units.text);
    const field = await taps(id, await taps(id, await taps(id, back, 'Quay lại'), 'Chỉ tiêu'), 'Hòa giải');
    expect(field.text).toContain('Toàn kỳ: <b>5/6</b>');
    expect(sent()).toHaveLength(messages.length);
  });
});
