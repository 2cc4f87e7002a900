import { expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { settingsFindings } from '../../src/texts/settings-check.ts';

const APP_SECRET = 'a secret for tests only';
const ZALO_BOT = { ZALO_BOT_TOKEN: '1234567890:ExampleExampleExample' };
const WITH_WEBHOOK = { ...ZALO_BOT, ZALO_BOT_WEBHOOK_SECRET: 'k3Jf9sLq' };
const ZALO_OA = { ZALO_OA_APP_ID: '118', ZALO_OA_APP_SECRET: 'of the app', ZALO_OA_SECRET: 'of the account' };
const PUBLIC_URL = 'https://bot.example.vn';

const lines = (environment: Readonly<Record<string, string>>) =>
  settingsFindings(readConfig(environment)).map(({ grade, text }) => `${grade} ${text}`);

it('has nothing to say of a demonstration, and only good of what is set as it should be', () => {
  expect(lines({})).toEqual([]);
  const ZALO_TEMPLATES = 'nhac-han:12345,tong-hop:12346';
  expect(lines({ ...WITH_WEBHOOK, ...ZALO_OA, ZALO_TEMPLATES, PUBLIC_URL, APP_SECRET })).toEqual([
    'fine PUBLIC_URL: đúng dạng để Zalo Bot, Zalo OA gửi tin tới',
    'fine ZALO_BOT_TOKEN: đúng dạng số:chuỗi',
    'fine APP_SECRET: đã đặt, dùng để mã hóa mã truy cập Zalo OA',
    expect.stringMatching(/^fine ZALO_TEMPLATES: .*--check$/),
  ]);
});

it.each([
  [ZALO_OA, /^fault PUBLIC_URL: chưa đặt nên Zalo OA .*ví dụ: PUBLIC_URL=https:/],
  [{ ...ZALO_OA, PUBLIC_URL: 'http://bot.example.vn' }, /^fault PUBLIC_URL: không dùng https/],
  [{ ...ZALO_OA, PUBLIC_URL: 'https://192.168.1.9' }, /^fault PUBLIC_URL: là địa chỉ nội bộ/],
  [{ ...ZALO_OA, PUBLIC_URL: 'https://[::1]' }, /^fault PUBLIC_URL: là địa chỉ nội bộ/],
  [{ ...WITH_WEBHOOK, PUBLIC_URL: 'https://may-chu.local' }, /^fault PUBLIC_URL: là địa chỉ nội bộ/],
  [{ ...ZALO_OA, PUBLIC_URL: `${PUBLIC_URL}:8443` }, /^fault PUBLIC_URL: có số cổng, Zalo OA chỉ nhận/],
  [{ ...WITH_WEBHOOK, PUBLIC_URL: `${PUBLIC_URL}:8443` }, /^note PUBLIC_URL: có số cổng:/],
  [WITH_WEBHOOK, /^fault ZALO_BOT_WEBHOOK_SECRET: đã đặt nhưng PUBLIC_URL/],
  [{ ZALO_BOT_TOKEN: 'ExampleExampleExample' }, /^note ZALO_BOT_TOKEN: .*“Zalo Bot Manager”/],
  [{ ...ZALO_OA, ZALO_OA_SIGNATURE: 'log' }, /^note ZALO_OA_SIGNATURE: .*bỏ biến này/],
  [{ ...ZALO_OA, ZALO_TEMPLATES: 'nhac-han:12345' }, /^note ZALO_TEMPLATES: chưa có mẫu tong-hop: /],
  [{ ...ZALO_OA, DATABASE_URL: 'postgres://db/hai_chieu' }, /^note APP_SECRET: chưa đặt/],
  [
    { ...ZALO_BOT, ZALO_BOT_API_ROOT: 'http://127.0.0.1:4000' },
    /^note ZALO_BOT_API_ROOT: đang hỏi 127\.0\.0\.1:4000, không phải máy chủ chính thức/,
  ],
])('names the setting and the remedy: %j', (environment, expected) => {
  expect(lines(environment)).toContainEqual(expect.stringMatching(expected));
});
