import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestCommand } from '../../src/cli/digest.ts';
import { reportsCommand } from '../../src/cli/reports.ts';
import { person } from '../../src/db/schema/organization.ts';
import { runCommand } from '../support/cli.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { tuan } from '../support/forms.ts';
import { writeHistory } from '../support/history.ts';

const SENT = Temporal.Instant.from('2017-08-24T09:00+07:00');
const sent = { needsSignOff: true, submittedAt: SENT };

let database: TestDatabase;

/** Six communes sent: how their heads settled it, from 10:00 on. */
const HEADS = [
  ['approved', 'an-bien'],
  ['returned', 'binh-minh'],
  ['timed-out', 'dong-hoa'],
] as const;

beforeAll(async () => {
  database = await createTestDatabase();
  await writeHistory(database.db, {
    form: { ...tuan, signoff: { within: '8h', remind: '4h', otherwise: 'accept' } },
    bodies: [{ code: 'ubnd', name: 'UBND huyện' }],
    units: ['an-bien', 'binh-minh', 'dong-hoa', 'tan-thuan', 'vinh-phong', 'u-minh'].map((code) => ({
      code,
      name: `Xã ${code}`,
    })),
    periods: [
      {
        code: '2017-W34',
        obligations: [
          ...['an-bien', 'binh-minh', 'dong-hoa', 'tan-thuan'].map((unit) => ({ unit, revisions: [sent] })),
          // Sent before the form asked for it.
          { unit: 'vinh-phong', revisions: [{ submittedAt: SENT }] },
          { unit: 'u-minh', revisions: [] },
        ],
      },
    ],
  });
  await database.db.insert(person).values({ code: 'chu-tich', name: 'Nguyễn Thị Hạnh' });
  for (const [outcome, unit] of HEADS) {
    await database.db.execute(sql`
      insert into sign_off (revision_id, outcome, person_id, settled_at)
      select rev.id, ${outcome}::text, case when ${outcome}::text <> 'timed-out' then (select id from person) end,
        '2017-08-24T10:00:00+07:00'
      from report_revision rev join report r on r.id = rev.report_id join obligation o on o.id = r.obligation_id
        join unit u on u.id = o.unit_id and u.code = ${unit}`);
  }
});

afterAll(() => database.close());

async function out(
  command: typeof digestCommand | typeof reportsCommand,
  words: string,
): Promise<readonly string[]> {
  const done = await runCommand(command, words.split(' '), { db: database.db });
  if (done.refused !== undefined) throw new Error(done.refused);
  return done.out;
}

async function json(command: typeof digestCommand | typeof reportsCommand, words: string): Promise<unknown> {
  return JSON.parse((await out(command, words)).join('\n'));
}

describe('a digest of a form that asks the heads', () => {
  it('lists what is received and not signed off', async () => {
    expect(await json(digestCommand, '--body ubnd --period 2017-W34 --json')).toMatchObject({
      expected: 6,
      received: 5,
      missing: ['u-minh'],
      awaiting_sign_off: ['binh-minh', 'tan-thuan'],
    });
    expect((await out(digestCommand, '--body ubnd --period 2017-W34')).join('\n')).toContain(
      '\nChưa duyệt: xã binh-minh, xã tan-thuan.\n',
    );
  });

  it('knows how it stood before the heads answered', async () => {
    expect(
      await json(digestCommand, '--body ubnd --period 2017-W34 --json --as-of 2017-08-24T09:30:00+07:00'),
    ).toMatchObject({ received: 5, awaiting_sign_off: ['an-bien', 'binh-minh', 'dong-hoa', 'tan-thuan'] });
  });
});

describe('an export of a form that asks the heads', () => {
  it('says of each revision whether it is signed off, where it needed that', async () => {
    expect(await json(reportsCommand, 'export --format json')).toMatchObject([
      { unit: 'an-bien', signed_off: true },
      { unit: 'binh-minh', signed_off: false },
      { unit: 'dong-hoa', signed_off: true },
      { unit: 'tan-thuan', signed_off: false },
      { unit: 'vinh-phong', signed_off: null },
    ]);
  });

  it('has a column for it', async () => {
    const lines = await out(reportsCommand, 'export');
    expect(lines[0]).toContain(',submitted_by,channel,signed_off,models,');
    expect(lines.slice(1, 6).map((line) => line.split(',')[9])).toEqual([
      'true',
      'false',
      'true',
      'false',
      '',
    ]);
  });
});
