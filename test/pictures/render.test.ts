import { describe, expect, it } from 'vitest';
import { renderPicture, type PictureOption } from '../../src/pictures/render.ts';
import { textWidth } from '../../src/pictures/text-width.ts';

const BARS: PictureOption = {
  title: { text: 'Ẵ Ặ ữ ỡ ệ đ' },
  xAxis: { type: 'category', data: ['Tuần 34', 'Tuần 35'] },
  yAxis: { type: 'value' },
  series: [{ type: 'bar', data: [8, 5] }],
};

const titled = (text: string) => renderPicture({ ...BARS, title: { text } }, { width: 320, height: 240 });

/** What the header of a PNG says. */
function sizeOf(png: Uint8Array): string {
  const header = Buffer.from(png);
  expect(header.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  return `${header.readUInt32BE(16)}x${header.readUInt32BE(20)}`;
}

describe('a picture', () => {
  it('is a PNG of the size that was asked for, and the same again for the same data', async () => {
    const [one, again] = await Promise.all([
      renderPicture(BARS, { width: 640, height: 480 }),
      renderPicture(BARS, { width: 640, height: 480 }),
    ]);
    expect(sizeOf(one)).toBe('640x480');
    expect(Buffer.compare(one, again)).toBe(0);
  });

  it('shows letters with all their marks, not one box for each', async () => {
    expect(Buffer.compare(await titled('ẵặữỡđ'), await titled('ẳậừợd'))).not.toBe(0);
  });

  it('that cannot be drawn says why, and keeps none after it from being drawn', async () => {
    const broken = renderPicture(BARS, { width: 0, height: 0 });
    await expect(broken).rejects.toThrow('Error in draw.ts');
    expect(sizeOf(await renderPicture(BARS, { width: 100, height: 80 }))).toBe('100x80');
  });
});

describe('the width of words', () => {
  it('does not grow with the marks on their letters', () => {
    expect(textWidth('Đúng hạn ườ', 10)).toBeCloseTo(textWidth('Đung han uo', 10));
  });
});
