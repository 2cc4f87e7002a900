import { eq, sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DigestFigures } from '../../src/core/digest/figures.ts';
import type { BodyId, FormId, PeriodId } from '../../src/core/ids.ts';
import {
  digestHash,
  lastDigestMoment,
  loadSentDigest,
  saveDigest,
  saveDigestRecipients,
  type NewDigest,
} from '../../src/db/queries/digests.ts';
import { officeScope } from '../../src/core/access/scope.ts';
import { loadDigestFigures } from '../../src/db/queries/figures.ts';
import { digest, digestRecipient } from '../../src/db/schema/notice.ts';
import { person } from '../../src/db/schema/organization.ts';
import { report, reportRevision, reportValue } from '../../src/db/schema/report.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { tuan } from '../support/forms.ts';
import { NO_FINDINGS } from '../support/findings.ts';
import { writeHistory } from '../support/history.ts';

const MONDAY = Temporal.Instant.from('2017-08-28T07:00+07:00');

let database: TestDatabase;
let ids: { form: FormId; body: BodyId; period: PeriodId };

beforeAll(async () => {
  database = await createTestDatabase();
  const history = await writeHistory(database.db, {
    form: tuan,
    bodies: [{ code: 'ban-dan-van', name: 'Ban Dân vận Huyện ủy' }],
    units: [{ code: 'binh-minh', name: 'Xã Bình Minh' }],
    periods: [
      {
        code: '2017-W34',
        obligations: [
          { unit: 'binh-minh', revisions: [{ values: { complaints: 3, difficulties: 'mưa "lớn"' } }] },
        ],
      },
    ],
  });
  const [bodyId] = history.bodies.values();
  const [periodId] = history.periods.values();
  if (bodyId === undefined || periodId === undefined) throw new Error('the history is empty');
  ids = { form: history.form, body: bodyId, period: periodId };
});

afterAll(() => database.close());

async function live(): Promise<DigestFigures> {
  const of = { form: 'tuan', body: 'ban-dan-van', period: '2017-W34' };
  const figures = await loadDigestFigures(database.db, officeScope(), of);
  if (figures === undefined) throw new Error('no figures');
  return figures;
}

async function made(more: Partial<NewDigest> = {}): Promise<NewDigest> {
  return {
    ...ids,
    plannedAt: MONDAY,
    writtenAt: MONDAY,
    createdAt: MONDAY.add({ seconds: 3 }),
    figures: await live(),
    findings: NO_FINDINGS,
    message: { text: [{ bold: 'Tổng hợp' }, ' tuần 34'], buttons: [] },
    layoutVersion: 1,
    ...more,
  };
}

function save(what: NewDigest) {
  return database.db.transaction((tx) => saveDigest(tx, what));
}

describe('a digest that was sent', () => {
  it('is stored once a moment, read back as it was, with a hash that can be computed again', async () => {
    const what = await made();
    expect(await save(what)).toBeTypeOf('number');
    expect(await save({ ...what, message: { text: ['other'], buttons: [] } })).toBeUndefined();
    // A holiday notice that came later moves the planned moment, and makes it no other digest.
    expect(await save({ ...what, plannedAt: MONDAY.add({ hours: 24 }) })).toBeUndefined();
    const sent = await loadSentDigest(database.db, { form: 'tuan', body: 'ban-dan-van' });
    expect(sent).toMatchObject({ figures: what.figures, message: what.message });
    expect(sent?.plannedAt.equals(MONDAY)).toBe(true);
    expect(sent && digestHash(sent)).toBe(sent?.hash);
  });

  it('keeps its figures when the report is corrected later', async () => {
    const before = await live();
    const [head] = await database.db.select({ id: report.id }).from(report);
    if (head === undefined) throw new Error('no report');
    const [revision] = await database.db
      .insert(reportRevision)
      .values({
        reportId: head.id,
        revision: 2,
        nil: false,
        submittedAt: MONDAY.add({ hours: 2 }),
        lateMinutes: 0,
        source: 'chat',
      })
      .returning({ id: reportRevision.id });
    if (revision === undefined) throw new Error('no revision');
    await database.db.insert(reportValue).values({ revisionId: revision.id, field: 'complaints', number: 8 });
    const sent = await loadSentDigest(database.db, { form: 'tuan', body: 'ban-dan-van', period: '2017-W34' });
    expect(sent?.figures).toEqual(before);
    expect(await live()).not.toEqual(before);
  });

  it('cannot be changed or taken back', async () => {
    const change = database.db.update(digest).set({ hash: '0'.repeat(64) });
    await expect(change).rejects.toMatchObject({ cause: { code: '23001' } });
    await expect(database.db.delete(digest)).rejects.toMatchObject({ cause: { code: '23001' } });
    await expect(database.db.execute(sql`truncate digest cascade`)).rejects.toMatchObject({
      cause: { code: '23001' },
    });
  });

  it('is the latest by its planned moment', async () => {
    const later = MONDAY.add({ hours: 168 });
    await save(await made({ plannedAt: later, writtenAt: later }));
    const sent = await loadSentDigest(database.db, { form: 'tuan', body: 'ban-dan-van' });
    expect(sent?.plannedAt.equals(later)).toBe(true);
    expect((await lastDigestMoment(database.db, ids.form))?.equals(later)).toBe(true);
    expect(await loadSentDigest(database.db, { form: 'tuan', body: 'ban-dan-van', period: '2017-W33' })).toBe(
      undefined,
    );
    expect(await loadSentDigest(database.db, { form: 'tuan', body: 'ubnd' })).toBeUndefined();
  });

  it('remembers to whom it went, also without a chat', async () => {
    const [leader] = await database.db
      .insert(person)
      .values({ code: 'truong-ban', name: 'Trần Văn B' })
      .returning({ id: person.id });
    const at = MONDAY.add({ hours: 336 });
    const id = await save(await made({ plannedAt: at, writtenAt: at }));
    if (leader === undefined || id === undefined) throw new Error('nothing was stored');
    const recipients = [{ person: leader.id, delivery: null }];
    await database.db.transaction((tx) => saveDigestRecipients(tx, id, recipients));
    await database.db.transaction((tx) => saveDigestRecipients(tx, id, recipients));
    const rows = await database.db.select().from(digestRecipient).where(eq(digestRecipient.digestId, id));
    expect(rows).toEqual([{ digestId: id, personId: leader.id, deliveryId: null }]);
  });
});
