import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { refused, startFaultyBotApi, type FaultyBotApi } from '../support/faulty-bot-api.ts';
import { DOCX, jpegOf } from '../support/sample-files.ts';
import { inviteCodeOf, startDistrict } from '../support/e2e-district.ts';
import { startService, type Service } from '../support/service.ts';
import { messageUpdate, textUpdate, type TelegramUpdate } from '../support/telegram-updates.ts';
import { waitFor } from '../support/wait-for.ts';

const AN = 601;
const REPORT = 'hg 5/6, kn 1';

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
  const code = await inviteCodeOf('an', environment);
  await answer((id) => textUpdate(id, AN, `/start ${code}`));
  await answer((id) => textUpdate(id, AN, 'Đồng ý'));
}, 60_000);

afterAll(async () => {
  await service.kill('SIGTERM');
  await Promise.all([api.close(), database.close()]);
});

const told = () => api.seen('sendMessage').map(({ text }) => String(text));

/** The bot's next message after the person did that. */
async function answer(update: (id: number) => TelegramUpdate): Promise<string> {
  const before = told().length;
  send(update);
  await waitFor(() => told().length > before);
  return told()[before] ?? '';
}

function send(update: (id: number) => TelegramUpdate): void {
  api.push(update(nextUpdate));
  nextUpdate += 1;
}

const photo =
  (id: string, more: Record<string, unknown> = {}) =>
  (update: number) =>
    messageUpdate(update, AN, {
      photo: [
        { file_id: `${id}-small`, width: 90, height: 60, file_size: 900 },
        { file_id: id, width: 1280, height: 853, file_size: 90_000 },
      ],
      ...more,
    });

const document = (id: string, name: string) => (update: number) =>
  messageUpdate(update, AN, { document: { file_id: id, file_name: name, mime_type: 'application/msword' } });

async function files(): Promise<readonly string[]> {
  const rows = await database.db.execute<{ line: string }>(sql`
    select concat_ws(' ', a.external_id, a.state, f.media_type, a.revision) as line
    from attachment a left join stored_file f using (hash) order by a.id`);
  return rows.map(({ line }) => line);
}

const stateOf = async (id: string) =>
  (await files()).find((line) => line.startsWith(`${id} `))?.split(' ')[1];

describe('photos and files on Telegram, through real HTTP and a real process', () => {
  it('a photo with its caption is a report with a photo', async () => {
    api.keep('P1', jpegOf('P1'));
    const preview = await answer(photo('P1', { caption: REPORT }));
    expect(preview).toContain('<b>5/6 (83,3 %)</b>');
    expect(preview).toContain('Kèm 1 ảnh.');
    await waitFor(async () => (await stateOf('P1')) === 'kept');
    expect(api.seen('getFile')).toEqual([{ file_id: 'P1' }]);
  });

  it('an album is answered once, and all of it is kept', async () => {
    for (const id of ['A1', 'A2', 'A3']) api.keep(id, jpegOf(id));
    const before = told().length;
    for (const id of ['A1', 'A2', 'A3']) send(photo(id, { media_group_id: '77' }));
    await waitFor(async () =>
      (await Promise.all(['A1', 'A2', 'A3'].map(stateOf))).every((state) => state === 'kept'),
    );
    expect(told().slice(before)).toEqual([expect.stringContaining('Đã nhận loạt ảnh, tệp này')]);
  });

  it('a document is told by its content, whatever its type says', async () => {
    api.keep('D1', DOCX);
    expect(await answer(document('D1', 'Danh sách.doc'))).toContain('Báo cáo hiện kèm 4 ảnh, 1 tệp');
    await waitFor(async () => (await stateOf('D1')) === 'kept');
    expect((await files()).at(-1)).toContain('wordprocessingml');
  });

  it('a download that fails is tried again, over a kill of the process too', async () => {
    api.keep('R1', jpegOf('R1'));
    api.answer('download', { status: 404, html: 'no' }, 'reset');
    await answer(photo('R1'));
    await api.waitForRequests('download', 6);
    await service.kill('SIGKILL');
    service = await startService(environment);
    await waitFor(async () => (await stateOf('R1')) === 'kept', 30_000);
    expect(told().filter((text) => text.includes('chưa tải về được'))).toEqual([]);
  }, 60_000);

  it('what is too large or of no accepted kind is told, by the file’s name', async () => {
    api.answer('getFile', refused(400, 'Bad Request: file is too big'));
    const before = told().length;
    send(document('L1', 'Lớn.pdf'));
    await waitFor(async () => (await stateOf('L1')) === 'refused');
    api.keep('X1', Buffer.from('MZ a program'));
    send(document('X1', 'thiệp mời.docx'));
    await waitFor(async () => (await stateOf('X1')) === 'refused');
    await waitFor(() => told().length === before + 4);
    const words = told().slice(before).join('\n');
    expect(words).toContain('Tệp «Lớn.pdf» lớn hơn 10 MB');
    expect(words).toContain('Tệp «thiệp mời.docx» thuộc loại không lưu được');
  });

  it('the receipt counts what is kept, and it all goes with the report', async () => {
    await answer((id) => textUpdate(id, AN, 'gửi'));
    const receipt = told().at(-1) ?? '';
    const sent = receipt.includes('Đã nhận báo cáo')
      ? receipt
      : await answer((id) => textUpdate(id, AN, 'gửi thiếu'));
    expect(sent).toContain('Kèm 5 ảnh, 1 tệp.');
    expect((await files()).filter((line) => line.includes('kept')).every((line) => line.endsWith(' 1'))).toBe(
      true,
    );
  });

  it('a film’s caption counts, the film does not', async () => {
    const before = told().length;
    send((id) => messageUpdate(id, AN, { video: { file_id: 'V1', duration: 9 }, caption: 'kn 2' }));
    await waitFor(() => told().length === before + 2);
    expect(told()[before]).toContain('thuộc loại không lưu được');
    expect(told()[before + 1]).toContain('1 → <b>2</b>');
  });
});
