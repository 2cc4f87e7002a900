import { basename } from 'node:path';
import { Command } from 'commander';
import { holidaysOfYear, withNotice, type Holiday, type Holidays } from '../core/calendar/holidays.ts';
import { changesOfYear, type NoticeChanges } from '../core/calendar/notice-changes.ts';
import {
  doubtsAboutNotice,
  FIRST_NOTICE_YEAR,
  LAST_NOTICE_YEAR,
  type StatedNotice,
} from '../core/calendar/notice-file.ts';
import { isWorkingDay } from '../core/calendar/working-days.ts';
import { Refused } from '../core/errors.ts';
import type { Database, Executor } from '../db/connect.ts';
import { recordAudit } from '../db/queries/audit.ts';
import {
  loadHolidays,
  loadNotices,
  loadPendingDues,
  lockNotices,
  saveNotice,
  type PendingDue,
} from '../db/queries/holidays.ts';
import type { FileProblem } from '../org-file/document.ts';
import { readNotice, writeNotice } from '../org-file/notice.ts';
import { CALENDAR, wordChanges, wordKeptDues, wordYear, type YearOrigin } from '../texts/calendar.ts';
import { wordFaults, wordRefusedFile, wordWarnings } from '../texts/file-faults.ts';
import { readNamedFile } from './file.ts';
import { localMoment } from './moment.ts';
import { writeLines } from './output.ts';
import type { CliParts } from './parts.ts';

type ImportFlags = { readonly dryRun?: true; readonly json?: true };
type YearFlags = { readonly year?: string; readonly json?: true; readonly out?: string };

export function calendarCommand(parts: CliParts): Command {
  const importer = new Command('import')
    .description(
      'nhập thông báo ngày nghỉ của một năm từ tệp YAML hoặc JSON; thay toàn bộ các ngày của năm đó',
    )
    .argument('<file>', 'tệp cần nhập')
    .option('--dry-run', 'chỉ xem trước, không nhập')
    .option('--json', 'in kết quả dạng JSON')
    .action((file: string, flags: ImportFlags) => importNotice(parts, file, flags));
  const exporter = new Command('export')
    .description('in các ngày của một năm dạng YAML, để sửa rồi nhập lại')
    .option('--year <năm>', 'năm (nếu bỏ qua: năm nay)')
    .option('--out <tệp>', 'ghi vào tệp thay vì in ra màn hình')
    .action((flags: YearFlags) => exportYear(parts, flags));
  const show = new Command('show')
    .description('xem ngày nghỉ, nghỉ bù, hoán đổi: đã công bố hay chưa, theo văn bản nào')
    .option('--year <năm>', 'năm (nếu bỏ qua: năm nay và năm sau)')
    .option('--json', 'in dạng JSON')
    .action((flags: YearFlags) => showYears(parts, flags));
  return new Command('calendar')
    .description('lịch nghỉ lễ, nghỉ bù, hoán đổi')
    .addCommand(importer)
    .addCommand(exporter)
    .addCommand(show);
}

type ImportOutcome = {
  readonly isNew: boolean;
  readonly changes: NoticeChanges;
  readonly kept: readonly PendingDue[];
};

async function importNotice(parts: CliParts, file: string, flags: ImportFlags): Promise<void> {
  const read = readNotice(await readNamedFile(file));
  if (!read.ok) return refuse(parts, file, flags, read.problems);
  const { content: notice, document } = read.value;
  const dryRun = flags.dryRun === true;
  const zone = parts.config.timeZone;
  const outcome = await parts.withDatabase((db) => importInto(parts, db, notice, basename(file), dryRun));
  const warnings = doubtsAboutNotice(notice).map((doubt) => document.locate(doubt));
  if (flags.json) {
    parts.print(JSON.stringify(describeImport(notice, outcome, warnings, { dryRun, zone })));
    return;
  }
  const lines = outcome.isNew
    ? wordChanges(notice.year, outcome.changes, dryRun)
    : [CALENDAR.unchanged(notice.year)];
  for (const line of [...lines, ...wordKeptDues(outcome.kept, zone)]) parts.print(line);
  for (const line of wordWarnings(warnings)) parts.say(line);
}

/** All or nothing; a notice that stands already, word for word, changes nothing. */
async function importInto(
  parts: CliParts,
  db: Database,
  notice: StatedNotice,
  file: string,
  dryRun: boolean,
): Promise<ImportOutcome> {
  const at = await parts.now(db);
  return db.transaction(async (tx) => {
    await lockNotices(tx);
    const before = await loadHolidays(tx);
    const after = withNotice(before, notice);
    const changes = changesOfYear(notice.year, before, after);
    const standing = (await loadNotices(tx)).find(({ year }) => year === notice.year);
    const isNew = count(changes) > 0 || (standing !== undefined && standing.source !== notice.source);
    if (isNew && !dryRun) {
      await saveNotice(tx, notice, at);
      await recordAudit(tx, at, [
        { action: 'import-calendar', subject: file, detail: { year: notice.year, ...countEach(changes) } },
      ]);
    }
    const pending = await loadPendingDues(tx, at);
    return {
      isNew,
      changes,
      kept: pending.filter((due) => isDueOnDayOff(due, notice.year, after, parts.config.timeZone)),
    };
  });
}

