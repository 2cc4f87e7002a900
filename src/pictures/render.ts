import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { EChartsOption } from 'echarts';

/** What a chart is made of, as plain data: functions would not arrive in the process that draws. */
export type PictureOption = EChartsOption;

/** Of the PNG, in its own pixels. */
export type PictureSize = { readonly width: number; readonly height: number };

/** A chart takes half a second; what takes this long never ends. */
const MOST_SECONDS = 30;
const DRAW = fileURLToPath(new URL('draw.ts', import.meta.url));

/** The picture that is being drawn, or the last one: one at a time, since each takes some 200 MB meanwhile. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Draws a chart (an option of ECharts) as a PNG, in Be Vietnam Pro on white. It is drawn in a process of its own that ends, because
 * the chart library would keep 90 MB of the service for as long as it runs. Throws when the option cannot be drawn.
 */
export function renderPicture(option: PictureOption, size: PictureSize): Promise<Uint8Array> {
  const picture = last.then(() => draw(option, size));
  last = picture.catch(() => undefined);
  return picture;
}

async function draw(option: PictureOption, size: PictureSize): Promise<Uint8Array> {
  // It needs nothing of the environment, where secrets are.
  const child = spawn(process.execPath, [DRAW], { env: {}, timeout: MOST_SECONDS * 1_000 });
  const png: Buffer[] = [];
  let complaint = '';
  child.stdout.on('data', (piece: Buffer) => png.push(piece));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  // A child that ended early does not read; its exit says why.
  child.stdin.on('error', () => {});
  child.stdin.end(JSON.stringify({ option, ...size }));
  await once(child, 'close');
  if (child.exitCode === 0) return Buffer.concat(png);
  throw new Error(`a picture could not be drawn: ${reasonIn(complaint) ?? `ended by ${child.signalCode}`}`);
}

/** Of what a process says when it dies of an error, the line that names it. */
function reasonIn(complaint: string): string | undefined {
  const lines = complaint.split('\n').map((line) => line.trim());
  return lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.find((line) => line !== '');
}
