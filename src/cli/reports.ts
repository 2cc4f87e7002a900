import { Command, Option } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { rangeByCode } from '../core/calendar/period-range.ts';
import { officeScope } from '../core/access/scope.ts';
import { Refused } from '../core/errors.ts';
import type { FormDefinition } from '../core/forms/definition.ts';
import type { PeriodId } from '../core/ids.ts';
import type { Database, Transaction } from '../db/connect.ts';
import { recordAudit } from '../db/queries/audit.ts';
import { loadFormPeriods, type FormPeriod } from '../db/queries/form-periods.ts';
import {
  exportPeriod,
  loadFormVersions,
  type ExportedReport,
  type ExportScope,
} from '../db/queries/report-export.ts';
import { FIGURES } from '../texts/figures-command.ts';
import { chooseForms } from './choose-period.ts';
import { checkPlace, writeBytes, writeLines } from './output.ts';
import type { CliParts } from './parts.ts';
import { csvLines, jsonLines, reportSheet } from './report-lines.ts';

type Flags = {
  readonly form?: string;
  readonly from?: string;
  readonly to?: string;
  readonly format: 'csv' | 'json' | 'xlsx';
  readonly json?: true;
  readonly allRevisions?: true;
  readonly allLevels?: true;
  readonly out?: string;
};

export function reportsCommand(parts: CliParts): Command {
  const exporter = new Command('export')
    .description('xuất báo cáo đã nhận')
    .option('--form <mã>', 'chỉ một mẫu báo cáo')
    .option('--from <kỳ>', 'từ kỳ này, ví dụ 2017-W34, 2017-08, 2017')
    .option('--to <kỳ>', 'đến hết kỳ này')
    .addOption(new Option('--format <dạng>', 'dạng xuất').choices(['csv', 'json', 'xlsx']).default('csv'))
    .addOption(new Option('--json', 'như --format json').implies({ format: 'json' }))
    .option('--all-revisions', 'cả các lần sửa trước, không chỉ lần sau cùng')
    .option('--all-levels', 'cả báo cáo của đơn vị bên dưới, vốn được cộng vào báo cáo của cấp trên')
    .option('--out <tệp>', 'ghi vào tệp thay vì in ra màn hình')
    .action((flags: Flags) => exportReports(parts, flags));
  return new Command('reports').description('báo cáo đã nhận').addCommand(exporter);
}

async function exportReports(parts: CliParts, flags: Flags): Promise<void> {
  const json = flags.json === true || flags.format === 'json';
  const { format, out } = flags;
  if (format === 'xlsx') await checkPlace(parts, out, FIGURES.workbookNeedsFile);
  await parts.withDatabase(async (db) => {
    const forms = await chooseForms(db, flags.form);
    const codes = forms.map((form) => form.code);
    const periods = await choosePeriods(db, forms, flags);
    await recordExport(parts, db, codes, flags);
    // One snapshot for all statements: an export never shows half of what was sent meanwhile.
    await db.transaction(
      async (tx) => {
        const reports = readReports(tx, periods, scopeOf(flags));
        if (format === 'xlsx') {
          const versions = await loadFormVersions(tx, codes);
          const sheet = await reportSheet(reports, parts.config.timeZone, versions);
          const { writeExcel } = await import('../documents/excel/write.ts');
          return writeBytes(parts, out, await writeExcel([sheet]));
        }
        const lines = json
          ? jsonLines(reports, parts.config.timeZone)
          : csvLines(reports, parts.config.timeZone, await loadFormVersions(tx, codes));
        return writeLines(parts, out, lines);
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    );
  });
}

function scopeOf({ allRevisions, allLevels }: Flags): ExportScope {
  return { allRevisions: allRevisions === true, allLevels: allLevels === true };
}

/** Exports name people, so that one was made is kept. */
async function recordExport(
  parts: CliParts,
  db: Database,
  codes: readonly string[],
  flags: Flags,
): Promise<void> {
  const detail = {
    from: flags.from ?? null,
    to: flags.to ?? null,
    ...scopeOf(flags),
  };
  await recordAudit(db, await parts.now(db), [
    { action: 'export-reports', subject: codes.join(','), detail },
  ]);
}

async function choosePeriods(
  db: Database,
  forms: readonly FormDefinition[],
  { from, to }: Flags,
): Promise<readonly PeriodId[]> {
  const chosen: PeriodId[] = [];
  for (const form of forms) {
    const first = from === undefined ? undefined : rangeOf(form, from).start;
    const last = to === undefined ? undefined : rangeOf(form, to).end;
    if (first !== undefined && last !== undefined && Temporal.PlainDate.compare(first, last) > 0) {
      throw new Refused(FIGURES.backwards(from ?? '', to ?? ''));
    }
    const periods = await loadFormPeriods(db, form.code);
    chosen.push(...periods.filter((period) => liesBetween(period, first, last)).map(({ id }) => id));
  }
  return chosen;
}

function rangeOf(form: FormDefinition, code: string) {
  const range = rangeByCode(form.cutoff, code);
  if ('problem' in range) throw new Refused(range.problem);
  return range;
}

/** By the middle day, as core/calendar counts each week for exactly one month. */
function liesBetween(
  { start, end }: FormPeriod,
  first: Temporal.PlainDate | undefined,
  last: Temporal.PlainDate | undefined,
): boolean {
  const middle = start.add({ days: Math.floor(start.until(end, { largestUnit: 'days' }).days / 2) });
  return (
    (first === undefined || Temporal.PlainDate.compare(first, middle) <= 0) &&
    (last === undefined || Temporal.PlainDate.compare(middle, last) <= 0)
  );
}

/** Period by period, so that years of reports never stand in memory together. */
async function* readReports(
  tx: Transaction,
  periods: readonly PeriodId[],
  scope: ExportScope,
): AsyncIterable<ExportedReport> {
  for (const period of periods) yield* await exportPeriod(tx, officeScope(), period, scope);
}
