import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { refused, startFaultyBotApi, type FaultyBotApi, type Upload } from '../support/faulty-bot-api.ts';
import { GOVERNMENT_LEADER, PARTY_LEADER } from '../support/office.ts';
import { inviteCodeOf } from '../support/e2e-district.ts';
import { startService, type Service } from '../support/service.ts';
import { tapUpdate, textUpdate, type TelegramUpdate } from '../support/telegram-updates.ts';
import { startZaloBotApi, type ZaloBotApi } from '../support/zalo-bot-api.ts';
import { waitFor } from '../support/wait-for.ts';
import { unzip } from '../support/zip.ts';

const PARTY = 701;
const GOVERNMENT = 702;

let database: TestDatabase;
let api: FaultyBotApi;
let zalo: ZaloBotApi;
let service: Service;
let environment: Record<string, string>;
let nextUpdate = 1;

beforeAll(async () => {
  [database, api, zalo] = await Promise.all([createTestDatabase(), startFaultyBotApi(), startZaloBotApi()]);
  environment = {
    DATABASE_URL: database.url,
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.apiRoot,
    TELEGRAM_RATE: '1000/1000',
    ZALO_BOT_TOKEN: zalo.token,
    ZALO_BOT_API_ROOT: zalo.apiRoot,
    DEMO: '1',
  };
  service = await startService(environment);
  await join(PARTY, PARTY_LEADER);
  await join(GOVERNMENT, GOVERNMENT_LEADER);
}, 60_000);

afterAll(async () => {
  await service.kill('SIGTERM');
  await Promise.all([api.close(), zalo.close(), database.close()]);
});

function send(update: (id: number) => TelegramUpdate): void {
  api.push(update(nextUpdate));
  nextUpdate += 1;
}

const says = (chat: number, text: string) => send((id) => textUpdate(id, chat, text));

/** What the bot says to the chat next. */
async function answer(chat: number, text: string): Promise<string> {
  const before = api.delivered(chat).length;
  says(chat, text);
  await waitFor(() => api.delivered(chat).length > before);
  return api.delivered(chat)[before] ?? '';
}

/** The file that the chat gets next. */
async function upload(chat: number, ask: () => void): Promise<Upload> {
  const before = api.uploads(chat).length;
  ask();
  await waitFor(() => api.uploads(chat).length > before, 30_000);
  const [file] = api.uploads(chat).slice(before);
  if (!file) throw new Error('no file came');
  return file;
}

const addressIn = (text: string) => /http\S+/.exec(text)?.[0] ?? '';

function buttonsUnderLatest() {
  const { reply_markup: markup } = keyboard.parse(api.seen('sendMessage').at(-1));
  return markup.inline_keyboard.flat();
}

const keyboard = z.object({
  reply_markup: z.object({
    inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string() }))),
  }),
});

async function join(chat: number, person: string): Promise<void> {
  await answer(chat, `/start ${await inviteCodeOf(person, environment)}`);
  await answer(chat, 'Đồng ý');
}

