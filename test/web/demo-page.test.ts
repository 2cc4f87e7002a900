import { eq } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { demoReceiver } from '../../src/channels/demo/receive.ts';
import { updateKey } from '../../src/core/ids.ts';
import type { InboundMessage } from '../../src/core/messages.ts';
import { readClock, setDemoClock } from '../../src/db/clock.ts';
import { insertEdits } from '../../src/db/queries/outbox.ts';
import { chat, delivery, inboundUpdate } from '../../src/db/schema/chat.ts';
import { storeUpload } from '../../src/files/content.ts';
import { demoRoutes } from '../../src/web/demo.ts';
import { remoteAddress, serveApp, type RunningServer } from '../../src/web/serve.ts';
import { testApp } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { PDF, PNG } from '../support/sample-files.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addDemoPeople, MAI, NGHIA, VISITOR } from '../support/demo-people.ts';
import { echoInbox } from '../support/echo-inbox.ts';
import { notedLog } from '../support/noted-log.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const DESKTOP = { width: 1280, height: 800 };
const SMALL_PHONE = { width: 360, height: 640 };

let database: TestDatabase;
let server: RunningServer;
let browser: Browser;
let page: Page;
let inboxFails = false;
const complaints: string[] = [];
const stopping = new AbortController();

beforeAll(async () => {
  database = await createTestDatabase();
  await addDemoPeople(database.db);
  const { db } = database;
  const { log } = notedLog();
  const receive = echoInbox(db);
  const demo = demoRoutes({
    pathOf: () => '/tep',
    pathOfPage: () => '/tong-hop',
    db,
    zone: ZONE,
    log,
    stopping: stopping.signal,
    say: demoReceiver(
      (messages) => (inboxFails ? Promise.reject(new Error('no database')) : receive(messages)),
      () => readClock(db, true),
      (content) => storeUpload(db, content),
    ),
    async tick() {
      await write(NGHIA, 'Tổng hợp tuần 34/2017');
      return 'Đã gửi 1 tin tổng hợp.';
    },
    settle: async () => {},
    remoteAddress,
  });
  const app = testApp({
    log,
    demo,
  });
  server = await serveApp(app, { host: '127.0.0.1', port: 0 });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  stopping.abort();
  await server.close();
  await database.close();
});

beforeEach(async () => {
  for (const table of [delivery, inboundUpdate, chat]) await database.db.delete(table);
  await setDemoClock(database.db, Temporal.Instant.from('2017-08-21T09:30:00+07:00'));
  inboxFails = false;
  complaints.length = 0;
});

afterEach(async () => {
  await page.context().close();
  // Neither a script error nor a breach of the content security policy.
  const unexpected = complaints.filter((complaint) => !complaint.includes('503'));
  if (unexpected.length > 0) throw new Error(unexpected.join('\n'));
});

/** The bot writes to someone, as another process would: only the database knows. */
async function write(person: string, text: string) {
  const { db } = database;
  const nobody: InboundMessage = {
    key: updateKey(crypto.randomUUID()),
    chat: { channel: 'demo', externalId: person },
    sentAt: await readClock(db, true),
    kind: 'text',
    text,
  };
  await echoInbox(db)([nobody]);
}

/** What the bot said first reads otherwise from now on. */
async function rewriteFirst(text: string) {
  const { db } = database;
  const [row] = await db.select({ id: delivery.id }).from(delivery).orderBy(delivery.id).limit(1);
  if (row === undefined) throw new Error('the bot has said nothing');
  const now = Temporal.Now.instant();
  const edit = { target: row.id, dedupKey: text, message: { text: [text], buttons: [] } };
  await db.transaction((tx) => insertEdits(tx, [edit], now, now));
  await db.update(delivery).set({ state: 'sent', sentAt: now }).where(eq(delivery.dedupKey, text));
}

async function open(viewport = DESKTOP, query = '') {
  page = await browser.newPage({ viewport });
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
  await page.goto(`http://127.0.0.1:${server.port}/demo${query}`);
}

const phone = (side: 'left' | 'right') => page.locator(`.phone[data-side=${side}]`);
const input = (side: 'left' | 'right') => phone(side).getByRole('textbox', { name: 'Tin nhắn' });
const words = (side: 'left' | 'right') => phone(side).locator('.words').allTextContents();
const hasNoSidewaysScroll = () =>
  page.evaluate<boolean>('document.documentElement.scrollWidth <= document.documentElement.clientWidth');

async function pick(side: 'left' | 'right', name: string) {
  await phone(side).getByRole('button', { name: 'Đổi người' }).click();
  await page.getByRole('dialog').getByRole('button', { name }).click();
}

