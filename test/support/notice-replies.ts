import { obligationId } from '../../src/core/ids.ts';
import type { About, Item, Offers, Reply } from '../../src/core/replies.ts';
import type { LivingNoticeReply, NoticeSection } from '../../src/core/replies/living-notice.ts';
import { moment } from './extremes.ts';
import { STANDING } from './hamlet-replies.ts';
import { SIGN_OFF_STATES } from './sign-off-states.ts';

/** Reminders, and what they come to say, at their longest. */
export function noticeReplies(
  about: About,
  items: readonly Item[],
  offers: Offers,
): { readonly [Kind in LivingNoticeReply['kind'] | 'reminder']: readonly Reply[] } {
  const received = { kind: 'received', about, code: 'BC-ZZZZZZ.99', at: moment, signOff: null } as const;
  const { formName, period } = about;
  const many = Array.from({ length: 3321 }, () => about.unit);
  const late = { kind: 'late-units', formName, period } as const;
  const says = (...sections: readonly NoticeSection[]): Reply => ({
    kind: 'living-notice',
    sections,
    offers,
  });
  return {
    reminder: [
      {
        kind: 'reminder',
        sections: [
          ...(['opening', 'before-due', 'after-due'] as const).map((kind) => ({
            kind,
            about,
            obligation: obligationId(1),
            hamlets: { ...STANDING, sum: items },
          })),
          { kind: 'escalation', formName, period, units: many },
        ],
        offers,
      },
    ],
    'living-notice': [
      says(received),
      says(received, { kind: 'exempt', about }),
      says({ kind: 'owed', about, standsInFor: null }, { kind: 'missed', about }, received),
      says({ kind: 'owed', about, standsInFor: 'Võ Minh Nhựt' }, received),
      says(...SIGN_OFF_STATES.map((signOff) => ({ ...received, signOff }))),
      says({ ...late, missing: many, received: many }),
      says({ ...late, missing: [], received: many }),
      says({ ...late, missing: [], received: [] }),
      says({ ...late, missing: [about.unit], received: [] }, received),
    ],
  };
}
