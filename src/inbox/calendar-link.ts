import { may } from '../core/access/access.ts';
import { readChoice } from '../core/conversation/choices.ts';
import { readCommand, saysWord } from '../core/conversation/commands.ts';
import type { CalendarLinks, Looked } from '../core/conversation/context.ts';
import type { State } from '../core/conversation/state.ts';
import { bareKey } from '../core/forms/spelling.ts';
import type { InboundMessage } from '../core/messages.ts';
import { calendarToken } from '../db/calendar-token.ts';
import type { Transaction } from '../db/connect.ts';
import { loadCalendarLink } from '../db/queries/calendar-links.ts';
import type { KnownPerson } from '../db/queries/people.ts';
import { chosenToken } from './chosen-token.ts';

/** Longer messages are reports. */
const LONGEST_WISH = 60;

/** The addresses of a person's calendar, for a message that is about it; undefined for others. */
export async function lookUpCalendar(
  tx: Transaction,
  { message, state }: { readonly message: InboundMessage; readonly state: State },
  person: Subscriber,
  parts: LinkParts,
): Promise<Looked | undefined> {
  return isAbout(message, state) ? { kind: 'calendar', links: await linksOf(tx, person, parts) } : undefined;
}

type Subscriber = Pick<KnownPerson, 'view' | 'posts'>;
type LinkParts = { readonly secret: string; readonly publicUrl: () => string | undefined };

async function linksOf(
  tx: Transaction,
  { view, posts }: Subscriber,
  { secret, publicUrl }: LinkParts,
): Promise<CalendarLinks> {
  if (!may(posts, 'subscribe')) return { kind: 'nothing-to-show' };
  const root = publicUrl();
  if (root === undefined) return { kind: 'no-address' };
  const link = await loadCalendarLink(tx, view.id);
  const at = (serial: number) => ({
    serial,
    url: `${root}/lich/${calendarToken(secret, view.id, serial)}.ics`,
  });
  return { kind: 'links', current: link?.active ? at(link.serial) : null, next: at((link?.serial ?? 0) + 1) };
}

function isAbout(message: InboundMessage, state: State): boolean {
  const token = chosenToken(message, state);
  if (token !== undefined) return readChoice(token)?.verb === 'calendarnew';
  if (message.kind !== 'text' || message.text.length > LONGEST_WISH) return false;
  const command = readCommand(message.text);
  if (command) return command.kind === 'calendar';
  const folded = bareKey(message.text);
  return saysWord(folded, 'calendar') || saysWord(folded, 'calendarnew');
}
