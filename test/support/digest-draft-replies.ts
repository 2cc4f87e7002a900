import { Temporal } from 'temporal-polyfill';
import { draftKey, LONGEST_REMARK, type DigestDraft } from '../../src/core/digest/draft.ts';
import type { DigestView } from '../../src/core/conversation/context.ts';
import { draftOffers } from '../../src/core/conversation/coordination/digest-draft.ts';
import type { FormId } from '../../src/core/ids.ts';
import type { DigestDraftReply } from '../../src/core/replies/digest-draft.ts';
import type { Reply } from '../../src/core/replies.ts';
import { moment } from './extremes.ts';
import { NO_FINDINGS } from './findings.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- no form is looked up by it
const FORM = 1 as FormId;

const view: DigestView = {
  figures: {
    body: 'ban-dan-van',
    form: 'tuan',
    period: '2017-W34',
    expected: 3,
    received: 2,
    late: [],
    missing: ['binh-minh'],
    indicators: [],
    texts: [],
  },
  findings: NO_FINDINGS,
  names: {
    body: 'Ban Dân vận Huyện ủy',
    form: 'Báo cáo tuần công tác dân vận',
    period: {
      code: '2017-W34',
      start: Temporal.PlainDate.from('2017-08-21'),
      end: Temporal.PlainDate.from('2017-08-27'),
    },
    units: { 'binh-minh': 'Xã Bình Minh' },
    fields: {},
  },
  signals: { found: [{ kind: 'same-again', unit: 'binh-minh', figures: 9 }], reasons: true },
};

/** The samples of replies about digests before they go out, at their longest. */
export function digestDraftReplies(long: string): {
  readonly [Kind in DigestDraftReply['kind']]: readonly Reply[];
} {
  const draft: DigestDraft = {
    key: draftKey(FORM, moment),
    form: FORM,
    bodies: [],
    formName: 'Báo cáo tuần công tác dân vận',
    plannedAt: moment,
    sendAt: moment,
    remark: null,
  };
  const remarked = { ...draft, remark: long.slice(0, LONGEST_REMARK) };
  const offers = draftOffers(draft);
  return {
    'digest-preview': [
      { kind: 'digest-preview', draft, digest: view, others: [], offers },
      { kind: 'digest-preview', draft, digest: view, others: ['UBND huyện', 'Đảng ủy'], offers },
    ],
    'digest-draft-changed': (['now', 'later', 'remark', 'no-remark'] as const).map((change) => ({
      kind: 'digest-draft-changed',
      draft: remarked,
      change,
      offers,
    })),
    'digest-remark-question': [
      { kind: 'digest-remark-question', draft, offers: [] },
      { kind: 'digest-remark-question', draft: remarked, offers: [] },
    ],
    'digest-remark-too-long': [{ kind: 'digest-remark-too-long', length: 1_000, offers: [] }],
    'no-digest-draft': [{ kind: 'no-digest-draft', offers: [] }],
  };
}
