import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { Hono, type Context } from 'hono';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { fileNameOf, type DigestFile } from '../core/digest/digest-file.ts';
import type { DigestPage } from '../core/digest/page.ts';
import type { PersonCode } from '../core/ids.ts';
import { plainText } from '../core/messages.ts';
import { readClock, setDemoClock } from '../db/clock.ts';
import type { Database } from '../db/connect.ts';
import { demoPeople, knownPeople, type DemoPerson } from '../db/queries/demo.ts';
import { loadCurrentForms } from '../db/queries/forms.ts';
import { loadHolidays } from '../db/queries/holidays.ts';
import { demoMessages } from '../db/queries/demo-messages.ts';
import type { Log } from '../log.ts';
import { clockFace, duesAround, jumpTarget, JUMPS, readMoment, type Jump } from './demo-clock.ts';
import { demoFeed } from './demo-feed.ts';
import { demoFiles, type SentFile } from './demo-files.ts';
import { onlyThisMachine } from './demo-guard.ts';
import { demoPage, emptyDemoPage } from './pages/demo.ts';

export type DemoParts = {
  readonly db: Database;
  /** What a person does on their phone, to the inbox; resolves when it is committed, rejects when nothing was stored. */
  say(
    person: PersonCode,
    said: { readonly text: string } | { readonly tap: string } | SentFile,
  ): Promise<void>;
  /** Does all that is due at the moment, and says in one line what that was. */
  tick(now: Temporal.Instant): Promise<string>;
  /** Resolves when the messages that wait are sent. */
  settle(): Promise<void>;
  readonly zone: string;
  /** Where the browser gets a digest that was sent as a file. */
  readonly pathOf: (file: DigestFile) => string;
  /** Where it looks at one that was sent. */
  readonly pathOfPage: (page: DigestPage) => string;
  readonly log: Log;
  /** Ends the open pages' streams, so that the server can close. */
  readonly stopping?: AbortSignal;
  /** The address of the client's end of the connection. */
  remoteAddress(c: Context): string | undefined;
};

/** An answer waits so long for the bot's replies, so that whoever asks right after sees them. */
const SETTLE_MILLISECONDS = 3000;

/** Phones on one page. */
const PHONES = 2;

const script = pageFile('demo-phones.js');
const stylesheet = ['demo-base.css', 'demo-clock.css', 'demo-phones.css', 'demo-files.css', 'demo-picker.css']
  .map(pageFile)
  .join('');

