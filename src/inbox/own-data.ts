import { readChoice } from '../core/conversation/choices.ts';
import type { Looked } from '../core/conversation/context.ts';
import type { State } from '../core/conversation/state.ts';
import type { PersonId } from '../core/ids.ts';
import type { InboundMessage } from '../core/messages.ts';
import { readPersonalWish } from '../core/personal/words.ts';
import type { Transaction } from '../db/connect.ts';
import { loadPersonalData } from '../db/queries/personal-data.ts';
import { chosenToken } from './chosen-token.ts';

/** What is kept of the person, for a message about it; undefined for others. */
export async function lookUpOwnData(
  tx: Transaction,
  { message, state }: { readonly message: InboundMessage; readonly state: State },
  person: PersonId,
): Promise<Looked | undefined> {
  const token = chosenToken(message, state);
  const isAbout =
    token === undefined
      ? message.kind === 'text' && readPersonalWish(message.text) !== undefined
      : readChoice(token)?.verb === 'prefer';
  return isAbout ? { kind: 'own-data', data: await loadPersonalData(tx, person) } : undefined;
}
