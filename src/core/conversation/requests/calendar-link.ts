import { choiceToken } from '../choices.ts';
import type { CalendarLinkView, Context } from '../context.ts';
import type { State } from '../state.ts';
import { aside, type Turn } from '../turn.ts';

/** "Lịch": the person's link, which is made when it is first asked for. */
export function showCalendar(state: State, { looked }: Context): Turn {
  if (looked.kind !== 'calendar' || looked.links.kind !== 'links') return unavailable(state, looked);
  const { current, next } = looked.links;
  return current ? give(state, current, 'known') : give(state, next, 'first');
}

/**
 * "Đổi liên kết": the old link ends at once. `arg` is the number of the link that a button stood under: tapped twice, or under an
 * older link, it shows the one that there is.
 */
export function renewCalendar(state: State, context: Context, arg?: string): Turn {
  const { looked } = context;
  if (looked.kind !== 'calendar' || looked.links.kind !== 'links') return unavailable(state, looked);
  const { current, next } = looked.links;
  const isMeant = current !== null && (arg === undefined || arg === String(current.serial));
  return isMeant ? give(state, next, 'renewed') : showCalendar(state, context);
}

function give(state: State, { url, serial }: CalendarLinkView, is: 'known' | 'first' | 'renewed'): Turn {
  const renew = { token: choiceToken('calendarnew', null, String(serial)), label: 'calendar-new' } as const;
  return aside(
    state,
    [{ kind: 'calendar-link', url, renewed: is === 'renewed', offers: [[renew]] }],
    is === 'known' ? [] : [{ kind: 'open-calendar-link', serial }],
  );
}

function unavailable(state: State, looked: Context['looked']): Turn {
  const why =
    looked.kind === 'calendar' && looked.links.kind === 'no-address' ? 'no-address' : 'nothing-to-show';
  return aside(state, [{ kind: 'calendar-unavailable', why, offers: [] }]);
}
