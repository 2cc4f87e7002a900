import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { readClock } from '../../src/db/clock.ts';
import { createHolidayCalendar } from '../../src/db/queries/holidays.ts';
import { hamletFormRoutes } from '../../src/web/hamlet-form.ts';
import { remoteAddress, serveApp, type RunningServer } from '../../src/web/serve.ts';
import { testApp } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { hamletOrganization } from '../support/hamlets.ts';
import { openOffice, PUBLIC_URL, SECRET, ZONE, type Office } from '../support/office.ts';

let office: Office;
let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  office = await openOffice('2017-08-24T09:00:00+07:00', hamletOrganization());
  const app = testApp({
    hamlets: hamletFormRoutes({
      db: office.db,
      secret: SECRET,
      zone: ZONE,
      calendar: createHolidayCalendar(),
      now: () => readClock(office.db, true),
      wake: () => undefined,
      remoteAddress,
    }),
  });
  server = await serveApp(app, { host: '127.0.0.1', port: 0 });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await office.close();
});

it('a hamlet answers on a small phone, without scripts, and nothing is cut off', async () => {
  const [said] = await office.says('dm-xuan', 'hỏi ấp');
  const path = /https:\S+/.exec(said?.text ?? '')?.[0].replace(PUBLIC_URL, '') ?? '';
  const context = await browser.newContext({
    viewport: { width: 360, height: 640 },
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  await page.goto(`http://127.0.0.1:${server.port}${path}`);
  const fits = () => page.locator('html').evaluate((root) => root.scrollWidth <= root.clientWidth);
  expect(await fits()).toBe(true);
  await page.getByLabel('Ấp', { exact: true }).selectOption({ label: 'Ấp Xuân Ba' });
  await page.getByLabel('Họ và tên người báo').fill('Trần Văn Tám');
  await page.getByLabel('Số liệu').fill('hg 2/2, kn 1\nkhó khăn: đường hư\ntcd 1/3');
  await page.getByRole('button', { name: 'Xem lại' }).click();
  expect(await page.getByRole('listitem').allTextContents()).toContain('Hòa giải ở cơ sở: 2/2 vụ (100 %)');
  expect(await fits()).toBe(true);
  await page.getByRole('button', { name: 'Sửa lại' }).click();
  expect(await page.getByLabel('Số liệu').inputValue()).toContain('kn 1\nkhó khăn');
  await page.getByLabel('Số liệu').fill('hg 2/2, kn 1\nkhó khăn: đường hư');
  await page.getByRole('button', { name: 'Xem lại' }).click();
  await page.getByRole('button', { name: 'Gửi' }).click();
  expect(await page.getByText('Đã nhận số liệu của ấp Xuân Ba').isVisible()).toBe(true);
  expect(await office.rows('select informant from hamlet_answer')).toEqual([{ informant: 'Trần Văn Tám' }]);
  expect(complaints).toEqual([]);
  await context.close();
});
