import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/core/parsing/parse.ts';
import { tuan } from '../../support/forms.ts';

const today = Temporal.PlainDate.from('2026-08-20');

function read(text: string) {
  const { readings, doubts } = parse(text, tuan, { today });
  return {
    values: Object.fromEntries(readings.map(({ field, value }) => [field, value])),
    asked: doubts.flatMap((doubt) => (doubt.kind === 'which-field' ? [doubt.candidates] : [])),
  };
}

describe('a name of what is new, beside a field of all there are', () => {
  it.each([
    'hiện có 16 mô hình',
    'toàn xã có 16 mô hình dân vận khéo',
    'den nay co 16 mo hinh',
    'mô hình đang thực hiện 16',
    'tổng dvk 16',
    'tổng số có 16 mô hình',
    'mô hình 16 (mới 1)',
    'mô hình 16, trong đó mới 1',
  ])('is asked about where the words count all: %s', (text) => {
    expect(read(text)).toMatchObject({ values: {}, asked: [['models_active', 'models']] });
  });

  it.each([
    'mh 2',
    'ra mắt 2 mô hình',
    'hiện có 2 mô hình mới',
    'thực hiện 2 mô hình',
    'hiện xã hg 1/1, mh 2',
  ])('is that field alone where they do not: %s', (text) => {
    expect(read(text)).toMatchObject({ values: { models: 2 }, asked: [] });
  });

  it.each(['tổng số mô hình: 16', 'tổng cộng mh 16', 'tong so mo hinh 16'])(
    'is the other where the form says so itself: %s',
    (text) => {
      expect(read(text)).toEqual({ values: { models_active: 16 }, asked: [] });
    },
  );

  it('has no part in fields of which nothing is kept', () => {
    expect(read('tổng số đơn khiếu nại 2')).toEqual({ values: { complaints: 2 }, asked: [] });
  });
});
