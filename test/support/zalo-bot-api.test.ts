import { afterEach, describe, expect, it } from 'vitest';
import { readAll, startPlatform, type PlatformServer } from './platform-http.ts';
import { startZaloBotApi, zaloEvent, type ZaloBotApi, type ZaloBotApiOptions } from './zalo-bot-api.ts';

let api: ZaloBotApi;
let ours: PlatformServer | undefined;

async function start(options: ZaloBotApiOptions = {}): Promise<void> {
  api = await startZaloBotApi(options);
}
afterEach(async () => {
  await Promise.all([api.close(), ours?.close()]);
  ours = undefined;
});

type Answer = Readonly<Record<string, unknown>>;

async function call(method: string, body: object = {}, token = api.token): Promise<Answer> {
  const response = await fetch(`${api.apiRoot}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return JSON.parse(await response.text());
}

describe('its calls', () => {
  it('are answered with HTTP 200 whatever comes of them', async () => {
    await start();
    expect(await call('getMe')).toMatchObject({ ok: true, result: { id: api.botId, account_type: 'BASIC' } });
    expect(await call('getMe', {}, '1:wrong')).toMatchObject({ ok: false, error_code: 401 });
    expect(await call('getme')).toMatchObject({ ok: false, error_code: 404 });
  });

  it('hold to the limits of what they carry, and reach only who wrote', async () => {
    await start();
    await api.say('42', 'xin chào');
    const table: readonly [string, object, number | undefined][] = [
      ['sendMessage', { chat_id: '42', text: 'a'.repeat(2000) }, undefined],
      ['sendMessage', { chat_id: '42', text: 'a'.repeat(2001) }, 400],
      ['sendMessage', { chat_id: '42', text: '' }, 400],
      ['sendMessage', { chat_id: '43', text: 'a' }, 404],
      ['sendPhoto', { chat_id: '42', photo: 'https://a.vn/1.png', caption: 'a'.repeat(2000) }, undefined],
      ['sendPhoto', { chat_id: '42', photo: 'https://a.vn/1.png', caption: 'a'.repeat(2001) }, 400],
      ['sendPhoto', { chat_id: '42', photo: '/1.png' }, 400],
      ['sendChatAction', { chat_id: '42', action: 'typing' }, undefined],
      ['sendChatAction', { chat_id: '42', action: 'upload_photo' }, 400],
    ];
    for (const [method, body, code] of table) {
      // oxlint-disable-next-line no-await-in-loop
      expect((await call(method, body))['error_code'], `${method} ${JSON.stringify(body).slice(0, 60)}`).toBe(
        code,
      );
    }
  });

  it('end with the month’s messages, which both directions count, and with the plan’s people', async () => {
    await start({ people: 2, monthlyMessages: 3 });
    await api.say('42', 'a');
    await api.say('43', 'b');
    await expect(api.say('44', 'c')).rejects.toThrow('no room for another person');
    expect(await call('sendMessage', { chat_id: '42', text: 'a' })).toMatchObject({ ok: true });
    expect(await call('sendMessage', { chat_id: '42', text: 'a' })).toMatchObject({ error_code: 429 });
    await expect(api.say('42', 'a')).rejects.toThrow('used up');
  });
});

describe('its events', () => {
  it('come one a poll and never twice; when none comes that is 408', async () => {
    await start();
    const [one, two] = [await api.say('42', 'một'), await api.say('42', 'hai')];
    expect(await call('getUpdates', { timeout: '0' })).toEqual({ ok: true, result: one });
    expect(await call('getUpdates', { timeout: 0 })).toEqual({ ok: true, result: two });
    expect(await call('getUpdates', { timeout: 0 })).toMatchObject({ ok: false, error_code: 408 });
  });

  it('come to no poll beside a webhook, which has to be public and guarded', async () => {
    await start();
    const set = (url: string, secret_token: string) => call('setWebhook', { url, secret_token });
    const refused = { ok: false, error_code: 400 };
    expect(await set('http://bot.example.vn/hook', 'long enough')).toMatchObject(refused);
    expect(await set('https://localhost/hook', 'long enough')).toMatchObject(refused);
    expect(await set('https://10.0.0.1/hook', 'long enough')).toMatchObject(refused);
    expect(await set('https://bot.example.vn/hook', 'short')).toMatchObject(refused);
    await api.say('42', 'một');
    expect(await set('https://bot.example.vn/hook', 'long enough')).toMatchObject({ ok: true });
    expect(await call('getWebhookInfo')).toMatchObject({ result: { url: 'https://bot.example.vn/hook' } });
    expect(await call('getUpdates', { timeout: 0 })).toMatchObject({ error_code: 408 });
    await call('deleteWebhook');
    expect(await call('getUpdates', { timeout: 0 })).toMatchObject({ ok: true });
  });

  it.each(['event', 'wrapped'] as const)('reach a webhook with its secret, as %s', async (shape) => {
    const posted: { readonly secret: unknown; readonly body: unknown }[] = [];
    ours = await startPlatform(async (request, response) => {
      const secret = request.headers['x-bot-api-secret-token'];
      posted.push({ secret, body: JSON.parse(String(await readAll(request))) });
      response.end();
    });
    await start({ webhookServedAt: () => ours?.root ?? '', shape });
    await call('setWebhook', { url: 'https://bot.example.vn/hook', secret_token: 'long enough' });
    const event = zaloEvent('text', '42', { text: 'a' });
    await api.happen(event);
    const body = shape === 'event' ? event : { ok: true, result: event };
    expect(posted).toEqual([{ secret: 'long enough', body }]);
  });
});
