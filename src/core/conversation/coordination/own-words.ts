import { may } from '../../access/access.ts';
import type { OwnWord, OwnWordState } from '../../dictionary/own-word.ts';
import { tryAlias, type Trial } from '../../dictionary/trial.ts';
import { withAliases } from '../../dictionary/with-aliases.ts';
import { unitAliasId, type UnitAliasId } from '../../ids.ts';
import { matchUnits } from '../../organization/match-units.ts';
import type { Offer, Offers } from '../../replies.ts';
import type { OwnWordDecision } from '../../replies/own-words.ts';
import { choiceToken, type Choice, type Verb } from '../choices.ts';
import type { Context } from '../context.ts';
import type { State } from '../state.ts';
import { aside, type Turn } from '../turn.ts';
import { readWordWish, type WordWish } from './word-wishes.ts';

/** About two screens of a phone. */
const MOST_LISTED = 10;
/** A message with more buttons is no choice any more; the others are decided in words. */
const MOST_OFFERED = 3;

const DECISIONS: Readonly<Partial<Record<Verb, OwnWordDecision>>> = {
  wordaccept: 'accept',
  worddecline: 'decline',
  wordwithdraw: 'withdraw',
};
const VERB_OF = { accept: 'wordaccept', decline: 'worddecline', withdraw: 'wordwithdraw' } as const;
const OUTCOME = { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' } as const;
const LETTER = { proposed: 'p', accepted: 'a', declined: 'd', withdrawn: 'w' } as const;

/** The word that a button is about; undefined for other buttons. */
export function ownWordOf({ verb, arg }: Choice): UnitAliasId | undefined {
  const id = Number.parseInt(arg, 10);
  return DECISIONS[verb] && Number.isSafeInteger(id) ? unitAliasId(id) : undefined;
}

/** Lists and decisions in words; undefined for words that are neither, and for people who do not decide. */
export function onOwnWordText(state: State, text: string, context: Context): Turn | undefined {
  const wish = readWordWish(text);
  if (!wish) return undefined;
  if (!may(context.posts, 'decide-own-words')) {
    return text.trim().startsWith('/')
      ? aside(state, [{ kind: 'not-for-this-role', offers: [] }])
      : undefined;
  }
  const words = wordsFor(wish, context);
  if (wish.kind === 'list') return list(state, words, false);
  const [only, ...more] = words;
  if (!only) return aside(state, [{ kind: 'own-word-unknown', words: wish.words, offers: [] }]);
  return more.length > 0 ? list(state, words, true) : decide(state, only, wish.kind, context);
}

function wordsFor({ unit }: WordWish, { looked }: Context): readonly OwnWord[] {
  if (looked.kind !== 'own-words') return [];
  if (unit === '') return looked.words;
  const units = new Map(looked.words.map((word) => [word.unit.code, word.unit]));
  const named = new Set(matchUnits([...units.values()], unit).units.map(({ code }) => code));
  return looked.words.filter((word) => named.has(word.unit.code));
}

/** A tap on [Nhận], [Không nhận] or [Bỏ]; undefined for a word that is gone. */
export function onOwnWordChoice(state: State, choice: Choice, context: Context): Turn | undefined {
  if (!may(context.posts, 'decide-own-words'))
    return aside(state, [{ kind: 'not-for-this-role', offers: [] }]);
  const { looked } = context;
  const decision = DECISIONS[choice.verb];
  const id = ownWordOf(choice);
  const word = looked.kind === 'own-words' ? looked.words.find((one) => one.id === id) : undefined;
  if (!word || !decision) return undefined;
  // The button was shown for another state of things: what happened meanwhile is told, and nothing is done over it.
  const isStale = choice.arg !== argOf(word);
  return isStale ? decided(state, word) : settle(state, word, decision, context);
}

function argOf({ id, state }: OwnWord): string {
  return `${id}-${LETTER[state]}`;
}

/** In words: a decision that was made is told first, and undone by a button that names it. */
function decide(state: State, word: OwnWord, decision: OwnWordDecision, context: Context): Turn {
  const fits: Readonly<Record<OwnWordDecision, readonly OwnWordState[]>> = {
    accept: ['proposed'],
    decline: ['proposed'],
    withdraw: ['accepted'],
  };
  if (decision === 'withdraw' && word.state === 'proposed') return settle(state, word, 'decline', context);
  return fits[decision].includes(word.state) ? settle(state, word, decision, context) : decided(state, word);
}

function decided(state: State, word: OwnWord): Turn {
  return aside(state, [{ kind: 'own-word-decided', word, offers: offersFor([word]) }]);
}

function list(state: State, words: readonly OwnWord[], asks: boolean): Turn {
  const ordered = words.toSorted((a, b) => Number(b.state === 'proposed') - Number(a.state === 'proposed'));
  const shown = ordered.slice(0, MOST_LISTED);
  const offered = asks ? shown : shown.filter((word) => word.state === 'proposed');
  const more = words.length - shown.length;
  return aside(state, [
    { kind: 'own-words', words: shown, more, asks, offers: offersFor(offered.slice(0, MOST_OFFERED)) },
  ]);
}

function offersFor(words: readonly OwnWord[]): Offers {
  return words.map((word) => decisionsOn(word).map((decision) => offer(word, decision, word.unit.name)));
}

function decisionsOn({ state }: OwnWord): readonly OwnWordDecision[] {
  if (state === 'accepted') return ['withdraw'];
  return state === 'proposed' ? ['accept', 'decline'] : ['accept'];
}

/** Buttons under a message that proposes one word. */
export function proposalOffers(word: OwnWord): Offers {
  return [decisionsOn(word).map((decision) => offer(word, decision, null))];
}

function offer(word: OwnWord, decision: OwnWordDecision, unit: string | null): Offer {
  return {
    token: choiceToken(VERB_OF[decision], null, argOf(word)),
    label: { kind: 'own-word', decision, words: word.words, unit },
  };
}

function settle(state: State, word: OwnWord, decision: OwnWordDecision, context: Context): Turn {
  if (decision === 'accept') {
    const trial = tryWord(word, context);
    if (trial.kind !== 'passed') {
      const offers = word.state === 'proposed' ? [[offer(word, 'decline', word.unit.name)]] : [];
      return aside(state, [{ kind: 'own-word-refused', word, trial, offers }]);
    }
  }
  return aside(
    state,
    [{ kind: 'own-word-settled', word, decision, offers: [] }],
    [{ kind: 'decide-own-word', word: word.id, from: word.state, to: OUTCOME[decision] }],
  );
}

function tryWord(word: OwnWord, { looked, now, zone }: Context): Trial {
  const heard = looked.kind === 'own-words' ? looked.heard : [];
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  return tryAlias(withAliases(word.form, word.accepted), word, heard, today);
}
