import { Temporal } from 'temporal-polyfill';
import { at } from '../../calendar/wall-time.ts';
import type { Audience, Effect } from '../../effects.ts';
import type { Intent, LateCause, Understanding } from '../../parsing/understanding.ts';
import { inWeekNamed, readTimeOfDay } from '../../parsing/coming-moment.ts';
import type { Offers } from '../../replies.ts';
import { choiceToken, type Choice } from '../choices.ts';
import type { Context, Duty } from '../context.ts';
import { aboutDuty, openDuties, unsentDuties } from '../duties.ts';
import { fitsPeriod } from '../named-period.ts';
import { namedUnits } from '../coordination/named-units.ts';
import type { State } from '../state.ts';
import { statusReply } from '../status.ts';
import { aside, type Turn } from '../turn.ts';

/** Why reports come late, as far as a button or a count can tell. */
export const LATE_CAUSES: readonly LateCause[] = ['network', 'field-trip', 'waiting-for-figures', 'other'];

/** Those worth a button. */
const OFFERED: readonly LateCause[] = ['network', 'field-trip', 'waiting-for-figures'];

/** "Đến mai" is until the end of that working day. */
const END_OF_DAY = Temporal.PlainTime.from('17:00');
const LONGEST_REASON = 300;

type LateIntent = Extract<Intent, { kind: 'late' }>;

/**
 * "Xin nộp trễ đến chiều mai, mạng yếu": stored for the reports that would be late by then, answered with until when they still
 * count, and told the coordinators once a promise.
 */
export function tellLate(
  state: State,
  intent: LateIntent,
  understanding: Understanding,
  text: string,
  context: Context,
): Turn {
  const unsent = unsentDuties(context);
  const named = namedUnits(
    unsent.filter((duty) => fitsPeriod(duty, understanding, context)),
    text,
  );
  const owed = named.length > 0 ? named : unsent;
  const [first] = owed;
  if (!first) return aside(state, [statusReply(context)]);
  const until = promisedMoment(intent.until, text, first, context);
  if (until && Temporal.Instant.compare(until, first.period.dueAt) <= 0)
    return aside(state, [{ kind: 'late-in-time', about: aboutDuty(first), until, offers: [] }]);
  const late = owed.filter(
    (duty) => duty === first || (until && Temporal.Instant.compare(duty.period.dueAt, until) < 0),
  );
  const again = late.every(({ lateNotice }) => lateNotice !== null && isSame(lateNotice.until, until));
  const cause = intent.cause ?? null;
  const reason = intent.reason?.slice(0, LONGEST_REASON).toWellFormed() ?? null;
  const isExplained = cause !== null || reason !== null;
  const hasQuiet = late.some(({ lateNotice }) => lateNotice?.until);
  const asksCause = !isExplained && !again && !context.numbered;
  const noted = {
    kind: 'late-noted',
    abouts: late.map(aboutDuty),
    until,
    quiet: until !== null && !hasQuiet,
    again,
    asksCause,
    told: late.flatMap(({ feeds }) => feeds?.unit ?? []),
    offers: asksCause ? causeOffers(first) : [],
  } as const;
  const isSaid = late.every(({ lateNotice }) => lateNotice?.cause === cause && lateNotice.reason === reason);
  if (again && (isSaid || !isExplained)) return aside(state, [noted]);
  return aside(
    state,
    [noted],
    [
      ...late.map(({ obligation }): Effect => ({ kind: 'note-late', obligation, until, cause, reason })),
      ...(again ? [] : tellWhoWaits(late, { until, cause, reason }, context)),
    ],
  );
}

type LatePromise = {
  readonly until: Temporal.Instant | null;
  readonly cause: LateCause | null;
  readonly reason: string | null;
};

/** The coordinators; whoever puts the report together with others, where it goes to the unit above. */
function tellWhoWaits(late: readonly Duty[], promise: LatePromise, context: Context): readonly Effect[] {
  const feeding = late.filter(({ feeds }) => feeds !== undefined);
  const above = [...Map.groupBy(feeding, ({ feeds }) => feeds?.unit.code ?? '')].map(([unit, duties]) =>
    tell({ kind: 'holders', role: 'contact', unit }, duties, promise, context),
  );
  const ending = late.filter(({ feeds }) => feeds === undefined);
  // Unit by unit: who looks after one of them need not look after the others.
  const units = [...Map.groupBy(ending, ({ unit }) => unit.code)].map(([unit, duties]) => {
    const bodies = [...new Set(duties.flatMap(({ form }) => form.receivers))];
    return tell({ kind: 'coordinators', bodies, unit }, duties, promise, context);
  });
  return [...above, ...units];
}

function tell(to: Audience, late: readonly Duty[], promise: LatePromise, { person }: Context): Effect {
  const which = late.map(({ obligation }) => obligation).join(' ');
  return {
    kind: 'notify',
    to,
    key: `late ${which} ${promise.until?.toString() ?? ''}`,
    reply: { kind: 'late-told', abouts: late.map(aboutDuty), by: person?.name ?? '', ...promise, offers: [] },
  };
}

/** `until` is a local day, or a day and a time. A moment that has passed promises nothing. */
function promisedMoment(
  until: string | undefined,
  text: string,
  { period }: Duty,
  { now, zone }: Context,
): Temporal.Instant | null {
  if (until === undefined) return null;
  const [day = '', time] = until.split('T');
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const date = inWeekNamed(Temporal.PlainDate.from(day), text, today);
  const named = time === undefined ? readTimeOfDay(text) : Temporal.PlainTime.from(time);
  // "Mai em gửi" on the eve of the due day promises nothing late.
  const dueDay = period.dueAt.toZonedDateTimeISO(zone).toPlainDate();
  if (named === undefined && date.equals(dueDay)) return period.dueAt;
  const [moment, evening] = [at(date, named ?? END_OF_DAY, zone), at(date, END_OF_DAY, zone)];
  return [moment, evening].find((one) => Temporal.Instant.compare(one, now) > 0) ?? null;
}

function isSame(one: Temporal.Instant | null, other: Temporal.Instant | null): boolean {
  return one === null || other === null ? one === other : one.equals(other);
}

function causeOffers({ obligation }: Duty): Offers {
  return [
    OFFERED.map((cause) => ({
      token: choiceToken('latecause', obligation, cause),
      label: { kind: 'late-cause', cause },
    })),
  ];
}

/** A tapped cause; undefined where no promise of the report waits for one. */
export function tapCause(state: State, { arg }: Choice, duty: Duty, context: Context): Turn | undefined {
  const cause = LATE_CAUSES.find((known) => known === arg);
  const { lateNotice } = duty;
  if (!cause || !lateNotice || duty.sent || duty.entrusted) return undefined;
  const { until, reason } = lateNotice;
  // One promise may have been made for several reports.
  const same = openDuties(context).filter(
    (other) => !other.entrusted && !other.sent && other.lateNotice && isSame(other.lateNotice.until, until),
  );
  return aside(
    state,
    [{ kind: 'late-cause-noted', cause, offers: [] }],
    same
      .filter((other) => other.lateNotice?.cause !== cause)
      .map(({ obligation }): Effect => ({ kind: 'note-late', obligation, until, cause, reason })),
  );
}
