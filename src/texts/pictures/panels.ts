import type {
  EChartsOption,
  GridComponentOption,
  SeriesOption,
  TitleComponentOption,
  VisualMapComponentOption,
  XAXisComponentOption,
  YAXisComponentOption,
} from 'echarts';
import { MARGIN, PALETTES, PICTURE_WIDTH, type PictureLook } from './style.ts';

/** Which axes a series belongs to. */
export type Axes = { readonly xAxisIndex: number; readonly yAxisIndex: number };

/** One chart of a picture; charts stand below one another, or side by side where they are narrow. */
export type Panel = {
  readonly title: string;
  /** Of the chart itself, and the room around it for the labels of its axes. */
  readonly heightPx: number;
  readonly leftPx: number;
  readonly belowPx: number;
  readonly xAxis: XAXisComponentOption;
  readonly yAxis: YAXisComponentOption;
  readonly series: (axes: Axes) => SeriesOption;
  /** Colours by value, with its own legend below the heading. */
  readonly visualMap?: VisualMapComponentOption;
};

export type Picture = {
  readonly option: EChartsOption;
  readonly width: number;
  readonly height: number;
};

const HEAD_PX = 150;
const HEADING_PX = 56;
const LEGEND_PX = 56;
const GAP_PX = 36;
const RIGHT_PX = 24;

/** Puts panels below one another, `columns` side by side, under a title and a line that says what it is about. */
export function pictureOf(
  head: { readonly title: string; readonly about: string },
  panels: readonly Panel[],
  look: PictureLook,
  columns = 1,
): Picture {
  const { ink, quiet } = PALETTES[look];
  const widthPx = (PICTURE_WIDTH - 2 * MARGIN) / columns;
  const titles: TitleComponentOption[] = [
    {
      text: head.title,
      left: MARGIN,
      top: 32,
      padding: 0,
      textStyle: { fontSize: 40, fontWeight: 700, color: ink },
      subtext: head.about,
      subtextStyle: { fontSize: 28, color: quiet },
      itemGap: 18,
    },
  ];
  const grids: GridComponentOption[] = [];
  const visualMaps: VisualMapComponentOption[] = [];
  let top = HEAD_PX;
  let tallest = 0;
  for (const [index, panel] of panels.entries()) {
    const column = index % columns;
    if (column === 0) {
      top += tallest;
      tallest = 0;
    }
    const left = MARGIN + column * widthPx;
    const legendPx = panel.visualMap ? LEGEND_PX : 0;
    titles.push({
      text: panel.title,
      left,
      top,
      padding: 0,
      textStyle: {
        fontSize: columns > 1 ? 26 : 32,
        fontWeight: 700,
        color: ink,
        width: widthPx - RIGHT_PX,
        overflow: 'truncate',
      },
    });
    if (panel.visualMap) {
      visualMaps.push({ ...panel.visualMap, seriesIndex: index, left, top: top + HEADING_PX - 8 });
    }
    grids.push({
      left: left + panel.leftPx,
      width: widthPx - panel.leftPx - RIGHT_PX,
      top: top + HEADING_PX + legendPx,
      height: panel.heightPx,
    });
    tallest = Math.max(tallest, HEADING_PX + legendPx + panel.heightPx + panel.belowPx + GAP_PX);
  }
  const option: EChartsOption = {
    title: titles,
    grid: grids,
    xAxis: panels.map(({ xAxis }, gridIndex) => ({ ...xAxis, gridIndex })),
    yAxis: panels.map(({ yAxis }, gridIndex) => ({ ...yAxis, gridIndex })),
    series: panels.map(({ series }, at) => series({ xAxisIndex: at, yAxisIndex: at })),
    ...(visualMaps.length > 0 ? { visualMap: visualMaps } : {}),
  };
  return { option, width: PICTURE_WIDTH, height: top + tallest };
}
