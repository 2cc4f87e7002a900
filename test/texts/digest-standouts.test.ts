import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DigestView } from '../../src/core/conversation/context.ts';
import type { IndicatorFigures } from '../../src/core/digest/figures.ts';
import type { DigestFindings } from '../../src/core/digest/findings.ts';
import type { Total } from '../../src/core/digest/totals.ts';
import { meetsTarget } from '../../src/core/digest/totals.ts';
import { isRatio } from '../../src/core/forms/definition.ts';
import { plainText } from '../../src/core/messages.ts';
import { digestLines } from '../../src/texts/digest-lines.ts';
import { standoutSentences } from '../../src/texts/digest-standouts.ts';
import { indicatorSentence } from '../../src/texts/document/sentences.ts';
import { noteworthySheet } from '../../src/texts/document/noteworthy-sheet.ts';
import { wordDigest } from '../../src/texts/leader.ts';
import { WEEK } from '../support/digest-view.ts';

const MODELS: IndicatorFigures = {
  code: 'models',
  label: 'Mô hình “Dân vận khéo” mới',
  total: 3,
  previous: 1,
  same_period_last_year: null,
  year_to_date: null,
  target: null,
  met: null,
  units: [
    { unit: 'tan-thuan', value: 1 },
    { unit: 'binh-minh', value: 2 },
  ],
};

function week(findings: Partial<DigestFindings>): DigestView {
  return {
    ...WEEK,
    figures: { ...WEEK.figures, indicators: [...WEEK.figures.indicators, MODELS] },
    findings: { ...WEEK.findings, ...findings },
    names: { ...WEEK.names, fields: { ...WEEK.names.fields, models: MODELS.label } },
  };
}

const said = (view: DigestView, units = 3) =>
  standoutSentences(view, { units, note: 60, many: { units: 1, groups: 2 } }).map(({ text }) => text);

describe('what of a digest is worth a look', () => {
  it('is a figure far from what the unit itself reports', () => {
    const view = week({
      outliers: [{ unit: 'binh-minh', field: 'complaints', value: 40, usual: 6 }],
    });
    expect(said(view)).toContain('Đơn khiếu nại mới: xã Bình Minh có 40 đơn (thường khoảng 6)');
  });

  it('measures the cases of a ratio, and names what is farthest off first', () => {
    const view = week({
      outliers: [
        { unit: 'tan-thuan', field: 'mediation', value: { part: 12, whole: 12 }, usual: 0 },
        { unit: 'binh-minh', field: 'mediation', value: { part: 38, whole: 40 }, usual: 6.5 },
      ],
    });
    expect(said(view)).toContain(
      'Hòa giải ở cơ sở: xã Bình Minh có 38/40 vụ (tổng số thường khoảng 6,5), xã Tân Thuận có 12/12 vụ (tổng số thường là 0)',
    );
    expect(said(view, 1)).toContain(
      'Hòa giải ở cơ sở: xã Bình Minh có 38/40 vụ (tổng số thường khoảng 6,5) và 1 xã khác',
    );
  });

  it('is a new good model, with what the unit wrote about it', () => {
    const notes = [{ unit: 'tan-thuan', field: 'models', value: 1, note: 'tổ tự quản ấp 3' }];
    expect(said(week({ notes }))).toEqual([
      'Mô hình “Dân vận khéo” mới: xã Tân Thuận có 1 (“tổ tự quản ấp 3”), xã Bình Minh có 2',
    ]);
  });

  it('is a unit that reports nothing time after time, the longest first', () => {
    const view = week({
      nil_streaks: [
        { unit: 'tan-thuan', periods: 3 },
        { unit: 'vinh-phong', periods: 5 },
      ],
    });
    expect(said(view)).toContain(
      'Liên tiếp không phát sinh: xã Vĩnh Phong (5 báo cáo), xã Tân Thuận (3 báo cáo)',
    );
  });

  it('stands in the message, and in full in the workbook', () => {
    const units = Array.from({ length: 40 }, (_, at) => `xa-${at}`);
    const outliers = units.map((unit, at) => ({ unit, field: 'complaints', value: 40 + at, usual: 6 }));
    const view = week({ outliers });
    const text = plainText(wordDigest(view).text);
    expect(text).toMatch(/\nĐáng chú ý:\n• Đơn khiếu nại mới: .* và 37 xã khác\n/u);
    expect(
      noteworthySheet(view, 'Đáng chú ý')
        .rows.slice(0, 40)
        .map(([unit]) => unit),
    ).toEqual(units.toReversed());
  });
});

