import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { inviteCodeOf, startDistrict } from '../support/e2e-district.ts';
import { runHaiChieu, type Service } from '../support/service.ts';
import { waitFor } from '../support/wait-for.ts';
import { startZaloOaApi, type ZaloOaApi } from '../support/zalo-oa-api.ts';
import { oaEvents, type OaEvent } from '../support/zalo-oa/events.ts';
import { signatureOf } from '../support/zalo-oa/webhook.ts';

const AN = '7710000000000000001';
const BINH = '7710000000000000002';

let database: TestDatabase;
let oa: ZaloOaApi;
let service: Service;
let environment: Record<string, string>;

beforeAll(async () => {
  [database, oa] = await Promise.all([
    createTestDatabase(),
    startZaloOaApi({ webhookServedAt: () => service.url }),
  ]);
  environment = { DATABASE_URL: database.url, ...oa.environment(), DEMO: '1' };
  service = await startDistrict(environment);
}, 60_000);

afterAll(async () => {
  await service.kill('SIGTERM');
  await Promise.all([oa.close(), database.close()]);
});

async function answers(person: string, act: () => Promise<unknown>): Promise<readonly string[]> {
  const before = oa.messages(person).length;
  await act();
  return (await oa.waitForMessages(person, before + 1)).slice(before);
}

async function join(person: string, code: string): Promise<void> {
  const invite = await inviteCodeOf(code, environment);
  await answers(person, () => oa.say(person, `#${invite.toLowerCase()}`));
  await answers(person, () => oa.tap(person, 'Đồng ý'));
}

async function post(body: string, signature: string): Promise<number> {
  const response = await fetch(`${service.url}/webhooks/zalo-oa`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'X-ZEvent-Signature': signature },
    body,
  });
  return response.status;
}

const sign = (body: string, timestamp: string, secret = environment['ZALO_OA_SECRET'] ?? '') =>
  `mac=${signatureOf(environment['ZALO_OA_APP_ID'] ?? '', body, timestamp, secret)}`;

describe('a week on a Zalo Official Account, through real HTTP and real processes', () => {
  it('is said by the banner with the account’s name, and no secret is', async () => {
    await waitFor(() => service.banner.join('\n').includes('Zalo OA Dân vận Vĩnh Thuận'));
    const banner = service.banner.join('\n');
    for (const secret of [oa.tokens.accessToken, oa.tokens.refreshToken])
      expect(banner).not.toContain(secret);
  });

  it('greets who follows, once, and goes by taps from the code to the receipt', async () => {
    expect((await answers(AN, () => oa.happen(oa.events.follow(AN))))[0]).toContain('mã mời');
    await oa.happen(oa.events.opened(AN));
    await join(AN, 'an');
    expect(oa.messages(AN).filter((text) => text.includes('mã mời'))).toHaveLength(1);
    const [preview] = await answers(AN, () => oa.say(AN, 'hg 5/6, kn 1'));
    expect(preview).toContain('Hòa giải: 5/6 (83,3 %)');
    expect(preview).toContain('bấm hoặc gõ “Gửi”');
    expect(preview).not.toMatch(/^1\. Gửi/m);
    const [receipt] = await answers(AN, () => oa.tap(AN, 'Gửi'));
    expect(receipt).toContain('đúng hạn');
    const reports = await runHaiChieu(['reports', 'export', '--format', 'json'], environment);
    expect(JSON.parse(reports.out)).toMatchObject([
      { unit: 'binh-minh', channel: 'zalo-oa', values: { mediation: { part: 5, whole: 6 }, complaints: 1 } },
    ]);
  });

  it('picks by a typed number too, for where buttons cannot be shown', async () => {
    await answers(BINH, () => oa.say(BINH, 'xin chào'));
    await join(BINH, 'binh');
    await answers(BINH, () => oa.say(BINH, 'hg 1/1, kn 0'));
    expect((await answers(BINH, () => oa.say(BINH, '1')))[0]).toContain('Đã nhận');
  });

  it('notes what arrived and what was looked at', async () => {
    await oa.happen(oa.events.seen(AN, oa.sent(AN)));
    const [row] = await database.db.execute<{ sent: number; delivered: number; seen: number }>(sql`
      select count(*) as sent, count(d.delivered_at) as delivered, count(d.seen_at) as seen
      from delivery d join chat c on c.id = d.chat_id where c.external_id = ${AN}`);
    expect(row?.sent).toBe(oa.sent(AN).length);
    expect(row?.delivered).toBe(row?.sent);
    expect(row?.seen).toBe(row?.sent);
    const { out } = await runHaiChieu(['doctor'], environment);
    expect(out).toMatch(/Zalo OA, 7 ngày qua: đã gửi \d+ · đã tới máy \d+ · đã xem \d+\n/);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toContain(
      `hai_chieu_receipts_total{channel="zalo-oa",state="seen"} ${oa.sent(AN).length}`,
    );
  });

  it('takes a new access token when the old one is not taken any more', async () => {
    oa.tokens.killAccess();
    expect(await answers(AN, () => oa.say(AN, '/trangthai'))).toHaveLength(1);
    expect(oa.calls('/v4/oa/access_token')).toHaveLength(2);
  });

  it('is looked at by doctor: how long the token lives, and whom it reaches at what price', async () => {
    const { out } = await runHaiChieu(['doctor'], environment);
    expect(out).toMatch(/ổn {4}Zalo OA: mã truy cập còn hạn đến .*, tự gia hạn/);
    expect(out).toContain('Zalo OA: 2 người nhắn được miễn phí, 0 người có tính phí');
    expect(out).toMatch(/gửi tin Zalo OA: tiến trình/);
  });

  it('is named by invites with the link that opens it', async () => {
    const { out } = await runHaiChieu(['invites', '--person', 'chi', '--json'], environment);
    expect(JSON.parse(out)).toMatchObject([{ zalo_oa: `https://zalo.me/${oa.oaId}` }]);
  });

  it('waits for a person who does not follow, until they write', async () => {
    oa.people.set(BINH, { refusal: -213 });
    await runHaiChieu(['tick', '--now', '2026-12-07T08:00:00+07:00'], environment);
    await runHaiChieu(['tick', '--now', '2026-12-09T08:00:00+07:00'], environment);
    await waitFor(async () => {
      const rows = await database.db.execute(
        sql`select id from chat where external_id = ${BINH} and state = 'blocked'`,
      );
      return rows.length === 1;
    });
    const before = oa.messages(BINH).length;
    oa.people.set(BINH, { refusal: undefined });
    await oa.happen(oa.events.follow(BINH));
    expect((await oa.waitForMessages(BINH, before + 1)).slice(before)[0]).toContain('báo cáo');
  });
});

