import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/core/parsing/parse.ts';
import { tuan } from '../../support/forms.ts';

const today = Temporal.PlainDate.from('2026-08-20');
function first(text: string, openField?: string) {
  const understanding = parse(text, tuan, openField === undefined ? { today } : { today, openField });
  const reading = understanding.readings.at(-1);
  const span = reading?.span ?? understanding.doubts[0]?.span;
  return { certainty: reading?.certainty, said: text.slice(span?.start, span?.end) };
}

describe('how sure a reading is', () => {
  it.each([
    ['kn 1', 'label'],
    ['khieu nai 1', 'label'],
    ['Khiếu nại 1', 'label'],
    ['kk: thiếu kinh phí', 'label'],
    ['khiếu nạii 1', 'slip'],
    ['mô hình duy trì 35', 'inferred'],
    ['hg 5/6, à nhầm, 4/6', 'inferred'],
    ['tthc 121 hồ sơ trễ 1', 'inferred'],
    ['hg 6 vụ thành 5', 'label'],
  ])('%j: %s', (text, certainty) => {
    expect(first(text).certainty).toBe(certainty);
  });

  it.each([
    ['5', 'complaints'],
    ['đường xấu', 'difficulties'],
  ])('%j is sure by its place only, after a question', (text, openField) => {
    expect(first(text, openField).certainty).toBe('position');
  });
});

describe('the span of a reading', () => {
  it.each([
    ['em báo hg 5/6 vụ', 'hg 5/6 vụ'],
    ['dạ 3 lượt tiếp dân ạ', '3 lượt tiếp dân'],
    ['hòa giải nhận 6 vụ thành 5 vụ nha', 'hòa giải nhận 6 vụ thành 5 vụ'],
    ['sửa kn thành 3 đơn', 'kn thành 3 đơn'],
    ['có thêm 1 đơn kn', 'thêm 1 đơn kn'],
    ['kn thêm 1', 'kn thêm 1'],
  ])('of %j is all that was used: «%s»', (text, said) => {
    expect(first(text).said).toBe(said);
  });
});
