import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealPath } from '../../src/core/receipts/seal.ts';
import { loadReceipts } from '../../src/db/queries/receipts.ts';
import { sha256 } from '../../src/db/sha256.ts';
import { contentText, NO_RECEIPT, receiptHash } from '../../src/core/receipts/receipt.ts';
import { checkSeal, sealDocument } from '../../src/db/queries/seals.ts';
import { insertRevisions } from '../../src/db/queries/reports.ts';
import { firstRevisions } from '../support/revisions.ts';
import { CONTACT, openOffice, OTHER_CONTACT, PUBLIC_URL, type Office } from '../support/office.ts';

const AT = Temporal.Instant.from('2017-08-28T07:00:00+07:00');
const WEEK = { form: 'tuan', body: 'ban-dan-van', period: '2017-W34' };

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.says(CONTACT, 'hg 5/6, kn 1; kk: thiếu "kinh phí", chờ cấp trên');
  await office.says(CONTACT, 'gửi');
  await office.says(CONTACT, 'gửi thiếu');
});
afterEach(() => office.close());

async function units(): Promise<readonly string[]> {
  const rows = await office.rows("select code from unit where kind = 'commune' order by id");
  return rows.map(({ code }) => String(code));
}

async function seal(asOf?: Temporal.Instant) {
  return sealDocument(office.db, { ...WEEK, units: await units(), asOf, at: AT }, PUBLIC_URL);
}

async function findings(code: string, hash?: string) {
  return (await checkSeal(office.db, code, hash))?.findings;
}

/** As someone does who has the database in hand and may switch its guards off. */
async function tamper(statement: string): Promise<void> {
  await office.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql.raw(statement));
  });
}

const REVISION = `(select rev.id from report_revision rev join report r on r.id = rev.report_id
  join obligation o on o.id = r.obligation_id join unit u on u.id = o.unit_id join period p on p.id = o.period_id
  where u.code = 'binh-minh' and p.code = '2017-W34')`;
const BINH_MINH = { unit: 'binh-minh', form: 'tuan', period: '2017-W34', revision: 1 };

