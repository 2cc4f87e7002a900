import { bareKey } from '../../forms/spelling.ts';
import type { InboundMessage } from '../../messages.ts';
import type { PersonalData } from '../../personal/personal-data.ts';
import { choiceToken, readChoice, type Verb } from '../choices.ts';
import { saysWord } from '../commands.ts';
import type { Context } from '../context.ts';
import type { Open, State } from '../state.ts';
import { stay } from '../steps.ts';
import { NOTHING_OPEN, turn, type Turn } from '../turn.ts';

const STAY = { token: choiceToken('stay'), label: 'stay' } as const;

/** Whether this question is about going, on this channel or on all. */
export function isAboutLeaving({ kind }: Open): boolean {
  return kind === 'leave' || kind === 'withdraw' || kind === 'erase';
}

const GOING = ['withdraw', 'erase', 'erasesure'] as const;

/** Whether the message says yes to the open question whether to go for good. */
export function saysToGo(open: Open, message: InboundMessage): boolean {
  if (open.kind !== 'withdraw' && open.kind !== 'erase') return false;
  if (message.kind === 'choice') {
    const verb = readChoice(message.token)?.verb;
    return GOING.some((going) => going === verb);
  }
  const folded = message.kind === 'text' ? bareKey(message.text) : '';
  return GOING.some((word) => saysWord(folded, word));
}

export function askWithdraw({ channels }: PersonalData): Turn {
  return turn({ kind: 'withdraw' }, [
    {
      kind: 'withdraw-question',
      channels,
      offers: [[{ token: choiceToken('withdraw'), label: 'withdraw' }, STAY]],
    },
  ]);
}

/** What cannot be undone is asked twice, with another button each time: a double tap is no second yes. */
export function askErase(): Turn {
  return turn({ kind: 'erase', again: false }, [
    {
      kind: 'erase-question',
      again: false,
      offers: [[{ token: choiceToken('erase'), label: 'erase' }, STAY]],
    },
  ]);
}

function askEraseAgain(): Turn {
  return turn({ kind: 'erase', again: true }, [
    {
      kind: 'erase-question',
      again: true,
      offers: [[{ token: choiceToken('erasesure'), label: 'erase-sure' }, STAY]],
    },
  ]);
}

/** A tapped button; undefined where its question is no longer open. */
export function tapLeaving({ open }: State, verb: Verb, context: Context): Turn | undefined {
  if (verb === 'stay') return isAboutLeaving(open) ? stay() : undefined;
  if (verb === 'withdraw') return open.kind === 'withdraw' ? withdraw(context) : undefined;
  if (open.kind !== 'erase') return undefined;
  if (verb === 'erase') return open.again ? undefined : askEraseAgain();
  return open.again ? erase(context) : undefined;
}

/** The same in words; anything unclear is heard as if the question had not been put. */
export function answerLeaving({ open }: State, text: string, context: Context): Turn | undefined {
  const folded = bareKey(text);
  if (open.kind !== 'withdraw' && open.kind !== 'erase') return undefined;
  if (saysWord(folded, 'stay')) return stay();
  if (open.kind === 'withdraw') return saysWord(folded, 'withdraw') ? withdraw(context) : undefined;
  if (open.again) return saysWord(folded, 'erasesure') ? erase(context) : undefined;
  return saysWord(folded, 'erase') ? askEraseAgain() : undefined;
}

function withdraw(context: Context): Turn {
  return turn(
    NOTHING_OPEN,
    [{ kind: 'consent-withdrawn', offers: [] }],
    [{ kind: 'withdraw-consent' }, ...tellGone(context, context.person?.name ?? null)],
  );
}

function erase(context: Context): Turn {
  return turn(
    NOTHING_OPEN,
    [{ kind: 'own-data-erased', offers: [] }],
    [{ kind: 'erase-person' }, ...tellGone(context, null)],
  );
}

/** Who looks after the posts must find someone else. */
function tellGone({ person, posts, now }: Context, name: string | null) {
  if (!person || posts.length === 0) return [];
  return [
    {
      kind: 'notify',
      to: { kind: 'coordinators-of', person: person.id },
      key: `gone ${person.id} ${now.toString()}`,
      reply: {
        kind: 'person-gone-told',
        name,
        posts: posts.map(({ title, place }) => ({ title, place })),
        offers: [],
      },
    } as const,
  ];
}
