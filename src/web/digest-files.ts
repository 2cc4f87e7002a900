import { Hono, type Context } from 'hono';
import { Temporal } from 'temporal-polyfill';
import { fileNameOf, type DigestFileFormat } from '../core/digest/digest-file.ts';
import type { Database } from '../db/connect.ts';
import { readFileToken } from '../db/file-token.ts';
import { recordAudit } from '../db/queries/audit.ts';
import type { FileMaker } from '../digest-files/make.ts';
import { limitRate } from './rate-limit.ts';

export type DigestFileParts = {
  readonly db: Database;
  /** What links are signed with. */
  readonly secret: string;
  readonly make: FileMaker;
  /** Calendar time. */
  readonly now: () => Promise<Temporal.Instant>;
  readonly remoteAddress: (c: Context) => string | undefined;
};

/** A platform fetches the pictures of all chats from a few addresses. */
const PER_MINUTE = 60;
/** Each is made anew, in seconds and one after the other: who comes behind so many would wait in vain. */
const MOST_AT_ONCE = 8;

const MEDIA_TYPES: Readonly<Record<DigestFileFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  png: 'image/png',
};

/**
 * `GET /tep/TOKEN/NAME`: the digest file that the link was made for, as its person may see it now. A link that we did not make, that
 * is over, or whose person may see it no more answers as any page that does not exist. The audit keeps each one that was fetched.
 */
export function digestFileRoutes(parts: DigestFileParts): Hono {
  const { db, remoteAddress } = parts;
  const app = new Hono();
  let underWay = 0;
  app.get(
    '/tep/:token/:name',
    limitRate({ perMinute: PER_MINUTE, remoteAddress, clock: () => performance.now() }),
    async (c) => {
      const link = readFileToken(parts.secret, c.req.param('token'));
      if (!link || Temporal.Instant.compare(link.until, Temporal.Now.instant()) <= 0) return c.notFound();
      const { file } = link;
      if (underWay >= MOST_AT_ONCE) {
        c.header('Retry-After', '30');
        return c.text('Máy chủ đang bận lập tệp khác. Đồng chí thử lại sau nửa phút.\n', 503);
      }
      underWay += 1;
      const made = await parts.make(file).finally(() => (underWay -= 1));
      if (made === undefined) return c.notFound();
      const { format, form, period, body, person, template } = file;
      const which = file.sent === undefined ? period : `${period}, sent as ${file.sent}`;
      const subject = `digest ${form} ${which} ${body} ${template ?? format}`;
      await recordAudit(db, await parts.now(), [{ action: 'fetch-digest', subject, person }]);
      const shown = format === 'png' ? 'inline' : 'attachment';
      c.header('Content-Type', MEDIA_TYPES[format]);
      c.header('Content-Disposition', `${shown}; filename="${fileNameOf(file)}"`);
      c.header('Cache-Control', 'private, no-store');
      c.header('Referrer-Policy', 'no-referrer');
      return c.body(Uint8Array.from(made.bytes).buffer);
    },
  );
  return app;
}
