import type { Hono } from 'hono';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHolidayCalendar } from '../../src/db/queries/holidays.ts';
import { calendarRoutes } from '../../src/web/calendar-feed.ts';
import { digestFileRoutes } from '../../src/web/digest-files.ts';
import { digestPageRoutes } from '../../src/web/digest-page.ts';
import { demoRoutes } from '../../src/web/demo.ts';
import { verifyRoutes } from '../../src/web/verify.ts';
import { hamletFormRoutes } from '../../src/web/hamlet-form.ts';
import { testApp } from '../support/app.ts';
import { notedLog } from '../support/noted-log.ts';
import { openOffice, SECRET, ZONE, type Office } from '../support/office.ts';
import { twoDistricts, WHO, type Who } from '../support/two-districts.ts';

/** What lets a request in, and the answers to one from elsewhere that has nothing to show. */
const ASKED = {
  /** Nothing of the office is in the answer. */
  nothing: [200, 302],
  /** The path carries it; without, there is no such page. */
  signature: [404],
  /** The platform's, in a header. */
  secret: [401],
  /** To sit at the machine itself; in demo mode alone. */
  machine: [403],
} as const;

/** Every route. One that does not stand here fails the test. */
const ROUTES: Readonly<Record<string, keyof typeof ASKED>> = {
  'GET /': 'nothing',
  'GET /healthz': 'nothing',
  'GET /readyz': 'nothing',
  'GET /metrics': 'nothing',
  'GET /ap.css': 'nothing',
  'GET /ap/:token': 'signature',
  'POST /ap/:token': 'signature',
  'GET /kiem-tra.css': 'nothing',
  'GET /kiem-tra/:code/:hash?': 'signature',
  'GET /lich/:file{[\\w-]+\\.ics}': 'signature',
  'GET /tep/:token/:name': 'signature',
  'GET /tong-hop.css': 'nothing',
  'GET /tong-hop/:token': 'signature',
  'POST /webhooks/telegram': 'secret',
  'POST /webhooks/zalo-oa': 'secret',
  'GET /demo': 'machine',
  'GET /demo/people': 'machine',
  'GET /demo/messages': 'machine',
  'POST /demo/messages': 'machine',
  'GET /demo/events': 'machine',
  'GET /demo/clock': 'machine',
  'POST /demo/clock': 'machine',
  'GET /demo/files/:hash{[0-9a-f]{64}}': 'machine',
  'POST /demo/files': 'machine',
  'GET /demo/phones.js': 'machine',
  'GET /demo/phones.css': 'machine',
};

/** Whose calendar holds the deadlines of xã Một, or other entries; the others have none. */
const CALENDARS: Readonly<Partial<Record<Who, 'of the unit' | 'of others'>>> = {
  contact: 'of the unit',
  contact2: 'of others',
  party: 'of others',
  state: 'of others',
  coord: 'of others',
  coord2: 'of others',
};

let office: Office;
let app: Hono;
const now = async () => Temporal.Instant.from('2017-08-22T09:00:00+07:00');

const remoteAddress = () => '203.0.113.7';
const done = async () => undefined;

beforeAll(async () => {
  office = await openOffice(undefined, twoDistricts());
  await office.says('left', '/roi');
  await office.tapsToken('left', 'leave');
  const { log } = notedLog();
  const calendar = createHolidayCalendar();
  const forPeople = { db: office.db, secret: SECRET, zone: ZONE, calendar, now, remoteAddress };
  app = testApp({
    log,
    telegram: { secret: SECRET, take: done },
    zaloOa: { take: async () => 'wrong-signature' },
    calendar: calendarRoutes(forPeople),
    hamlets: hamletFormRoutes({ ...forPeople, wake: () => undefined }),
    verify: verifyRoutes(forPeople),
    digestFiles: digestFileRoutes({ ...forPeople, make: done }),
    digestPages: digestPageRoutes(forPeople),
    demo: demoRoutes({
      pathOf: () => '/tep',
      pathOfPage: () => '/tong-hop',
      db: office.db,
      say: done,
      tick: async () => '',
      settle: done,
      zone: ZONE,
      log,
      remoteAddress,
    }),
  });
});

afterAll(() => office.close());

describe('a request that comes from anywhere', () => {
  it('meets no route that the table does not name', () => {
    const served = app.routes
      .filter(({ method }) => method !== 'ALL')
      .map((route) => `${route.method} ${route.path}`);
    expect([...new Set(served)].toSorted()).toEqual(Object.keys(ROUTES).toSorted());
  });

  it.each(Object.entries(ROUTES))('%s asks for: %s', async (route, asked) => {
    const [method = '', path = ''] = route.split(' ');
    const there = path
      .replace(/:file\{.*/, 'MTIz.ics')
      .replace(/:hash\{.*/, 'a'.repeat(64))
      .replaceAll(/:\w+/g, 'MTIz');
    const { status } = await app.request(there, { method });
    expect(ASKED[asked]).toContain(status);
  });
});

/** What the address leads to. */
async function shownAt(url: string | undefined): Promise<string> {
  const answer = url === undefined ? undefined : await app.request(new URL(url).pathname);
  if (answer?.status !== 200) return 'nothing';
  const events = await answer.text();
  return /xã Một/i.test(events.replaceAll('\r\n ', '')) ? 'of the unit' : 'of others';
}

describe('the calendar of a person', () => {
  it.each(WHO)('%s: until the post ends', async (who) => {
    const [said] = await office.says(who, 'lịch');
    const url = /https:\S+\.ics/.exec(said?.text ?? '')?.[0];
    expect(await shownAt(url)).toBe(CALENDARS[who] ?? 'nothing');

    await office.rows(`update holder set held_until = '2017-08-22'
      where person_id = (select id from person where code = '${who}')`);
    expect(await shownAt(url)).toBe('nothing');
  });
});
