import { Temporal } from 'temporal-polyfill';
import { at } from '../../calendar/wall-time.ts';
import type { ObligationId } from '../../ids.ts';
import { readSnoozeWords, type SnoozeWords } from '../../parsing/snooze-words.ts';
import { fitSnooze, snoozeMoments } from '../../reminders/snooze-moments.ts';
import type { Offers } from '../../replies.ts';
import { readChoice, type Choice } from '../choices.ts';
import type { Context, Duty } from '../context.ts';
import { aboutDuty, locksAt, unsentDuties } from '../duties.ts';
import { readSnooze, readSnoozeUntil, snoozeUntilToken } from './snooze-tokens.ts';
import type { State } from '../state.ts';
import { aside, type Turn } from '../turn.ts';

/** Whether the whole message can be a wish to be reminded later, whatever it answers. */
export function mayAskSnooze(text: string): boolean {
  const kind = readSnoozeWords(text, ANY_DAY)?.kind;
  return kind === 'wish' || kind === 'delay';
}

/** Whether it is one by its own words. */
export function asksSnooze(text: string): boolean {
  return readSnoozeWords(text, ANY_DAY)?.kind === 'wish';
}

/** Only the shape of the words is asked for. */
const ANY_DAY = Temporal.PlainDateTime.from('2017-08-21T08:00');

/**
 * "Nhắc lại sau 2 giờ", "nhắc em chiều nay"; also "để mai" where it answers a reminder or the question when. Undefined for anything
 * else, and for who owes nothing.
 */
export function tellSnooze(state: State, text: string, context: Context): Turn | undefined {
  const words = readSnoozeWords(text, context.now.toZonedDateTimeISO(context.zone).toPlainDateTime());
  if (!words || !isMeant(words, state, context)) return undefined;
  const duties = reminded(context);
  return duties.length === 0 ? undefined : putOff(state, duties, wishedMoment(words, context), context);
}

/** A tapped [Nhắc lại sau] or one of its moments; undefined where nothing of what it names is owed any more. */
export function tapSnooze(state: State, choice: Choice, context: Context): Turn | undefined {
  const chosen = readSnoozeUntil(choice);
  const isMoment = choice.verb === 'snoozeuntil';
  const duties = owedAmong(isMoment ? (chosen?.obligations ?? []) : readSnooze(choice), context);
  if (duties.length === 0) return undefined;
  return putOff(state, duties, isMoment && chosen ? chosen.until : 'unsaid', context);
}

function putOff(
  state: State,
  duties: readonly Duty[],
  wished: Temporal.Instant | 'unsaid',
  context: Context,
): Turn {
  const reports = duties.map((duty) => ({ dueAt: duty.period.dueAt, locksAt: locksAt(duty) }));
  const until = wished === 'unsaid' ? undefined : fitSnooze(wished, reports, context);
  const abouts = duties.map(aboutDuty);
  if (until)
    return aside(
      state,
      [{ kind: 'snooze-noted', abouts, until, offers: [] }],
      [{ kind: 'snooze', obligations: duties.map(({ obligation }) => obligation), until }],
    );
  const offers = momentOffers(duties, reports, context);
  const [first] = duties;
  if (offers.length === 0 && first) {
    const overdue = Temporal.Instant.compare(context.now, first.period.dueAt) >= 0;
    return aside(state, [{ kind: 'snooze-too-late', about: aboutDuty(first), overdue, offers: [] }]);
  }
  return aside(state, [{ kind: 'snooze-question', abouts, tooLate: wished !== 'unsaid', offers }]);
}

function momentOffers(
  duties: readonly Duty[],
  reports: Parameters<typeof snoozeMoments>[0],
  context: Context,
): Offers {
  const obligations = duties.map(({ obligation }) => obligation);
  const { now, zone } = context;
  const tomorrow = now.toZonedDateTimeISO(zone).toPlainDate().add({ days: 1 });
  const row = snoozeMoments(reports, context).map(({ when, until }) => {
    const day = until.toZonedDateTimeISO(zone).toPlainDate();
    return {
      token: snoozeUntilToken(obligations, until),
      label: { kind: 'snooze-until', when, day, isTomorrow: day.equals(tomorrow) } as const,
    };
  });
  return row.length === 0 ? [] : [row];
}

function wishedMoment({ when }: SnoozeWords, { now, zone }: Context): Temporal.Instant | 'unsaid' {
  switch (when.kind) {
    case 'open':
      return 'unsaid';
    case 'after':
      return now.add({ minutes: when.minutes });
    case 'at':
      return at(when.moment.toPlainDate(), when.moment.toPlainTime(), zone);
  }
}

/** A delay answers a reminder where nothing was said since; a mere moment only the question when. */
function isMeant({ kind }: SnoozeWords, { heardAt, choices }: State, { looked }: Context): boolean {
  if (kind === 'wish' || choices.some((token) => readChoice(token)?.verb === 'snoozeuntil')) return true;
  if (kind === 'moment' || looked.kind !== 'reminded') return false;
  return heardAt === null || Temporal.Instant.compare(looked.at, heardAt) > 0;
}

/** What the last reminder was about, as far as it is owed; else what is due first. */
function reminded(context: Context): readonly Duty[] {
  const { looked } = context;
  const known = looked.kind === 'reminded' ? owedAmong(looked.obligations, context) : [];
  if (known.length > 0) return known;
  const owed = unsentDuties(context);
  return owed.filter(({ period }) => owed[0]?.period.dueAt.equals(period.dueAt));
}

function owedAmong(obligations: readonly ObligationId[], context: Context): readonly Duty[] {
  return unsentDuties(context).filter(({ obligation }) => obligations.includes(obligation));
}
