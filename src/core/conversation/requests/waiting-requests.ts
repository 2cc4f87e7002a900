import { may } from '../../access/access.ts';
import { choiceToken } from '../choices.ts';
import type { Context, Duty, Reopening } from '../context.ts';
import { aboutDuty, isLocked } from '../duties.ts';
import { requestReply } from './reopening.ts';
import type { State } from '../state.ts';
import { aside, type Turn } from '../turn.ts';

/** More would not be read at once; the next come when these are answered. */
const MOST_REQUESTS = 9;

type Waiting = { readonly duty: Duty; readonly request: Reopening };

/** "/denghi": the reports that units wait to have opened, each behind a button. */
export function listRequests(state: State, context: Context): Turn {
  const waiting = context.duties.flatMap((duty): Waiting[] => {
    const { reopening: request } = duty;
    return request && !request.decision && isLocked(duty, context.now) ? [{ duty, request }] : [];
  });
  if (waiting.length === 0) return aside(state, [{ kind: 'no-reopening-waits', offers: [] }]);
  const [only, ...more] = waiting;
  if (only && more.length === 0) return aside(state, [replyTo(only, context)]);
  const shown = waiting.slice(0, MOST_REQUESTS);
  return aside(state, [
    {
      kind: 'requests-waiting',
      requests: shown.map(({ duty, request }) => ({
        about: aboutDuty(duty),
        by: request.requestedBy,
        reason: request.reason,
      })),
      more: waiting.length - shown.length,
      offers: shown.map(({ duty }) => [
        {
          token: choiceToken('reopensee', duty.obligation),
          label: { kind: 'duty', about: aboutDuty(duty), namesForm: false },
        },
      ]),
    },
  ]);
}

/** One of them with the ways to decide; undefined where none waits for the report. */
export function seeRequest(state: State, duty: Duty, context: Context): Turn | undefined {
  const { reopening: request } = duty;
  // One's own is not in one's own hands, whatever else one coordinates.
  if (!duty.entrusted || !may(context.posts, 'reopen') || !request) return undefined;
  if (!request.decision) return aside(state, [replyTo({ duty, request }, context)]);
  const { decision } = request;
  return aside(state, [{ kind: 'reopening-decided', about: aboutDuty(duty), decision, offers: [] }]);
}

function replyTo({ duty, request }: Waiting, context: Context) {
  return requestReply(duty, request.requestedBy, request.reason, context);
}