describe('a sealed document', () => {
  it('fits the database that it was made from, again and again', async () => {
    const made = await seal();
    expect(made.code).toMatch(/^VB-\w{5}-\w{5}$/);
    expect(made.qr).toBe(PUBLIC_URL + sealPath(made));
    expect(await seal()).toEqual(made);
    expect(await findings(made.code, made.hash.toUpperCase())).toEqual([]);
    const checked = await checkSeal(office.db, made.code, undefined);
    // Seven communes with six past weeks, as many as there are, and this one report.
    const [stored] = await office.rows('select count(*)::int as receipts from receipt');
    expect(checked?.receipts).toBe(stored?.['receipts']);
    expect(checked?.seal.heads['binh-minh']?.receipts).toBeGreaterThan(1);
  });

  it('still fits after a correction, which is named as what came since', async () => {
    const made = await seal();
    await office.says(CONTACT, 'sửa kn thành 2');
    await office.says(CONTACT, 'gửi');
    const checked = await checkSeal(office.db, made.code, made.hash);
    expect(checked?.findings).toEqual([]);
    expect(checked?.since).toEqual([{ ...BINH_MINH, revision: 2 }]);
    const { code } = await sealDocument(
      office.db,
      { ...WEEK, period: '2017-Q3', units: await units(), asOf: AT.subtract({ hours: 24 * 9 }), at: AT },
      undefined,
    );
    const quarter = await checkSeal(office.db, code, undefined);
    expect(quarter?.since).toEqual([BINH_MINH, { ...BINH_MINH, revision: 2 }]);
    expect((await seal()).code).not.toBe(made.code);
  });

  it('that shows figures of then rests on the receipts of then', async () => {
    const before = await seal(Temporal.Instant.from('2017-08-21T07:00:00+07:00'));
    expect(before).not.toEqual(await seal());
    expect(await seal(Temporal.Instant.from('2030-01-01T00:00:00+07:00'))).toEqual(await seal());
    expect(await findings(before.code)).toEqual([]);
  });

  it.each([
    [
      'a value',
      `update report_value set number = 7 where field = 'complaints' and revision_id = ${REVISION}`,
    ],
    ['a ratio', `update report_value set part = 6 where field = 'mediation' and revision_id = ${REVISION}`],
    [
      'a text',
      `update report_value set text = 'không' where field = 'difficulties' and revision_id = ${REVISION}`,
    ],
    ['a value taken out', `delete from report_value where field = 'mediation' and revision_id = ${REVISION}`],
    ['the moment', `update report_revision set submitted_at = '2017-08-22' where id = ${REVISION}`],
    ['the lateness', `update report_revision set late_minutes = 60 where id = ${REVISION}`],
    ['the gaps', `update report_revision set gaps = '[]' where id = ${REVISION}`],
    ['the receipt', `update receipt set hash = repeat('a', 64) where revision_id = ${REVISION}`],
  ])('names the report of which someone changed %s', async (_what, statement) => {
    const made = await seal();
    await tamper(statement);
    expect(await findings(made.code)).toEqual([{ kind: 'changed', ...BINH_MINH }]);
  });

  it('tells how many receipts are gone, and what was reported past the service', async () => {
    const made = await seal();
    await tamper(`delete from receipt where revision_id = ${REVISION}`);
    const [head] = await office.rows(
      "select length as receipts from receipt_chain c join unit u on u.id = c.unit_id where u.code = 'binh-minh'",
    );
    expect(await findings(made.code)).toEqual([
      { kind: 'missing', unit: 'binh-minh', from: head?.['receipts'], count: 1 },
      { kind: 'without-receipt', ...BINH_MINH },
    ]);
  });

  it('tells whose receipts were written anew, so that they fit one another', async () => {
    const made = await seal();
    await tamper(
      `update report_value set number = 7 where field = 'complaints' and revision_id = ${REVISION}`,
    );
    const [changed, before] = (await loadReceipts(office.db, 'binh-minh')).toReversed();
    if (!changed) throw new Error('no receipt');
    const content = sha256(contentText(changed.content));
    const again = receiptHash(sha256, before?.hash ?? NO_RECEIPT, BINH_MINH, content);
    await tamper(`update receipt set hash = '${again}' where revision_id = ${REVISION}`);
    expect(await findings(made.code)).toEqual([{ kind: 'rewritten', unit: 'binh-minh' }]);
  });

  it('that bears another hash, or whose stored heads were changed, is not the one that was made', async () => {
    const made = await seal();
    expect(await findings(made.code, 'b'.repeat(64))).toEqual([{ kind: 'other-hash' }]);
    await tamper(`update seal set heads = jsonb_set(heads, '{binh-minh,receipts}', '1')`);
    expect(await findings(made.code)).toContainEqual({ kind: 'other-hash' });
  });

  it('is kept as it was made, as are receipts', async () => {
    await seal();
    for (const table of ['seal', 'receipt']) {
      await expect(office.rows(`delete from ${table}`)).rejects.toMatchObject({ cause: { code: '23001' } });
      await expect(office.rows(`update ${table} set hash = ''`)).rejects.toMatchObject({
        cause: { code: '23001' },
      });
    }
  });
});

describe('reports of one unit', () => {
  it('that are sent at once stand behind one another in its chain', async () => {
    const owed = await office.rows(`
      insert into obligation (period_id, unit_id)
      select p.id, u.id from period p, unit u
      where u.code = 'vinh-thuan' order by p.id returning id`);
    const all = await firstRevisions(
      office.db,
      owed.map(({ id }) => id),
      { values: { complaints: 1 } },
    );
    // Some in a list of several, each transaction beside the others.
    const lists = [all.slice(0, 2), ...all.slice(2).map((one) => [one])];
    await Promise.all(lists.map((list) => office.db.transaction((tx) => insertRevisions(tx, list))));
    const rows = await office.rows(`
      select r.number from receipt r join unit u on u.id = r.unit_id where u.code = 'vinh-thuan' order by r.number`);
    expect(rows.map(({ number }) => number)).toEqual(all.map((_, index) => index + 1));
    const made = await sealDocument(office.db, { ...WEEK, units: ['vinh-thuan'], at: AT }, undefined);
    expect(await findings(made.code)).toEqual([]);
  });

  it('wait for each other and for no other unit', async () => {
    await office.db.transaction(async (tx) => {
      await tx.execute(
        sql`select from receipt_chain c join unit u on u.id = c.unit_id where u.code = 'binh-minh' for update of c`,
      );
      await office.says(OTHER_CONTACT, 'kn 3');
      await office.says(OTHER_CONTACT, 'gửi');
      const answers = await office.says(OTHER_CONTACT, 'gửi thiếu');
      expect(answers.at(-1)?.text).toContain('BC-');
    });
  });
});
