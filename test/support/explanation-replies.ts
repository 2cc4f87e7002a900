import { LONGEST_EXPLANATION } from '../../src/core/explanations/explanation.ts';
import { obligationId } from '../../src/core/ids.ts';
import type { ExplanationReply } from '../../src/core/replies/explanation.ts';
import type { About, Offers, Reply } from '../../src/core/replies.ts';
import { moment } from './extremes.ts';
import { tuan } from './forms.ts';

/** The samples of replies about explaining one figure, at their longest. */
export function explanationReplies(
  about: About,
  long: string,
): { readonly [Kind in ExplanationReply['kind']]: readonly Reply[] } {
  const offers: Offers = [];
  const by = `Nguyễn ${'Thị Thanh '.repeat(6)}Trúc`;
  const text = long.slice(0, LONGEST_EXPLANATION);
  const field = tuan.fields.find(({ code }) => code === 'mediation');
  if (!field) throw new Error('the form has fields');
  const value = { part: 999_999, whole: 1_000_000 };
  const { label } = field;
  const figure = { about, obligation: obligationId(1), field: field.code, label, value };
  const units = Array.from({ length: 3 }, () => about.unit);
  const unclear = { kind: 'explanation-unclear', offers } as const;
  return {
    'explanation-unclear': [
      { ...unclear, named: { kind: 'no-unit' } },
      { ...unclear, named: { kind: 'several-units', units } },
      { ...unclear, named: { kind: 'no-report', unit: about.unit } },
      { ...unclear, named: { kind: 'no-field', unit: about.unit, fields: tuan.fields } },
      { ...unclear, named: { kind: 'no-value', unit: about.unit, field } },
    ],
    'explanation-sent': [{ kind: 'explanation-sent', figure, offers }],
    'explanation-waits': [{ kind: 'explanation-waits', figure, since: moment, offers }],
    'explanation-told': [
      { kind: 'explanation-told', figure, text, by, offers },
      { kind: 'explanation-told', figure, text, by: null, offers },
    ],
    'explanation-asked': [
      {
        kind: 'explanation-asked',
        figure,
        by,
        offers: [[{ token: 'explain.1.mediation', label: 'explain' }]],
      },
    ],
    'explanation-question': [{ kind: 'explanation-question', figure, offers }],
    'which-explanation': [
      {
        kind: 'which-explanation',
        figures: [figure, figure],
        offers: [[{ token: 'explain.1.mediation', label: { kind: 'field', label } }]],
      },
    ],
    'explanation-noted': [{ kind: 'explanation-noted', figure, askers: [by, by, by], offers }],
    'explanation-too-long': [{ kind: 'explanation-too-long', length: 1_000, offers }],
    'no-explanation-waits': [{ kind: 'no-explanation-waits', offers }],
    'explanation-dropped': [{ kind: 'explanation-dropped', offers }],
  };
}