describe('a phone of the demo page', () => {
  it('sends by Enter and shows the answer with its bold words and buttons', async () => {
    await open();
    await input('left').fill('hg 5/6, kn 1');
    await input('left').press('Enter');
    await phone('left').getByRole('button', { name: 'Sửa' }).waitFor();
    expect(await words('left')).toEqual(['hg 5/6, kn 1', 'Đã nghe: hg 5/6, kn 1']);
    expect(await phone('left').locator('b').allTextContents()).toEqual(['hg 5/6, kn 1']);
    expect(await input('left').inputValue()).toBe('');
    expect(await phone('left').locator('.day').allTextContents()).toEqual(['Thứ Hai, 21/8/2017']);
  });

  it('shows a message that was rewritten in its place, without its buttons and as nothing new', async () => {
    await open();
    await input('left').fill('hg 5/6');
    await input('left').press('Enter');
    await phone('left').getByRole('button', { name: 'Sửa' }).waitFor();
    await input('left').fill('kn 1');
    await input('left').press('Enter');
    await phone('left').getByText('Đã nghe: kn 1').waitFor();
    await rewriteFirst('Đã nhận 09:31');
    await phone('left').getByText('Đã nhận 09:31').waitFor();
    expect(await words('left')).toEqual(['hg 5/6', 'Đã nhận 09:31', 'kn 1', 'Đã nghe: kn 1']);
    expect(await phone('left').getByRole('button', { name: 'Sửa' }).count()).toBe(1);
    expect(await phone('left').locator('.newer').isVisible()).toBe(false);
  });

  it('sends what a tapped button carries and shows its words', async () => {
    await open();
    await input('left').fill('kps');
    await phone('left').locator('form').getByRole('button', { name: 'Gửi' }).click();
    await phone('left').getByRole('log').getByRole('button', { name: 'Gửi' }).click();
    await phone('left').getByText('Đã nghe: send.1').waitFor();
    expect(await words('left')).toEqual(['kps', 'Đã nghe: kps', 'Gửi', 'Đã nghe: send.1']);
  });

  it('sends photos and files with what is typed as the caption, and shows them', async () => {
    await open({ width: 360, height: 640 });
    await input('left').fill('hg 5/6');
    await phone('left')
      .locator('input[type=file]')
      .setInputFiles([
        { name: 'họp dân.png', mimeType: 'image/png', buffer: PNG },
        { name: 'danh sách dự họp.pdf', mimeType: 'application/pdf', buffer: PDF },
      ]);
    await phone('left').getByText('danh sách dự họp.pdf').waitFor();
    await phone('left').getByRole('img', { name: 'Ảnh họp dân.png' }).waitFor();
    expect(await page.evaluate<number>('document.querySelector(".shot").naturalWidth')).toBe(1);
    expect(await words('left')).toContain('hg 5/6');
    expect(await input('left').inputValue()).toBe('');
    expect(await hasNoSidewaysScroll()).toBe(true);
  });

  it('leaves Enter to the keyboard that composes a letter, and begins a line by Shift+Enter', async () => {
    await open();
    await input('left').fill('việ');
    await input('left').dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    await input('left').press('Shift+Enter');
    expect(await input('left').inputValue()).toBe('việ\n');
    expect(await words('left')).toEqual([]);
  });

  it('shows what people type as they typed it', async () => {
    await open();
    const text = '<img src=x onerror="document.title=1"> & <b>đậm</b>\n  dòng hai';
    await input('left').fill(text);
    await input('left').press('Enter');
    await phone('left').getByText('Đã nghe').waitFor();
    expect((await words('left'))[0]).toBe(text);
    expect(await phone('left').locator('img').count()).toBe(0);
  });

  it('keeps the words when they could not be stored, and says so', async () => {
    inboxFails = true;
    await open();
    await input('left').fill('hg 5/6');
    await input('left').press('Enter');
    await phone('left').getByRole('alert').getByText('chưa được lưu').waitFor();
    expect(await input('left').inputValue()).toBe('hg 5/6');
    inboxFails = false;
    await input('left').press('Enter');
    await phone('left').getByText('Đã nghe').waitFor();
    expect(await phone('left').getByRole('alert').isVisible()).toBe(false);
  });

  it('shows, without a reload, what another process sent', async () => {
    await open();
    await phone('left').getByText('Chưa có tin nhắn').waitFor();
    await write(MAI, 'Nhắc nộp báo cáo');
    await phone('left').getByText('Đã nghe: Nhắc nộp báo cáo').waitFor();
    expect(await phone('left').getByText('Chưa có tin nhắn').isVisible()).toBe(false);
  });
});

