/**
 * Draws one picture and ends: `{option, width, height}` as JSON on standard input, the PNG on standard output. Started by render.ts.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { init, setPlatformAPI } from 'echarts';
import { encodePng } from './png.ts';
import type { PictureOption, PictureSize } from './render.ts';
import { textWidth } from './text-width.ts';

const FAMILY = 'Be Vietnam Pro';
const WEIGHTS = ['400Regular/BeVietnamPro_400Regular.ttf', '700Bold/BeVietnamPro_700Bold.ttf'];

const fileOf = (specifier: string) => readFile(fileURLToPath(import.meta.resolve(specifier)));

function drawSvg({ option, width, height }: PictureSize & { readonly option: PictureOption }): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({ ...option, animation: false, textStyle: { ...option.textStyle, fontFamily: FAMILY } });
  const svg = chart.renderToSVGString();
  // Its animation loop would keep the process alive.
  chart.dispose();
  return svg;
}

/** Without a screen the library takes each letter with a mark for a Chinese one, twice as wide as it is. */
setPlatformAPI({
  measureText: (words, font) => ({
    width: textWidth(words, Number(/([\d.]+)px/.exec(font ?? '')?.[1] ?? 12)),
  }),
});

const asked: PictureSize & { readonly option: PictureOption } = JSON.parse(await text(process.stdin));
const [wasm, ...fontBuffers] = await Promise.all([
  fileOf('@resvg/resvg-wasm/index_bg.wasm'),
  ...WEIGHTS.map((file) => fileOf(`@expo-google-fonts/be-vietnam-pro/${file}`)),
]);
await initWasm(wasm);
const picture = new Resvg(drawSvg(asked), {
  background: '#ffffff',
  font: { fontBuffers, defaultFontFamily: FAMILY, sansSerifFamily: FAMILY, loadSystemFonts: false },
});
const drawn = picture.render();
process.stdout.write(encodePng(drawn.pixels, drawn.width, drawn.height));
