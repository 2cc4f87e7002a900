import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/core/parsing/parse.ts';
import { tuan } from '../../support/forms.ts';

const today = Temporal.PlainDate.from('2026-08-20');

function read(text: string) {
  const { readings, doubts } = parse(text, tuan, { today });
  return { values: Object.fromEntries(readings.map(({ field, value }) => [field, value])), doubts };
}

describe('the numbers of points in one line are no values', () => {
  const values = { citizen_reception: 4, denunciations: 0, dialogues: 2 };

  it.each([
    'Xin báo cáo: (1) tcd 4; (2) tc 0; (3) đt 2',
    '1) tcd 4 2) tc 0 3) đt 2',
    'như sau: 1. Tiếp dân: 04 lượt. 2. Tố cáo: 0. 3. Đối thoại: 02 cuộc.',
    '1/ td 4; 2/ tc 0; 3/ đt 2',
    'I/ td 4\nII/ tc 0\nIII/ đt 2',
  ])('%s', (text) => {
    expect(read(text)).toEqual({ values, doubts: [] });
  });
});

describe('numbers that count up are values where they end a name', () => {
  it.each(['Tố cáo: 1. Đối thoại: 2. Tiếp dân: 3.', 'tc 1. đt 2. td 3', 'tc 1) đt 2) td 3)'])(
    '%s',
    (text) => {
      expect(read(text).values).toEqual({ denunciations: 1, dialogues: 2, citizen_reception: 3 });
    },
  );
});

it('keeps the numbers of points in a free text', () => {
  expect(read('Vướng mắc: (1) thiếu phòng; (2) mạng chậm').values).toEqual({
    difficulties: '(1) thiếu phòng; (2) mạng chậm',
  });
});
