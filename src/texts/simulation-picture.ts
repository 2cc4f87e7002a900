import type { EChartsOption } from 'echarts';
import { UNASKED_A_WEEK } from '../core/reminders/weekly-room.ts';
import type { Outcome } from '../core/simulation/outcome.ts';
import { formatDay, formatNumber, formatRate } from './numbers.ts';

const WIDTH = 1080;
const HEIGHT = 1350;

/** Told apart by people who see no red and green too. */
const COLOURS = { onTime: '#2a7f6f', late: '#e9b44c', missing: '#b5402a', ink: '#22303c', quiet: '#5b6b78' };
/** Beyond so many weeks figures in the bars would run into each other. */
const MOST_LABELLED = 16;
/** Of the whole bar: a lower piece has no room for its figure. */
const LEAST_LABELLED_SHARE = 0.06;

const TEXT = { fontSize: 22, color: COLOURS.quiet };
const HEADING = { fontSize: 26, fontWeight: 700, color: COLOURS.ink } as const;

/** The three charts from the top: where each has its heading and its grid. */
const PANELS = [
  { heading: 190, top: 250, height: 370 },
  { heading: 700, top: 760, height: 180 },
  { heading: 1020, top: 1080, height: 180 },
] as const;

/** The simulated weeks as a picture for a phone or a slide: what came in time, and how much people were written to for it. */
export function pictureOfSimulation(
  outcome: Outcome,
  { units, seed }: { readonly units: number; readonly seed: number },
): { readonly option: EChartsOption; readonly width: number; readonly height: number } {
  const { weekly, expected } = outcome;
  const days = weekly.map(({ start }) => formatDay(start));
  const share = (count: number) => formatRate(count, expected);
  const headings = [
    'Báo cáo theo tuần',
    'Tin chủ động trên một báo cáo',
    `Tin chủ động mỗi người trong tuần (trần ${UNASKED_A_WEEK})`,
  ];
  const tallest = Math.max(...weekly.map(({ onTime, late, missing }) => onTime + late + missing));
  const isReadable = (count: number) =>
    weekly.length <= MOST_LABELLED && count / tallest >= LEAST_LABELLED_SHARE;
  const stacked = (name: string, color: string, counts: readonly number[], ink = '#ffffff') => ({
    type: 'bar' as const,
    name,
    stack: 'reports',
    barCategoryGap: '30%',
    itemStyle: { color },
    data: counts.map((value) => ({ value, label: { show: isReadable(value) } })),
    label: { color: ink, fontSize: 22 },
  });
  const option: EChartsOption = {
    title: [
      {
        text: `Mô phỏng ${formatNumber(weekly.length)} tuần, ${formatNumber(units)} đơn vị`,
        left: 50,
        top: 40,
        textStyle: { fontSize: 40, fontWeight: 700, color: COLOURS.ink },
        subtext: `Đúng hạn ${share(outcome.onTime)}, trễ ${share(outcome.late)}, không nộp ${share(outcome.missing)} của ${formatNumber(expected)} báo cáo (mầm ${seed})`,
        subtextStyle: { fontSize: 24, color: COLOURS.quiet },
        itemGap: 26,
      },
      ...PANELS.map(({ heading }, panel) => ({
        text: headings[panel] ?? '',
        left: 50,
        top: heading,
        textStyle: HEADING,
      })),
    ],
    legend: [
      { right: 50, top: 190, itemGap: 24, textStyle: TEXT, data: ['Đúng hạn', 'Trễ hạn', 'Không nộp'] },
      { right: 50, top: 1020, itemGap: 24, textStyle: TEXT, data: ['Nhiều nhất', 'Thường'] },
    ],
    grid: PANELS.map(({ top, height }) => ({ left: 100, right: 50, top, height })),
    xAxis: PANELS.map((_, gridIndex) => ({
      type: 'category' as const,
      gridIndex,
      data: days,
      axisTick: { show: false },
      axisLabel: { ...TEXT, margin: 14, hideOverlap: true },
      ...(gridIndex === PANELS.length - 1
        ? { name: 'tuần bắt đầu ngày', nameLocation: 'middle' as const, nameGap: 50, nameTextStyle: TEXT }
        : {}),
    })),
    yAxis: PANELS.map((_, gridIndex) => ({
      type: 'value' as const,
      gridIndex,
      axisLabel: TEXT,
      splitNumber: gridIndex === 0 ? 5 : 3,
      ...(gridIndex === 1 ? {} : { minInterval: 1 }),
      ...(gridIndex === 2 ? { max: UNASKED_A_WEEK + 1 } : {}),
    })),
    series: [
      stacked(
        'Đúng hạn',
        COLOURS.onTime,
        weekly.map((week) => week.onTime),
      ),
      stacked(
        'Trễ hạn',
        COLOURS.late,
        weekly.map((week) => week.late),
        COLOURS.ink,
      ),
      stacked(
        'Không nộp',
        COLOURS.missing,
        weekly.map((week) => week.missing),
      ),
      {
        type: 'line',
        xAxisIndex: 1,
        yAxisIndex: 1,
        symbolSize: weekly.length <= MOST_LABELLED ? 10 : 0,
        lineStyle: { width: 4, color: COLOURS.ink },
        itemStyle: { color: COLOURS.ink },
        data: weekly.map((week) => Number(week.remindersPerReport.toFixed(2))),
      },
      {
        type: 'bar',
        name: 'Nhiều nhất',
        xAxisIndex: 2,
        yAxisIndex: 2,
        barCategoryGap: '30%',
        itemStyle: { color: '#9db4c0' },
        data: weekly.map((week) => week.unaskedPerPerson.most),
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { color: COLOURS.missing, width: 3, type: 'dashed' },
          label: { show: false },
          data: [{ yAxis: UNASKED_A_WEEK }],
        },
      },
      {
        type: 'line',
        name: 'Thường',
        xAxisIndex: 2,
        yAxisIndex: 2,
        symbolSize: weekly.length <= MOST_LABELLED ? 10 : 0,
        lineStyle: { width: 4, color: COLOURS.onTime },
        itemStyle: { color: COLOURS.onTime },
        data: weekly.map((week) => week.unaskedPerPerson.median),
      },
    ],
  };
  return { option, width: WIDTH, height: HEIGHT };
}