const UNITS = ['tan-thuan', 'binh-minh', 'vinh-phong', 'phong-dong'];
const count = fc.nat({ max: 20_000 });
const ratio = fc.tuple(count, count).map(([a, b]) => ({ part: Math.min(a, b), whole: Math.max(a, b) }));
const known = (value: fc.Arbitrary<Total>) => fc.option(value);
const indicators = fc.tuple(
  ...(
    [
      ['mediation', 'Hòa giải ở cơ sở', ratio, 0.98],
      ['procedures', 'Thủ tục đúng hẹn', ratio, 0.997],
      ['complaints', 'Đơn khiếu nại mới', count, null],
      ['models', 'Mô hình mới', count, null],
    ] as const
  ).map(([code, label, value, target]) =>
    fc
      .record({
        total: known(value),
        previous: known(value),
        same_period_last_year: known(value),
        units: fc.uniqueArray(fc.record({ unit: fc.constantFrom(...UNITS), value }), {
          selector: ({ unit }) => unit,
        }),
      })
      .map((figures): IndicatorFigures => ({
        code,
        label,
        year_to_date: null,
        target,
        met: meetsTarget(figures.total, target),
        ...figures,
      })),
  ),
);
const standouts = fc.record({
  outliers: fc.array(
    fc.record({
      unit: fc.constantFrom(...UNITS),
      field: fc.constantFrom('mediation', 'complaints'),
      value: fc.oneof(count, ratio),
      usual: count,
    }),
    { maxLength: 8 },
  ),
  nil_streaks: fc.array(
    fc.record({ unit: fc.constantFrom(...UNITS), periods: fc.integer({ min: 3, max: 9 }) }),
    { maxLength: 4 },
  ),
});

/** Numbers as they are written: `1.234`, `97,6`. */
const numbersIn = (text: string) => text.match(/\d+(?:\.\d{3})*(?:,\d+)?/g) ?? [];
const read = (written: string) => Number(written.replaceAll('.', '').replace(',', '.'));

/** What may be said of one indicator: its figures, their rates and differences, its target, and how many units there are. */
function carried(
  { total, previous, same_period_last_year: lastYear, target, units }: IndicatorFigures,
  { outliers, nil_streaks }: Pick<DigestFindings, 'outliers' | 'nil_streaks'>,
): readonly number[] {
  const values = [
    total,
    previous,
    lastYear,
    ...units.map(({ value }) => value),
    ...outliers.map(({ value }) => value),
  ].filter((value) => value !== null);
  const parts = values.flatMap((value) => (isRatio(value) ? [value.part, value.whole] : [Number(value)]));
  const compared = [previous, lastYear].flatMap((before) => {
    if (before === null || total === null) return [];
    return isRatio(total) && isRatio(before)
      ? [Number((100 * (total.part / total.whole - before.part / before.whole)).toFixed(1))]
      : [Number(total) - Number(before)];
  });
  const rates = total !== null && isRatio(total) ? [(100 * total.part) / total.whole] : [];
  const counts = Array.from(
    { length: 1 + Math.max(units.length, outliers.length, nil_streaks.length) },
    (_, at) => at,
  );
  const usual = [...outliers.map((one) => one.usual), ...nil_streaks.map(({ periods }) => periods)];
  // Points are said in tenths, and what is less as “dưới 0,1 điểm”.
  return [...parts, ...compared.map(Math.abs), ...rates, ...counts, ...usual, 100 * (target ?? 0), 0.1];
}

describe('whatever the figures', () => {
  it('every number in a sentence is one of them', () => {
    fc.assert(
      fc.property(indicators, standouts, (figures, found) => {
        for (const indicator of figures) {
          const view: DigestView = {
            ...WEEK,
            figures: { ...WEEK.figures, indicators: [indicator], texts: [] },
            findings: { ...WEEK.findings, ...found },
          };
          const allowed = carried(indicator, found);
          const sentences = [
            ...digestLines(view).flatMap(({ text, detail }) => [text, detail?.text ?? []].map(plainText)),
            ...said(view),
            indicatorSentence(view, indicator) ?? '',
          ];
          for (const sentence of sentences) {
            for (const written of numbersIn(sentence)) {
              const [, decimals = ''] = written.split(',');
              const near = 0.5001 * 10 ** -decimals.length;
              const number = read(written);
              const isCarried = allowed.some(
                (one) => Math.abs(one - number) <= (decimals === '' ? 1e-9 : near),
              );
              expect(isCarried, `${written} in “${sentence}”`).toBe(true);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
