import type { Temporal } from 'temporal-polyfill';
import { may } from '../core/access/access.ts';
import { readChoice } from '../core/conversation/choices.ts';
import type { Looked } from '../core/conversation/context.ts';
import type { State } from '../core/conversation/state.ts';
import type { InboundMessage } from '../core/messages.ts';
import { readStandInAnswer } from '../core/organization/stand-in-words.ts';
import type { Transaction } from '../db/connect.ts';
import type { KnownPerson } from '../db/queries/people.ts';
import { loadStandInRequests } from '../db/queries/stand-ins.ts';
import { chosenToken } from './chosen-token.ts';

/** For whom the person was asked to stand in, for a message that can answer it; undefined where nobody asked. */
export async function lookUpStandIns(
  tx: Transaction,
  { message, state }: { readonly message: InboundMessage; readonly state: State },
  { view, places }: Pick<KnownPerson, 'view' | 'places'>,
  today: Temporal.PlainDate,
): Promise<Looked | undefined> {
  if (!may(places, 'stand-in') || !isAnswer(message, state)) return undefined;
  const requests = await loadStandInRequests(tx, view.id, today);
  return requests.length > 0 ? { kind: 'stand-ins', requests } : undefined;
}

function isAnswer(message: InboundMessage, state: State): boolean {
  const token = chosenToken(message, state);
  if (token === undefined) return message.kind === 'text' && readStandInAnswer(message.text) !== undefined;
  const verb = readChoice(token)?.verb;
  return verb === 'standagree' || verb === 'standdecline';
}
