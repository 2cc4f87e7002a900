import type { Temporal } from 'temporal-polyfill';
import { readChoice } from '../core/conversation/choices.ts';
import { asksHamlets } from '../core/conversation/coordination/hamlet-link.ts';
import type { Duty, Looked } from '../core/conversation/context.ts';
import { isLocked, locksAt } from '../core/conversation/duties.ts';
import type { State } from '../core/conversation/state.ts';
import type { InboundMessage } from '../core/messages.ts';
import { hamletToken } from '../db/hamlet-token.ts';
import { chosenToken } from './chosen-token.ts';

/** Addresses under which hamlets answer, for a message that asks for one; undefined for others. */
export function lookUpHamletLinks(
  { message, state }: { readonly message: InboundMessage; readonly state: State },
  own: readonly Duty[],
  { secret, publicUrl }: { readonly secret: string; readonly publicUrl: () => string | undefined },
  { now, realNow }: { readonly now: Temporal.Instant; readonly realNow: Temporal.Instant },
): Looked | undefined {
  if (!isAbout(message, state)) return undefined;
  const root = publicUrl();
  const links = own
    .filter((duty) => duty.hamlets !== undefined && !isLocked(duty, now))
    .map((duty) => {
      // As long as the report is open by the calendar, counted in real time, which is what a signature lasts by.
      const until = realNow.add(now.until(locksAt(duty)));
      const { obligation } = duty;
      return { obligation, url: `${root ?? ''}/ap/${hamletToken(secret, obligation, until)}` };
    });
  return { kind: 'hamlet-links', links: root === undefined ? [] : links };
}

function isAbout(message: InboundMessage, state: State): boolean {
  const token = chosenToken(message, state);
  if (token !== undefined) return readChoice(token)?.verb === 'hamletask';
  return message.kind === 'text' && asksHamlets(message.text);
}
