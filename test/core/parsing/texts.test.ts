import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/core/parsing/parse.ts';
import { tuan } from '../../support/forms.ts';

const today = Temporal.PlainDate.from('2026-08-20');

const valuesIn = (text: string, openField?: string) =>
  parse(text, tuan, { today, ...(openField === undefined ? {} : { openField }) }).readings.map(
    ({ field, value }) => [field, value],
  );

describe('the words of a text', () => {
  it.each([
    ['đx đề nghị hỗ trợ kinh phí', 'đề nghị hỗ trợ kinh phí'],
    ['Kiến nghị: Đề nghị hỗ trợ kinh phí', 'Đề nghị hỗ trợ kinh phí'],
    ['kiến nghị, đề xuất: hỗ trợ kinh phí', 'hỗ trợ kinh phí'],
    ['Kiến nghị đề xuất: hỗ trợ kinh phí', 'hỗ trợ kinh phí'],
  ])('behind a label are kept to the first: “%s”', (text, value) => {
    expect(valuesIn(text)).toEqual([['proposals', value]]);
  });

  it.each([
    ['proposals', 'Đề nghị hỗ trợ kinh phí', 'Đề nghị hỗ trợ kinh phí'],
    ['proposals', 'Đề nghị: hỗ trợ kinh phí', 'hỗ trợ kinh phí'],
    ['proposals', 'xin cấp thêm loa', 'xin cấp thêm loa'],
    ['difficulties', 'Kinh phí còn ít', 'Kinh phí còn ít'],
    ['difficulties', 'dạ em báo cáo đường xấu ạ', 'đường xấu'],
  ])('that answer the question for %s are kept: “%s”', (field, text, value) => {
    expect(valuesIn(text, field)).toEqual([[field, value]]);
  });
});
