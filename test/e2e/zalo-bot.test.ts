import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { inviteCodeOf, startDistrict } from '../support/e2e-district.ts';
import { JPEG } from '../support/sample-files.ts';
import { runHaiChieu, startService, type Service } from '../support/service.ts';
import { waitFor } from '../support/wait-for.ts';
import { startZaloBotApi, zaloEvent, type ZaloBotApi } from '../support/zalo-bot-api.ts';

const SECRET = 'a secret for Zalo';
const AN = '6001';
const BINH = '6002';

let database: TestDatabase;
let api: ZaloBotApi;
let service: Service;
let environment: Record<string, string>;

beforeAll(async () => {
  [database, api] = await Promise.all([
    createTestDatabase(),
    startZaloBotApi({ webhookServedAt: () => service.url }),
  ]);
  environment = {
    DATABASE_URL: database.url,
    ZALO_BOT_TOKEN: api.token,
    ZALO_BOT_API_ROOT: api.apiRoot,
    DEMO: '1',
  };
  service = await startDistrict(environment);
}, 60_000);

afterAll(async () => {
  await service.kill('SIGTERM');
  await Promise.all([api.close(), database.close()]);
});

async function answers(chat: string, text: string, count = 1): Promise<readonly string[]> {
  const before = api.messages(chat).length;
  await api.say(chat, text);
  return (await api.waitForMessages(chat, before + count)).slice(before);
}

async function join(chat: string, person: string): Promise<void> {
  const code = await inviteCodeOf(person, environment);
  expect((await answers(chat, `mã ${code.toLowerCase()}`))[0]).toContain('Đồng ý');
  await answers(chat, 'Đồng ý');
}

async function tick(at: string): Promise<void> {
  await runHaiChieu(['tick', '--now', at], environment);
}

async function reports(): Promise<unknown> {
  const exported = await runHaiChieu(['reports', 'export', '--format', 'json'], environment);
  return JSON.parse(exported.out);
}

