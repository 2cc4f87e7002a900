import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/core/parsing/parse.ts';
import { field, weeklyForm } from '../../corpus/forms/field.ts';

const today = Temporal.PlainDate.from('2026-08-20');
const form = weeklyForm('von', 'Báo cáo vốn', [
  field('fund', 'Vốn huy động (triệu đồng)', 'Huy động bao nhiêu triệu đồng?', 'decimal', [
    'vốn',
    'huy động',
  ]),
  field('fine', 'Tiền phạt', 'Phạt bao nhiêu nghìn đồng?', 'integer', ['phạt']),
  field('trees', 'Cây trồng mới', 'Trồng mấy cây?', 'integer', ['cây', 'trồng cây']),
]);

const read = (text: string) => parse(text, form, { today });
const valuesOf = (text: string) =>
  Object.fromEntries(read(text).readings.map((one) => [one.field, one.value]));

describe('a sum that a form asks for in millions', () => {
  it.each([
    ['vốn 350', 350],
    ['vốn 350 triệu', 350],
    ['vốn 350 triệu đồng', 350],
    ['vốn 350tr', 350],
    ['vốn: ba trăm năm mươi triệu', 350],
    ['huy động 1,5 tỷ', 1500],
    ['huy động 350.000.000 đồng', 350],
    ['huy động 500 ngàn', 0.5],
    ['vốn 12,5', 12.5],
  ])('is taken in millions, however it is said: %s', (text, fund) => {
    expect(valuesOf(text)).toEqual({ fund });
  });

  it('is asked about where it would be millions of millions', () => {
    expect(read('vốn 350.000.000').readings).toEqual([]);
    expect(read('vốn 350.000.000').doubts).toMatchObject([{ kind: 'which-field', candidates: ['fund'] }]);
  });

  it('is not offered as another number where its field is asked for', () => {
    const [doubt, ...more] = read('350 triệu').doubts;
    expect(more).toEqual([]);
    expect(doubt).not.toHaveProperty('value');
  });
});

describe('other fields', () => {
  it.each([
    ['phạt 2 triệu', { fine: 2000 }],
    ['phạt 1.500', { fine: 1500 }],
    ['cây 2 nghìn', { trees: 2000 }],
    ['trồng cây 2k', { trees: 2000 }],
  ])('have their own measure: %s', (text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });
});
