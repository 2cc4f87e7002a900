import type { EChartsOption } from 'echarts';
import { makeInChild } from '../child.ts';

/** What a chart is made of, as plain data: functions would not arrive in the process that draws. */
export type PictureOption = EChartsOption;

/** Of the PNG, in its own pixels. */
export type PictureSize = { readonly width: number; readonly height: number };

export type Drawing = PictureSize & { readonly option: PictureOption };

const DRAW = new URL('draw.ts', import.meta.url);
/** A chart takes half a second. */
const LIMITS = { seconds: 30, megabytes: 512 };

/**
 * Draws a chart (an option of ECharts) as a PNG, in Be Vietnam Pro on white. It is drawn in a process of its own that ends, because
 * the chart library would keep 90 MB of the service for as long as it runs. Throws
 * ChildFailed when the option cannot be drawn.
 */
export function renderPicture(option: PictureOption, size: PictureSize): Promise<Uint8Array> {
  const drawing: Drawing = { option, ...size };
  return makeInChild(DRAW, JSON.stringify(drawing), LIMITS);
}
