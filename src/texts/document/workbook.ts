import type { Temporal } from 'temporal-polyfill';
import type { DigestView } from '../../core/conversation/context.ts';
import type { IndicatorFigures } from '../../core/digest/figures.ts';
import { isRatio, type Value } from '../../core/forms/definition.ts';
import { headingOf } from '../counted.ts';
import { quotable } from '../opinions.ts';
import { fieldName, unitName } from '../digest-names.ts';
import { NOTEWORTHY } from '../digest-standouts.ts';
import { LATE_CAUSE_WORDS } from '../late.ts';
import { formatDate, formatTime, periodName, codeName } from '../numbers.ts';
import { capital } from '../report-lines.ts';
import { successionSentences } from '../succession.ts';
import { noteworthySheet } from './noteworthy-sheet.ts';
import { column, UNIT_COLUMNS, type Sheet, type SheetCell } from './sheets.ts';

const NAMES = {
  about: 'Thông tin',
  results: 'Tổng hợp',
  units: 'Đơn vị',
  reporting: 'Tình hình nộp',
  noteworthy: NOTEWORTHY,
  opinions: 'Ý kiến',
} as const;

export type WorkbookParts = {
  /** The digests of one period, one a body. */
  readonly views: readonly DigestView[];
  /** Calendar time of the figures. */
  readonly at: Temporal.Instant;
  readonly zone: string;
};

/** The sheets of a workbook, a table each; those of several bodies one after the other. */
export function workbookOf({ views, at, zone }: WorkbookParts): readonly Sheet[] {
  return views.flatMap((view, index) => {
    const name = (kind: keyof typeof NAMES) =>
      views.length === 1 ? NAMES[kind] : `${NAMES[kind]} (${index + 1})`;
    return [
      aboutSheet(view, at, zone, name('about')),
      resultsSheet(view, name('results'), name('units')),
      unitsSheet(view, name('units')),
      reportingSheet(view, name('reporting')),
      noteworthySheet(view, name('noteworthy')),
      opinionsSheet(view, name('opinions')),
    ];
  });
}

function aboutSheet(view: DigestView, at: Temporal.Instant, zone: string, name: string): Sheet {
  const { names, figures } = view;
  const { code, start, end } = names.period;
  const day = at.toZonedDateTimeISO(zone).toPlainDate();
  return {
    name,
    columns: [column('Mục', 24), column('Nội dung', 60)],
    rows: [
      ['Cơ quan nhận', names.body],
      ['Mẫu báo cáo', names.form],
      ['Kỳ báo cáo', capital(periodName(code, start, end))],
      ['Mã kỳ', code],
      ['Số liệu từ ngày', { date: start.toString() }],
      ['Số liệu đến ngày', { date: end.toString() }],
      ['Số báo cáo phải nộp', figures.expected],
      ['Số báo cáo đã nộp', figures.received],
      ['Lấy số liệu lúc', `${formatTime(at, zone)} ngày ${formatDate(day)}`],
      ...successionSentences(view).map((sentence) => ['Ghi chú', sentence]),
    ],
  };
}

/** Each period as part, whole and rate; a count stands in the first of the three. */
const COMPARED = [
  ['Kỳ này', 'total'],
  ['Kỳ trước', 'previous'],
  ['Cùng kỳ năm trước', 'same_period_last_year'],
  ['Lũy kế từ đầu năm', 'year_to_date'],
] as const;

function resultsSheet({ figures }: DigestView, name: string, unitsName: string): Sheet {
  const places = columnPlaces(figures.indicators);
  return {
    name,
    columns: [
      column('Mã', 18),
      column('Chỉ số', 34),
      ...COMPARED.flatMap(([words]) => [
        column(`${words}: số lượng`, 13),
        column(`${words}: tổng số`, 13),
        column(`${words}: tỷ lệ`, 11),
      ]),
      column('Chỉ tiêu', 10),
      column('Đạt chỉ tiêu', 14),
    ],
    rows: figures.indicators.map((one, row) => [
      one.code,
      headingOf(one),
      ...COMPARED.flatMap(([, of], index) =>
        of === 'total'
          ? linkedCells(one.total, unitsName, places[row] ?? 0)
          : ratioCells(one[of], 2 + 3 * index),
      ),
      one.target === null ? null : { share: one.target },
      one.met === null ? null : one.met ? 'Đạt' : 'Chưa đạt',
    ]),
  };
}

/** Part, whole and rate from that column on. */
function ratioCells(value: Value | null, from: number): readonly SheetCell[] {
  if (typeof value === 'number') return [value, null, null];
  if (value === null || !isRatio(value)) return [null, null, null];
  const { part, whole } = value;
  return [part, whole, rateCell(part, whole, from)];
}

