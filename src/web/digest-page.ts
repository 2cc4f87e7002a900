import { Hono, type Context } from 'hono';
import { Temporal } from 'temporal-polyfill';
import { partOfDigest, type PagePart } from '../core/digest/page.ts';
import type { Database } from '../db/connect.ts';
import { readPageToken } from '../db/page-token.ts';
import { recordAudit } from '../db/queries/audit.ts';
import { openDigest } from '../digest-files/page.ts';
import { linkedPageStyle } from './linked-page-style.ts';
import { DIGEST_STYLE_PATH, digestOverPage, digestPage } from './pages/digest-page.ts';
import { limitRate } from './rate-limit.ts';

export type DigestPageRouteParts = {
  readonly db: Database;
  /** What links are signed with. */
  readonly secret: string;
  readonly zone: string;
  /** Calendar time. */
  readonly now: () => Promise<Temporal.Instant>;
  readonly remoteAddress: (c: Context) => string | undefined;
};

const PER_MINUTE = 60;

const stylesheet = linkedPageStyle('digest-page.css');

/** It has no scripts, forms or pictures. */
const POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * `GET /tong-hop/TOKEN`: all that a digest which was sent says, with its figures of then, for the person that the link was made for as
 * long as they lead its body. `?cap=CODE` shows what is below one unit, `&trang=N` a further page of it. The audit keeps each look.
 */
export function digestPageRoutes({ db, secret, zone, now, remoteAddress }: DigestPageRouteParts): Hono {
  const app = new Hono();
  app.get(DIGEST_STYLE_PATH, (c) => {
    c.header('Cache-Control', 'public, max-age=3600');
    return c.body(stylesheet, 200, { 'Content-Type': 'text/css; charset=utf-8' });
  });
  app.get(
    '/tong-hop/:token',
    limitRate({ perMinute: PER_MINUTE, remoteAddress, clock: () => performance.now() }),
    async (c) => {
      c.header('Cache-Control', 'private, no-store');
      c.header('Referrer-Policy', 'no-referrer');
      c.header('Content-Security-Policy', POLICY);
      const link = readPageToken(secret, c.req.param('token'));
      if (!link) return c.notFound();
      const over = () => c.html(digestOverPage(), 410);
      if (Temporal.Instant.compare(link.until, Temporal.Now.instant()) <= 0) return over();
      const at = await now();
      const opened = await openDigest(db, link.page, at.toZonedDateTimeISO(zone).toPlainDate());
      if (opened === undefined) return over();
      const wanted = readPart(c.req.query('cap'), c.req.query('trang'));
      const part = partOfDigest(opened.view, wanted);
      if (part === undefined) return c.notFound();
      const { form, period, body } = opened.view.figures;
      const where = wanted.below === null ? '' : ` ${wanted.below}`;
      const subject = `digest ${form} ${period}, sent as ${link.page.digest} ${body} page${where}`;
      await recordAudit(db, at, [{ action: 'fetch-digest', subject, person: link.page.person }]);
      return c.html(digestPage({ ...opened, part, below: wanted.below, zone }));
    },
  );
  return app;
}

function readPart(below: string | undefined, page: string | undefined): PagePart {
  return {
    below: below === undefined || below === '' ? null : below,
    page: page !== undefined && /^\d{1,4}$/.test(page) ? Number(page) : 1,
  };
}
