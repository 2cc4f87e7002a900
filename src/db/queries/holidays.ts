import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { BUILT_IN_HOLIDAYS } from '../../core/calendar/built-in-holidays.ts';
import { withNotice, type HolidayKind, type Holidays } from '../../core/calendar/holidays.ts';
import type { StatedNotice } from '../../core/calendar/notice-file.ts';
import type { HolidayNoticeId } from '../../core/ids.ts';
import type { Executor, Transaction } from '../connect.ts';
import { tableOf } from './rows.ts';

/** The holidays of one database. The same object comes back until a notice is imported, by whatever process. */
export type HolidayCalendar = {
  /** As the database has them now: one small statement, more only after an import. */
  current(db: Executor): Promise<Holidays>;
  /** As they were when last asked for: no statement but for the first. For messages; a tick asks for the current ones each minute. */
  recent(db: Executor): Promise<Holidays>;
};

export function createHolidayCalendar(): HolidayCalendar {
  let known: { readonly mark: HolidayNoticeId | null; readonly holidays: Holidays } | undefined;

  async function current(db: Executor): Promise<Holidays> {
    const mark = await loadMark(db);
    if (known?.mark !== mark) known = { mark, holidays: await loadHolidays(db) };
    return known.holidays;
  }

  return { current, recent: async (db) => known?.holidays ?? current(db) };
}

/** Each import gives its notice a new number; null before the first. */
async function loadMark(db: Executor): Promise<HolidayNoticeId | null> {
  const [row] = await db.execute<{ mark: HolidayNoticeId | null }>(
    sql`select max(id) as mark from holiday_notice`,
  );
  return row?.mark ?? null;
}

/** The built-in holidays with the years that were imported in place of theirs. */
export async function loadHolidays(db: Executor): Promise<Holidays> {
  return (await loadNotices(db)).reduce(withNotice, BUILT_IN_HOLIDAYS);
}

export type ImportedNotice = StatedNotice & { readonly importedAt: Temporal.Instant };

/** The notices that were imported, by year, their days in order. */
export async function loadNotices(db: Executor): Promise<readonly ImportedNotice[]> {
  const rows = await db.execute<{
    year: number;
    noticeSource: string;
    importedAt: string;
    date: string;
    kind: HolidayKind;
    name: string;
    source: string;
  }>(sql`
    select n.year, n.source as "noticeSource", n.imported_at as "importedAt", h.date, h.kind, h.name, h.source
    from holiday_notice n join holiday h on h.notice_id = n.id order by n.year, h.date`);
  return [...Map.groupBy(rows, ({ year }) => year)].flatMap(([year, days]) => {
    const [first] = days;
    if (first === undefined) return [];
    return [
      {
        year,
        source: first.noticeSource,
        importedAt: Temporal.Instant.from(first.importedAt),
        days: days.map(({ date, kind, name, source }) => ({
          date: Temporal.PlainDate.from(date),
          kind,
          name,
          source,
          announced: true,
        })),
      },
    ];
  });
}

/** Imports come one after the other: each compares its file with what stands. */
export async function lockNotices(tx: Transaction): Promise<void> {
  await tx.execute(sql`lock table holiday_notice in share row exclusive mode`);
}

/** Puts a year's notice in the place of the one that stands, if any. */
export async function saveNotice(
  tx: Transaction,
  { year, source, days }: StatedNotice,
  at: Temporal.Instant,
): Promise<void> {
  await tx.execute(sql`delete from holiday_notice where year = ${year}`);
  const rows = days.map(({ date, kind, name, source: of }) => ({
    date: date.toString(),
    kind,
    name,
    source: of,
  }));
  await tx.execute(sql`
    with notice as (
      insert into holiday_notice (year, source, imported_at) values (${year}, ${source}, ${at.toString()}) returning id
    )
    insert into holiday (notice_id, date, kind, name, source)
    select notice.id, stated.date, stated.kind, stated.name, stated.source
    from notice, ${tableOf(rows, 'stated', 'date date, kind text, name text, source text')} order by stated.date`);
}

/** A period whose report is not due yet. */
export type PendingDue = { readonly form: string; readonly period: string; readonly dueAt: Temporal.Instant };

/** Periods that are known and fall due after `now`, soonest first. */
export async function loadPendingDues(db: Executor, now: Temporal.Instant): Promise<readonly PendingDue[]> {
  const rows = await db.execute<{ form: string; period: string; dueAt: string }>(sql`
    select f.code as form, p.code as period, p.due_at as "dueAt"
    from period p join form f on f.id = p.form_id where p.due_at > ${now.toString()} order by p.due_at, p.id`);
  return rows.map((row) => ({ ...row, dueAt: Temporal.Instant.from(row.dueAt) }));
}
