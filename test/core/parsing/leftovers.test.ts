import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/core/parsing/parse.ts';
import { tuan } from '../../support/forms.ts';
import { nameOf } from '../../corpus/judge.ts';

const today = Temporal.PlainDate.from('2026-08-20');
function read(text: string) {
  const { readings, doubts } = parse(text, tuan, { today });
  return {
    values: Object.fromEntries(readings.map(({ field, value }) => [field, value])),
    asked: doubts.map(nameOf),
  };
}

describe('what could be read two ways', () => {
  it.each(['3 kn tc 0', 'kn 3 0 tc', 'kn 1 2 tc'])(
    '%j, on both sides of labels, takes nothing unasked',
    (text) => {
      const { values, asked } = read(text);
      expect(values).toEqual({});
      expect(asked.length).toBeGreaterThan(0);
    },
  );

  it.each([
    ['tiếp dân 2 buổi', {}, ['value-missing:citizen_reception']],
    ['tiếp dân 2 buổi 15 lượt', { citizen_reception: 15 }, []],
    ['tc hội nghị 2', {}, ['which-field:denunciations']],
    ['tc đơn 2', { denunciations: 2 }, []],
    ['kn 2 à nhầm tc 2', { denunciations: 2 }, ['value-missing:complaints']],
    ['kn 2 à nhầm tc 3', { complaints: 2, denunciations: 3 }, []],
    ['tc với kn thì không', { denunciations: 0, complaints: 0 }, []],
    ['Về tố cáo: 2 đơn', { denunciations: 2 }, []],
    ['Thực hiện Kế hoạch số 40/KH-UBND, xã báo cáo: tc 2', { denunciations: 2 }, []],
    ['> tc 3\ntc 2', { denunciations: 2 }, []],
    ['> tc 3, td 9\ntc 2', { denunciations: 2 }, ['not-understood']],
    ['6/8 xã nộp bù báo cáo: tc 2', { denunciations: 2 }, []],
    ['tc 2, các mục khác bằng 0', { denunciations: 2 }, []],
    [
      '0 tc 1 kn 4 td 2, hg 3/3',
      { mediation: { part: 3, whole: 3 } },
      [
        'which-field:denunciations',
        'which-field:denunciations|complaints',
        'which-field:complaints|citizen_reception',
        'which-field:citizen_reception',
      ],
    ],
    ['kn 2 à nhầm, 3 đơn mới đúng', { complaints: 3 }, []],
  ])('%j', (text, values, asked) => {
    expect(read(text)).toEqual({ values, asked });
  });

  it.each(['kn như tuần trước', 'tc 2, kn như kỳ trước'])('%j says it of that field alone', (text) => {
    const { intent, doubts } = parse(text, tuan, { today });
    expect(intent).toBeUndefined();
    expect(doubts).toMatchObject([{ kind: 'value-missing', field: 'complaints', asBefore: true }]);
  });
});
