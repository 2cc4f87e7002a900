import type { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readClock } from '../../src/db/clock.ts';
import { createHolidayCalendar } from '../../src/db/queries/holidays.ts';
import { hamletFormRoutes } from '../../src/web/hamlet-form.ts';
import { testApp } from '../support/app.ts';
import { hamletOrganization } from '../support/hamlets.ts';
import { openOffice, PUBLIC_URL, SECRET, ZONE, type Office } from '../support/office.ts';

const WORDS = 'hg 2/2, kn 1, mh duy trì 3; còn lại không';

let office: Office;
let app: Hono;
let address: string;

beforeEach(async () => {
  office = await openOffice('2017-08-21T08:00:00+07:00', hamletOrganization());
  await office.clock('2017-08-24T09:00:00+07:00');
  address = '203.0.113.7';
  app = testApp({
    hamlets: hamletFormRoutes({
      db: office.db,
      secret: SECRET,
      zone: ZONE,
      calendar: createHolidayCalendar(),
      now: () => readClock(office.db, true),
      wake: () => undefined,
      remoteAddress: () => address,
    }),
  });
});
afterEach(() => office.close());

async function linkOf(person = 'dm-xuan'): Promise<string> {
  const [said] = await office.says(person, 'hỏi ấp');
  const url = /https:\S+/.exec(said?.text ?? '')?.[0];
  if (url === undefined) throw new Error(`no link in ${said?.text}`);
  return url.replace(PUBLIC_URL, '');
}

function post(path: string, fields: Readonly<Record<string, string>>) {
  return app.request(path, { method: 'POST', body: new URLSearchParams(fields) });
}

const filled = { hamlet: 'xuan-ba', name: 'Trần Văn Tám', words: WORDS };
const proofIn = (page: string) => /name="proof" value="([\w-]+)"/.exec(page)?.[1] ?? '';

/** Through the page that shows what was understood. */
async function answers(path: string, fields: Readonly<Record<string, string>> = filled) {
  const review = await post(path, { ...fields, step: 'review' });
  return post(path, { ...fields, step: 'send', proof: proofIn(await review.text()) });
}

const stored = () =>
  office.rows(`select u.code as unit, a.informant, a.via, a.values ->> 'complaints' as complaints
    from hamlet_answer a join unit u on u.id = a.unit_id order by a.id`);
const lastHeard = async (person: string) => (await office.heard(person)).at(-1)?.text ?? '';

describe('the link for hamlets', () => {
  it('is one short text, with the hamlets’ own due moment', async () => {
    const [said] = await office.says('dm-xuan', 'hỏi ấp');
    expect(said?.text).toMatch(
      /^Kính nhờ các ấp báo số liệu xã Xuân, tuần 34\/2017 \(21\/8–27\/8\), trước thứ Sáu 25\/8, 09:00, tại đây:\nhttps:\S+$/,
    );
  });

  it('is offered in the status, and given to nobody without hamlets', async () => {
    await office.says('dm-xuan', '/trangthai');
    const [said] = await office.taps('dm-xuan', 'Hỏi các ấp');
    expect(said?.text).toContain('/ap/');
    const [hamlet] = await office.says('dm-xuan-mot', '/hoiap');
    expect(hamlet?.text).not.toContain('/ap/');
  });

  it('opens a page with the commune’s own hamlets and no figures', async () => {
    await office.says('dm-xuan', 'ấp Xuân Ba: kn 77');
    const page = await app.request(await linkOf());
    const text = await page.text();
    expect(page.status).toBe(200);
    expect(text).toContain('Ấp Xuân Ba');
    expect(text).not.toContain('Ấp Thu');
    expect(text).not.toContain('77');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).not.toMatch(/<script|style=/);
    expect((await app.request('/ap.css')).headers.get('content-type')).toContain('text/css');
  });

  it('leads nowhere when it was not signed here, and says so when the report is closed', async () => {
    const path = await linkOf();
    const forged = path.replace(/^\/ap\/\d+/, '/ap/1');
    const other = `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`;
    for (const wrong of [forged === path ? other : forged, other, '/ap/x'])
      expect((await app.request(wrong)).status).toBe(404);
    expect((await answers(other)).status).toBe(404);
    await office.clock('2017-08-29T16:00:00+07:00');
    expect((await app.request(path)).status).toBe(410);
    expect((await answers(path)).status).toBe(410);
    expect(await stored()).toEqual([]);
  });
});

