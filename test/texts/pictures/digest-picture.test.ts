import { describe, expect, it } from 'vitest';
import { renderPicture } from '../../../src/pictures/render.ts';
import {
  digestPicture,
  PICTURE_KINDS,
  type PictureKind,
} from '../../../src/texts/pictures/digest-picture.ts';
import { inkOn } from '../../../src/texts/pictures/style.ts';
import { courseOf } from '../../support/courses.ts';

const NAMES = { body: 'Ban Dân vận Huyện ủy', period: 'tuần 34/2017 (21/8–27/8)' };
const MOST_BYTES = 300_000;

const draw = (kind: PictureKind, units: number, look: 'screen' | 'print' = 'screen', page = 1) =>
  digestPicture(courseOf(units, 1), NAMES, { kind, look, page });

const isGrey = (colour: string) =>
  colour.slice(1, 3) === colour.slice(3, 5) && colour.slice(3, 5) === colour.slice(5);

const words = (picture: ReturnType<typeof draw>) => JSON.stringify(picture.option);

describe.each(PICTURE_KINDS)('the picture %s', (kind) => {
  it('is data that can be handed to the process that draws', () => {
    const { option } = draw(kind, 8);
    expect(JSON.parse(JSON.stringify(option))).toEqual(option);
  });

  it('is as wide as three phones and no taller than it needs, however many units there are', () => {
    const { width, height } = draw(kind, 200);
    expect(width).toBe(1080);
    expect(height).toBeLessThan(3_000);
  });

  it('says which part of many units it shows', () => {
    if (kind === 'trend') return;
    expect(words(draw(kind, 100, 'screen', 2))).toMatch(/phần 2\/\d/);
    expect(words(draw(kind, 8))).not.toContain('phần');
  });

  it('is under 300 KB at its largest', { timeout: 60_000 }, async () => {
    const { option, ...size } = draw(kind, kind === 'units' ? 24 : 36);
    expect((await renderPicture(option, size)).byteLength).toBeLessThan(MOST_BYTES);
  });
});

describe('a heat map of who reported', () => {
  it('marks each state by a letter too, not by colour alone', () => {
    const all = words(draw('overview', 8));
    for (const mark of ['"formatter":"T"', '"formatter":"×"', 'T: trễ', '×: chưa nộp'])
      expect(all).toContain(mark);
  });

  it('is grey alone for printing', () => {
    const colours = words(draw('overview', 8, 'print')).match(/#[0-9a-f]{6}/g) ?? [];
    expect(colours.length).toBeGreaterThan(10);
    expect(colours.filter((colour) => !isGrey(colour))).toEqual([]);
  });

  it('shows shares instead where a row is many units', () => {
    const course = courseOf(3_321, 34);
    const { option } = digestPicture(course, NAMES, { kind: 'overview', look: 'screen', page: 1 });
    expect(JSON.stringify(option)).toContain('Phần trăm báo cáo đã nộp');
  });

  it('writes on each colour in what can be read', () => {
    expect([inkOn('#ffffff'), inkOn('#b5402a')]).toEqual(['#000000', '#ffffff']);
  });
});

describe('a trend', () => {
  it('has the line to reach', () => {
    expect(words(draw('trend', 8))).toContain('"markLine"');
    expect(words(draw('trend', 8))).toContain('chỉ tiêu 98 %');
  });
});
