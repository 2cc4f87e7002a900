import { meetsTarget } from '../../core/digest/totals.ts';
import {
  numberOf,
  shareReceived,
  totalsIn,
  type Course,
  type CourseRow,
  type ReportState,
} from '../../core/digest/course.ts';
import { isRatio, type Field } from '../../core/forms/definition.ts';
import { headingOf } from '../counted.ts';
import { formatNumber, formatTarget } from '../numbers.ts';
import { clip } from '../screen.ts';
import type { Panel } from './panels.ts';
import { inkOn, PALETTES, type Palette, type PictureLook } from './style.ts';
import { periodTicks } from './ticks.ts';

const NAME_PX = 330;
const LONGEST_NAME = 22;
const ROW_PX = { most: 60, least: 44, all: 1_100 };
const LABEL = { fontSize: 28 } as const;

/** A kind of cell: the number that stands for it, its colour, its mark and what the legend says. */
type Kind = { readonly value: number; readonly color: string; readonly label: string };

type HeatCell = { readonly kind: number; readonly mark: string };

/** Unit × period: in time, late, missing or exempt; where rows are many units, how much of what they owed came. */
export function completenessPanel(course: Course, rows: readonly CourseRow[], look: PictureLook): Panel {
  const palette = PALETTES[look];
  if (rows.some(({ units }) => units.length > 1)) {
    const cells = rows.map(({ units }) => course.periods.map((_, at) => shareCell(shareReceived(units, at))));
    return heatPanel('Phần trăm báo cáo đã nộp', course, rows, cells, shareKinds(palette), palette);
  }
  const cells = rows.map(({ units: [unit] }) =>
    course.periods.map((_, at) => stateCell(unit?.states[at] ?? null)),
  );
  return heatPanel('Nộp báo cáo theo kỳ', course, rows, cells, stateKinds(palette), palette);
}

function stateKinds({ inTime, late, missing, exempt }: Palette): readonly Kind[] {
  return [
    { value: 0, color: inTime, label: 'Đúng hạn' },
    { value: 1, color: late, label: 'T: trễ' },
    { value: 2, color: missing, label: '×: chưa nộp' },
    { value: 3, color: exempt, label: 'M: miễn' },
  ];
}

function stateCell(state: ReportState): HeatCell | null {
  switch (state) {
    case null:
      return null;
    case 'in-time':
      return { kind: 0, mark: '' };
    case 'late':
      return { kind: 1, mark: 'T' };
    case 'missing':
      return { kind: 2, mark: '×' };
    case 'exempt':
      return { kind: 3, mark: 'M' };
  }
}

function shareKinds({ inTime, steps, late, missing }: Palette): readonly Kind[] {
  return [
    { value: 0, color: inTime, label: 'Đủ' },
    { value: 1, color: steps[1], label: 'từ 90 %' },
    { value: 2, color: late, label: 'từ 70 %' },
    { value: 3, color: missing, label: 'dưới 70 %' },
  ];
}

function shareCell(share: number | null): HeatCell | null {
  if (share === null) return null;
  return { kind: share === 1 ? 0 : share >= 0.9 ? 1 : share >= 0.7 ? 2 : 3, mark: percent(share) };
}

/** Never 100 but where it is all, as everywhere. */
function percent(share: number): string {
  return String(Math.floor(share * 100 + 1e-9));
}

/** Unit × period of one indicator: a ratio against its target, a count by its size. */
export function indicatorPanel(
  course: Course,
  rows: readonly CourseRow[],
  field: Field,
  look: PictureLook,
): Panel {
  const palette = PALETTES[look];
  const totals = rows.map(({ units }) => totalsIn(field, units, course.periods.length));
  const numbers = totals.flat().flatMap((total) => numberOf(total) ?? []);
  const most = Math.max(1, ...numbers);
  const { target } = field;
  const hasTarget = target !== undefined;
  const cells = totals.map((row) =>
    row.map((total): HeatCell | null => {
      const number = numberOf(total);
      if (total === null || number === null) return null;
      const mark = isRatio(total) ? percent(number) : formatNumber(number);
      if (hasTarget) return { kind: meetsTarget(total, target) ? 0 : 3, mark };
      return { kind: number === 0 ? 0 : Math.min(3, 1 + Math.floor((3 * number) / (most * 1.0001))), mark };
    }),
  );
  const kinds = hasTarget
    ? [
        { value: 0, color: palette.inTime, label: `đạt ${formatTarget(target)}` },
        { value: 3, color: palette.late, label: 'chưa đạt' },
      ]
    : palette.steps.map((color, value) => ({ value, color, label: stepLabel(value) }));
  const title = field.type === 'ratio' ? `${field.label} (%)` : headingOf(field);
  return heatPanel(title, course, rows, cells, kinds, palette);
}

function stepLabel(step: number): string {
  return ['không', 'ít', 'vừa', 'nhiều'][step] ?? '';
}

function heatPanel(
  title: string,
  { periods }: Course,
  rows: readonly CourseRow[],
  cells: readonly (readonly (HeatCell | null)[])[],
  kinds: readonly Kind[],
  palette: Palette,
): Panel {
  const colours = new Map(kinds.map(({ value, color }) => [value, color]));
  const rowPx = Math.min(ROW_PX.most, Math.max(ROW_PX.least, ROW_PX.all / Math.max(1, rows.length)));
  const data = cells.flatMap((row, y) =>
    row.flatMap((cell, x) =>
      cell === null
        ? []
        : [
            {
              value: [x, y, cell.kind],
              label: {
                show: cell.mark !== '',
                formatter: cell.mark,
                color: inkOn(colours.get(cell.kind) ?? '#ffffff'),
              },
            },
          ],
    ),
  );
  const labels = { ...LABEL, color: palette.ink };
  return {
    title,
    heightPx: rowPx * rows.length,
    leftPx: NAME_PX,
    belowPx: 44,
    xAxis: {
      type: 'category',
      data: [...periodTicks(periods)],
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { ...labels, fontSize: 24, hideOverlap: true },
    },
    yAxis: {
      type: 'category',
      data: rows.map(({ name }) => clip(name, LONGEST_NAME)),
      inverse: true,
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { ...labels, align: 'left', margin: NAME_PX - 4 },
    },
    series: (axes) => ({
      type: 'heatmap',
      ...axes,
      data,
      label: { show: true, fontSize: 26, fontWeight: 700 },
      itemStyle: { borderColor: palette.edge, borderWidth: 3 },
    }),
    visualMap: {
      type: 'piecewise',
      orient: 'horizontal',
      itemWidth: 34,
      itemHeight: 28,
      itemGap: 22,
      itemSymbol: 'rect',
      padding: 0,
      textStyle: { fontSize: 26, color: palette.ink },
      pieces: [...kinds],
    },
  };
}
