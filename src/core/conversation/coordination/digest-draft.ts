import { startOfDay } from '../../calendar/wall-time.ts';
import { addWorkingDays } from '../../calendar/working-days.ts';
import { nextWorkingMoment } from '../../calendar/working-time.ts';
import { LONGEST_REMARK, readDraftWish, type DigestDraft, type DraftWish } from '../../digest/draft.ts';
import { bareKey } from '../../forms/spelling.ts';
import type { Offers } from '../../replies.ts';
import { choiceToken, type Choice } from '../choices.ts';
import { saysWord } from '../commands.ts';
import type { Context } from '../context.ts';
import type { State } from '../state.ts';
import { aside, NOTHING_OPEN, turn, type Turn } from '../turn.ts';

/** What stands under a digest before it goes out. */
export function draftOffers({ key }: DigestDraft): Offers {
  return [
    [
      { token: choiceToken('digestnow', null, key), label: 'digest-now' },
      { token: choiceToken('digestremark', null, key), label: 'digest-remark' },
      { token: choiceToken('digestlater', null, key), label: 'digest-later' },
    ],
  ];
}

/** "Gửi ngay", "hoãn", "lời dẫn: …", and the remark that was asked for; undefined for other words. */
export function onDigestDraftText(state: State, text: string, context: Context): Turn | undefined {
  const { looked } = context;
  if (looked.kind !== 'digest-drafts') return undefined;
  const { open } = state;
  const wish = readDraftWish(text);
  const asked = open.kind === 'digest-remark' ? looked.drafts.find(({ key }) => key === open.key) : undefined;
  if (!wish) {
    if (open.kind !== 'digest-remark' || text.startsWith('/')) return undefined;
    if (saysWord(bareKey(text), 'drop')) return asked && turn(NOTHING_OPEN, [changed(asked, 'no-remark')]);
    return asked ? remark(asked, text) : none();
  }
  // The one that goes out first.
  const meant = asked ?? looked.drafts[0];
  return meant ? carryOut(state, meant, wish, context) : aside(state, [noDraft()]);
}

/** A tap; undefined where the digest has gone out. */
export function onDigestDraftChoice(state: State, choice: Choice, context: Context): Turn | undefined {
  const { looked } = context;
  const drafts = looked.kind === 'digest-drafts' ? looked.drafts : [];
  const draft = drafts.find(({ key }) => key === choice.arg);
  if (!draft) return undefined;
  if (choice.verb === 'digestnow') return carryOut(state, draft, { kind: 'digest-now' }, context);
  if (choice.verb === 'digestlater') return carryOut(state, draft, { kind: 'digest-later' }, context);
  return question(draft);
}

function carryOut(state: State, draft: DigestDraft, wish: DraftWish, context: Context): Turn {
  switch (wish.kind) {
    case 'digest-remark':
      return wish.text === null ? question(draft) : remark(draft, wish.text);
    case 'digest-now':
      return sendAt(state, draft, 'now', nextWorkingMoment(context.now, context.zone, context.holidays));
    case 'digest-later':
      return sendAt(state, draft, 'later', nextDay(draft, context));
  }
}

/** The next working day at the same time; leaders are not kept waiting by accident for longer. */
function nextDay({ sendAt: before }: DigestDraft, { zone, holidays }: Context) {
  const local = before.toZonedDateTimeISO(zone);
  const day = addWorkingDays(local.toPlainDate(), 1, holidays);
  const moment = startOfDay(day, zone).add(local.startOfDay().until(local));
  return nextWorkingMoment(moment, zone, holidays);
}

function sendAt(state: State, draft: DigestDraft, change: 'now' | 'later', at: DigestDraft['sendAt']): Turn {
  const { form, bodies, plannedAt } = draft;
  return aside(
    state,
    [changed({ ...draft, sendAt: at }, change)],
    [{ kind: 'change-digest-draft', form, bodies, plannedAt, change: { kind: 'send-at', at } }],
  );
}

function question(draft: DigestDraft): Turn {
  return turn({ kind: 'digest-remark', key: draft.key }, [
    { kind: 'digest-remark-question', draft, offers: [] },
  ]);
}

function remark(draft: DigestDraft, words: string): Turn {
  const text = words.replaceAll(/\s+/gu, ' ').trim();
  if (text.length > LONGEST_REMARK) {
    return turn({ kind: 'digest-remark', key: draft.key }, [
      { kind: 'digest-remark-too-long', length: text.length, offers: [] },
    ]);
  }
  const { form, bodies, plannedAt } = draft;
  return turn(
    NOTHING_OPEN,
    [changed({ ...draft, remark: text }, 'remark')],
    [{ kind: 'change-digest-draft', form, bodies, plannedAt, change: { kind: 'remark', text } }],
  );
}

function changed(draft: DigestDraft, change: 'now' | 'later' | 'remark' | 'no-remark') {
  return { kind: 'digest-draft-changed', draft, change, offers: draftOffers(draft) } as const;
}

function noDraft() {
  return { kind: 'no-digest-draft', offers: [] } as const;
}

function none(): Turn {
  return turn(NOTHING_OPEN, [noDraft()]);
}
