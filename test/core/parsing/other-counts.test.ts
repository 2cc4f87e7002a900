import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { FormDefinition } from '../../../src/core/forms/definition.ts';
import { parse } from '../../../src/core/parsing/parse.ts';
import { LU } from '../../corpus/forms/lu.ts';
import { MUA } from '../../corpus/forms/mua.ts';
import { tuan } from '../../support/forms.ts';

const today = Temporal.PlainDate.from('2026-08-20');

const read = (form: FormDefinition, text: string, openField?: string) =>
  parse(text, form, { today, ...(openField === undefined ? {} : { openField }) });

describe('a number that is no value of what it stands beside', () => {
  it.each([
    ['a rate', MUA, 'năng suất thu hoạch 6,5 tấn/ha'],
    ['a rate of the field itself', MUA, 'sl 5 tấn/ha'],
    ['what is left to do', MUA, 'gieo sạ sắp xong, còn 12 ha'],
    ['a harvest below zero', MUA, 'sl -3 tấn'],
    ['the same number under two names', LU, 'chết 2, mất tích 2'],
    ['of the first place of several', tuan, 'tiếp dân ấp 1: 2 lượt, ấp 3: 1 lượt'],
    ['of the first place, without signs', tuan, 'hop dan ap 1 2 cuoc ap 2 1 cuoc'],
  ])('is asked about: %s', (_, form, text) => {
    const { readings, doubts } = read(form, text);
    expect(readings).toEqual([]);
    expect(doubts.length).toBeGreaterThan(0);
  });

  it('is one where a single place is named with it', () => {
    expect(read(tuan, 'tiếp dân ấp 3: 2 lượt, kn 1').readings).toMatchObject([
      { field: 'citizen_reception', value: 2 },
      { field: 'complaints', value: 1 },
    ]);
  });

  it('is one where its label follows: "còn 2 đơn tố cáo"', () => {
    expect(read(tuan, 'hg 1/1, còn 2 đơn tố cáo').readings.map(({ value }) => value)).toContain(2);
  });
});

describe('a bare answer to an open question', () => {
  it('counts in words that name another field too', () => {
    expect(read(tuan, '28 mô hình ạ', 'models_active').readings).toMatchObject([
      { field: 'models_active', value: 28 },
    ]);
  });

  it('is of the field that it names where the open one counts nothing so', () => {
    expect(read(tuan, '3 mô hình', 'dialogues').readings).toMatchObject([{ field: 'models', value: 3 }]);
  });
});
