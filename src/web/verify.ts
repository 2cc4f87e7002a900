import { Hono, type Context } from 'hono';
import { readSealCode } from '../core/receipts/seal.ts';
import type { Database } from '../db/connect.ts';
import { checkSeal, countSealedReceipts } from '../db/queries/seals.ts';
import { VERIFY } from '../texts/verify.ts';
import { verifiedPage, verifyTroublePage, VERIFY_STYLE_PATH } from './pages/verify.ts';
import { linkedPageStyle } from './linked-page-style.ts';
import { limitRate } from './rate-limit.ts';

export type VerifyParts = {
  readonly db: Database;
  readonly zone: string;
  readonly remoteAddress: (c: Context) => string | undefined;
};

const PER_MINUTE = 20;
/** Some seconds of work; a province's years are for the command. */
const MOST_RECEIPTS = 20_000;

const stylesheet = linkedPageStyle('verify.css');

/**
 * `/kiem-tra/CODE/HASH`, where the QR code of a document leads: whether what it rests on is still in the database as it was. For whoever
 * holds the paper; it tells what was changed and no figures.
 */
export function verifyRoutes({ db, zone, remoteAddress }: VerifyParts): Hono {
  const app = new Hono();
  app.get(VERIFY_STYLE_PATH, (c) => {
    c.header('Cache-Control', 'public, max-age=3600');
    return c.body(stylesheet, 200, { 'Content-Type': 'text/css; charset=utf-8' });
  });
  app.use('/kiem-tra/*', limitRate({ perMinute: PER_MINUTE, remoteAddress, clock: () => performance.now() }));
  app.get('/kiem-tra/:code/:hash?', async (c) => {
    c.header('Cache-Control', 'no-store');
    const code = readSealCode(c.req.param('code'));
    if (code === undefined) return c.html(verifyTroublePage(VERIFY.malformed), 404);
    const receipts = await countSealedReceipts(db, code);
    if (receipts !== undefined && receipts > MOST_RECEIPTS)
      return c.html(verifyTroublePage(VERIFY.tooMany(code, receipts)), 422);
    const checked = await db.transaction((tx) => checkSeal(tx, code, c.req.param('hash')), {
      isolationLevel: 'repeatable read',
      accessMode: 'read only',
    });
    return checked
      ? c.html(verifiedPage(checked, { zone, comparesHash: c.req.param('hash') === undefined }))
      : c.html(verifyTroublePage(VERIFY.unknown(code)), 404);
  });
  return app;
}
