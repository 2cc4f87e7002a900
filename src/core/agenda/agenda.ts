import { Temporal } from 'temporal-polyfill';
import { digestRuns, type DigestRun } from '../calendar/digest-moments.ts';
import type { Holidays } from '../calendar/holidays.ts';
import { periodMoments } from '../calendar/period-moments.ts';
import { nextPeriod, periodContainingOrNext, previousPeriod, type PeriodSpan } from '../calendar/period.ts';
import type { PeriodView, UnitView } from '../conversation/context.ts';
import { coveredPeriod } from '../digest/covered-period.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { hamletsDueAt } from '../hamlets/hamlets-due.ts';
import type { BodyCode, FormCode } from '../ids.ts';

/** A moment in a person's calendar. */
export type AgendaEvent = {
  /** The same for the same event at all times, whatever becomes of it. */
  readonly key: string;
  readonly at: Temporal.Instant;
  /** When what is said of it last changed. The same data always give the same. */
  readonly changedAt: Temporal.Instant;
  readonly formName: string;
} & (
  | {
      readonly kind: 'due';
      readonly unit: UnitView;
      readonly period: PeriodView;
      readonly state: DueState;
    }
  | {
      readonly kind: 'digest';
      readonly bodyName: string;
      /** What it is about. */
      readonly period: PeriodView;
    }
);

/** `owed`: not due yet. `overdue`: still accepted. `missed`: locked. */
export type DueState =
  | { readonly kind: 'owed' | 'overdue' | 'missed' }
  | { readonly kind: 'sent'; readonly at: Temporal.Instant; readonly lateMinutes: number };

/** What a unit owes for a period that is known already. */
export type KnownDuty = {
  readonly unit: UnitView;
  readonly form: FormCode;
  readonly formName: string;
  readonly period: PeriodView;
  readonly exempt: boolean;
  /** `at`: of the latest revision. */
  readonly sent: { readonly at: Temporal.Instant; readonly lateMinutes: number } | null;
};

/** A unit that the person reports for; `until` is the first day on which it no longer exists. */
export type ReportingUnit = UnitView & {
  readonly kind: string;
  readonly from: Temporal.PlainDate | null;
  readonly until: Temporal.PlainDate | null;
};

export type AgendaForm = {
  readonly definition: FormDefinition;
  /** The period that contains this day is the first that is owed. */
  readonly owedSince: Temporal.PlainDate;
  /** When the form was last changed. */
  readonly changedAt: Temporal.Instant;
};

export type AgendaParts = {
  readonly now: Temporal.Instant;
  readonly zone: string;
  readonly holidays: Holidays;
  /** When days off were last imported; null: never. */
  readonly holidaysChangedAt: Temporal.Instant | null;
  readonly forms: readonly AgendaForm[];
  readonly units: readonly ReportingUnit[];
  /** Of these units, from `AGENDA_PAST_DAYS` ago on. */
  readonly duties: readonly KnownDuty[];
  /** Whose digests the person gets. */
  readonly bodies: readonly { readonly code: BodyCode; readonly name: string }[];
};

/** How long what has passed stays in the calendar. */
export const AGENDA_PAST_DAYS = 35;
const AHEAD_DAYS = 60;
const MOST_AHEAD = 8;

/**
 * A person's deadlines, the earliest first: what their units owe for known periods, then of each form the periods that will be due
 * within 60 days, at least the next one and at most eight; and the digests of their bodies within 60 days. A unit that is exempt
 * from a period has no event there.
 * Xã Bình Minh on Thursday 24/8/2017, form `tuan`: Friday 25/8 16:00 of week 34, then each Friday up to 20/10.
 */
export function agendaOf(parts: AgendaParts): readonly AgendaEvent[] {
  const known = parts.duties.filter((duty) => !duty.exempt).map((duty) => knownEvent(duty, parts));
  const foreseen = parts.forms.flatMap((form) => {
    const coming = comingPeriods(form, parts);
    return parts.units.flatMap((unit) => foreseenEvents(form, unit, coming, parts));
  });
  const digests = parts.forms.flatMap((form) =>
    parts.bodies
      .filter(({ code }) => form.definition.receivers.includes(code))
      .flatMap((body) => digestEvents(form, body, parts)),
  );
  return [...known, ...foreseen, ...digests].toSorted(
    (one, other) => Temporal.Instant.compare(one.at, other.at) || (one.key < other.key ? -1 : 1),
  );
}

function dueKey(form: FormCode, unit: UnitView, period: string): string {
  return `due.${form}.${unit.code}.${period}`;
}

function knownEvent({ unit, form, formName, period, sent }: KnownDuty, parts: AgendaParts): AgendaEvent {
  const state = stateOf(period, sent, parts.now);
  const ofForm = parts.forms.find(({ definition }) => definition.code === form);
  return {
    kind: 'due',
    key: dueKey(form, unit, period.code),
    at: period.dueAt,
    changedAt: latest([
      ...changesOfRules(ofForm, parts),
      ...(sent ? [sent.at] : []),
      ...(state.kind === 'overdue' ? [period.dueAt] : []),
      ...(state.kind === 'missed' ? [period.locksAt] : []),
    ]),
    unit,
    formName,
    period,
    state,
  };
}

function stateOf(period: PeriodView, sent: KnownDuty['sent'], now: Temporal.Instant): DueState {
  if (sent) return { kind: 'sent', ...sent };
  if (Temporal.Instant.compare(now, period.dueAt) <= 0) return { kind: 'owed' };
  return { kind: Temporal.Instant.compare(now, period.locksAt) <= 0 ? 'overdue' : 'missed' };
}

