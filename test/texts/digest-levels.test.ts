import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DigestFigures } from '../../src/core/digest/figures.ts';
import type { DigestFindings } from '../../src/core/digest/findings.ts';
import { plainText } from '../../src/core/messages.ts';
import { reportingSentences } from '../../src/texts/document/sentences.ts';
import { wordDigest } from '../../src/texts/leader.ts';
import { rowsOf, SCREEN_ROWS } from '../../src/texts/screen.ts';
import { communeAt, countryWeek, levelsOf } from '../support/country.ts';

const some = (count: number, step = 1) =>
  Array.from({ length: count }, (_, index) => communeAt(index * step));

function lines(
  communes: number,
  levels: ReturnType<typeof levelsOf>,
  figures: Partial<DigestFigures>,
  findings: Partial<DigestFindings> = {},
): readonly string[] {
  return plainText(wordDigest(countryWeek(communes, levels, figures, findings)).text).split('\n');
}

describe('a digest of many units', () => {
  it('counts who has not reported and who was late by those above them', () => {
    const missing = [...some(34), ...some(3, 34)].filter((code, index, all) => all.indexOf(code) === index);
    expect(lines(3_321, levelsOf(3_321, 34), { missing, late: some(20, 34) }).slice(2, 5)).toEqual([
      'Kính gửi đồng chí, 3.285/3.321 xã đã báo cáo, 20 trễ.',
      'Chưa báo cáo 36/3.321 xã, ở 34 tỉnh: Thanh Hóa (3), Nghệ An (1), Hà Giang (1), Cà Mau (1), An Giang (1), Kiên Giang (1) và 28 tỉnh khác (28).',
      // All below the same one, which has no further levels.
      expect.stringMatching(/^Trễ: xã số 1, xã số 35, .* và 12 xã khác\.$/),
    ]);
  });

  it('names the one that they are all below, and counts by what is below that', () => {
    const levels = levelsOf(3_321, 34, 'with districts');
    expect(lines(3_321, levels, { missing: some(20, 34) })[3]).toBe(
      'Chưa báo cáo 20/3.321 xã, đều ở tỉnh Thanh Hóa, 3 huyện: 1 của Thanh Hóa (7), 2 của Thanh Hóa (7), 3 của Thanh Hóa (6).'.replaceAll(
        /(\d) của/g,
        'huyện $1 của',
      ),
    );
  });

  it('names units as long as they are few', () => {
    expect(lines(100, levelsOf(100, 8), { missing: some(3) })[3]).toBe(
      'Chưa báo cáo: xã số 1, xã số 2, xã số 3.',
    );
  });

  it('counts reports of a longer span', () => {
    const view = lines(
      40,
      levelsOf(40, 2),
      { expected: 160, received: 120 },
      {
        parts: ['2017-07', '2017-08', '2017-09', '2017-10'],
        on_time: 120,
        units: some(20).map((unit) => ({ unit, expected: 4, received: 2, late: 0 })),
      },
    );
    expect(view[3]).toBe('Còn thiếu 40 báo cáo của 20 xã, ở 2 tỉnh: Thanh Hóa (20), Nghệ An (20).');
  });

  it('names the farthest figure and counts the others by level', () => {
    const outliers = some(40).map((unit, index) => ({
      unit,
      field: 'complaints',
      value: 9 + index,
      usual: 2,
    }));
    const indicator = {
      code: 'complaints',
      label: 'Đơn khiếu nại mới',
      total: 9,
      previous: null,
      same_period_last_year: null,
      year_to_date: null,
      target: null,
      met: null,
      units: [],
    };
    expect(lines(100, levelsOf(100, 8), { indicators: [indicator] }, { outliers })).toContain(
      '• Đơn khiếu nại mới: xã số 40 có 48 (thường khoảng 2) và 39 xã khác, ở 8 tỉnh: Thanh Hóa (5), Nghệ An (5) và 6 tỉnh khác (29)',
    );
  });

  it('says so in the document, too, with every group', () => {
    const view = countryWeek(3_321, levelsOf(3_321, 34), { missing: some(68) });
    expect(reportingSentences(view)[1]).toMatch(
      /^Chưa báo cáo 68 xã, ở 34 tỉnh: Thanh Hóa \(2\), .* và 4 tỉnh khác \(8\)\.$/,
    );
  });

  it('is one screen, and its counts add up, however many are missing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 16, max: 3_321 }),
        fc.integer({ min: 2, max: 63 }),
        fc.boolean(),
        (count, provinces, deep) => {
          const levels = levelsOf(3_321, provinces, deep ? 'with districts' : undefined);
          const said = lines(3_321, levels, { missing: some(count), late: some(count) });
          expect(said.reduce((rows, line) => rows + rowsOf(line), 0)).toBeLessThanOrEqual(SCREEN_ROWS);
          expect(said.join('\n').length).toBeLessThanOrEqual(1_500);
          const line = said.find((one) => one.startsWith('Chưa báo cáo')) ?? '';
          const counts = [...line.matchAll(/\(([\d.]+)\)/g)].map(([, number = '']) =>
            Number(number.replace('.', '')),
          );
          expect(counts.reduce((sum, number) => sum + number, 0)).toBe(count);
        },
      ),
      { numRuns: 30 },
    );
  });
});
