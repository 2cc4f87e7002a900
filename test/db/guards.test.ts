import { sql, type SQL } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
});
afterEach(async () => {
  await test.close();
});

/** `done`, or the SQLSTATE and the constraint with which the database refused. */
async function attempt(...statements: readonly SQL[]): Promise<string> {
  try {
    await test.db.transaction(async (tx) => {
      for (const statement of statements) await tx.execute(statement);
    });
    return 'done';
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (!(cause instanceof Error && 'code' in cause)) throw error;
    return [cause.code, 'constraint_name' in cause ? cause.constraint_name : undefined]
      .filter(Boolean)
      .join(' ');
  }
}

const insertUnits = sql`
  insert into unit (code, name, kind) values ('a', 'A', 'commune'), ('b', 'B', 'commune'), ('c', 'C', 'commune')`;
const putUnder = (code: string, parent: string) => sql`
  update unit set parent_id = (select id from unit where code = ${parent}) where code = ${code}`;

describe('the tree of units', () => {
  it('refuses a cycle of any length', async () => {
    expect(await attempt(insertUnits, putUnder('b', 'a'), putUnder('c', 'b'))).toBe('done');
    expect(await attempt(putUnder('a', 'c'))).toBe('23514 unit_no_cycle');
    expect(await attempt(putUnder('b', 'c'))).toBe('23514 unit_no_cycle');
    expect(await attempt(putUnder('a', 'a'))).toBe('23514 unit_not_own_parent');
    expect(await attempt(putUnder('c', 'a'))).toBe('done');
  });

  it('refuses a cycle that two transactions make together', async () => {
    await attempt(insertUnits);
    const results = await Promise.all([attempt(putUnder('a', 'b')), attempt(putUnder('b', 'a'))]);
    expect(results.toSorted()).toEqual(['23514 unit_no_cycle', 'done']);
  });
});

const hold = (person: string, from: string, until: string | null, deputy = false) => sql`
  insert into holder (post_id, person_id, deputy, held_from, held_until)
  select post.id, person.id, ${deputy}, ${from}::date, ${until}::date
  from post, person where post.code = 'p' and person.code = ${person}`;

describe('the holders of a post', () => {
  const insertPost = sql`
    with place as (insert into unit (code, name, kind) values ('a', 'A', 'commune') returning id),
    people as (insert into person (code, name) values ('x', 'X'), ('y', 'Y'))
    insert into post (code, title, role, unit_id) select 'p', 'P', 'contact', id from place`;
  it('are never two on one day; the successor begins on the day after the last', async () => {
    expect(await attempt(insertPost, hold('x', '2026-01-01', '2026-03-01'))).toBe('done');
    expect(await attempt(hold('y', '2026-02-28', null))).toBe('23P01 holder_one_at_a_time');
    expect(await attempt(hold('y', '2026-03-01', null))).toBe('done');
    expect(await attempt(hold('x', '2030-01-01', null))).toBe('23P01 holder_one_at_a_time');
  });

  it('may have deputies beside them, several at once', async () => {
    expect(
      await attempt(
        insertPost,
        hold('x', '2026-01-01', null),
        hold('y', '2026-01-01', null, true),
        hold('x', '2026-02-01', '2026-03-01', true),
      ),
    ).toBe('done');
  });
});

const insertReport = sql`
  with a_form as (insert into form (code, owed_since) values ('tuan', '2026-01-01') returning id),
  version as (
    insert into form_version (form_id, version, definition, created_at) select id, 1, '{}', now() from a_form returning id, form_id
  ),
  a_period as (
    insert into period (form_id, form_version_id, code, data_start, data_end, opens_at, due_at, locks_at)
    select form_id, id, '2026-W01', '2025-12-29', '2026-01-04', '2025-12-29', '2026-01-02', '2026-01-06' from version returning id
  ),
  place as (insert into unit (code, name, kind) values ('a', 'A', 'commune') returning id),
  owed as (insert into obligation (period_id, unit_id) select a_period.id, place.id from a_period, place returning id)
  insert into report (obligation_id) select id from owed`;
