import { readDigestWords, saysWord, type Command } from './commands.ts';
import type { Context } from './context.ts';
import { digestOffers } from './digests/offers.ts';
import { showDigests } from './digests/detail.ts';
import type { Clock } from './named-period.ts';
import { beginPractice, practiceOver } from './practice/practice.ts';
import { renewCalendar, showCalendar } from './requests/calendar-link.ts';
import type { State } from './state.ts';
import { helpReply, historyReply, statusReply } from './status.ts';
import { askCancel, askLeave } from './steps.ts';
import { aside, type Turn } from './turn.ts';

/** A command in plain words; undefined while the question whether to leave is open. */
export function wordCommand(state: State, folded: string, clock: Clock): Command | undefined {
  if (state.open.kind === 'leave') return undefined;
  if (saysWord(folded, 'history')) return { kind: 'history' };
  if (saysWord(folded, 'status')) return { kind: 'status' };
  if (saysWord(folded, 'leave')) return { kind: 'leave' };
  if (saysWord(folded, 'practice')) return { kind: 'practice' };
  if (saysWord(folded, 'practiceend')) return { kind: 'practiceend' };
  if (saysWord(folded, 'burden')) return { kind: 'burden' };
  if (saysWord(folded, 'remindersneeded')) return { kind: 'reminders-needed' };
  if (saysWord(folded, 'calendar')) return { kind: 'calendar' };
  if (saysWord(folded, 'calendarnew')) return { kind: 'calendarnew' };
  return readDigestWords(folded, clock);
}

export function onCommand(state: State, command: Command, context: Context): Turn {
  switch (command.kind) {
    case 'start':
    case 'help':
      return aside(state, [helpReply(context)]);
    case 'status':
      return aside(state, [statusReply(context)]);
    case 'history':
      return aside(state, [historyReply(context)]);
    case 'cancel':
      return askCancel(state, context);
    case 'leave':
      return askLeave();
    case 'practice':
      return beginPractice(state, context);
    case 'practiceend':
      return practiceOver(state, 'not-begun');
    case 'digest': {
      const reply = lookedReply(context, command.page);
      return reply.kind === 'digests' ? showDigests(state, context, reply) : aside(state, [reply]);
    }
    case 'calendar':
      return showCalendar(state, context);
    case 'calendarnew':
      return renewCalendar(state, context);
    case 'report':
      return aside(state, [lookedReply(context, 1)], accessTo(context));
    case 'digest-file':
    case 'burden':
    case 'reminders-needed':
      return aside(state, [lookedReply(context, 1)]);
  }
}

/** A report says who sent it, which is another's personal data. */
function accessTo({ looked }: Context): Turn['effects'] {
  return looked.kind === 'report' && looked.found
    ? [{ kind: 'note-access', action: 'see-report', subject: `obligation ${looked.found.obligation}` }]
    : [];
}

/** What was looked up for a leader's or coordinator's command. */
function lookedReply(context: Context, page: number): Turn['replies'][number] {
  const { looked } = context;
  switch (looked.kind) {
    case 'digests':
      if (looked.period !== undefined && looked.digests.length === 0)
        return { kind: 'no-such-digest', period: looked.period, offers: [] };
      return {
        kind: 'digests',
        digests: looked.digests,
        page,
        ...(typeof looked.period === 'string' ? { period: looked.period } : {}),
        // Without buttons the numbers would not fit on the screen; the commands are in the help.
        offers: context.numbered ? [] : digestOffers(looked.digests),
      };
    case 'report':
      return { kind: 'unit-report', unit: looked.unit, report: looked.found, offers: [] };
    case 'unknown-unit':
      return { kind: 'unknown-unit', code: looked.code, offers: [] };
    case 'outside-scope':
      return { ...looked, offers: [] };
    case 'burden':
      return { kind: 'burden', burden: looked.burden, offers: [] };
    case 'reminders-needed':
      return { ...looked, offers: [] };
    case 'nothing':
    case 'people':
    case 'reminded':
    case 'units':
    case 'own-words':
    case 'explanations':
    case 'stand-ins':
    case 'digest-drafts':
    case 'digest-wishes':
    case 'digest-files':
    case 'digest-detail':
    case 'hamlet-links':
    case 'own-data':
    case 'invitees':
    case 'calendar':
      return { kind: 'not-for-this-role', offers: [] };
  }
}
