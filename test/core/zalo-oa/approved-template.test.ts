import { describe, expect, it } from 'vitest';
import {
  compareTemplate,
  likelyKind,
  readApproved,
  type ApprovedTemplate,
} from '../../../src/core/zalo-oa/approved-template.ts';
import { PARAM_CAPS, TEMPLATE_KINDS } from '../../../src/core/zalo-oa/templates.ts';
import { TEMPLATES } from '../../../src/texts/zalo-oa-templates.ts';

const ours = TEMPLATES['tong-hop'];
const listParams = Object.entries(ours.params).map(([name, { type }]) => ({
  name,
  require: true,
  type: 'STRING',
  minLength: 0,
  maxLength: PARAM_CAPS[type],
  acceptNull: false,
}));
const data = { templateId: 12_346, templateName: 'Tổng hợp', status: 'ENABLE', listParams, price: '200' };
const approved: ApprovedTemplate = {
  id: '12346',
  status: 'ENABLE',
  reason: undefined,
  params: listParams.map(({ name, maxLength }) => ({ name, isRequired: true, maxLength })),
};

describe('reading what Zalo keeps', () => {
  it.each([
    ['the answer', { error: 0, message: 'Success', data }],
    ['its data alone', data],
    ['several answers', [{ error: 0, data }]],
    ['an answer with several', { error: 0, data: [data] }],
    [
      'numbers as text',
      {
        ...data,
        templateId: '12346',
        listParams: listParams.map((one) => ({ ...one, maxLength: String(one.maxLength), require: 'true' })),
      },
    ],
    [
      'parameters in brackets',
      { ...data, listParams: listParams.map((one) => ({ ...one, name: `<${one.name}>` })) },
    ],
  ])('takes %s', (_, raw) => {
    expect(readApproved(raw)).toEqual([approved]);
  });

  it.each([[{ error: -109, message: 'no template' }], ['text'], [null], [{ data: 1 }], [[data, 1]]])(
    'takes no other thing for a template: %j',
    (raw) => {
      expect(readApproved(raw)).toBeUndefined();
    },
  );

  it('knows which of ours it is by its parameters, also where some differ', () => {
    for (const kind of TEMPLATE_KINDS) {
      const [first, ...rest] = Object.keys(TEMPLATES[kind].params);
      const params = [...rest, `${first}_khac`].map((name) => ({ name, isRequired: true, maxLength: 30 }));
      expect(likelyKind({ ...approved, params }, TEMPLATES, TEMPLATE_KINDS)).toBe(kind);
    }
    expect(likelyKind({ ...approved, params: [] }, TEMPLATES, TEMPLATE_KINDS)).toBeUndefined();
  });
});

describe('what differs from what we send', () => {
  const differences = (change: Partial<ApprovedTemplate>) =>
    compareTemplate(ours, { ...approved, ...change });
  const [first, ...rest] = approved.params;

  it('is nothing where it was approved as submitted, or allows more', () => {
    expect(differences({})).toEqual([]);
    expect(differences({ params: approved.params.map((one) => ({ ...one, maxLength: undefined })) })).toEqual(
      [],
    );
    expect(
      differences({ params: [...approved.params, { name: 'x', isRequired: false, maxLength: 30 }] }),
    ).toEqual([]);
  });

  it('is a state in which it is not sent, with the reason', () => {
    expect(differences({ status: 'REJECT', reason: 'sai nhãn' })).toEqual([
      { kind: 'status', status: 'REJECT', reason: 'sai nhãn' },
    ]);
    expect(differences({ status: 'PENDING_REVIEW' })).toHaveLength(1);
  });

  it('is a parameter too few, too many or too short', () => {
    expect(differences({ params: rest })).toEqual([{ kind: 'missing', param: first?.name }]);
    expect(
      differences({ params: [...approved.params, { name: 'x', isRequired: true, maxLength: 30 }] }),
    ).toEqual([{ kind: 'extra', param: 'x' }]);
    expect(
      differences({
        params: approved.params.map((one) => (one.name === 'ho_ten' ? { ...one, maxLength: 20 } : one)),
      }),
    ).toEqual([{ kind: 'shorter', param: 'ho_ten', allowed: 20, ours: 30 }]);
  });
});
