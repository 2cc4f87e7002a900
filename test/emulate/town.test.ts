import { afterAll, beforeAll, expect, it } from 'vitest';
import { startZaloBotApi, type ZaloBotApi } from '../support/zalo-bot-api.ts';
import { startZaloOaApi, type ZaloOaApi } from '../support/zalo-oa-api.ts';
import { createTown, type Town } from './town.ts';

let bot: ZaloBotApi;
let oa: ZaloOaApi;
let town: Town;

beforeAll(async () => {
  [bot, oa] = await Promise.all([startZaloBotApi({ people: 1 }), startZaloOaApi()]);
  town = createTown(bot, oa);
});

afterAll(() => Promise.all([bot.close(), oa.close()]));

async function post(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return response.json();
}

it('shows a chat with the bot in the order in which it was said', async () => {
  const { id } = town.add('zalo-bot', 'Lan');
  await town.act(id, { do: 'say', text: 'hg 5/6' });
  await post(`${bot.apiRoot}/bot${bot.token}/sendMessage`, { chat_id: id, text: '1. Gửi' });
  await town.act(id, { do: 'say', text: '1' });
  expect(town.chats()[0]).toMatchObject({
    name: 'Lan',
    lines: [
      { from: 'person', text: 'hg 5/6' },
      { from: 'account', text: '1. Gửi' },
      { from: 'person', text: '1' },
    ],
  });
  const { id: second } = town.add('zalo-bot', 'Minh');
  await expect(town.act(second, { do: 'say', text: 'xin chào' })).rejects.toThrow('no room');
});

it('shows the buttons of the account, what its messages cost, and how long ago the last interaction was', async () => {
  const { id } = town.add('zalo-oa', 'Lan');
  await town.act(id, { do: 'follow' });
  await oa.clock.forward(2 * 3_600_000);
  const buttons = [{ title: 'Gửi', type: 'oa.query.hide', payload: '#gui' }];
  await post(
    `${oa.environment()['ZALO_OA_API_ROOT']}/v3.0/oa/message/cs`,
    {
      recipient: { user_id: id },
      message: { text: 'Đúng không?', attachment: { type: 'template', payload: { buttons } } },
    },
    { access_token: oa.tokens.accessToken },
  );
  const before = town.chats().at(-1);
  expect(before).toMatchObject({
    isFollower: true,
    lines: [{ from: 'person' }, { text: 'Đúng không?', buttons: ['Gửi'], cost: 'free' }],
  });
  expect(before?.idleHours).toBeCloseTo(2, 1);
  await town.act(id, { do: 'tap', title: 'Gửi' });
  expect(town.chats().at(-1)?.idleHours).toBeCloseTo(0, 1);
  await expect(town.act(id, { do: 'tap', title: 'Hủy' })).rejects.toThrow('no button');
});

it('knows nobody else', async () => {
  expect(await town.act('1', { do: 'say', text: 'xin chào' })).toBe(false);
});
