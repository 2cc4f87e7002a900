import { expect, it } from 'vitest';
import type { LiveCheck, ZaloAccount } from '../../src/core/organization/live-check.ts';
import { liveFinding } from '../../src/texts/live-check.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const ACCOUNT = {
  id: '289',
  name: 'Dân vận',
  isVerified: true,
  packageName: 'Nâng cao',
  cloudAccount: 'ZCA',
};
const account = (changes: Partial<ZaloAccount>): LiveCheck => ({
  asked: 'account',
  platform: 'zalo-oa',
  result: { kind: 'ok', account: { ...ACCOUNT, ...changes } },
});
const address = (result: Extract<LiveCheck, { asked: 'address' }>['result']): LiveCheck => ({
  asked: 'address',
  origin: 'https://bot.example.vn',
  result,
});
const bot = (result: Extract<LiveCheck, { asked: 'bot' }>['result']): LiveCheck => ({
  asked: 'bot',
  platform: 'zalo-bot',
  result,
});

it.each<[string, LiveCheck, string, RegExp]>([
  [
    'an account that is not verified',
    account({ isVerified: false }),
    'fault',
    /chưa xác thực .*oa\.zalo\.me/,
  ],
  [
    'an account of which Zalo says little',
    account({ isVerified: undefined, packageName: undefined, cloudAccount: undefined }),
    'fine',
    /không rõ đã xác thực chưa, không rõ gói, chưa liên kết Zalo Cloud Account/,
  ],
  [
    'an address that leads here',
    address({ kind: 'ok' }),
    'fine',
    /https:\/\/bot\.example\.vn dẫn tới dịch vụ/,
  ],
  ['another’s address', address({ kind: 'other', status: 404 }), 'fault', /HTTP 404 .*npm start/],
  [
    'a network that swallows what is sent',
    address({ kind: 'unreachable', reason: 'no answer within 8 s' }),
    'fault',
    /\(quá 8 giây\): kiểm tra tên miền/,
  ],
  [
    'a platform that does not answer in time',
    bot({ kind: 'unreachable', reason: 'no answer within 8 s' }),
    'fault',
    /Zalo Bot: không trả lời \(quá 8 giây\)/,
  ],
  ['a bot without a name', bot({ kind: 'ok', name: undefined }), 'fine', /^Zalo Bot: bot trả lời$/],
])('%s', (_, check, grade, text) => {
  expect(liveFinding(check, ZONE)).toEqual({ grade, text: expect.stringMatching(text) });
});
