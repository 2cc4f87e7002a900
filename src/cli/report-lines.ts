import type { Temporal } from 'temporal-polyfill';
import { isRatio, type FormDefinition, type Value } from '../core/forms/definition.ts';
import type { ExportedReport } from '../db/queries/report-export.ts';
import { neutralizeFormula } from '../core/spreadsheet-text.ts';
import { BYTE_ORDER_MARK, csvLine, type Cell } from '../documents/csv.ts';
import type { Sheet } from '../texts/document/sheets.ts';

/** One report a line, so that even a large export can be read and compared line by line. */
export async function* jsonLines(
  reports: AsyncIterable<ExportedReport>,
  zone: string,
): AsyncIterable<string> {
  yield '[';
  let waiting: string | undefined;
  for await (const report of reports) {
    if (waiting !== undefined) yield `${waiting},`;
    waiting = JSON.stringify(toJson(report, zone));
  }
  if (waiting !== undefined) yield waiting;
  yield ']';
}

function toJson(report: ExportedReport, zone: string) {
  return {
    unit: report.unit,
    form: report.form,
    period: report.period,
    revision: report.revision,
    nil: report.nil,
    submitted_at: inZone(report.submittedAt, zone),
    on_time: report.onTime,
    submitted_by: report.submittedBy,
    channel: report.channel,
    ...(report.signedOff === undefined ? {} : { signed_off: report.signedOff }),
    values: report.values,
  };
}

function inZone(instant: Temporal.Instant, zone: string): string {
  return instant.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never' });
}

const FIXED_COLUMNS = [
  'unit',
  'form',
  'period',
  'revision',
  'nil',
  'submitted_at',
  'on_time',
  'submitted_by',
  'channel',
] as const;
/** Stands after them where a form asks for sign-offs. */
const SIGNED_OFF = 'signed_off';

type Column = { readonly header: string; cell(values: ExportedReport['values']): Cell };

/** A header, then a line a report; lines end as RFC 4180 says once the line feed is added. */
export async function* csvLines(
  reports: AsyncIterable<ExportedReport>,
  zone: string,
  versions: readonly FormDefinition[],
): AsyncIterable<string> {
  const end = '\r';
  let start = BYTE_ORDER_MARK;
  for await (const row of tableRows(reports, zone, versions)) {
    yield start + csvLine(row) + end;
    start = '';
  }
}

const SHEET = { name: 'reports', columnWidth: 18 } as const;

/** The table of `csvLines` as the sheet of a workbook: figures are numbers, yes and no are words, no text is a formula. */
export async function reportSheet(
  reports: AsyncIterable<ExportedReport>,
  zone: string,
  versions: readonly FormDefinition[],
): Promise<Sheet> {
  const table: (readonly Cell[])[] = [];
  for await (const row of tableRows(reports, zone, versions)) table.push(row);
  const [heads = [], ...rows] = table;
  return {
    name: SHEET.name,
    columns: heads.map((head) => ({ head: String(head), width: SHEET.columnWidth })),
    rows: rows.map((row) =>
      row.map((cell) => {
        if (typeof cell === 'boolean') return String(cell);
        return typeof cell === 'string' ? neutralizeFormula(cell) : cell;
      }),
    ),
  };
}

/** The names of the columns, then a row a report. */
async function* tableRows(
  reports: AsyncIterable<ExportedReport>,
  zone: string,
  versions: readonly FormDefinition[],
): AsyncIterable<readonly Cell[]> {
  const fixedColumns = versions.some(({ signoff }) => signoff)
    ? ([...FIXED_COLUMNS, SIGNED_OFF] as const)
    : FIXED_COLUMNS;
  const columns = valueColumns(versions, fixedColumns);
  yield [...fixedColumns, ...columns.map(({ header }) => header)];
  for await (const report of reports) {
    const { values, ...fixed } = toJson(report, zone);
    yield [
      ...fixedColumns.map((name) => fixed[name] ?? null),
      ...columns.map((column) => column.cell(values)),
    ];
  }
}

/** Every field of any version of the forms once; a ratio has a column for its part and one for its whole. */
function valueColumns(versions: readonly FormDefinition[], taken: readonly string[]): readonly Column[] {
  const columns = new Map<string, Column>();
  const add = (header: string, cell: Column['cell']) => {
    const free = taken.includes(header) ? `field_${header}` : header;
    if (!columns.has(free)) columns.set(free, { header: free, cell });
  };
  for (const { code, type } of versions.flatMap((version) => version.fields)) {
    if (type === 'ratio') {
      add(`${code}_part`, (values) => ratioOf(values[code])?.part ?? null);
      add(`${code}_whole`, (values) => ratioOf(values[code])?.whole ?? null);
    } else add(code, (values) => plainCell(values[code]));
  }
  return [...columns.values()];
}

function ratioOf(value: Value | undefined) {
  return value !== undefined && isRatio(value) ? value : undefined;
}

function plainCell(value: Value | undefined): Cell {
  if (value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  return isRatio(value) ? null : value.join('; ');
}
