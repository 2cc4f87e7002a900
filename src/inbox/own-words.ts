import { may } from '../core/access/access.ts';
import { scopeFor, type Place } from '../core/access/scope.ts';
import { readChoice } from '../core/conversation/choices.ts';
import type { Looked } from '../core/conversation/context.ts';
import { ownWordOf } from '../core/conversation/coordination/own-words.ts';
import type { State } from '../core/conversation/state.ts';
import { readWordWish } from '../core/conversation/coordination/word-wishes.ts';
import type { InboundMessage } from '../core/messages.ts';
import type { Transaction } from '../db/connect.ts';
import type { FormVersions } from '../db/queries/form-versions.ts';
import { loadHeard, loadOwnWords, type WantedWords } from '../db/queries/own-words.ts';
import { chosenToken } from './chosen-token.ts';

/** A decision reads what was written again, and others wait meanwhile. */
const MOST_HEARD = 2_000;
const MOST_LETTERS = 100_000;

/** The words of units that a coordinator's message is about; undefined for other messages and people. */
export async function lookUpOwnWords(
  tx: Transaction,
  { message, state }: { readonly message: InboundMessage; readonly state: State },
  places: readonly Place[],
  versions: FormVersions,
): Promise<Looked | undefined> {
  if (!may(places, 'decide-own-words')) return undefined;
  const asked = wantedBy(message, state);
  if (!asked) return undefined;
  const scope = scopeFor(places, 'decide-own-words');
  const words = await loadOwnWords(tx, scope, asked.wanted, versions);
  const forms = new Set(words.map(({ form }) => form.code));
  const heard = asked.accepts && words.length > 0 ? await loadHeard(tx, scope, [...forms], MOST_HEARD) : [];
  return { kind: 'own-words', words, heard: withinLetters(heard) };
}

type Asked = { readonly wanted: WantedWords; readonly accepts: boolean };

function wantedBy(message: InboundMessage, state: State): Asked | undefined {
  const wish = message.kind === 'text' ? readWordWish(message.text) : undefined;
  if (wish?.kind === 'list') return { wanted: { kind: 'current' }, accepts: false };
  if (wish) return { wanted: { words: wish.words }, accepts: wish.kind === 'accept' };
  const token = chosenToken(message, state);
  const choice = token === undefined ? undefined : readChoice(token);
  const id = choice && ownWordOf(choice);
  if (!choice || id === undefined) return undefined;
  return { wanted: { ids: [id] }, accepts: choice.verb === 'wordaccept' };
}

function withinLetters(heard: readonly string[]): readonly string[] {
  let letters = 0;
  return heard.filter((text) => (letters += text.length) <= MOST_LETTERS);
}
