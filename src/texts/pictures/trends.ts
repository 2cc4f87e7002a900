import { numberOf, totalsIn, type Course, type CourseRow } from '../../core/digest/course.ts';
import type { Field } from '../../core/forms/definition.ts';
import { headingOf } from '../counted.ts';
import { formatTarget } from '../numbers.ts';
import { clip } from '../screen.ts';
import type { Panel } from './panels.ts';
import { PALETTES, type PictureLook } from './style.ts';
import { periodTicks } from './ticks.ts';

/** Of all units together, with the line to reach. */
export function trendPanel(course: Course, field: Field, look: PictureLook): Panel {
  const numbers = totalsIn(field, course.units, course.periods.length).map((total) =>
    scaled(field, numberOf(total)),
  );
  const target = field.target === undefined ? '' : `, chỉ tiêu ${formatTarget(field.target)}`;
  return linePanel(course, field, look, {
    title: `${field.type === 'ratio' ? `${field.label} (%)` : headingOf(field)}${target}`,
    numbers,
    all: numbers,
    heightPx: 260,
    leftPx: 90,
  });
}

/** The same of each unit, small, all on one scale so that they can be compared. */
export function smallPanels(
  course: Course,
  rows: readonly CourseRow[],
  field: Field,
  look: PictureLook,
): readonly Panel[] {
  const lines = rows.map(({ name, units }) => ({
    name,
    numbers: totalsIn(field, units, course.periods.length).map((total) => scaled(field, numberOf(total))),
  }));
  const all = lines.flatMap(({ numbers }) => numbers);
  return lines.map(({ name, numbers }) =>
    linePanel(course, field, look, { title: clip(name, 22), numbers, all, heightPx: 130, leftPx: 66 }),
  );
}

/** Rates are shown in per cent. */
function scaled({ type }: Field, number: number | null): number | null {
  return number === null || type !== 'ratio' ? number : Number((number * 100).toFixed(2));
}

type Line = {
  readonly title: string;
  readonly numbers: readonly (number | null)[];
  /** What the scale has to hold. */
  readonly all: readonly (number | null)[];
  readonly heightPx: number;
  readonly leftPx: number;
};

function linePanel(
  { periods }: Course,
  field: Field,
  look: PictureLook,
  { title, numbers, all, heightPx, leftPx }: Line,
): Panel {
  const palette = PALETTES[look];
  const target = field.target === undefined ? undefined : field.target * 100;
  const known = [...all, target ?? null].filter((number) => number !== null);
  const isRate = field.type === 'ratio';
  const least = Math.min(100, ...known);
  const lowest = isRate ? (least >= 98 ? 98 : 10 * Math.floor((least - 0.1) / 10)) : 0;
  const highest = isRate ? 100 : 2 * Math.ceil(Math.max(1, ...known) / 2);
  const small = heightPx < 200;
  const text = { fontSize: small ? 22 : 26, color: palette.quiet };
  return {
    title,
    heightPx,
    leftPx,
    belowPx: 44,
    xAxis: {
      type: 'category',
      data: [...periodTicks(periods)],
      axisTick: { show: false },
      axisLabel: {
        ...text,
        hideOverlap: true,
        ...(small ? { interval: Math.ceil(periods.length / 3) } : {}),
      },
    },
    yAxis: {
      type: 'value',
      min: Math.max(0, lowest),
      max: highest,
      interval: (highest - Math.max(0, lowest)) / 2,
      axisLabel: text,
    },
    series: (axes) => ({
      type: 'line',
      ...axes,
      data: [...numbers],
      symbol: 'circle',
      symbolSize: small ? 9 : 14,
      lineStyle: { width: 5, color: palette.line },
      itemStyle: { color: palette.line },
      ...(target === undefined
        ? {}
        : {
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { color: palette.target, width: 4, type: 'dashed' },
              label: { show: false },
              data: [{ yAxis: target }],
            },
          }),
    }),
  };
}