describe('its webhook', () => {
  it('leaves alone what comes for another account of the app', async () => {
    const chats = sql`select id from chat where external_id = '7710000000000000003'`;
    const others = oaEvents(environment['ZALO_OA_APP_ID'] ?? '', '2891003547118264976');
    await oa.happen(others.text('7710000000000000003', 'xin chào'));
    await oa.happen(others.follow('7710000000000000003'));
    expect(oa.webhook.answers.slice(-2)).toEqual([200, 200]);
    expect(await database.db.execute(chats)).toEqual([]);
  });

  it('refuses what Zalo did not sign, and what is too long', async () => {
    const { timestamp, ...event } = oa.events.text(AN, 'hg 9/9');
    const body = JSON.stringify({ ...event, timestamp });
    const moment = String(timestamp);
    expect(await post(body, sign(body, moment, 'another secret'))).toBe(401);
    expect(await post(`${body} `, sign(body, moment))).toBe(401);
    expect(await post('x'.repeat(1024 * 1024 + 1), 'mac=')).toBe(413);
  });

  it('acknowledges without effect: what was seen, what is old, what is ours, what is unknown', async () => {
    const again = oa.events.text(AN, '/trangthai');
    await answers(AN, () => oa.happen(again));
    const before = oa.messages(AN).length;
    const old = { ...oa.events.text(AN, '/trangthai'), timestamp: String(Date.now() - 7_300_000) };
    const unknown = { ...oa.events.text(AN, '/trangthai'), event_name: 'user_grew_wings' };
    for (const event of [again, old, unknown] as readonly OaEvent[]) {
      const body = JSON.stringify(event);
      // oxlint-disable-next-line no-await-in-loop
      expect(await post(body, sign(body, String(event['timestamp'])))).toBe(200);
    }
    await answers(AN, () => oa.say(AN, '/huongdan'));
    expect(oa.messages(AN)).toHaveLength(before + 1);
    expect(oa.webhook.answers.every((status) => status === 200)).toBe(true);
  });
});