/** The demo phones and their clock, for demo mode only and for this machine only. */
export function demoRoutes(parts: DemoParts): Hono {
  const now = (): Promise<Temporal.Instant> => readClock(parts.db, true);
  const feed = demoFeed({ ...parts, now });
  const app = new Hono().basePath('/demo');

  app.use(onlyThisMachine((c) => parts.remoteAddress(c)));
  app.use(async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
  });
  app.onError((error, c) => {
    parts.log.error('A demo request failed', { method: c.req.method, path: c.req.path }, error);
    return refuse(c, 500, 'Máy chủ gặp lỗi. Đồng chí thử lại sau ít phút.');
  });

  app.get('/phones.js', (c) => c.body(script, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));
  app.get('/phones.css', (c) => c.body(stylesheet, 200, { 'Content-Type': 'text/css; charset=utf-8' }));

  app.get('/', async (c) => {
    const { people, clock } = await currentPeople();
    const find = (side: string) => people.find((one) => one.code === c.req.query(side));
    const left = find('left') ?? people.find((one) => one.post?.role === 'contact') ?? people[0];
    const right =
      find('right') ??
      people.find((one) => one.post?.role === 'leader' && one !== left) ??
      people.find((one) => one !== left) ??
      left;
    if (left === undefined || right === undefined) return c.html(emptyDemoPage());
    return c.html(demoPage({ people, left, right, clock: clockFace(clock, parts.zone) }));
  });

  app.get('/people', async (c) => c.json((await currentPeople()).people.map(asEntry)));

  app.get('/messages', async (c) => {
    const person = c.req.query('person');
    if (person === undefined) return refuse(c, 400, 'Thiếu person, mã của một người.');
    if (!(await isKnown(person))) return refuse(c, 404, `Không có người nào mang mã "${person}".`);
    const messages = await demoMessages(parts.db, person);
    return c.json(
      messages.map(({ id, from, text, buttons, files, digest, pages = [] }) => ({
        id,
        from,
        text: plainText(text),
        buttons: buttons.flat().map((button) => ({ text: button.text, data: button.token })),
        ...(files.length > 0 && { files: files.map(({ name }) => name) }),
        ...(pages.length > 0 && { pages: pages.map((page) => parts.pathOfPage(page)) }),
        ...(digest && { files: [fileNameOf(digest)], path: parts.pathOf(digest) }),
      })),
    );
  });

  app.post('/messages', async (c) => {
    const body = await readBody(c, saidBody);
    if (body instanceof Response) return body;
    const { person, text, tap } = body;
    const said = text === undefined ? (tap === undefined ? undefined : { tap }) : { text };
    if (said === undefined || (text !== undefined && tap !== undefined)) {
      return refuse(c, 400, 'Cần đúng một trong hai: text (chữ) hoặc tap (data của nút).');
    }
    if ((text ?? tap ?? '').trim() === '') return refuse(c, 400, 'Tin nhắn không có chữ nào.');
    return heard(c, person, said);
  });

  app.route('/files', demoFiles({ db: parts.db, say: heard }));

  app.get('/clock', async (c) => c.json({ now: inZone(await now()), zone: parts.zone }));

  app.post('/clock', async (c) => {
    const body = await readBody(c, clockBody);
    if (body instanceof Response) return body;
    const to = 'to' in body ? readMoment(body.to, parts.zone) : await target(body.jump);
    if (to === undefined) {
      const reason =
        'to' in body
          ? `"${body.to}" không phải thời điểm trong các năm 1990-2100; ví dụ 2017-08-21T07:00:00+07:00.`
          : 'Chưa có mẫu báo cáo nào có hạn nộp sắp tới.';
      return refuse(c, 400, reason);
    }
    await setDemoClock(parts.db, to);
    try {
      const did = await parts.tick(to);
      await settled();
      return c.json({ ok: true, now: inZone(to), did });
    } catch (error) {
      parts.log.error('The tick after a jump of the demo clock failed', { to: inZone(to) }, error);
      feed.look();
      return refuse(c, 500, 'Đã chỉnh đồng hồ, nhưng việc đến hạn chưa chạy xong; phút sau máy tự chạy lại.');
    }
  });

  app.get('/events', async (c) => {
    const people = await knownPeople(parts.db, (c.req.queries('person') ?? []).slice(0, PHONES));
    return feed.stream(c, [...people]);
  });

  async function heard(
    c: Context,
    person: PersonCode,
    said: Parameters<DemoParts['say']>[1],
  ): Promise<Response> {
    if (!(await isKnown(person))) return refuse(c, 404, `Không có người nào mang mã "${person}".`);
    try {
      await parts.say(person, said);
    } catch (error) {
      parts.log.error('A demo message was not stored', { person }, error);
      return refuse(c, 503, 'Tin chưa được lưu vì máy chủ gặp lỗi. Đồng chí gửi lại giúp.');
    }
    await settled();
    return c.json({ ok: true });
  }

  async function currentPeople(): Promise<{ people: DemoPerson[]; clock: Temporal.Instant }> {
    const clock = await now();
    const today = clock.toZonedDateTimeISO(parts.zone).toPlainDate();
    return { people: await demoPeople(parts.db, today), clock };
  }

  async function isKnown(person: PersonCode): Promise<boolean> {
    return (await knownPeople(parts.db, [person])).size > 0;
  }

  async function target(jump: Jump): Promise<Temporal.Instant | undefined> {
    const [from, forms] = await Promise.all([now(), loadCurrentForms(parts.db)]);
    const dues = duesAround(forms, from, parts.zone, await loadHolidays(parts.db));
    return jumpTarget(jump, from, parts.zone, dues);
  }

  async function settled(): Promise<void> {
    const late = new AbortController();
    await Promise.race([
      parts.settle().catch(() => {}),
      setTimeout(SETTLE_MILLISECONDS, undefined, { signal: late.signal, ref: false }).catch(() => {}),
    ]);
    late.abort();
    feed.look();
  }

  const inZone = (moment: Temporal.Instant) =>
    moment.toString({ timeZone: parts.zone, smallestUnit: 'second' });

  return app;
}

const saidBody = z.object({ person: z.string(), text: z.string().optional(), tap: z.string().optional() });
const clockBody = z.union([z.object({ to: z.string() }), z.object({ jump: z.enum(JUMPS) })]);

function pageFile(name: string): string {
  return readFileSync(new URL(`pages/${name}`, import.meta.url), 'utf8');
}

/** The request's JSON, or the answer that refuses it. A form of another site cannot send JSON without being asked first. */
async function readBody<T>(c: Context, schema: z.ZodType<T>): Promise<T | Response> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return refuse(c, 415, 'Cần Content-Type: application/json.');
  const raw: unknown = await c.req.json().catch(() => undefined);
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  return refuse(c, 400, `JSON không đúng mẫu: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`);
}

function refuse(c: Context, status: 400 | 404 | 415 | 500 | 503, error: string): Response {
  return c.json({ error }, status);
}

/** One person as scripts see them; `unit` is the code of the unit or body of their post. */
function asEntry({ code, name, post }: DemoPerson) {
  return { person: code, name, role: post?.role ?? null, unit: post?.place ?? null };
}