describe('a week on Zalo’s free bot, through real HTTP and real processes', () => {
  it('is said by the banner, without the token', async () => {
    await waitFor(() => service.banner.join('\n').includes('Zalo Bot'));
    expect(service.banner.join('\n')).not.toContain(api.token);
  });

  it('goes from the typed code by numbers to the receipt', async () => {
    expect((await answers(AN, 'xin chào'))[0]).toContain('mã mời');
    await join(AN, 'an');
    await join(BINH, 'binh');
    const [preview] = await answers(AN, 'hg 5/6, kn 1');
    expect(preview).toContain('Hòa giải: 5/6 (83,3 %)');
    expect(preview).toMatch(/^1\. Gửi/m);
    const [receipt] = await answers(AN, '1');
    expect(receipt).toContain('đúng hạn');
    expect(await reports()).toMatchObject([
      { unit: 'binh-minh', channel: 'zalo-bot', values: { mediation: { part: 5, whole: 6 }, complaints: 1 } },
    ]);
  });

  it('reminds who has not reported, who answers the reminder', async () => {
    await tick('2026-12-02T08:00:00+07:00');
    expect(api.messages(BINH).at(-1)).toContain('chưa có báo cáo');
    expect(api.messages(AN).at(-1)).toContain('Đã nhận');
    expect((await answers(BINH, 'hg 1/1, kn 0'))[0]).toMatch(/^1\. Gửi/m);
    expect((await answers(BINH, 'gửi'))[0]).toContain('Đã nhận');
  });

  it('says what to do instead of a sticker or a document, and nothing in a group', async () => {
    const before = api.messages(AN).length;
    await api.happen(zaloEvent('text', AN, { text: 'hg 9/9' }, { chat: { id: 'g1', chat_type: 'GROUP' } }));
    await api.happen(zaloEvent('sticker', AN, { sticker: 's1' }));
    await api.happen(zaloEvent('unsupported', AN, {}));
    const got = (await api.waitForMessages(AN, before + 2)).slice(before);
    expect(got).toEqual(
      Array.from({ length: 2 }, () => expect.stringContaining('chỉ nhận được tin nhắn chữ và ảnh')),
    );
    expect(api.messages('g1')).toEqual([]);
  });

  it('keeps a photo with its caption, and says when one could not be fetched any more', async () => {
    const before = api.messages(AN).length;
    const photo = api.keepPhoto('1.jpg', JPEG);
    await api.happen(zaloEvent('image', AN, { photo, caption: 'sửa kn 2' }));
    await waitFor(() =>
      api
        .messages(AN)
        .slice(before)
        .some((text) => text.includes('1 ảnh')),
    );
    const kept = sql`select id from attachment where state = 'kept'`;
    await waitFor(async () => (await database.db.execute(kept)).length === 1);
    await api.happen(zaloEvent('image', AN, { photo_url: `${api.apiRoot}/photo/expired.jpg` }));
    await waitFor(() => api.messages(AN).at(-1)?.includes('chưa tải về được') === true, 15_000);
    expect(api.messages(AN).at(-1)).toContain('Đồng chí gửi lại giúp');
    await answers(AN, '/bo');
  });

  it('shows that it types while an answer takes long', async () => {
    expect(api.calls('sendChatAction')).toEqual([]);
    const before = api.messages(AN).length;
    await database.db.transaction(async (tx) => {
      await tx.execute(sql`lock table conversation`);
      await api.say(AN, '/trangthai');
      await waitFor(() => api.calls('sendChatAction').length > 0);
    });
    expect(api.calls('sendChatAction')).toEqual([{ chat_id: AN, action: 'typing' }]);
    await api.waitForMessages(AN, before + 1);
  });

  it('does not repeat an answer that may have arrived, and doctor counts it', async () => {
    const before = api.messages(AN).length;
    api.fail('sendMessage', 'reset after');
    await api.say(AN, '/trangthai');
    await api.waitForMessages(AN, before + 1);
    await answers(AN, '/huongdan');
    const texts = api.messages(AN).slice(before);
    expect(new Set(texts).size).toBe(texts.length);
    const health = await runHaiChieu(['doctor'], environment);
    expect(health.out).toContain('1 tin không rõ đã tới hay chưa');
    expect(health.out).toContain('Zalo Bot: Bot Hai Chiều trả lời');
    // What came from the group is not ours to count.
    const messages = api.messagesThisMonth - 1;
    expect(health.out).toContain(`2/50 người, ${messages}/3000 tin trong tháng (cả hai chiều)`);
  });
});

describe('its webhook', () => {
  it('takes over when a secret and an https address are given: registered, guarded, and each event counts once', async () => {
    await service.kill('SIGTERM');
    service = await startService({
      ...environment,
      ZALO_BOT_WEBHOOK_SECRET: SECRET,
      PUBLIC_URL: 'https://bot.example.vn',
    });
    await waitFor(() => api.calls('setWebhook').length === 1);
    expect(api.calls('setWebhook')).toEqual([
      { url: 'https://bot.example.vn/webhooks/zalo-bot', secret_token: SECRET },
    ]);
    const before = api.messages(AN).length;
    const event = await api.say(AN, '/trangthai');
    await api.waitForMessages(AN, before + 1);
    await api.happen(event);
    await answers(AN, '/huongdan');
    expect(api.messages(AN)).toHaveLength(before + 2);

    const post = (secret: string, body: string) =>
      fetch(`${service.url}/webhooks/zalo-bot`, {
        method: 'POST',
        headers: { 'X-Bot-Api-Secret-Token': secret },
        body,
      });
    expect((await post('a guess at it', '{}')).status).toBe(401);
    expect((await post('', '{}')).status).toBe(401);
    expect((await post(SECRET, 'x'.repeat(1024 * 1024 + 1))).status).toBe(413);
    expect((await post(SECRET, '{"event_name":"message.new.kind"}')).status).toBe(200);
    expect(new Set(api.webhookAnswers)).toEqual(new Set([200]));
  });

  it('is not removed by a start that polls, which says so', async () => {
    await service.kill('SIGTERM');
    service = await startService(environment);
    await waitFor(() => service.log.some((line) => line.includes('deleteWebhook')));
    expect(api.calls('deleteWebhook')).toEqual([]);
  });
});
