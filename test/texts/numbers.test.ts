import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  formatDate,
  formatDuration,
  formatMoment,
  formatNumber,
  formatRate,
  formatRatio,
  formatTarget,
  formatValue,
  periodName,
} from '../../src/texts/numbers.ts';

const day = (iso: string) => Temporal.PlainDate.from(iso);

describe('a number', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [7, '7'],
    [999, '999'],
    [1000, '1.000'],
    [1_234_567, '1.234.567'],
    [-1234, '-1.234'],
    [2.5, '2,5'],
    [1234.25, '1.234,25'],
    [0.1 + 0.2, '0,3'],
    [0.0000001, '0'],
    [-0.0000001, '0'],
  ])('%d is written %s', (value, words) => {
    expect(formatNumber(value)).toBe(words);
  });

  it('reads back as the same number', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (value) => {
        expect(Number(formatNumber(value).replaceAll('.', ''))).toBe(value);
      }),
    );
  });
});

describe('a ratio', () => {
  it('is written part over whole', () => {
    expect(formatRatio({ part: 11, whole: 13 })).toBe('11/13');
    expect(formatRatio({ part: 1234, whole: 1240 })).toBe('1.234/1.240');
  });
});

describe('a rate', () => {
  it.each([
    [41, 42, '97,6 %'],
    [197, 200, '98,5 %'],
    [1, 2, '50,0 %'],
    [4, 4, '100 %'],
    [0, 4, '0 %'],
    [0, 0, 'không phát sinh'],
    // Neither all nor nothing, and said so.
    [9999, 10_000, '99,99 %'],
    [1, 10_000, '0,01 %'],
  ])('of %d/%d is %s', (part, whole, words) => {
    expect(formatRate(part, whole)).toBe(words);
  });

  it('shows the decimals that tell it from its target', () => {
    expect(formatRate(9968, 10_000, 0.997)).toBe('99,68 %');
    expect(formatRate(9970, 10_000, 0.997)).toBe('99,7 %');
    expect(formatRate(9972, 10_000, 0.997)).toBe('99,7 %');
    expect(formatRate(98, 100, 0.98)).toBe('98,0 %');
    expect(formatRate(56, 100, 0.56)).toBe('56,0 %');
    expect(formatRate(97_999, 100_000, 0.98)).toBe('97,999 %');
  });

  it('never reads as reached when it is not, nor the other way round', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 5000 })
          .chain((whole) => fc.tuple(fc.nat({ max: whole }), fc.constant(whole))),
        fc.constantFrom(0.98, 0.997, 0.5, 0.999),
        ([part, whole], target) => {
          const shown = Number(formatRate(part, whole, target).replace(' %', '').replace(',', '.'));
          expect(shown >= Number((target * 100).toFixed(4))).toBe(part / whole >= target);
        },
      ),
    );
  });
});

describe('a target', () => {
  it.each([
    [0.98, '98 %'],
    [0.997, '99,7 %'],
    [1, '100 %'],
    [0.57, '57 %'],
    [0.56, '56 %'],
  ])('%d is %s', (target, words) => {
    expect(formatTarget(target)).toBe(words);
  });
});

describe('a value', () => {
  it('is shown by its kind', () => {
    expect(formatValue(1200)).toBe('1.200');
    expect(formatValue({ part: 5, whole: 6 })).toBe('5/6');
    expect(formatValue('thiếu kinh phí')).toBe('thiếu kinh phí');
    expect(formatValue(['một', 'hai'])).toBe('một; hai');
    expect(formatValue('2017-08-28', 'date')).toBe('28/8/2017');
  });
});

describe('a moment', () => {
  it('names the day of the week in the given zone', () => {
    const instant = Temporal.Instant.from('2017-08-25T09:00:00Z');
    expect(formatMoment(instant, 'Asia/Ho_Chi_Minh')).toBe('thứ Sáu 25/8, 16:00');
    expect(formatMoment(Temporal.Instant.from('2017-08-26T17:05:00Z'), 'Asia/Ho_Chi_Minh')).toBe(
      'Chủ nhật 27/8, 00:05',
    );
  });

  it('is a plain date without leading zeros', () => {
    expect(formatDate(day('2017-08-05'))).toBe('5/8/2017');
  });
});

describe('a duration', () => {
  it.each([
    [0, '0 phút'],
    [20, '20 phút'],
    [60, '1 giờ'],
    [80, '1 giờ 20 phút'],
    [1439, '23 giờ 59 phút'],
    [1440, '1 ngày'],
    [1445, '1 ngày'],
    [3060, '2 ngày 3 giờ'],
  ])('of %d minutes is %s', (minutes, words) => {
    expect(formatDuration(minutes)).toBe(words);
  });
});

describe('the name of a period', () => {
  it.each([
    ['2017-W34', '2017-08-21', '2017-08-27', 'tuần 34/2017 (21/8–27/8)'],
    ['2020-W01', '2019-12-30', '2020-01-05', 'tuần 1/2020 (30/12/2019–5/1/2020)'],
    ['2017-08', '2017-08-01', '2017-08-31', 'tháng 8/2017'],
    ['2017-02', '2017-02-01', '2017-02-28', 'tháng 2/2017'],
    ['2017-Q3', '2017-07-01', '2017-09-30', 'quý III/2017'],
    ['2017-H1', '2017-01-01', '2017-06-30', '6 tháng đầu năm 2017'],
    ['2017-H2', '2017-07-01', '2017-12-31', '6 tháng cuối năm 2017'],
    ['2017-9M', '2017-01-01', '2017-09-30', '9 tháng 2017'],
    ['2017', '2017-01-01', '2017-12-31', 'năm 2017'],
    ['2012..2017', '2012-01-01', '2017-12-31', 'giai đoạn 2012–2017'],
    ['2017-08', '2017-07-15', '2017-08-14', 'tháng 8/2017 (15/7–14/8)'],
    ['2017', '2016-12-15', '2017-12-14', 'năm 2017 (15/12/2016–14/12/2017)'],
    ['dot-1', '2017-08-01', '2017-08-15', '1/8–15/8/2017'],
    ['dot-2', '2017-12-20', '2018-01-10', '20/12/2017–10/1/2018'],
  ])('%s from %s to %s is %s', (code, start, end, name) => {
    expect(periodName(code, day(start), day(end))).toBe(name);
  });
});
