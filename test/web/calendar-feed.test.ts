import * as fc from 'fast-check';
import type { Hono } from 'hono';
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHolidayCalendar, saveNotice } from '../../src/db/queries/holidays.ts';
import { calendarRoutes } from '../../src/web/calendar-feed.ts';
import {
  CONTACT,
  openOffice,
  OTHER_CONTACT,
  PARTY_LEADER,
  PUBLIC_URL,
  SECRET,
  ZONE,
  type Office,
} from '../support/office.ts';
import { testApp } from '../support/app.ts';
import { notedLog } from '../support/noted-log.ts';

const THURSDAY = '2017-08-24T09:00:00+07:00';

let office: Office;
let app: Hono;
let now: Temporal.Instant;

beforeEach(async () => {
  office = await openOffice();
  now = Temporal.Instant.from(THURSDAY);
  const { log } = notedLog();
  app = testApp({
    log,
    calendar: calendarRoutes({
      db: office.db,
      secret: SECRET,
      zone: ZONE,
      calendar: createHolidayCalendar(),
      now: async () => now,
      remoteAddress: () => '203.0.113.7',
    }),
  });
});
afterEach(() => office.close());

async function linkOf(person: string, words = 'lịch'): Promise<string> {
  const [said] = await office.says(person, words);
  return linkIn(said?.text);
}

function linkIn(text: string | undefined): string {
  const url = /https:\S+\.ics/.exec(text ?? '')?.[0];
  if (url === undefined) throw new Error(`no link in ${text}`);
  return url;
}

const get = (url: string, headers: Record<string, string> = {}) =>
  app.request(url.replace(PUBLIC_URL, ''), { headers });

/** What a second program reads in the file. */
async function read(url: string) {
  const response = await get(url);
  expect(response.status).toBe(200);
  const calendar = new ICAL.Component(ICAL.parse(await response.text()));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      at: Temporal.Instant.fromEpochMilliseconds(event.startDate.toJSDate().getTime())
        .toZonedDateTimeISO(ZONE)
        .toPlainDateTime()
        .toString(),
      summary: event.summary,
      description: event.description,
      alarms: component.getAllSubcomponents('valarm').length,
    };
  });
}

/** All that is answered, which for every link that leads nowhere is to be the same. */
async function answerTo(url: string): Promise<object> {
  const response = await get(url);
  return { status: response.status, headers: [...response.headers], text: await response.text() };
}

const NEVER_GIVEN = '/lich/khong-co.ics';
const idOf = (url: string) => /lich\/(\d+)-/.exec(url)?.[1] ?? '';

