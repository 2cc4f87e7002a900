import { Hono, type Context } from 'hono';
import type { PersonCode } from '../core/ids.ts';
import type { Database } from '../db/connect.ts';
import { loadContent } from '../db/queries/fetches.ts';
import { limitBody } from './body-limit.ts';

/** Where a demo phone sends a file. */
export const UPLOAD_PATH = '/demo/files';

/** As much as Telegram gives a bot; what is kept of it is for the conversation to say. */
const MAX_UPLOAD_BYTES = 20 * 1024 * 1024;

/** A file as a demo phone sends it; name and type are what the phone says. */
export type SentFile = {
  readonly file: { readonly name: string; readonly mediaType: string; readonly content: Buffer };
  readonly caption: string;
  readonly album: string | undefined;
};

export type DemoFilesParts = {
  readonly db: Database;
  /** Hands on what the person sent, and answers the request. */
  readonly say: (c: Context, person: PersonCode, said: SentFile) => Promise<Response>;
};

/**
 * Files of the demo phones: `POST ?person=&name=[&caption=][&album=]` with the content as the body and its type as Content-Type, and
 * `GET /HASH` for pictures that a bubble shows.
 */
export function demoFiles({ db, say }: DemoFilesParts): Hono {
  const app = new Hono();

  app.post('/', limitBody('Tệp lớn hơn 20 MB.\n', MAX_UPLOAD_BYTES), async (c) => {
    const { person, name, caption = '', album } = c.req.query();
    if (person === undefined || name === undefined) {
      return c.json({ error: 'Thiếu person (mã của một người) hoặc name (tên tệp).' }, 400);
    }
    const content = Buffer.from(await c.req.arrayBuffer());
    if (content.length === 0) return c.json({ error: 'Tệp không có nội dung.' }, 400);
    const mediaType = c.req.header('content-type') ?? 'application/octet-stream';
    return say(c, person, { file: { name, mediaType, content }, caption, album });
  });

  app.get('/:hash{[0-9a-f]{64}}', async (c) => {
    const found = await loadContent(db, c.req.param('hash'));
    // Only what the content itself shows to be a picture is handed to the browser.
    if (!found?.mediaType.startsWith('image/')) return c.notFound();
    return c.body(new Uint8Array(found.content), 200, { 'Content-Type': found.mediaType });
  });

  return app;
}
