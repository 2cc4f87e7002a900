import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/core/parsing/parse.ts';
import { createChance } from '../../../src/core/sample/chance.ts';
import type { Style } from '../../../src/core/simulation/habit.ts';
import { asTyped, writeReport } from '../../../src/core/simulation/writing.ts';
import { tuan } from '../../support/forms.ts';

const VALUES = {
  models_active: 21,
  mediation: { part: 5, whole: 6 },
  complaints: 0,
  procedures: { part: 120, whole: 121 },
  difficulties: 'Mưa kéo dài, đường vào ấp bị ngập',
};
const STYLES: readonly Exclude<Style, 'guided'>[] = ['short', 'sentence', 'list'];

describe('a report that a made-up contact writes', () => {
  it.each(STYLES)('in the style “%s” says what was meant', (style) => {
    for (let seed = 0; seed < 20; seed += 1) {
      const meant = asTyped(VALUES, style);
      const text = writeReport(tuan, meant, style, createChance(String(seed)));
      const { readings, restNil } = parse(text, tuan, { today: Temporal.PlainDate.from('2026-03-12') });
      const said = Object.fromEntries(readings.map(({ field, value }) => [field, value]));
      expect(restNil ? { complaints: 0, ...said } : said, text).toEqual(meant);
    }
  });

  it('has no diacritics in the short style', () => {
    const text = writeReport(tuan, asTyped(VALUES, 'short'), 'short', createChance('any'));
    expect(text.normalize('NFD')).not.toMatch(/\p{M}|đ/u);
  });
});