describe('the calendar of a contact', () => {
  it('is read by another program: the deadlines by Vietnam’s clock, the lock in the description, no alarm', async () => {
    const events = await read(await linkOf(CONTACT));
    const present = events.find(({ uid }) => uid === 'due.tuan.binh-minh.2017-W34@hai-chieu');
    expect(present).toEqual({
      uid: 'due.tuan.binh-minh.2017-W34@hai-chieu',
      at: '2017-08-25T16:00:00',
      summary: 'Hạn nộp: Báo cáo tuần công tác dân vận, xã Bình Minh, tuần 34/2017 (21/8–27/8)',
      description:
        'Hạn nộp: thứ Sáu 25/8, 16:00.\nKhóa sổ: thứ Ba 29/8, 16:00.\nKhi có số liệu, đồng chí nhắn vào kênh báo cáo.',
      alarms: 0,
    });
    expect(events.map(({ at }) => at)).toContain('2017-09-01T16:00:00');
    expect(events.filter(({ uid }) => !uid.includes('binh-minh'))).toEqual([]);
  });

  it('says which report has come', async () => {
    const url = await linkOf(CONTACT);
    await office.clock(THURSDAY);
    await office.says(CONTACT, 'kps');
    await office.taps(CONTACT, 'Đúng, không phát sinh');
    await office.taps(CONTACT, 'Gửi');
    const events = await read(url);
    const present = events.find(({ uid }) => uid.includes('2017-W34'));
    expect(present?.summary).toMatch(/^Đã nộp: /);
    expect(present?.description).toContain('đúng hạn');
  });

  it('is a private file of its type, and is not sent again until something changed', async () => {
    const url = await linkOf(CONTACT);
    const first = await get(url);
    expect(first.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8');
    expect(first.headers.get('Cache-Control')).toBe('private');
    const tag = first.headers.get('ETag') ?? '';
    now = now.add({ minutes: 30 });
    const again = await get(url, { 'If-None-Match': tag });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    await office.db.transaction((tx) =>
      saveNotice(
        tx,
        {
          year: 2017,
          source: 'thông báo thử',
          days: [
            {
              date: Temporal.PlainDate.from('2017-09-04'),
              kind: 'compensatory',
              name: 'nghỉ bù',
              source: 'thông báo thử',
              announced: true,
            },
          ],
        },
        now,
      ),
    );
    expect((await get(url, { 'If-None-Match': tag })).status).toBe(200);
  });

  it('numbers a change higher than what it changes', async () => {
    const url = await linkOf(CONTACT);
    const sequence = async () => {
      const text = await (await get(url)).text();
      return Number(/UID:due\.tuan\.binh-minh\.2017-W34@hai-chieu\r\nSEQUENCE:(\d+)/.exec(text)?.[1]);
    };
    const before = await sequence();
    await office.clock(THURSDAY);
    await office.says(CONTACT, 'hg 5/6');
    await office.taps(CONTACT, 'Gửi');
    await office.taps(CONTACT, 'Gửi thiếu');
    expect(await sequence()).toBeGreaterThan(before);
  });
});

describe('the calendar of a leader', () => {
  it('has the digests of their own body', async () => {
    const [first] = await read(await linkOf(PARTY_LEADER));
    expect(first).toMatchObject({
      at: '2017-08-28T07:00:00',
      summary: 'Bản tổng hợp của Ban Dân vận Huyện ủy, tuần 34/2017 (21/8–27/8)',
    });
  });
});

describe('a link', () => {
  it('stays the same each time it is asked for, and ends at once when it is changed', async () => {
    const old = await linkOf(CONTACT);
    expect(await linkOf(CONTACT, '/lich')).toBe(old);
    const [said] = await office.taps(CONTACT, 'Đổi liên kết');
    const renewed = linkIn(said?.text);
    expect(renewed).not.toBe(old);
    expect(await answerTo(old)).toEqual(await answerTo(NEVER_GIVEN));
    expect((await get(NEVER_GIVEN)).status).toBe(404);
    expect((await get(renewed)).status).toBe(200);
  });

  it('is changed once by a button that is tapped twice', async () => {
    await linkOf(CONTACT);
    const token = (await office.heard(CONTACT)).at(-1)?.buttons[0]?.data ?? '';
    const [once] = await office.tapsToken(CONTACT, token);
    const [twice] = await office.tapsToken(CONTACT, token);
    expect(linkIn(twice?.text)).toBe(linkIn(once?.text));
  });

  it('ends when its person leaves', async () => {
    const url = await linkOf(CONTACT);
    await office.says(CONTACT, '/roi');
    await office.taps(CONTACT, 'Rời khỏi');
    expect(await answerTo(url)).toEqual(await answerTo(NEVER_GIVEN));
    const rows = await office.rows('select serial, active from calendar_link');
    expect(rows).toEqual([{ serial: 1, active: false }]);
  });

  it('ends when its person loses the post', async () => {
    const url = await linkOf(CONTACT);
    await office.rows(`
      update holder set held_until = '2017-08-24'
      where person_id = (select id from person where code = '${CONTACT}') returning id`);
    expect(await answerTo(url)).toEqual(await answerTo(NEVER_GIVEN));
  });

  it('that was forged leads nowhere, and nobody but its person is reached by it', async () => {
    const [mine, other] = [await linkOf(CONTACT), await linkOf(OTHER_CONTACT)];
    expect(await answerTo(mine.replace(`/lich/${idOf(mine)}-`, `/lich/${idOf(other)}-`))).toEqual(
      await answerTo(NEVER_GIVEN),
    );
    expect(await answerTo(mine.replace('-1-', '-2-'))).toEqual(await answerTo(NEVER_GIVEN));
  });

  it('is refused to who asks more than sixty times a minute', async () => {
    const url = await linkOf(CONTACT);
    const statuses = await Promise.all(Array.from({ length: 61 }, async () => (await get(url)).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });

  it('is not given to a person without deadlines or digests', async () => {
    const [superior] = await office.rows(`
      select p.code from person p join holder h on h.person_id = p.id join post on post.id = h.post_id
      where post.role = 'superior'`);
    const [said] = await office.says(String(superior?.['code']), 'lịch');
    expect(said?.text).toContain('chưa có mục nào');
    expect(await office.rows('select * from calendar_link')).toEqual([]);
  });
});

describe('whatever the units and forms are called', () => {
  it('another program reads the same words', async () => {
    const url = await linkOf(CONTACT);
    const name = fc
      .stringMatching(/^[\p{L}\p{N} ,;:\\"'()/–-]{1,60}$/u)
      .filter((text) => text.trim() === text);
    await fc.assert(
      fc.asyncProperty(name, async (words) => {
        const quoted = words.replaceAll("'", "''");
        await office.rows(`update unit set name = '${quoted}' where code = 'binh-minh' returning id`);
        const summaries = (await read(url)).map(({ summary }) => summary);
        expect(summaries.some((summary) => summary.toLowerCase().includes(words.toLowerCase()))).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});
