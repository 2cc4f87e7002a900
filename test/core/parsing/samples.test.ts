import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../../src/core/forms/definition.ts';
import { parse } from '../../../src/core/parsing/parse.ts';
import type { Understanding } from '../../../src/core/parsing/understanding.ts';
import { tuan } from '../../support/forms.ts';

/** A Thursday; tomorrow is 21/8. */
const TODAY = Temporal.PlainDate.from('2026-08-20');

type Expected = {
  readonly values?: Readonly<Record<string, Value>>;
  readonly doubts?: readonly Readonly<Record<string, unknown>>[];
  readonly notes?: Readonly<Record<string, string>>;
  readonly intent?: Understanding['intent'];
  readonly nil?: true;
  readonly restNil?: true;
  readonly period?: 'current' | 'previous';
  readonly open?: string;
};

const of = (part: number, whole: number) => ({ part, whole });

/** The samples of the domain facts, section 4, by their numbers there. */
const SAMPLES: readonly (readonly [number: number, text: string, expected: Expected])[] = [
  [
    1,
    'hg 5/6, kn 1, tthc 120/121, mh 2; khó khăn: thiếu kinh phí',
    {
      values: {
        mediation: of(5, 6),
        complaints: 1,
        procedures: of(120, 121),
        models: 2,
        difficulties: 'thiếu kinh phí',
      },
    },
  ],
  [
    2,
    'Hòa giải 5/6 vụ. Khiếu nại 1 đơn. TTHC 120/121 hồ sơ.',
    { values: { mediation: of(5, 6), complaints: 1, procedures: of(120, 121) } },
  ],
  [3, 'hoa giai 6 vu thanh 5', { values: { mediation: of(5, 6) } }],
  [4, 'tiep dan 12 luot, doi thoai 1 cuoc', { values: { citizen_reception: 12, dialogues: 1 } }],
  [5, 'kps', { nil: true }],
  [6, 'Ko phat sinh a', { nil: true }],
  [7, 'Tuần này xã không có gì phát sinh, báo cáo đồng chí', { nil: true, period: 'current' }],
  [8, 'kn ko, tc ko', { values: { complaints: 0, denunciations: 0 } }],
  [
    9,
    'hg 6/5',
    {
      doubts: [
        { kind: 'part-exceeds-whole', field: 'mediation', part: 6, whole: 5, span: { start: 0, end: 6 } },
      ],
    },
  ],
  [
    10,
    'tthc 98%',
    { doubts: [{ kind: 'counts-needed', field: 'procedures', percent: 98, span: { start: 0, end: 8 } }] },
  ],
  [11, 'kn 1 tc 0 gqđ 1/1', { values: { complaints: 1, denunciations: 0, cases_resolved: of(1, 1) } }],
  [12, 'mô hình mới: hai; duy trì: mười hai', { values: { models: 2, models_active: 12 } }],
  [13, 'tthc 1.234/1.240', { values: { procedures: of(1234, 1240) } }],
  [14, 'hòa giải thành 3 trên tổng số 3', { values: { mediation: of(3, 3) } }],
  [
    15,
    'hg 5-6',
    {
      doubts: [
        { kind: 'range-or-ratio', field: 'mediation', first: 5, second: 6, span: { start: 0, end: 6 } },
      ],
    },
  ],
  [
    16,
    'kn: đề nghị huyện hỗ trợ 20 triệu sửa loa',
    {
      doubts: [
        {
          kind: 'which-field',
          candidates: ['proposals', 'complaints'],
          value: 'đề nghị huyện hỗ trợ 20 triệu sửa loa',
          span: { start: 0, end: 41 },
        },
      ],
    },
  ],
  [
    17,
    'kk: thiếu cán bộ; đx: bổ sung 1 biên chế',
    { values: { difficulties: 'thiếu cán bộ', proposals: 'bổ sung 1 biên chế' } },
  ],
  [18, 'như tuần trước', { intent: { kind: 'same' } }],
  [19, 'sửa kn thành 3', { intent: { kind: 'correct' }, values: { complaints: 3 } }],
  [20, 'à nhầm, hg 5/7 chứ ko phải 5/6', { intent: { kind: 'correct' }, values: { mediation: of(5, 7) } }],
  [21, 'hủy', { intent: { kind: 'cancel' } }],
  [
    22,
    'xin phép nộp trễ đến chiều mai, mạng yếu',
    { intent: { kind: 'late', until: '2026-08-21', reason: 'mạng yếu', cause: 'network' } },
  ],
  [23, '15/8 em nộp bù báo cáo tuần trước', { period: 'previous' }],
  [24, '5/6', { open: 'mediation', values: { mediation: of(5, 6) } }],
  [24, '5/6', { doubts: [{ kind: 'label-missing', value: of(5, 6), span: { start: 0, end: 3 } }] }],
  [25, 'Da gui roi nhe dc', { intent: { kind: 'status' } }],
  [26, 'Góp ý 2 văn bản, giám sát 1 đoàn', { values: { opinions: 2, supervisions: 1 } }],
  [27, 'qcdc 3, đt 1, tcd 9', { values: { democracy: 3, dialogues: 1, citizen_reception: 9 } }],
  [
    28,
    'HG: 4/4; TTHC: 56/56; còn lại không',
    { values: { mediation: of(4, 4), procedures: of(56, 56) }, restNil: true },
  ],
  [29, 'mh 2 moi, tong mh 35', { values: { models: 2, models_active: 35 } }],
  [30, 'ok gửi đi', { intent: { kind: 'confirm' } }],
  [31, 'hướng dẫn', { intent: { kind: 'help' } }],
  [32, 'cho em hỏi hạn nộp là khi nào', { intent: { kind: 'due' } }],
  [33, 'hòa giaỉ 5/6 ,khiêu nại 1', { values: { mediation: of(5, 6), complaints: 1 } }],
  [
    34,
    'kn -1',
    { doubts: [{ kind: 'not-a-count', field: 'complaints', number: -1, span: { start: 0, end: 5 } }] },
  ],
  [
    35,
    'tthc 120/121 (1 hồ sơ đất đai trễ hẹn do cúp điện)',
    {
      values: { procedures: of(120, 121) },
      notes: { procedures: '1 hồ sơ đất đai trễ hẹn do cúp điện' },
    },
  ],
];

describe('the samples of the domain facts', () => {
  it.each(SAMPLES)('%i. %s', (_number, text, expected) => {
    const { open, values = {}, notes = {}, doubts = [], intent, nil, restNil, period } = expected;
    const understanding = parse(text, tuan, {
      today: TODAY,
      ...(open === undefined ? {} : { openField: open }),
    });
    expect({
      values: Object.fromEntries(understanding.readings.map(({ field, value }) => [field, value])),
      notes: Object.fromEntries(
        understanding.readings.flatMap(({ field, note }) => (note === undefined ? [] : [[field, note]])),
      ),
      understoodAs: understanding.readings.flatMap(({ understoodAs }) => understoodAs ?? []),
      doubts: understanding.doubts,
      intent: understanding.intent,
      nil: understanding.nil,
      restNil: understanding.restNil,
      period: understanding.period,
    }).toEqual({
      values,
      notes,
      understoodAs: [],
      doubts,
      intent,
      nil: nil ?? false,
      restNil: restNil ?? false,
      period,
    });
  });
});