describe('an answer by the link', () => {
  it('is shown as it was understood, then kept, told once, and counts in the sum', async () => {
    const path = await linkOf();
    const review = await post(path, { ...filled, words: `${WORDS}; xyz`, step: 'review' });
    const shown = await review.text();
    expect(shown).toContain('Hòa giải ở cơ sở: 2/2 vụ (100 %)');
    expect(shown).toContain('Chưa rõ');
    expect(await stored()).toEqual([]);
    const done = await answers(path);
    expect(await done.text()).toContain('Đã nhận số liệu của ấp Xuân Ba');
    expect(await stored()).toEqual([
      { unit: 'xuan-ba', informant: 'Trần Văn Tám', via: 'link', complaints: '1' },
    ]);
    expect(await lastHeard('dm-xuan')).toContain('Ấp Xuân Ba đã báo số qua liên kết');
    const heard = (await office.heard('dm-xuan')).length;
    await answers(path, { ...filled, hamlet: 'xuan-hai', words: 'kn 5, mh duy trì 1; còn lại không' });
    expect((await office.heard('dm-xuan')).length, 'one message, not one for each').toBe(heard);
    await answers(path, { ...filled, hamlet: 'xuan-mot', words: 'không phát sinh' });
    expect(await lastHeard('dm-xuan')).toContain('3/3 ấp đã gửi.');
    const [preview] = await office.taps('dm-xuan', 'Dùng số các ấp');
    expect(preview?.text).toContain('• Đơn khiếu nại mới: 6 đơn ← 3 ấp');
  });

  it('replaces an earlier one of the same hamlet, and changes no sent report', async () => {
    const path = await linkOf();
    await answers(path);
    await office.taps('dm-xuan', 'Dùng số các ấp');
    await office.taps('dm-xuan', 'Gửi');
    await office.clock('2017-08-24T10:00:00+07:00');
    await answers(path, { ...filled, words: 'hg 2/2, kn 4, mh duy trì 3; còn lại không' });
    expect(await lastHeard('dm-xuan')).toContain('• Đơn khiếu nại mới: 1 → 4');
    expect(await office.rows('select count(*)::int as n from report_revision')).toEqual([{ n: 1 }]);
    const [preview] = await office.taps('dm-xuan', 'Dùng số các ấp');
    expect(preview?.text).toContain('• Đơn khiếu nại mới: 1 → 4');
  });

  it('is not kept unless exactly it was shown', async () => {
    const path = await linkOf();
    const review = await post(path, { ...filled, step: 'review' });
    const proof = proofIn(await review.text());
    const changed = await post(path, { ...filled, words: 'kn 99', step: 'send', proof });
    expect(await changed.text()).toContain('Gửi');
    await post(path, { ...filled, step: 'send', proof: '' });
    await post(await linkOf('dm-thu'), { ...filled, step: 'send', proof });
    expect(await stored()).toEqual([]);
  });

  it.each([
    ['no hamlet', { hamlet: '' }, 'Đồng chí chọn nơi báo số liệu.'],
    ['another commune’s hamlet', { hamlet: 'thu-ba' }, 'Đồng chí chọn nơi báo số liệu.'],
    ['no name', { name: ' ' }, 'Đồng chí ghi họ và tên.'],
    ['no words', { words: '' }, 'Đồng chí ghi số liệu'],
    ['too many words', { words: 'kn 1 '.repeat(500) }, 'dài quá 2.000 chữ'],
    ['no figures', { words: 'chào các đồng chí' }, 'Chưa thấy số liệu nào hiểu được'],
    ['a mark of secrecy', { words: 'MẬT: kn 1' }, 'dấu mật'],
  ])('is asked for again with %s', async (_, change, words) => {
    const page = await post(await linkOf(), { ...filled, ...change, step: 'review' });
    expect(page.status).toBe(422);
    expect(await page.text()).toContain(words);
  });

  it('is escaped wherever it is shown', async () => {
    const page = await post(await linkOf(), { ...filled, name: '"><img src=x>', step: 'review' });
    expect(await page.text()).not.toContain('<img');
  });

  it('is bounded in size', async () => {
    const large = await post(await linkOf(), { ...filled, words: 'x'.repeat(40_000), step: 'review' });
    expect(large.status).toBe(413);
  });

  it('is bounded in a minute', async () => {
    const path = await linkOf();
    const asked = await Promise.all(Array.from({ length: 31 }, async () => app.request(`${path}x`)));
    expect(asked.filter(({ status }) => status === 429)).toHaveLength(1);
  });

  it('is bounded in a period: no hamlet answers more than twenty times', async () => {
    const path = await linkOf();
    await answers(path);
    await office.rows(`
      insert into hamlet_answer (obligation_id, unit_id, values, nil, via, told_at)
      select obligation_id, unit_id, values, nil, via, told_at from hamlet_answer, generate_series(1, 19)`);
    expect((await answers(path)).status).toBe(429);
    expect((await answers(path, { ...filled, hamlet: 'xuan-hai' })).status).toBe(200);
  });
});
