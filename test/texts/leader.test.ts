import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { DigestView } from '../../src/core/conversation/context.ts';
import type { DigestFigures, IndicatorFigures } from '../../src/core/digest/figures.ts';
import { plainText } from '../../src/core/messages.ts';
import { wordDigest } from '../../src/texts/leader.ts';
import { rowsOf, SCREEN_ROWS } from '../../src/texts/screen.ts';
import { NO_FINDINGS } from '../support/findings.ts';

const NAMES: DigestView['names'] = {
  body: 'Ban Dân vận Huyện ủy',
  form: 'Báo cáo tuần công tác dân vận',
  period: {
    code: '2017-W34',
    start: Temporal.PlainDate.from('2017-08-21'),
    end: Temporal.PlainDate.from('2017-08-27'),
  },
  units: { 'binh-minh': 'Xã Bình Minh', 'tan-thuan': 'Xã Tân Thuận', 'vinh-phong': 'Xã Vĩnh Phong' },
  fields: { difficulties: 'Khó khăn, vướng mắc', proposals: 'Kiến nghị, đề xuất' },
};

const FIGURES: DigestFigures = {
  body: 'ban-dan-van',
  form: 'tuan',
  period: '2017-W34',
  expected: 3,
  received: 3,
  late: [],
  missing: [],
  indicators: [],
  texts: [],
};

function indicator(label: string, more: Partial<IndicatorFigures>): IndicatorFigures {
  return {
    code: label,
    label,
    total: null,
    previous: null,
    same_period_last_year: null,
    year_to_date: null,
    target: null,
    met: null,
    units: [],
    ...more,
  };
}

function page(figures: Partial<DigestFigures>, names: Partial<DigestView['names']> = {}, number = 1): string {
  const message = wordDigest(
    { figures: { ...FIGURES, ...figures }, findings: NO_FINDINGS, names: { ...NAMES, ...names } },
    number,
  );
  return message === undefined ? '' : plainText(message.text);
}

function lines(figures: Partial<DigestFigures>, names: Partial<DigestView['names']> = {}): readonly string[] {
  return page(figures, names).split('\n');
}

/** The line that speaks of the indicator. */
function said(more: Partial<IndicatorFigures>, ...others: readonly IndicatorFigures[]): string | undefined {
  return lines({ indicators: [indicator('Hòa giải', more), ...others] }).find((line) =>
    line.includes('Hòa giải'),
  );
}

function toldOf(...all: readonly Partial<IndicatorFigures>[]): readonly string[] {
  return lines({ indicators: all.map((one, at) => indicator(`Chỉ số ${at}`, one)) });
}

const COMPARED = indicator('Khác', { total: 1, previous: 2 });

describe('the head of a digest', () => {
  it('names the period, the body, and who has reported', () => {
    expect(
      lines({ received: 1, late: ['tan-thuan'], missing: ['binh-minh', 'vinh-phong'] }).slice(0, 5),
    ).toEqual([
      'Tổng hợp tuần 34/2017 (21/8–27/8)',
      'Ban Dân vận Huyện ủy',
      'Kính gửi đồng chí, 1/3 xã đã báo cáo, 1 trễ.',
      'Chưa báo cáo: xã Bình Minh, xã Vĩnh Phong.',
      'Trễ: xã Tân Thuận.',
    ]);
  });

  it('names who was excused, by the reason', () => {
    const exempt = [
      { unit: 'binh-minh', reason: 'bão số 10' },
      { unit: 'tan-thuan', reason: 'chuyển trụ sở' },
      { unit: 'vinh-phong', reason: 'bão số 10' },
    ];
    expect(lines({ expected: 1, received: 1, exempt })).toContain(
      'Được miễn: xã Bình Minh, xã Vĩnh Phong (bão số 10); xã Tân Thuận (chuyển trụ sở).',
    );
    const many = Array.from({ length: 300 }, (_, index) => ({
      unit: `xa-${index}`,
      reason: `lý do ${index % 90}`,
    }));
    const line = lines({ exempt: many }).find((one) => one.startsWith('Được miễn')) ?? '';
    expect(rowsOf(line)).toBeLessThanOrEqual(4);
    expect(line).toMatch(/; \d+ xã khác\.$/);
  });

  it('counts the causes that late units told', () => {
    const late_causes = [
      { unit: 'binh-minh', cause: 'waiting-for-figures' },
      { unit: 'tan-thuan', cause: 'network' },
      { unit: 'vinh-binh', cause: 'waiting-for-figures' },
    ] as const;
    expect(lines({ late_causes })).toContain('Lý do trễ: chờ số liệu 2, mạng yếu 1.');
  });

  it('names the reports that no head has signed off, where the form asks for it', () => {
    expect(lines({ awaiting_sign_off: ['binh-minh', 'tan-thuan'] })).toContain(
      'Chưa duyệt: xã Bình Minh, xã Tân Thuận.',
    );
    expect(page({ awaiting_sign_off: [] })).not.toContain('duyệt');
  });

  it('says when all came in time, and when nobody owed anything', () => {
    expect(page({})).toContain('3/3 xã đã báo cáo, tất cả đúng hạn.');
    expect(page({ expected: 0, received: 0 })).toContain('kỳ này không có đơn vị nào phải báo cáo');
  });

  it('calls units of several kinds đơn vị', () => {
    expect(page({}, { units: { a: 'Thị trấn Vĩnh Thuận', b: 'Xã Vĩnh Thuận' } })).toContain('3/3 đơn vị');
  });

  it('gives fifteen missing units by name, then a count', () => {
    const missing = Array.from({ length: 18 }, (_, index) => `x${index}`);
    const units = Object.fromEntries(missing.map((code, index) => [code, `Xã Số ${index + 1}`]));
    const line = lines({ expected: 18, received: 0, missing }, { units })[3];
    expect(line).toMatch(/^Chưa báo cáo: xã Số 1, .*, xã Số 15 và 3 xã khác\.$/);
    expect(line?.match(/xã Số/g)).toHaveLength(15);
  });
});

