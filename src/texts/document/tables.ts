import type { DigestView } from '../../core/conversation/context.ts';
import type { IndicatorFigures } from '../../core/digest/figures.ts';
import type { UnitTally } from '../../core/digest/findings.ts';
import type { Value } from '../../core/forms/definition.ts';
import { hasRate, headingOf } from '../counted.ts';
import { rateWords } from '../digest-lines.ts';
import { unitName } from '../digest-names.ts';
import { formatNumber, formatTarget, formatValue } from '../numbers.ts';
import { capital } from '../report-lines.ts';
import type { DocumentTable, TableRow } from './content.ts';

/** Beyond so many indicators the annex goes on in another table. */
const MOST_COLUMNS = 12;
const NO_FIGURE = '–';

/** Each indicator beside what it is compared with. */
export function resultsTable({ figures }: DigestView): DocumentTable {
  return {
    heads: ['TT', 'Chỉ số', 'Kỳ này', 'Kỳ trước', 'Cùng kỳ năm trước', 'Lũy kế từ đầu năm', 'Chỉ tiêu'],
    widths: [5, 26, 15, 15, 15, 15, 9],
    centred: [0, 2, 3, 4, 5, 6],
    rows: figures.indicators.map((one, index) => ({
      cells: [
        formatNumber(index + 1),
        headingOf(one),
        withRate(one.total, one.target),
        withRate(one.previous, one.target),
        withRate(one.same_period_last_year, one.target),
        withRate(one.year_to_date, one.target),
        one.target === null ? NO_FIGURE : formatTarget(one.target),
      ],
    })),
  };
}

function withRate(value: Value | null, target: number | null): string {
  if (value === null) return NO_FIGURE;
  return hasRate(value) ? `${formatValue(value)}\n(${rateWords(value, target)})` : formatValue(value);
}

/** What each unit reported, in the organisation's order, and the sums. */
export function unitTables(view: DigestView): readonly DocumentTable[] {
  const { indicators } = view.figures;
  const parts = Math.max(1, Math.ceil(indicators.length / MOST_COLUMNS));
  const size = Math.ceil(indicators.length / parts);
  return Array.from({ length: parts }, (_, part) =>
    unitTable(view, indicators.slice(part * size, (part + 1) * size)),
  );
}

function unitTable(view: DigestView, indicators: readonly IndicatorFigures[]): DocumentTable {
  const values = indicators.map(({ units }) => new Map(units.map(({ unit, value }) => [unit, value])));
  const states = unitStates(view);
  const rows = Object.keys(view.names.units).map((unit, index): TableRow => ({
    cells: [
      formatNumber(index + 1),
      capital(unitName(view, unit)),
      states.get(unit) ?? NO_FIGURE,
      ...values.map((of) => {
        const value = of.get(unit);
        return value === undefined ? NO_FIGURE : formatValue(value);
      }),
    ],
  }));
  const sums = indicators.map(({ total }) => (total === null ? NO_FIGURE : formatValue(total)));
  const { received, expected } = view.figures;
  return {
    heads: ['TT', 'Đơn vị', 'Báo cáo', ...indicators.map(headingOf)],
    widths: [4, 17, 10, ...indicators.map(() => 69 / indicators.length)],
    centred: [0, 2, ...indicators.map((_, index) => index + 3)],
    rows: [
      ...rows,
      { cells: ['', 'Tổng', `${formatNumber(received)}/${formatNumber(expected)}`, ...sums], strong: true },
    ],
  };
}

/** How each unit reported over several periods, with the share in time of what it owed: what an emulation movement asks for. */
export function reportingTable(view: DigestView): DocumentTable {
  const { expected, received } = view.figures;
  const late = received - view.findings.on_time;
  return {
    heads: [
      'TT',
      'Đơn vị',
      'Phải gửi',
      'Đã gửi',
      'Đúng hạn',
      'Trễ hạn',
      'Chưa gửi',
      'Tỷ lệ đã gửi',
      'Tỷ lệ đúng hạn',
    ],
    widths: [5, 25, 9, 9, 10, 9, 9, 12, 12],
    centred: [0, 2, 3, 4, 5, 6, 7, 8],
    rows: [
      ...view.findings.units.map((tally, index) => ({
        cells: [formatNumber(index + 1), ...countCells(capital(unitName(view, tally.unit)), tally)],
      })),
      { cells: ['', ...countCells('Tổng', { expected, received, late })], strong: true },
    ],
  };
}

function countCells(
  name: string,
  { expected, received, late }: Pick<UnitTally, 'expected' | 'received' | 'late'>,
): readonly string[] {
  const inTime = received - late;
  const share = (part: number) => (expected === 0 ? NO_FIGURE : rateWords({ part, whole: expected }, null));
  return [
    name,
    ...[expected, received, inTime, late, expected - received].map(formatNumber),
    share(received),
    share(inTime),
  ];
}

/** `Đúng hạn`, `Trễ`, `Chưa`, `Miễn`; of several periods how many reports came: `51/52`. */
function unitStates({ figures, findings }: DigestView): ReadonlyMap<string, string> {
  const exempt = (figures.exempt ?? []).map(({ unit }): [string, string] => [unit, 'Miễn']);
  const owed = findings.units.map(({ unit, expected, received, late }): [string, string] => {
    if (expected > 1) return [unit, `${formatNumber(received)}/${formatNumber(expected)}`];
    if (received === 0) return [unit, 'Chưa'];
    return [unit, late > 0 ? 'Trễ' : 'Đúng hạn'];
  });
  return new Map([...exempt, ...owed]);
}
