import type { FieldChange } from '../../src/core/forms/values.ts';
import type { About, Item, Reply } from '../../src/core/replies.ts';
import type { HamletReply } from '../../src/core/replies/hamlets.ts';
import { sumOffer } from '../../src/core/conversation/report/hamlet-news.ts';
import { obligationId } from '../../src/core/ids.ts';

/** Twenty hamlets with long names. */
const HAMLETS = Array.from({ length: 20 }, (_, index) => ({
  code: `ap-${index}`,
  name: `Ấp Bình Minh ${index}`,
}));
export const STANDING = { reported: HAMLETS.slice(0, 8), missing: HAMLETS.slice(8) };

/** The samples of replies about hamlets, at their longest. */
export function hamletReplies(
  about: About,
  {
    items,
    changes,
    unclear,
  }: {
    readonly items: readonly Item[];
    readonly changes: readonly FieldChange[];
    readonly unclear: readonly string[];
  },
): { readonly [Kind in HamletReply['kind']]: readonly Reply[] } {
  const [hamlet = { code: 'x', name: 'Ấp X' }] = HAMLETS;
  const offers = [sumOffer(obligationId(1), [hamlet])];
  const answer = { hamlet, informant: null, nil: true, items: [], unclear: [], leavesOut: true };
  return {
    'hamlet-answers': [
      { kind: 'hamlet-answers', about, answers: [answer], standing: STANDING, offers },
      {
        kind: 'hamlet-answers',
        about,
        answers: [
          { ...answer, nil: false, items, informant: 'chị Mai báo qua điện thoại' },
          { ...answer, nil: false, unclear },
        ],
        standing: STANDING,
        offers,
      },
    ],
    'hamlet-link': [
      {
        kind: 'hamlet-link',
        about,
        hamlets: HAMLETS,
        url: `https://baocao.example.vn/ap/${'x'.repeat(60)}`,
        dueAt: about.period.dueAt,
        offers: [],
      },
    ],
    'hamlet-link-unavailable': (['no-hamlets', 'no-address'] as const).map((why) => ({
      kind: 'hamlet-link-unavailable',
      why,
      offers: [],
    })),
    'hamlet-answered': [
      { kind: 'hamlet-answered', about, hamlet, standing: STANDING, offers },
      { kind: 'hamlet-answered', about, hamlet, standing: { ...STANDING, missing: [] }, offers },
    ],
    'which-hamlet': [{ kind: 'which-hamlet', about, offers }],
    'hamlet-changed': [
      { kind: 'hamlet-changed', about, hamlet, changes, offers },
      { kind: 'hamlet-changed', about, hamlet, changes: changes.slice(0, 1), offers },
    ],
  };
}

/** Previews beside hamlets. */
export function hamletPreviews(
  preview: Extract<Reply, { kind: 'preview' }>,
  changes: readonly FieldChange[],
): readonly Extract<Reply, { kind: 'preview' }>[] {
  const summed = preview.items.map((item): Item => ({
    ...item,
    summedFrom: HAMLETS.map(({ name }) => name),
  }));
  return [
    { ...preview, items: summed, hamlets: { ...STANDING, used: true, changes } },
    { ...preview, items: [], hamlets: { ...STANDING, used: false, changes } },
    { ...preview, nil: true, hamlets: { ...STANDING, used: false, changes } },
  ];
}
