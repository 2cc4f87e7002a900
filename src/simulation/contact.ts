import type { Temporal } from 'temporal-polyfill';
import { periodContaining } from '../core/calendar/period.ts';
import type { Field, Values } from '../core/forms/definition.ts';
import type { ObligationId, PersonCode } from '../core/ids.ts';
import { createChance, type Chance } from '../core/sample/chance.ts';
import { inventValues } from '../core/sample/history.ts';
import { inventHabit, inventWeekOf } from '../core/simulation/habit.ts';
import { react, type HeardMessage, type Said, type Task } from '../core/simulation/react.ts';
import { asTyped, writeReport } from '../core/simulation/writing.ts';
import { choiceToken } from '../core/conversation/choices.ts';
import { plainText } from '../core/messages.ts';
import type { DeliveredMessage, OwedReport } from '../db/queries/simulation.ts';

/** What a contact does after so many minutes. */
export type Doing = { readonly does: Said | 'blocks'; readonly afterMinutes: number };

export type Contact = {
  readonly person: PersonCode;
  /** By obligation, the reports that this person began. */
  readonly reports: ReadonlyMap<ObligationId, ReportOfContact>;
  hear(
    messages: readonly DeliveredMessage[],
    owed: readonly OwedReport[],
    now: Temporal.Instant,
  ): readonly Doing[];
};

/** A report from its writer's side. */
export type ReportOfContact = {
  /** What the person meant to say. */
  readonly meant: Values;
  /** What the person typed, in order. */
  readonly typed: string[];
  /** Both ways, from the person's first word to the receipt. A tap is no message. */
  messages: number;
  questions: number;
};

/** Between what a person reads and what they answer. */
const THINKING_MINUTES = 1;
const BLOCKED_MINUTES = 3 * 24 * 60;
const WAKES = 6;
const SLEEPS = 21;

/** A contact with habits of their own, who remembers what report they are at. */
export function createContact(person: PersonCode, chance: Chance, zone: string): Contact {
  const habit = inventHabit(chance);
  const reminded = new Map<ObligationId, number>();
  const reports = new Map<ObligationId, ReportOfContact>();
  let task: Task | undefined;

  function begin({ obligation, unit, form, periodStart }: OwedReport): Said | undefined {
    const span = periodContaining(form.period, form.cutoff, periodStart);
    if (!span) return undefined;
    const own = createChance(`${person} ${span.code}`);
    const values = asTyped(inventValues(form, unit, span), habit.style);
    const wrong = own.oneIn(habit.slipsOneIn) ? own.pick(form.fields.filter(isSlippery(values))) : undefined;
    task = { obligation, form, values, style: habit.style, slip: wrong?.code };
    const said =
      habit.style === 'guided'
        ? { tap: choiceToken('guide', obligation) }
        : { text: writeReport(form, wrong ? mistyped(values, wrong) : values, habit.style, own) };
    const typed = typedIn(said);
    reports.set(obligation, { meant: values, typed, messages: typed.length, questions: 0 });
    return said;
  }

  return {
    person,
    reports,
    hear(messages, owed, now) {
      const answers = messages.filter((message) => !message.isUnasked);
      if (task && answers.length > 0) {
        const reaction = react(task, answers.map(read));
        const report = reports.get(task.obligation);
        if (report) {
          const typed = reaction.said ? typedIn(reaction.said) : [];
          report.typed.push(...typed);
          report.messages += answers.length + typed.length;
          report.questions += reaction.isQuestion ? 1 : 0;
        }
        task = reaction.said ? reaction.task : undefined;
        return reaction.said ? [{ does: reaction.said, afterMinutes: THINKING_MINUTES }] : [];
      }
      const next = owed[0];
      if (task || answers.length > 0 || !next) return [];
      const count = (reminded.get(next.obligation) ?? 0) + 1;
      reminded.set(next.obligation, count);
      const week = inventWeekOf(createChance(`${person} ${next.periodStart.toString()}`));
      if (week !== 'present') return count === 1 ? beAway(week, next, now) : [];
      const own = createChance(`${person} ${next.periodStart.toString()} ${count}`);
      if (count < habit.startsAtMessage || own.oneIn(habit.forgetsOneIn)) return [];
      const does = begin(next);
      const delay = own.between(habit.delayMinutes.least, habit.delayMinutes.most);
      return does ? [{ does, afterMinutes: whenAwake(now, delay, zone) }] : [];
    },
  };
}

/** A tap is no message. */
function typedIn(said: Said): string[] {
  return 'text' in said ? [said.text] : [];
}

/** Half of those who go on leave say so; who blocks the bot comes back after some days. */
function beAway(
  week: 'on-leave' | 'blocks',
  { periodStart, unit }: OwedReport,
  now: Temporal.Instant,
): Doing[] {
  if (week === 'blocks') {
    const back = { text: 'chào đồng chí' };
    return [
      { does: 'blocks', afterMinutes: THINKING_MINUTES },
      { does: back, afterMinutes: BLOCKED_MINUTES },
    ];
  }
  if (createChance(`${unit} ${now.toString()}`).oneIn(2)) return [];
  const { day, month } = periodStart.add({ days: 6 });
  return [{ does: { text: `em nghỉ phép đến ${day}/${month}` }, afterMinutes: 10 }];
}

/** The delay, or until the next morning if it ended at night. */
function whenAwake(now: Temporal.Instant, delay: number, zone: string): number {
  const then = now.add({ minutes: delay }).toZonedDateTimeISO(zone);
  if (then.hour >= WAKES && then.hour < SLEEPS) return delay;
  const nextDay = then.hour >= SLEEPS ? then.add({ days: 1 }) : then;
  const morning = nextDay.with({ hour: 7, minute: 10 + (delay % 50) });
  return Math.max(THINKING_MINUTES, Math.round((morning.epochMilliseconds - now.epochMilliseconds) / 60_000));
}

/** A count that is easily mistyped. */
function isSlippery(values: Values): (field: Field) => boolean {
  return (field) => field.type === 'integer' && typeof values[field.code] === 'number';
}

function mistyped(values: Values, { code }: Field): Values {
  const value = values[code];
  return typeof value === 'number' ? { ...values, [code]: value + 1 } : values;
}

function read({ message }: DeliveredMessage): HeardMessage {
  return { text: plainText(message.text), tokens: message.buttons.flat().map(({ token }) => token) };
}