type Coming = {
  readonly own: PeriodView;
  /** As it is for units whose reports are put together into others. */
  readonly below: PeriodView;
};

/** The periods from the one that contains today on that are due after now, as far as they are looked ahead at. */
function comingPeriods({ definition, owedSince }: AgendaForm, parts: AgendaParts): readonly Coming[] {
  const { now, zone, holidays } = parts;
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const day = Temporal.PlainDate.compare(owedSince, today) > 0 ? owedSince : today;
  const horizon = now.add({ hours: 24 * AHEAD_DAYS });
  const coming: Coming[] = [];
  let span = periodContainingOrNext(definition.period, definition.cutoff, day);
  for (; span !== undefined && coming.length < MOST_AHEAD; span = nextPeriod(span)) {
    const view = viewOf(definition, span, zone, holidays);
    if (coming.length > 0 && Temporal.Instant.compare(view.dueAt, horizon) > 0) break;
    if (Temporal.Instant.compare(view.dueAt, now) <= 0) continue;
    const dueAt = hamletsDueAt(definition, span, view, zone, holidays) ?? view.dueAt;
    coming.push({ own: view, below: { ...view, dueAt } });
  }
  return coming;
}

function viewOf(definition: FormDefinition, span: PeriodSpan, zone: string, holidays: Holidays): PeriodView {
  const { code, start, end } = span;
  return { code, start, end, ...periodMoments(definition, span, zone, holidays) };
}

/** Of periods that are not known yet: which unit will owe is decided when they open, by its kind and its last day. */
function foreseenEvents(
  form: AgendaForm,
  unit: ReportingUnit,
  coming: readonly Coming[],
  parts: AgendaParts,
): readonly AgendaEvent[] {
  const { definition } = form;
  const { kind, sums } = definition.reporters;
  if (unit.kind !== kind && unit.kind !== sums?.kind) return [];
  const known = new Set(
    parts.duties
      .filter((duty) => duty.form === definition.code && duty.unit.code === unit.code)
      .map((duty) => duty.period.code),
  );
  return coming
    .map(({ own, below }) => (unit.kind === kind ? own : below))
    .filter((period) => !known.has(period.code) && exists(unit, period.end))
    .map((period) => ({
      kind: 'due',
      key: dueKey(definition.code, unit, period.code),
      at: period.dueAt,
      changedAt: latest(changesOfRules(form, parts)),
      unit: { code: unit.code, name: unit.name },
      formName: definition.name,
      period,
      state: { kind: 'owed' },
    }));
}

function exists({ from, until }: ReportingUnit, day: Temporal.PlainDate): boolean {
  const hasBegun = from === null || Temporal.PlainDate.compare(from, day) <= 0;
  return hasBegun && (until === null || Temporal.PlainDate.compare(until, day) > 0);
}

function digestEvents(
  form: AgendaForm,
  body: AgendaParts['bodies'][number],
  parts: AgendaParts,
): readonly AgendaEvent[] {
  const { now, zone, holidays } = parts;
  const { definition } = form;
  const until = now.add({ hours: 24 * AHEAD_DAYS });
  const runs = definition.digests.flatMap(({ cron }) => digestRuns(cron, now, until, zone, holidays));
  const periods = periodsUntil(form, until, parts);
  const events = runs.flatMap((run): AgendaEvent[] => {
    const period = periodOf(run, periods);
    if (period === undefined) return [];
    return [
      {
        kind: 'digest',
        key: `digest.${definition.code}.${body.code}.${firstPlanned(run)}`,
        at: run.at,
        changedAt: latest(changesOfRules(form, parts)),
        formName: definition.name,
        bodyName: body.name,
        period,
      },
    ];
  });
  // Two rules of a form may meet at a moment, at which one message is sent.
  return [...new Map(events.map((event) => [event.key, event])).values()];
}

/** Where a holiday moves a digest its planned moment stays. */
function firstPlanned({ planned, at }: DigestRun): number {
  return (planned[0] ?? at).epochMilliseconds / 1000;
}

function periodOf({ planned }: DigestRun, periods: readonly PeriodView[]): PeriodView | undefined {
  const last = planned.at(-1);
  return last && coveredPeriod(periods, last);
}

/** The periods of a form that fall due around now and until then, as its rules give them. */
function periodsUntil(
  { definition, owedSince }: AgendaForm,
  until: Temporal.Instant,
  { now, zone, holidays }: AgendaParts,
): readonly PeriodView[] {
  const { period, cutoff } = definition;
  const current = periodContainingOrNext(period, cutoff, now.toZonedDateTimeISO(zone).toPlainDate());
  if (current === undefined) return [];
  const periods: PeriodView[] = [];
  const last = until.toZonedDateTimeISO(zone).toPlainDate();
  let span = previousPeriod(previousPeriod(current));
  for (; Temporal.PlainDate.compare(span.start, last) <= 0; span = nextPeriod(span)) {
    const isOwed = Temporal.PlainDate.compare(span.end, owedSince) >= 0;
    if (isOwed) periods.push(viewOf(definition, span, zone, holidays));
  }
  return periods;
}

function changesOfRules(
  form: AgendaForm | undefined,
  { holidaysChangedAt }: AgendaParts,
): readonly Temporal.Instant[] {
  return [...(form ? [form.changedAt] : []), ...(holidaysChangedAt ? [holidaysChangedAt] : [])];
}

function latest(moments: readonly Temporal.Instant[]): Temporal.Instant {
  return moments.reduce(
    (one, other) => (Temporal.Instant.compare(one, other) >= 0 ? one : other),
    Temporal.Instant.fromEpochMilliseconds(0),
  );
}
