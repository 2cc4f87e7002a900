import { may } from '../../access/access.ts';
import { bareKey } from '../../forms/spelling.ts';
import { namedUnits } from '../coordination/named-units.ts';
import type { Choice } from '../choices.ts';
import { saysWord } from '../commands.ts';
import type { Context } from '../context.ts';
import { ownDuties, shortUnitName } from '../duties.ts';
import { fitsPeriod } from '../named-period.ts';
import type { State } from '../state.ts';
import { aside, type Turn } from '../turn.ts';
import { understand } from '../understand.ts';
import {
  askWhy,
  asWaiting,
  chooseRequest,
  isAskedAbout,
  leaveQuestion,
  noneWaits,
  replacedBy,
  requestsOf,
  settle,
  settledBefore,
  showRequest,
  waitingOf,
  type Waiting,
} from './settle-sign-off.ts';
import { agrees, asksSignOff, readSignOffWords, type SignOffWords } from './sign-off-words.ts';

/** A head's tap on [Duyệt], [Trả lại], or one of several reports. Undefined for a button long past. */
export function onSignOffChoice(
  state: State,
  { verb, obligation, arg }: Choice,
  context: Context,
): Turn | undefined {
  if (!may(context.posts, 'sign-off')) return aside(state, [{ kind: 'not-for-this-role', offers: [] }]);
  const request = requestsOf(context).find(({ duty }) => duty.obligation === obligation);
  if (!request) return undefined;
  const waiting = asWaiting(request);
  if (!waiting) return settledBefore(state, request);
  if (verb === 'signsee') return showRequest(waiting);
  if (arg !== String(waiting.sent.revision)) return replacedBy(waiting);
  if (verb === 'signapprove') return settle(state, waiting, 'approved', null, context);
  const { open } = state;
  if (verb === 'signreturn') {
    const reason = open.kind === 'which-sign-off' ? open.reason : null;
    return reason === null ? askWhy(waiting) : settle(state, waiting, 'returned', reason, context);
  }
  const isAsked = open.kind === 'return-reason' && isAskedAbout(open, waiting);
  return isAsked ? settle(state, waiting, 'returned', null, context) : undefined;
}

/** "Duyệt", "trả lại: lý do", the reason that was asked for; undefined for other words, and for who heads no unit. */
export function onSignOffText(state: State, text: string, context: Context): Turn | undefined {
  if (!may(context.posts, 'sign-off')) return undefined;
  const words = readSignOffWords(text) ?? agreement(state, text, context);
  if (words) return onWords(state, words, context);
  const isReason = state.open.kind === 'return-reason' && !text.trim().startsWith('/');
  return isReason ? giveReason(state, text, context) : undefined;
}

/** "Nhất trí" of who reports nothing, or about what was just shown. */
function agreement(state: State, text: string, context: Context): SignOffWords | undefined {
  const isFree = state.open.kind === 'nothing' && context.duties.length === 0;
  const isMeant = agrees(text) && (asksSignOff(state.open) || (isFree && waitingOf(context).length > 0));
  return isMeant ? { kind: 'approve', which: '' } : undefined;
}

function onWords(state: State, words: SignOffWords, context: Context): Turn | undefined {
  const all = waitingOf(context);
  const reports = ownDuties(context).length > 0;
  if (reports && all.length === 0 && words.kind === 'approve' && words.which !== '') return undefined;
  // "Trả lại 2 đơn" may be a figure of who reports too, as may "phê duyệt 5 hồ sơ".
  if (reports && words.kind === 'return' && words.reason !== null && !words.isMarked) return undefined;
  if (all.length === 0) return noneWaits(state, context);
  if (words.kind === 'list') return chooseRequest(all, 'signsee');
  const asked = all.filter((one) => isAskedAbout(state.open, one));
  const known = asked.length > 0 ? asked : all;
  const meant = words.kind === 'approve' ? meantBy(known, words.which, context) : known;
  // "Duyệt nhưng sửa kn 2" is no sign-off.
  if (!meant) return reports ? undefined : chooseRequest(known, 'signsee');
  const [only, ...more] = meant;
  const reason = words.kind === 'return' ? words.reason : null;
  if (!only || more.length > 0)
    return chooseRequest(meant, words.kind === 'return' ? 'signreturn' : 'signapprove', reason);
  // What was not shown is not settled: a correction may have come since the figures that the person knows.
  if (!only.shown && !isAskedAbout(state.open, only)) return showRequest(only);
  if (words.kind === 'approve') return settle(state, only, 'approved', null, context);
  return reason === null ? askWhy(only) : settle(state, only, 'returned', reason, context);
}

/** Those whose unit and period the words name; undefined where they say something else. */
function meantBy(
  waiting: readonly Waiting[],
  words: string,
  context: Context,
): readonly Waiting[] | undefined {
  if (words === '') return waiting;
  const named = new Set(
    namedUnits(
      waiting.map(({ duty }) => duty),
      words,
    ),
  );
  const fitting = waiting.filter(({ duty }) => {
    const form = bareKey(duty.form.name).replace(/^bao cao /, '');
    const names = [bareKey(duty.unit.name), shortUnitName(duty.unit), form];
    const rest = names.reduce((said, name) => ` ${said} `.replace(` ${name} `, ' ').trim(), words);
    if (rest === '') return named.has(duty);
    const { readings, nil, restNil, doubts, intent, ...understood } = understand(context, duty, rest);
    const saysPeriod = understood.period !== undefined || understood.namedPeriod !== undefined;
    const isBare = readings.length === 0 && !nil && !restNil && doubts.length === 0 && intent === undefined;
    return isBare && saysPeriod && named.has(duty) && fitsPeriod(duty, understood, context);
  });
  return fitting.length > 0 ? fitting : undefined;
}

const SAYS_SOMETHING = /\p{L}{2}/u;

function giveReason(state: State, text: string, context: Context): Turn | undefined {
  const { open } = state;
  const obligation = open.kind === 'return-reason' ? open.obligation : null;
  const request = requestsOf(context).find(({ duty }) => duty.obligation === obligation);
  if (!request) return undefined;
  const folded = bareKey(text);
  if (saysWord(folded, 'drop') || saysWord(folded, 'stay'))
    return leaveQuestion(state, [{ kind: 'sign-off-kept', offers: [] }]);
  const waiting = asWaiting(request);
  if (!waiting) return settledBefore(state, request);
  if (!isAskedAbout(open, waiting)) return replacedBy(waiting);
  // "2" typed twice for [Trả lại] says nothing.
  if (folded !== '' && !SAYS_SOMETHING.test(text)) return askWhy(waiting);
  const isUnsaid = folded === '' || saysWord(folded, 'skip');
  return settle(state, waiting, 'returned', isUnsaid ? null : text, context);
}