describe('two phones beside each other', () => {
  it('belong to whom one picks, also after a reload', async () => {
    await write(VISITOR, 'tin của khách');
    await open();
    await phone('right').getByText('Trần Văn Nghĩa').waitFor();
    await pick('right', 'Đỗ Thị Khách');
    await phone('right').getByText('Đã nghe: tin của khách').waitFor();
    expect(await phone('left').getByText('tin của khách').count()).toBe(0);
    await page.reload();
    await phone('right').getByText('Đã nghe: tin của khách').waitFor();
    expect(await phone('right').locator('h2').textContent()).toBe('Đỗ Thị Khách');
  });

  it('tell which of them has something new until it is taken up', async () => {
    await open();
    await input('left').focus();
    await phone('right').getByText('Chưa có tin nhắn').waitFor();
    await write(NGHIA, 'Tổng hợp');
    await phone('right').getByLabel('1 tin chưa đọc').waitFor();
    await phone('right').getByText('Đã nghe: Tổng hợp').click();
    expect(await phone('right').getByLabel('tin chưa đọc').isVisible()).toBe(false);
  });

  it('tell that someone else got something, and the list shows who', async () => {
    await open();
    await phone('left').getByText('Chưa có tin nhắn').waitFor();
    await write(VISITOR, 'tin của khách');
    await phone('left').locator('.swap .dot').waitFor();
    await phone('left').getByRole('button', { name: 'Đổi người' }).click();
    const marked = page.getByRole('dialog').locator('.person:has(.dot:not([hidden])) .name');
    expect(await marked.allTextContents()).toEqual(['Đỗ Thị Khách']);
  });

  it('find people by a part of the name or unit without diacritics', async () => {
    await open();
    await phone('left').getByRole('button', { name: 'Đổi người' }).click();
    await page.getByRole('searchbox').fill('binh minh');
    const shown = page.getByRole('dialog').locator('.person:visible .name');
    expect(await shown.allTextContents()).toEqual(['Võ Minh Nhựt']);
    await page.getByRole('searchbox').fill('không ai');
    expect(await page.getByText('Không tìm thấy ai').isVisible()).toBe(true);
  });

  it('list people by what they do', async () => {
    await open();
    await phone('left').getByRole('button', { name: 'Đổi người' }).click();
    expect(await page.getByRole('dialog').locator('h3').allTextContents()).toEqual([
      'Đầu mối báo cáo',
      'Lãnh đạo Ban Dân vận Huyện ủy',
      'Lãnh đạo UBND huyện',
      'Cấp trên của đơn vị',
      'Tổng hợp',
      'Chưa giữ chức danh',
    ]);
  });
});

describe('the clock bar', () => {
  it('jumps, says what was done, and the phones show it', async () => {
    await open();
    await page.getByRole('button', { name: 'Trước hạn 1 ngày' }).click();
    await page.getByRole('status').getByText('Đã gửi 1 tin tổng hợp.').waitFor();
    await phone('right').getByText('Đã nghe: Tổng hợp tuần 34/2017').waitFor();
    expect(await page.locator('#clock').textContent()).toBe('Thứ Năm, 24/8/2017 · 08:00');
    expect(await phone('right').locator('.day').allTextContents()).toEqual(['Thứ Năm, 24/8/2017']);
  });

  it('goes to a free moment', async () => {
    await open();
    await page.getByLabel('Ngày giờ khác').fill('2017-09-01T16:45');
    await page.getByRole('button', { name: 'Đặt giờ' }).click();
    await page.getByText('Thứ Sáu, 1/9/2017 · 16:45').waitFor();
    expect((await readClock(database.db, true)).toString()).toContain('2017-09-01T09:45');
  });

  it('follows a clock that was moved elsewhere', async () => {
    await open();
    await page.getByText('Thứ Hai, 21/8/2017').waitFor();
    await setDemoClock(database.db, Temporal.Instant.from('2017-12-31T23:00:00+07:00'));
    await page.getByText('Chủ nhật, 31/12/2017 · 23:00').waitFor();
    expect(await page.getByLabel('Ngày giờ khác').inputValue()).toBe('2017-12-31T23:00');
  });
});

describe('on a screen of 360 pixels', () => {
  it('nothing has to be scrolled sideways', async () => {
    await write(MAI, `${'dài'.repeat(60)} và ngắn`);
    await open(SMALL_PHONE);
    await phone('left').getByText('Đã nghe').waitFor();
    expect(await hasNoSidewaysScroll()).toBe(true);
    await page.locator('#now').click();
    expect(await page.getByRole('button', { name: 'Thứ Hai 7:00' }).isVisible()).toBe(true);
    expect(await hasNoSidewaysScroll()).toBe(true);
    await phone('left').getByRole('button', { name: 'Đổi người' }).click();
    expect(await hasNoSidewaysScroll()).toBe(true);
  });

  it('one phone is seen at a time; its tab tells of news on the other', async () => {
    await open(SMALL_PHONE);
    await phone('left').getByText('Chưa có tin nhắn').waitFor();
    expect(await phone('right').isVisible()).toBe(false);
    await write(NGHIA, 'Tổng hợp');
    await page.locator('.tab[data-side=right]').getByLabel('1 tin chưa đọc').waitFor();
    await page.locator('.tab[data-side=right]').click();
    await phone('right').getByText('Đã nghe: Tổng hợp').waitFor();
    expect(await phone('left').isVisible()).toBe(false);
  });

  it('every control is big enough for a finger', async () => {
    await write(MAI, 'chào');
    await open(SMALL_PHONE);
    await phone('left').getByText('Đã nghe').waitFor();
    await page.locator('#now').click();
    const controls = await page.locator('button:visible, input:visible, textarea:visible').all();
    expect(controls.length).toBeGreaterThan(10);
    for (const control of controls) {
      const box = await control.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(40);
    }
  });
});