describe('a leader on Telegram', () => {
  it('gets the digest as Word by a command, and nobody else waits for it', async () => {
    const file = upload(PARTY, () => says(PARTY, '/word'));
    expect(await answer(GOVERNMENT, '/tonghop')).toContain('Tổng hợp');
    expect(api.uploads(PARTY)).toEqual([]);
    expect(api.seen('sendChatAction')).toMatchObject([{ action: 'upload_document' }]);
    const { name, caption, content } = await file;
    expect(name).toMatch(/^tong-hop-tuan-\d{4}-W\d\d-ban-dan-van\.docx$/);
    expect(caption).toContain('<b>Bản Word tổng hợp tuần');
    expect(unzip(content).get('word/document.xml')?.toString()).toContain('DỰ THẢO');
  });

  it('gets it as Excel and as a picture by plain words', async () => {
    const workbook = await upload(GOVERNMENT, () => says(GOVERNMENT, 'gửi file excel nhé'));
    expect(workbook.name).toMatch(/-ubnd\.xlsx$/);
    expect([...unzip(workbook.content).keys()]).toContain('xl/workbook.xml');
    const picture = await upload(GOVERNMENT, () => says(GOVERNMENT, 'anh tong hop'));
    expect(picture.content.subarray(1, 4).toString()).toBe('PNG');
    expect(api.seen('sendPhoto')).toHaveLength(1);
  });

  it('gets it by the buttons under the digest', async () => {
    await answer(PARTY, '/tonghop');
    const [token] = buttonsUnderLatest().flatMap(({ text, callback_data: data }) =>
      text === 'Ảnh' ? data : [],
    );
    const { content } = await upload(PARTY, () => send((id) => tapUpdate(id, PARTY, token ?? '')));
    expect(content.subarray(1, 4).toString()).toBe('PNG');
  });

  it('gets it once though the platform puts it off, and again though it is unknown whether it came', async () => {
    api.answer('sendDocument', refused(429, 'Too Many Requests: retry after 1', 1));
    const before = api.uploads(PARTY).length;
    await upload(PARTY, () => says(PARTY, '/word'));
    expect(api.uploads(PARTY)).toHaveLength(before + 1);
    api.answer('sendDocument', { after: 'reset' });
    says(PARTY, '/word');
    await waitFor(() => api.uploads(PARTY).length >= before + 3, 20_000);
  });

  it('is told which words name a period, and where there is nothing', async () => {
    expect(await answer(PARTY, '/word hôm kia')).toContain('/word tuần 34');
    expect(await answer(PARTY, '/word 1999-W10')).toContain('Chưa có số liệu');
  });

  it('leaves a trace of each file in the audit', async () => {
    const rows = await database.db.execute<{ line: string }>(sql`
      select concat_ws(' ', p.code, a.subject) as line from audit a join person p on p.id = a.person_id
      where a.action = 'export-digest' order by a.id`);
    expect(rows.map(({ line }) => line.replaceAll(/\d{4}-W\d\d/g, 'WEEK'))).toEqual([
      `${PARTY_LEADER} digest tuan WEEK ban-dan-van docx`,
      `${GOVERNMENT_LEADER} digest tuan WEEK ubnd xlsx`,
      `${GOVERNMENT_LEADER} digest tuan WEEK ubnd png`,
      `${PARTY_LEADER} digest tuan WEEK ban-dan-van png`,
      `${PARTY_LEADER} digest tuan WEEK ban-dan-van docx`,
      `${PARTY_LEADER} digest tuan WEEK ban-dan-van docx`,
    ]);
  });
});

describe('a leader on Zalo, whose free bot takes no files', () => {
  const LEADER = '7001';

  async function zaloAnswer(text: string): Promise<string> {
    const before = zalo.messages(LEADER).length;
    await zalo.say(LEADER, text);
    return (await zalo.waitForMessages(LEADER, before + 1))[before] ?? '';
  }

  beforeAll(async () => {
    await zaloAnswer(await inviteCodeOf(PARTY_LEADER, environment));
    await zaloAnswer('Đồng ý');
  });

  it('gets the address of the document, which nobody can guess', async () => {
    const text = await zaloAnswer('gui word');
    expect(text).toContain('tải trong 7 ngày tại:');
    const address = addressIn(text);
    const answered = await fetch(address);
    expect(answered.headers.get('content-disposition')).toMatch(
      /^attachment; filename="tong-hop-[\w-]+\.docx"$/,
    );
    expect(unzip(Buffer.from(await answered.arrayBuffer())).has('word/document.xml')).toBe(true);
    expect((await fetch(address.replace('/tep/W', '/tep/X'))).status).toBe(404);
  });

  it('sees the picture, which Zalo fetches', async () => {
    const before = zalo.messages(LEADER).length;
    await zalo.say(LEADER, '/anh');
    await zalo.waitForMessages(LEADER, before + 1);
    const [{ photo, caption } = {}] = zalo.calls('sendPhoto');
    expect(caption).toContain('Ảnh tổng hợp');
    const picture = await fetch(String(photo));
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(
      Buffer.from(await picture.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  it('gets its address in words where Zalo does not take it', async () => {
    zalo.fail('sendPhoto', { code: 400 });
    expect(await zaloAnswer('/anh')).toMatch(/Ảnh tổng hợp[^]*http:\S+\.png$/);
  });
});
