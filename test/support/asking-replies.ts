import type { Question } from '../../src/core/conversation/state.ts';
import type { Doubt } from '../../src/core/parsing/understanding.ts';
import type { Value } from '../../src/core/forms/definition.ts';
import type { Reply } from '../../src/core/replies.ts';
import { about, first, HUGE, items, LONG, offers, others, unusual } from './extremes.ts';
import { tuan } from './forms.ts';

const span = { start: 0, end: 1 };
const code = first.code;
const doubts: { readonly [Kind in Doubt['kind']]: Extract<Doubt, { kind: Kind }> } = {
  'part-exceeds-whole': { kind: 'part-exceeds-whole', field: code, part: HUGE, whole: 1, span },
  'counts-needed': { kind: 'counts-needed', field: code, percent: 99.123456, span },
  'percent-disagrees': {
    kind: 'percent-disagrees',
    field: code,
    percent: 98,
    value: { part: 1, whole: HUGE },
    span,
  },
  'range-or-ratio': { kind: 'range-or-ratio', field: code, first: HUGE, second: 1, span },
  'part-or-whole': { kind: 'part-or-whole', field: code, number: HUGE, span },
  'not-a-count': { kind: 'not-a-count', field: code, number: -1.5, span },
  approximate: { kind: 'approximate', field: code, span },
  'which-field': { kind: 'which-field', candidates: [code], value: HUGE, span },
  'two-values': { kind: 'two-values', field: code, values: Array.from({ length: 40 }, () => HUGE), span },
  'value-missing': { kind: 'value-missing', field: code, asBefore: true, span },
  'label-missing': { kind: 'label-missing', value: HUGE, span },
  'not-understood': { kind: 'not-understood', span },
  'too-long': { kind: 'too-long', field: code, length: 65_536, most: 1000, span },
};

function question(
  asked: Question,
  suggestion?: Value,
  refused?: string,
): Extract<Reply, { kind: 'question' }> {
  return {
    kind: 'question',
    about,
    understood: items,
    question: asked,
    field: first,
    suggestion,
    refused,
    offers,
  };
}

/** Every way to ask about values, at its longest. */
export const ASKING: {
  readonly [Kind in 'question' | 'questions' | 'ask-field' | 'gaps' | 'fill-in']: readonly Extract<
    Reply,
    { kind: Kind }
  >[];
} = {
  question: [
    ...Object.values(doubts).flatMap((doubt) => [
      question({ doubt, quote: LONG.slice(0, 200) }, HUGE),
      question({ doubt, quote: '' }),
      question({ doubt, quote: 'kn', adds: { known: null } }, 1, ''),
      question({ doubt, quote: 'kn', adds: { known: HUGE } }, HUGE, LONG.slice(0, 200)),
    ]),
    question({ doubt: { kind: 'two-values', field: code, values: [], span }, quote: '' }),
  ],
  questions: [
    {
      kind: 'questions',
      about,
      understood: items,
      asked: Object.values(doubts)
        .slice(0, 3)
        .map((doubt) => ({ question: { doubt, quote: LONG.slice(0, 200) }, field: first, suggestion: HUGE })),
      refused: LONG.slice(0, 200),
      offers,
    },
    {
      kind: 'questions',
      about,
      understood: [],
      asked: [
        { question: { doubt: doubts['counts-needed'], quote: '' }, field: first, suggestion: undefined },
      ],
      refused: undefined,
      offers,
    },
  ],
  'ask-field': [
    {
      kind: 'ask-field',
      about,
      field: first,
      next: others.slice(0, 2),
      position: 1,
      total: 14,
      taken: items,
      refused: undefined,
      offers,
    },
    {
      kind: 'ask-field',
      about,
      field: first,
      next: [],
      position: 14,
      total: 14,
      taken: [],
      refused: LONG.slice(0, 200),
      offers,
    },
    {
      kind: 'ask-field',
      about,
      field: first,
      next: [],
      position: 2,
      total: 14,
      taken: [],
      refused: '',
      offers,
    },
  ],
  gaps: [
    { kind: 'gaps', about, fields: tuan.fields, usual: unusual, kept: items, unfilled: others, offers },
    { kind: 'gaps', about, fields: [first], usual: [], kept: [], unfilled: [first], offers },
  ],
  'fill-in': [{ kind: 'fill-in', about, fields: tuan.fields, offers }],
};