/** The same of this period: sums of the sheet of units, so that both sheets cannot disagree. */
function linkedCells(value: Value | null, sheet: string, place: number): readonly SheetCell[] {
  const link = (at: number, sum: number): SheetCell => ({ kind: 'sum-of', sheet, column: at, value: sum });
  if (typeof value === 'number') return [link(place, value), null, null];
  if (value === null || !isRatio(value)) return [null, null, null];
  const { part, whole } = value;
  return [link(place, part), link(place + 1, whole), rateCell(part, whole, 2)];
}

function rateCell(part: number, whole: number, from: number): SheetCell {
  return { kind: 'rate', part: from, whole: from + 1, value: whole === 0 ? null : part / whole };
}

/** In which column of the sheet of units each indicator begins: a ratio has two, part and whole. */
function columnPlaces(indicators: readonly IndicatorFigures[]): readonly number[] {
  let next = UNIT_COLUMNS.length;
  return indicators.map((one) => {
    const place = next;
    next += isRatioIndicator(one) ? 2 : 1;
    return place;
  });
}

function isRatioIndicator({ total, target, units }: IndicatorFigures): boolean {
  return (
    target !== null || [total, ...units.map(({ value }) => value)].some((one) => one !== null && isRatio(one))
  );
}

function unitsSheet(view: DigestView, name: string): Sheet {
  const { indicators } = view.figures;
  const values = indicators.map(({ units }) => new Map(units.map(({ unit, value }) => [unit, value])));
  // Once each: to tell looks at every unit.
  const isTwo = indicators.map(isRatioIndicator);
  return {
    name,
    columns: [
      ...UNIT_COLUMNS,
      ...indicators.flatMap((one, index) =>
        isTwo[index]
          ? [column(`${headingOf(one)}: đạt`, 13), column(`${headingOf(one)}: tổng số`, 13)]
          : [column(headingOf(one), 13)],
      ),
    ],
    rows: Object.keys(view.names.units).map((unit) => [
      unit,
      capital(unitName(view, unit)),
      ...values.flatMap((ofUnits, index) => valueCells(ofUnits.get(unit), isTwo[index] === true)),
    ]),
    sums: [
      'Tổng',
      null,
      ...indicators.flatMap(({ total }, index): readonly SheetCell[] => {
        const sums = total !== null && isRatio(total) ? [total.part, total.whole] : [total];
        return sums.length === 1 && isTwo[index]
          ? [null, null]
          : sums.map((value) => (typeof value === 'number' ? { kind: 'sum', value } : null));
      }),
    ],
  };
}

function valueCells(value: Value | undefined, isTwo: boolean): readonly SheetCell[] {
  if (!isTwo) return [typeof value === 'number' ? value : null];
  return value !== undefined && isRatio(value) ? [value.part, value.whole] : [null, null];
}

function reportingSheet(view: DigestView, name: string): Sheet {
  const { late_causes: causes = [], awaiting_sign_off: unsigned = [], exempt = [] } = view.figures;
  const tallies = new Map(view.findings.units.map((tally) => [tally.unit, tally]));
  const causeOf = new Map(causes.map(({ unit, cause }) => [unit, LATE_CAUSE_WORDS[cause]]));
  const exemptions = Map.groupBy(exempt, ({ unit }) => unit);
  const waiting = new Set(unsigned);
  const rows = Object.keys(view.names.units).map((unit) => {
    const { expected, received, late } = tallies.get(unit) ?? { expected: 0, received: 0, late: 0 };
    const reasons = exemptions.get(unit)?.map(({ reason }) => reason);
    return [
      unit,
      capital(unitName(view, unit)),
      expected,
      received,
      received - late,
      late,
      expected - received,
      causeOf.get(unit) ?? null,
      reasons?.join('; ') ?? null,
      waiting.has(unit) ? 'Chưa duyệt' : null,
    ] satisfies readonly SheetCell[];
  });
  const total = (of: number) => rows.reduce((sum, row) => sum + Number(row[of]), 0);
  return {
    name,
    columns: [
      ...UNIT_COLUMNS,
      column('Phải nộp', 10),
      column('Đã nộp', 10),
      column('Đúng hạn', 10),
      column('Trễ hạn', 10),
      column('Chưa nộp', 10),
      column('Lý do trễ', 18),
      column('Được miễn vì', 30),
      column('Trình duyệt', 14),
    ],
    rows,
    sums: [
      'Tổng',
      null,
      ...[2, 3, 4, 5, 6].map((of): SheetCell => ({ kind: 'sum', value: total(of) })),
      null,
      null,
      null,
    ],
  };
}

function opinionsSheet(view: DigestView, name: string): Sheet {
  const { texts, explanations = [] } = view.figures;
  return {
    name,
    columns: [...UNIT_COLUMNS, column('Mục', 30), column('Nội dung', 90)],
    rows: [
      ...texts.map(({ unit, field, text }) => [
        unit,
        capital(unitName(view, unit)),
        fieldName(view, field),
        quotable(text),
      ]),
      ...explanations.map(({ unit, field, period, text }) => [
        unit,
        capital(unitName(view, unit)),
        `Giải trình: ${fieldName(view, field)} (${codeName(period)})`,
        text,
      ]),
    ],
  };
}