function isDueOnDayOff({ dueAt }: PendingDue, year: number, holidays: Holidays, zone: string): boolean {
  const day = dueAt.toZonedDateTimeISO(zone).toPlainDate();
  return day.year === year && !isWorkingDay(day, holidays);
}

function countEach({ added, removed, changed }: NoticeChanges): Record<string, number> {
  return { added: added.length, removed: removed.length, changed: changed.length };
}

function count({ added, removed, changed }: NoticeChanges): number {
  return added.length + removed.length + changed.length;
}

function refuse(parts: CliParts, file: string, flags: ImportFlags, problems: readonly FileProblem[]): never {
  if (flags.json) parts.print(JSON.stringify({ ok: false, problems }));
  else for (const line of wordFaults(problems)) parts.say(line);
  throw new Refused(wordRefusedFile(file, problems.length));
}

function describeImport(
  { year }: StatedNotice,
  { changes, kept }: ImportOutcome,
  warnings: readonly FileProblem[],
  { dryRun, zone }: { readonly dryRun: boolean; readonly zone: string },
): object {
  return {
    ok: true,
    dry_run: dryRun,
    year,
    added: changes.added.map(describeDay),
    removed: changes.removed.map(describeDay),
    changed: changes.changed.map(({ after }) => describeDay(after)),
    due_on_days_off: kept.map(({ form, period, dueAt }) => ({
      form,
      period,
      due_at: localMoment(dueAt, zone),
    })),
    warnings,
  };
}

function describeDay({ date, kind, name, source, announced }: Holiday): object {
  return { date: date.toString(), kind, name, source, announced };
}

type Year = { readonly year: number; readonly origin: YearOrigin; readonly days: readonly Holiday[] };

async function showYears(parts: CliParts, flags: YearFlags): Promise<void> {
  const years = await parts.withDatabase(async (db) => {
    const thisYear = await yearOfToday(parts, db);
    const wanted = flags.year === undefined ? [thisYear, thisYear + 1] : [readYear(flags.year)];
    return loadYears(db, wanted);
  });
  if (flags.json) {
    const described = years.map(({ year, origin, days }) => ({
      year,
      announced: origin.kind !== 'by-rule',
      origin: origin.kind,
      source: origin.kind === 'imported' ? origin.source : null,
      days: days.map(describeDay),
    }));
    return parts.print(JSON.stringify(described));
  }
  for (const { year, origin, days } of years) {
    for (const line of wordYear(year, origin, days, parts.config.timeZone)) parts.print(line);
  }
}

async function exportYear(parts: CliParts, flags: YearFlags): Promise<void> {
  const [found] = await parts.withDatabase(async (db) =>
    loadYears(db, [flags.year === undefined ? await yearOfToday(parts, db) : readYear(flags.year)]),
  );
  if (found === undefined) return;
  await writeLines(parts, flags.out, [writeNotice(found.year, sourceOf(found), found.days)]);
}

/** The document that the year's days are from; of the built-in ones, which have several, the one of most days. */
function sourceOf({ origin, days }: Year): string | undefined {
  if (origin.kind === 'imported') return origin.source;
  if (origin.kind === 'by-rule') return undefined;
  const bySource = [...Map.groupBy(days, ({ source }) => source)];
  return bySource.toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0];
}

async function loadYears(db: Executor, years: readonly number[]): Promise<readonly Year[]> {
  const holidays = await loadHolidays(db);
  const notices = await loadNotices(db);
  return years.map((year) => {
    const imported = notices.find((notice) => notice.year === year);
    const days = holidaysOfYear(year, holidays);
    if (imported) {
      return { year, origin: { kind: 'imported', source: imported.source, at: imported.importedAt }, days };
    }
    return { year, origin: { kind: holidays.announcedYears.has(year) ? 'built-in' : 'by-rule' }, days };
  });
}

async function yearOfToday(parts: CliParts, db: Database): Promise<number> {
  return (await parts.now(db)).toZonedDateTimeISO(parts.config.timeZone).year;
}

function readYear(text: string): number {
  const year = /^\d{4}$/.test(text) ? Number(text) : Number.NaN;
  if (year >= FIRST_NOTICE_YEAR && year <= LAST_NOTICE_YEAR) return year;
  throw new Refused(CALENDAR.badYear(text, FIRST_NOTICE_YEAR, LAST_NOTICE_YEAR));
}