describe('an indicator', () => {
  it.each([
    [{ total: 3, previous: 1 }, 'Hòa giải: 3, tăng 2'],
    [{ total: 1200, previous: 1500 }, 'Hòa giải: 1.200, giảm 300'],
    [{ total: 0, previous: 2 }, 'Hòa giải: 0, giảm 2'],
    [{ total: 1.25, previous: 1 }, 'Hòa giải: 1,25, tăng 0,25'],
    [{ total: 7, previous: null }, 'Hòa giải: 7'],
    [
      { total: { part: 11, whole: 13 }, previous: { part: 12, whole: 13 } },
      'Hòa giải: 11/13 (84,6 %), giảm 7,7 điểm',
    ],
    [
      { total: { part: 9999, whole: 10_000 }, previous: { part: 1, whole: 1 } },
      'Hòa giải: 9.999/10.000 (99,99 %), giảm dưới 0,1 điểm',
    ],
    [
      { total: { part: 6, whole: 6 }, previous: { part: 2, whole: 2 } },
      'Hòa giải: 6/6 (100 %), kỳ trước 2/2',
    ],
    [
      { total: { part: 1, whole: 2 }, previous: { part: 0, whole: 0 } },
      'Hòa giải: 1/2 (50,0 %), kỳ trước không phát sinh',
    ],
    [
      { total: { part: 0, whole: 0 }, previous: { part: 5, whole: 6 } },
      'Hòa giải: không phát sinh, kỳ trước 5/6',
    ],
  ] satisfies [Partial<IndicatorFigures>, string][])('%j is said as %s', (more, words) => {
    expect(said(more, COMPARED)).toBe(words);
  });

  it('is measured against its target, unrounded', () => {
    const target = 0.997;
    expect(said({ total: { part: 9968, whole: 10_000 }, target, met: false })).toBe(
      'Hòa giải: 9.968/10.000 (99,68 %), chưa đạt chỉ tiêu 99,7 %',
    );
    expect(said({ total: { part: 1, whole: 1 }, target, met: true })).toBe(
      'Hòa giải: 1/1 (100 %), đạt chỉ tiêu 99,7 %',
    );
  });

  it('that misses its target names the units below it, at most three', () => {
    const units = ['binh-minh', 'tan-thuan', 'vinh-phong', 'khac'].map((unit) => ({
      unit,
      value: { part: 1, whole: 2 },
    }));
    const told = page({
      indicators: [indicator('Hòa giải', { total: { part: 4, whole: 8 }, target: 0.98, met: false, units })],
    });
    expect(told).toContain(
      '– dưới chỉ tiêu: xã Bình Minh 1/2, xã Tân Thuận 1/2, xã Vĩnh Phong 1/2 và 1 xã khác',
    );
  });

  it('that one unit alone has cases of names that unit, without its figure once more', () => {
    const units = [
      { unit: 'binh-minh', value: { part: 1, whole: 2 } },
      { unit: 'tan-thuan', value: { part: 0, whole: 0 } },
    ];
    const missed = { total: { part: 1, whole: 2 }, target: 0.98, met: false, units };
    expect(page({ indicators: [indicator('Hòa giải', missed)] })).toContain(
      '– chỉ có số liệu của xã Bình Minh',
    );
  });

  it('keeps the number in a unit’s name apart from its figure', () => {
    const units = [
      { unit: 'phuong', value: { part: 1, whole: 2 } },
      { unit: 'binh-minh', value: { part: 2, whole: 2 } },
    ];
    const told = page(
      {
        indicators: [
          indicator('Hòa giải', { total: { part: 3, whole: 4 }, target: 0.98, met: false, units }),
        ],
      },
      { units: { phuong: 'Phường 3', 'binh-minh': 'Xã Bình Minh' } },
    );
    expect(told).toContain('– thấp nhất: phường 3 (1/2)');
  });

  it('of which all say that nothing happened, or nothing at all, takes one sentence', () => {
    const [zero, unknown] = [{ total: 0 }, {}];
    expect(toldOf(zero, zero).at(-1)).toBe('Tất cả các chỉ số đều không phát sinh.');
    expect(toldOf(unknown, unknown).slice(-2)).toEqual(['Kết quả:', 'Chưa có số liệu.']);
  });

  it('has the words once more where names go on in another line', () => {
    const many = Array.from({ length: 20 }, () => ({}));
    const told = lines({
      indicators: [{ total: 4 }, ...many].map((one, at) => indicator(`Một chỉ số dài thứ ${at}`, one)),
    });
    expect(told.filter((line) => line.startsWith('Chưa có số liệu: '))).toHaveLength(1);
    expect(told.filter((line) => line.startsWith('Cũng chưa có số liệu: '))).not.toHaveLength(0);
  });

  it('that nobody reported about is not called unchanged', () => {
    const indicators = [indicator('Mô hình', { total: 4, previous: 4 })];
    expect(lines({ received: 0, indicators }).at(-1)).toBe('Theo báo cáo gần nhất: Mô hình 4');
  });

  it('shares a line with others of which there is the same to say', () => {
    const told = lines({
      indicators: [
        indicator('A', { total: 0, previous: 0 }),
        indicator('B', { total: 4, previous: 4 }),
        indicator('C', { total: { part: 0, whole: 0 }, previous: null }),
        indicator('D', { total: { part: 1, whole: 1 }, previous: { part: 1, whole: 1 } }),
        indicator('E', {}),
      ],
    });
    expect(told.slice(-3)).toEqual(['Không đổi: B 4; D 1/1', 'Không phát sinh: A; C', 'Chưa có số liệu: E']);
  });

  it('has no heading about the previous period where there is none', () => {
    expect(page({ indicators: [indicator('A', { total: 1 })] })).toContain('\nKết quả:\n');
    expect(page({ indicators: [COMPARED] })).toContain('\nKết quả so với kỳ trước:\n');
  });

  it('is not listed at all when nothing is known', () => {
    expect(lines({ indicators: [indicator('A', {}), indicator('B', {})] }).at(-1)).toBe('Chưa có số liệu.');
  });
});

