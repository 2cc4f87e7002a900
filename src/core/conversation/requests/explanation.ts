import { may } from '../../access/access.ts';
import type { Effect } from '../../effects.ts';
import {
  LONGEST_EXPLANATION,
  type Figure,
  type NamedFigure,
  type WaitingExplanation,
} from '../../explanations/explanation.ts';
import { readExplanation } from '../../explanations/words.ts';
import { bareKey } from '../../forms/spelling.ts';
import { tidy } from '../../parsing/tidy.ts';
import { choiceToken, type Choice } from '../choices.ts';
import { saysWord } from '../commands.ts';
import type { Context } from '../context.ts';
import type { State } from '../state.ts';
import { aside, NOTHING_OPEN, turn, type Turn } from '../turn.ts';

/** As much of a field's code as a button holds. */
const LONGEST_ARG = 32;

/** "Giải trình …", and the answer to a question that was tapped; undefined for other words. */
export function onExplanationText(state: State, text: string, context: Context): Turn | undefined {
  const { looked } = context;
  if (looked.kind !== 'explanations') return undefined;
  const wish = readExplanation(text);
  if (!wish) return answerTapped(state, text, looked.waiting, context);
  const isAsking = wish.kind === 'explain-ask' && looked.named !== null;
  if (isAsking && looked.named) return ask(state, looked.named, context);
  if (!may(context.posts, 'report')) return aside(state, [{ kind: 'not-for-this-role', offers: [] }]);
  const [only, ...more] = looked.meant;
  if (!only) return aside(state, [{ kind: 'no-explanation-waits', offers: [] }]);
  if (more.length > 0) return which(looked.meant);
  return wish.answer === null || wish.answer === '' ? question(only) : answer(only, wish.answer, context);
}

/** [Trả lời] under a question; undefined where nothing waits for an answer any more. */
export function onExplanationChoice(choice: Choice, { looked }: Context): Turn | undefined {
  if (looked.kind !== 'explanations') return undefined;
  const tapped = looked.waiting.find(
    ({ figure }) => figure.obligation === choice.obligation && argOf(figure) === choice.arg,
  );
  return tapped && question(tapped);
}

/** [Giải trình] under a figure of a unit; undefined where the figure is none of the person's, or was corrected meanwhile. */
export function askForExplanation(state: State, context: Context): Turn | undefined {
  const { looked } = context;
  return looked.kind === 'explanations' && looked.named ? ask(state, looked.named, context) : undefined;
}

function ask(state: State, named: NamedFigure, context: Context): Turn {
  if (named.kind !== 'figure') return aside(state, [{ kind: 'explanation-unclear', named, offers: [] }]);
  const { figure, revision, standing } = named;
  const { obligation, field, label, value, about } = figure;
  if (standing.kind === 'answered') {
    return aside(state, [{ kind: 'explanation-told', figure, text: standing.text, by: null, offers: [] }]);
  }
  const { person } = context;
  if (!person || (standing.kind === 'waits' && standing.mine)) {
    const since = standing.kind === 'waits' ? standing.since : context.now;
    return aside(state, [{ kind: 'explanation-waits', figure, since, offers: [] }]);
  }
  const asked: Effect = { kind: 'ask-explanation', obligation, field, label, value, revision };
  // The unit is asked once, whoever joins in.
  const told: readonly Effect[] =
    standing.kind === 'waits'
      ? []
      : [
          {
            kind: 'notify',
            to: { kind: 'holders', role: 'contact', unit: about.unit.code },
            key: `explanation ${obligation}.${revision} ${field}`,
            reply: {
              kind: 'explanation-asked',
              figure,
              by: person.name,
              offers: [[{ token: choiceToken('explain', obligation, argOf(figure)), label: 'explain' }]],
            },
          },
        ];
  return aside(state, [{ kind: 'explanation-sent', figure, offers: [] }], [asked, ...told]);
}

function argOf({ field }: Figure): string {
  return field.slice(0, LONGEST_ARG);
}

function question({ figure }: WaitingExplanation): Turn {
  const { obligation, field } = figure;
  return turn({ kind: 'explanation', obligation, field }, [
    { kind: 'explanation-question', figure, offers: [] },
  ]);
}

function which(waiting: readonly WaitingExplanation[]): Turn {
  return turn(NOTHING_OPEN, [
    {
      kind: 'which-explanation',
      figures: waiting.map(({ figure }) => figure),
      offers: waiting.map(({ figure }) => [
        {
          token: choiceToken('explain', figure.obligation, argOf(figure)),
          label: { kind: 'field', label: figure.label },
        },
      ]),
    },
  ]);
}

function answerTapped(
  state: State,
  text: string,
  waiting: readonly WaitingExplanation[],
  context: Context,
): Turn | undefined {
  const { open } = state;
  if (open.kind !== 'explanation' || text.startsWith('/')) return undefined;
  const folded = bareKey(text);
  if (saysWord(folded, 'drop')) return turn(NOTHING_OPEN, [{ kind: 'explanation-dropped', offers: [] }]);
  const asked = waiting.find(
    ({ figure }) => figure.obligation === open.obligation && figure.field === open.field,
  );
  return asked
    ? answer(asked, text, context)
    : turn(NOTHING_OPEN, [{ kind: 'no-explanation-waits', offers: [] }]);
}

function answer(asked: WaitingExplanation, words: string, context: Context): Turn {
  const { figure, askers } = asked;
  const { obligation, field } = figure;
  const text = (tidy(words) ?? '').replaceAll(/\s+/gu, ' ').trim();
  if (text === '') return question(asked);
  if (text.length > LONGEST_EXPLANATION) {
    return turn({ kind: 'explanation', obligation, field }, [
      { kind: 'explanation-too-long', length: text.length, offers: [] },
    ]);
  }
  const by = context.person?.name ?? null;
  return turn(
    NOTHING_OPEN,
    [{ kind: 'explanation-noted', figure, askers: askers.map(({ name }) => name), offers: [] }],
    [
      { kind: 'answer-explanation', obligation, field, text },
      ...askers.map(({ person }) => ({
        kind: 'notify' as const,
        to: { kind: 'person' as const, person },
        key: `explained ${obligation} ${field} ${context.now.toString()}`,
        reply: { kind: 'explanation-told' as const, figure, text, by, offers: [] },
      })),
    ],
  );
}
