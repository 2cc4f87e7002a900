import { may, unitsWhere } from '../access/access.ts';
import type { Absence, PastReport } from './context.ts';
import type { Context, Duty } from './context.ts';
import type { DutyLine, Reply } from '../replies.ts';
import { choiceToken } from './choices.ts';
import { practiceOffer } from './practice/practice-offer.ts';
import { askOffers } from './coordination/hamlet-link.ts';
import { sumOffers } from './report/hamlet-news.ts';
import { waitingOf } from './requests/settle-sign-off.ts';
import {
  aboutDuty,
  dutyLine,
  exampleFor,
  isLocked,
  openDuties,
  ownDuties,
  sentState,
  unsentDuties,
} from './duties.ts';

const MOST_REPORTS = 8;

/** What the person owes, has begun and has sent, and what waits for their sign-off. */
export function statusReply(context: Context): Reply {
  const toSignOff = waitingOf(context).map(({ duty }) => aboutDuty(duty));
  return {
    kind: 'status',
    duties: currentDuties(context).map((duty) => dutyLine(duty, context.now)),
    ...(toSignOff.length > 0 ? { toSignOff } : {}),
    ...(context.absence ? { absence: absenceView(context.absence) } : {}),
    offers: unsentDuties(context).flatMap((duty) => [
      ...sumOffers(duty.obligation, duty.hamlets ?? []),
      ...askOffers(duty),
    ]),
  };
}

function absenceView({ lastDay, standIn, standInName }: Absence) {
  return { until: lastDay, standIn: standIn ?? standInName };
}

/** When what is owed is due; all duties when nothing is owed. */
export function dueReply(context: Context): Reply {
  const open = openDuties(context).filter((duty) => !duty.entrusted);
  const unsent = open.filter((duty) => !duty.sent);
  const asked = unsent.length > 0 ? unsent : open;
  return { kind: 'due', duties: asked.map((duty) => dutyLine(duty, context.now)), offers: [] };
}

/** Open duties, and locked ones where nothing was sent, because a miss is not hidden, or one is to be opened again. */
function currentDuties(context: Context): readonly Duty[] {
  return ownDuties(context).filter((duty) => {
    const isAsked = duty.reopening !== null && duty.reopening.decision === null;
    return !isLocked(duty, context.now) || !duty.sent || isAsked;
  });
}

/** Reports sent, latest period first. */
export function historyReply(context: Context): Reply {
  const lines = new Map<number, DutyLine>();
  for (const duty of ownDuties(context)) {
    if (duty.sent) lines.set(duty.obligation, dutyLine(duty, context.now));
    for (const past of duty.history) lines.set(past.obligation, pastLine(duty, past));
  }
  const latestFirst = [...lines.values()].toSorted((a, b) =>
    a.about.period.start.toString() < b.about.period.start.toString() ? 1 : -1,
  );
  return { kind: 'history', reports: latestFirst.slice(0, MOST_REPORTS), offers: [] };
}

function pastLine(duty: Duty, past: PastReport): DutyLine {
  return {
    about: { unit: duty.unit, formName: duty.form.name, period: past.period },
    state: sentState(past.obligation, past.sent, duty.heads),
  };
}

/** Help in the words of the person's own form and posts. */
export function helpReply(context: Context): Reply {
  const duty = openDuties(context)[0] ?? context.duties[0];
  const unsent = unsentDuties(context)[0];
  return {
    kind: 'help',
    reports: may(context.posts, 'report'),
    leads: context.posts.some((post) => post.role !== 'contact'),
    coordinates: may(context.posts, 'report-for-others'),
    signsOff: unitsWhere(context.posts, 'sign-off').length > 0,
    example: duty ? exampleFor(duty.form) : undefined,
    fields: duty?.form.fields ?? [],
    offers: [
      ...(unsent
        ? [
            [
              { token: choiceToken('guide', unsent.obligation), label: 'guide' },
              { token: choiceToken('nil', unsent.obligation), label: 'nil' },
            ] as const,
          ]
        : []),
      ...(duty ? [practiceOffer] : []),
    ],
  };
}