describe('units below a target for which the first page has no room', () => {
  it('stand on the next page with their indicator, and the first says so', () => {
    const units = ['binh-minh', 'tan-thuan'].map((unit, at) => ({ unit, value: { part: 1 + at, whole: 2 } }));
    const missed = { total: { part: 3, whole: 4 }, target: 0.98, met: false, units };
    const indicators = Array.from({ length: 16 }, (_, at) => indicator(`Chỉ số dài thứ ${at}`, missed));
    const pages = [1, 2, 3].map((number) => page({ indicators }, {}, number));
    expect(pages[0]).toMatch(/đơn vị dưới chỉ tiêu của \d+ chỉ số: gõ \/tonghop 2 để xem$/);
    expect(pages[1]).toContain('Chỉ số dài thứ 1, thấp nhất: xã Bình Minh 1/2');
    expect(pages.join('\n').match(/thấp nhất: xã Bình Minh/g)).toHaveLength(16);
  });
});

describe('texts', () => {
  it('are quoted as written with their unit, those that say the same together', () => {
    const told = lines({
      texts: [
        { unit: 'binh-minh', field: 'difficulties', text: 'thiếu  "kinh phí"' },
        { unit: 'tan-thuan', field: 'difficulties', text: 'mưa\nlớn' },
        { unit: 'vinh-phong', field: 'difficulties', text: 'Thieu "kinh phi".' },
        { unit: 'binh-minh', field: 'proposals', text: '2017-08-30' },
      ],
    });
    expect(told.slice(-5)).toEqual([
      'Khó khăn, vướng mắc:',
      '• xã Bình Minh, xã Vĩnh Phong: “thiếu  "kinh phí"”',
      '• xã Tân Thuận: “mưa lớn”',
      'Kiến nghị, đề xuất:',
      '• xã Bình Minh: “30/8/2017”',
    ]);
  });

  it('that are too long end with an ellipsis', () => {
    const quoted = page({
      texts: [{ unit: 'binh-minh', field: 'difficulties', text: 'đường hỏng '.repeat(50) }],
    });
    expect(quoted).toMatch(/“đường hỏng( đường hỏng)*…”$/);
  });

  it('give way to figures, and the digest says how many are left and where', () => {
    const texts = Array.from({ length: 30 }, (_, index) => ({
      unit: 'binh-minh',
      field: 'difficulties',
      text: `khó khăn thứ ${index + 1} của xã trong tuần này`,
    }));
    const indicators = Array.from({ length: 11 }, (_, index) =>
      indicator(`Chỉ số ${index + 1}`, { total: index + 1, previous: index }),
    );
    const first = page({ texts, indicators });
    for (const { label } of indicators) expect(first).toContain(`${label}: `);
    const shown = first.match(/khó khăn thứ/g)?.length ?? 0;
    expect(shown).toBeGreaterThan(0);
    expect(first.split('\n').at(-1)).toBe(`Còn ${30 - shown} ý kiến: gõ /tonghop 2 để xem`);
    expect(page({ texts, indicators }, {}, 2)).toMatch(
      /^Tổng hợp tuần 34\/2017 \(21\/8–27\/8\) \(trang 2\)\n/,
    );
    expect(page({ texts, indicators }, {}, 9)).toBe('');
  });
});

