import { may } from '../core/access/access.ts';
import { scopeFor, type Place } from '../core/access/scope.ts';
import { readChoice } from '../core/conversation/choices.ts';
import type { SignOffRequest } from '../core/conversation/context.ts';
import { isSignOffVerb, mayBeSignOff } from '../core/conversation/requests/sign-off-words.ts';
import type { State } from '../core/conversation/state.ts';
import type { PersonId } from '../core/ids.ts';
import type { InboundMessage } from '../core/messages.ts';
import type { Transaction } from '../db/connect.ts';
import type { Day } from '../db/queries/duties.ts';
import type { FormVersions } from '../db/queries/form-versions.ts';
import { loadSignOffs } from '../db/queries/sign-offs.ts';
import { chosenToken } from './chosen-token.ts';

/** What waits for the person's sign-off, where the message can be about it; for other messages and people nothing is asked. */
export async function loadSignOffsFor(
  tx: Transaction,
  { message, state }: { readonly message: InboundMessage; readonly state: State },
  person: { readonly id: PersonId; readonly places: readonly Place[] },
  day: Day,
  versions: FormVersions,
): Promise<readonly SignOffRequest[]> {
  if (!may(person.places, 'sign-off')) return [];
  const token = chosenToken(message, state);
  const choice = token === undefined ? undefined : readChoice(token);
  const isTapped = choice !== undefined && isSignOffVerb(choice.verb);
  if (!isTapped && !(message.kind === 'text' && mayBeSignOff(state, message.text))) return [];
  const tapped = isTapped && choice.obligation !== null ? [choice.obligation] : [];
  return loadSignOffs(tx, scopeFor(person.places, 'sign-off'), person.id, tapped, day, versions);
}