const insertRevisions = (...numbers: readonly number[]) => sql`
  insert into report_revision (report_id, revision, nil, submitted_at, late_minutes, source)
  select report.id, number, false, now(), 0, 'chat'
  from report, unnest(string_to_array(${numbers.join(',')}::text, ',')::int[]) as number`;

describe('the revisions of a report', () => {
  it('are numbered from 1 without a gap', async () => {
    await attempt(insertReport);
    expect(await attempt(insertRevisions(2))).toBe('23503 report_revision_without_gap');
    expect(await attempt(insertRevisions(1))).toBe('done');
    expect(await attempt(insertRevisions(3))).toBe('23503 report_revision_without_gap');
    expect(await attempt(insertRevisions(3, 2))).toBe('done');
    expect(await attempt(insertRevisions(2))).toBe('23505 report_revision_number');
    expect(await attempt(insertRevisions(0))).toBe('23514 report_revision_positive');
  });
});

describe('what was written once', () => {
  it('is neither changed nor deleted nor truncated', async () => {
    await attempt(insertReport, insertRevisions(1));
    await attempt(sql`insert into audit (at, action, subject, detail) values (now(), 'reopen', 'a', '{}')`);
    const refused = '23001';
    expect(await attempt(sql`update report_revision set nil = true`)).toBe(refused);
    for (const table of [
      'form_version',
      'report_revision',
      'report_value',
      'hamlet_answer',
      'digest',
      'audit',
    ]) {
      const name = sql.identifier(table);
      expect([table, await attempt(sql`delete from ${name}`)]).toEqual([table, refused]);
      expect([table, await attempt(sql`truncate ${name} cascade`)]).toEqual([table, refused]);
    }
    const [row] = await test.db.execute(sql`select count(*) as revisions from report_revision where not nil`);
    expect(row).toEqual({ revisions: 1 });
  });

  it('is refused as well when a row would be replaced on conflict', async () => {
    await attempt(insertReport, insertRevisions(1));
    expect(
      await attempt(sql`
        insert into report_revision (report_id, revision, nil, submitted_at, late_minutes, source)
        select id, 1, true, now(), 0, 'chat' from report
        on conflict (report_id, revision) do update set nil = true`),
    ).toBe('23001');
  });
});

const insertValue = (columns: string, values: string) => sql`
  insert into report_value (revision_id, field, ${sql.raw(columns)}) select id, 'f', ${sql.raw(values)} from report_revision`;

describe('what belongs together', () => {
  it('a period has a version of its own form', async () => {
    await attempt(insertReport);
    expect(
      await attempt(
        sql`insert into form (code, owed_since) values ('thang', '2026-01-01')`,
        sql`
          insert into period (form_id, form_version_id, code, data_start, data_end, opens_at, due_at, locks_at)
          select form.id, form_version.id, '2026-01', '2026-01-01', '2026-01-31', '2026-01-01', '2026-01-17', '2026-01-20'
          from form, form_version where form.code = 'thang'`,
      ),
    ).toBe('23503 period_version_of_same_form');
  });

  it('a value is of one kind, and a part is never more than its whole', async () => {
    await attempt(insertReport, insertRevisions(1));
    expect(await attempt(insertValue('part, whole', '6, 5'))).toBe('23514 report_value_ratio');
    expect(await attempt(insertValue('part', '6'))).toBe('23514 report_value_ratio');
    expect(await attempt(insertValue('whole', '6'))).toBe('23514 report_value_one_kind');
    expect(await attempt(insertValue('number, text', "6, 'x'"))).toBe('23514 report_value_one_kind');
    expect(await attempt(insertValue('part, whole', '5, 5'))).toBe('done');
  });
});