const words = fc.oneof(
  fc.string({ maxLength: 90 }),
  fc.lorem({ maxCount: 12 }),
  fc.constantFrom('Xã Bình Minh', 'Thị trấn Vĩnh Thuận', 'X'.repeat(300)),
);
const count = fc.nat({ max: 2_000_000 });
const total = fc.option(
  fc.oneof(
    count,
    fc.tuple(count, count).map(([a, b]) => ({ part: Math.min(a, b), whole: Math.max(a, b) })),
  ),
);
const codes = Array.from({ length: 40 }, (_, index) => `u${index}`);

const anyView = fc.record({
  figures: fc.record({
    expected: fc.nat({ max: 4000 }),
    received: fc.nat({ max: 4000 }),
    late: fc.subarray(codes),
    missing: fc.subarray(codes),
    indicators: fc.array(
      fc
        .record({
          label: words,
          total,
          previous: total,
          target: fc.constantFrom(null, 0.98, 0.997),
          met: fc.constantFrom(null, true, false),
          units: fc.array(
            fc.record({ unit: fc.constantFrom(...codes), value: total.map((one) => one ?? 0) }),
            {
              maxLength: 6,
            },
          ),
        })
        .map(({ label, ...more }) => indicator(label, more)),
      { maxLength: 40 },
    ),
    texts: fc.array(
      fc.record({
        unit: fc.constantFrom(...codes),
        field: fc.constantFrom('difficulties', 'proposals', 'other'),
        text: fc.oneof(words, fc.lorem({ maxCount: 150 })),
      }),
      { maxLength: 40 },
    ),
  }),
  names: fc.record({ body: words, units: fc.dictionary(fc.constantFrom(...codes), words) }),
});

describe('whatever the figures', () => {
  it('a page is at most one screen of a phone and 1,500 characters', () => {
    fc.assert(
      fc.property(anyView, fc.integer({ min: 1, max: 3 }), ({ figures, names }, number) => {
        const text = page(figures, names, number);
        expect(text.length).toBeLessThanOrEqual(1500);
        const rows = text.split('\n').reduce((sum, line) => sum + rowsOf(line), 0);
        expect(rows).toBeLessThanOrEqual(SCREEN_ROWS);
      }),
      { numRuns: 200 },
    );
  });

  it('the pages together leave nothing out', () => {
    fc.assert(
      fc.property(fc.nat({ max: 40 }), fc.nat({ max: 60 }), (figureCount, textCount) => {
        const indicators = Array.from({ length: figureCount }, (_, index) =>
          indicator(`Chỉ số số ${index};`, { total: index % 3, previous: index % 2 === 0 ? 1 : null }),
        );
        const texts = Array.from({ length: textCount }, (_, index) => ({
          unit: 'binh-minh',
          field: index % 2 === 0 ? 'difficulties' : 'proposals',
          text: `ý kiến số ${index};`,
        }));
        const pages: string[] = [];
        for (let number = 1; number < 60; number += 1) pages.push(page({ indicators, texts }, {}, number));
        const all = pages.join('\n');
        for (const { label } of indicators) expect(all.split(label)).toHaveLength(2);
        for (const { text } of texts) expect(all.split(text)).toHaveLength(2);
      }),
      { numRuns: 30 },
    );
  });
});
