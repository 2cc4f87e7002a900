import type { Effect } from '../effects.ts';
import type { InboundMessage } from '../messages.ts';
import { bareKey } from '../forms/spelling.ts';
import { choiceToken } from './choices.ts';
import { saysWord } from './commands.ts';
import type { Context } from './context.ts';
import { dutyLine, exampleFor, openDuties } from './duties.ts';
import { practiceOffer } from './practice/practice-offer.ts';
import type { State } from './state.ts';
import { NOTHING_OPEN, turn, type Turn } from './turn.ts';

/** Raised when the consent text says something new; older consents stay recorded under their number. */
export const CONSENT_VERSION = 2;

/** Wrong codes of one chat after which even a right one is refused there for a day. */
export const MOST_WRONG_CODES = 10;

/** Messages of a chat that belongs to nobody yet: only an invite code and a consent lead anywhere. */
export function enrol(state: State, message: InboundMessage, context: Context): Turn {
  if (state.open.kind === 'consent') {
    const answer = consentAnswer(message);
    if (answer === 'agree') return agree(state.open, context);
    if (answer === 'refuse') return turn(NOTHING_OPEN, [{ kind: 'consent-declined', offers: [] }]);
  }
  if (context.codesRefused) return turn(NOTHING_OPEN, [{ kind: 'codes-refused', offers: [] }]);
  const { invite } = context;
  switch (invite.kind) {
    case 'open':
      return turn({ kind: 'consent', invite: invite.invite }, [
        {
          kind: 'consent-request',
          person: invite.person,
          posts: invite.posts,
          operators: context.operators,
          offers: [
            [
              { token: choiceToken('agree'), label: 'agree' },
              { token: choiceToken('refuse'), label: 'refuse' },
            ],
          ],
        },
      ]);
    case 'wrong':
      return turn(
        state.open,
        [{ kind: 'code-wrong', offers: [] }],
        [{ kind: 'count-wrong-code' }, ...tellGuessing(invite.before, context)],
      );
    case 'expired':
      return turn(state.open, [{ kind: 'code-expired', offers: [] }]);
    case 'used':
      return turn(state.open, [{ kind: 'code-used', offers: [] }]);
    case 'none':
      return turn(state.open, [{ kind: 'stranger', offers: [] }]);
  }
}

/** Once a day, however many chats guess. */
function tellGuessing(before: number, { now, zone }: Context): readonly Effect[] {
  if (before + 1 !== MOST_WRONG_CODES) return [];
  const today = now.toZonedDateTimeISO(zone).toPlainDate().toString();
  return [
    {
      kind: 'notify',
      to: { kind: 'all-coordinators' },
      key: `guessing ${today}`,
      reply: { kind: 'guessing-told', codes: MOST_WRONG_CODES, offers: [] },
    },
  ];
}

function consentAnswer(message: InboundMessage): 'agree' | 'refuse' | undefined {
  if (message.kind === 'choice') {
    return message.token === 'agree' || message.token === 'refuse' ? message.token : undefined;
  }
  if (message.kind !== 'text') return undefined;
  const folded = bareKey(message.text);
  if (saysWord(folded, 'agree')) return 'agree';
  return saysWord(folded, 'refuse') ? 'refuse' : undefined;
}

/** The invite is looked up again with the consent: it may have been used or have expired in between. */
function agree(open: Extract<State['open'], { kind: 'consent' }>, context: Context): Turn {
  const { invite } = context;
  if (invite.kind !== 'open' || invite.invite !== open.invite) {
    const kind = invite.kind === 'expired' ? 'code-expired' : 'code-used';
    return turn(NOTHING_OPEN, [{ kind, offers: [] }]);
  }
  const duties = openDuties(context);
  const form = duties[0]?.form;
  return turn(
    NOTHING_OPEN,
    [
      {
        kind: 'welcome',
        person: invite.person,
        posts: invite.posts,
        duties: duties.map((duty) => dutyLine(duty, context.now)),
        example: form ? exampleFor(form) : undefined,
        offers: form ? [practiceOffer] : [],
      },
    ],
    [{ kind: 'link-chat', invite: open.invite, person: invite.person.id, consentVersion: CONSENT_VERSION }],
  );
}
