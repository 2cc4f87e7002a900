import { Temporal } from 'temporal-polyfill';
import { findField, isFigure, type Field, type FormDefinition, type Values } from '../forms/definition.ts';
import { sameValue } from '../forms/values.ts';
import { standingOf } from '../hamlets/sum-of-hamlets.ts';
import type { FieldCode, ObligationId } from '../ids.ts';
import type { Understanding } from '../parsing/understanding.ts';
import type { About, DutyLine, DutyState, Item } from '../replies.ts';
import { nameWithoutKind } from '../organization/unit-name.ts';
import type { Context, Duty, SentReport, UnitHead, UnitView } from './context.ts';
import { fitsPeriod } from './named-period.ts';
import { EMPTY_DRAFT, isEmptyDraft, type Draft } from './report/draft.ts';
import { receiptCode } from './report/receipt-code.ts';

export function aboutDuty(duty: Duty): About {
  const period = { ...duty.period, locksAt: locksAt(duty) };
  return { unit: duty.unit, formName: duty.form.name, period };
}

/** When the report is closed to its unit: at the period's lock, or later where it was opened again. */
export function locksAt({ period, reopenedUntil }: Duty): Temporal.Instant {
  const isLater = reopenedUntil !== null && Temporal.Instant.compare(reopenedUntil, period.locksAt) > 0;
  return isLater ? reopenedUntil : period.locksAt;
}

export function findDuty(context: Context, obligation: ObligationId | null): Duty | undefined {
  return context.duties.find((duty) => duty.obligation === obligation);
}

export function isLocked(duty: Duty, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, locksAt(duty)) >= 0;
}

/** What the person's own units owe. */
export function ownDuties(context: Context): readonly Duty[] {
  return context.duties.filter((duty) => !duty.entrusted);
}

/** Duties that can still be answered: opened, not locked; an exempt one only once something was said for it. */
export function openDuties(context: Context): readonly Duty[] {
  return takenDuties(context).filter((duty) => !isExcused(duty));
}

/** As `openDuties`, with all that are exempt: what a unit reports all the same is taken. */
function takenDuties(context: Context): readonly Duty[] {
  return context.duties.filter(
    (duty) => !isLocked(duty, context.now) && Temporal.Instant.compare(context.now, duty.period.opensAt) >= 0,
  );
}

function isExcused(duty: Duty): boolean {
  return duty.exempt !== false && !duty.sent && !isBegun(duty);
}

/** Whether there is a draft that could be dropped: values, words to settle or files. */
export function isBegun({ draft, files }: Duty): boolean {
  return (draft !== null && !isEmptyDraft(draft)) || files.some(({ sent }) => !sent);
}

/** What the person's own units can still send for the first time. */
export function unsentDuties(context: Context): readonly Duty[] {
  return openDuties(context).filter((duty) => !duty.entrusted && !duty.sent && !duty.exempt);
}

/** Earliest due first. */
export function byDue(a: Duty, b: Duty): number {
  return a.period.dueAt.epochMilliseconds - b.period.dueAt.epochMilliseconds || a.obligation - b.obligation;
}

/** Whole minutes after the due moment, at least one; 0 up to and at the due moment. */
export function lateMinutesAt(duty: Duty, now: Temporal.Instant): number {
  const late = now.epochMilliseconds - duty.period.dueAt.epochMilliseconds;
  return late <= 0 ? 0 : Math.max(1, Math.floor(late / 60_000));
}

/** The unsent report to go on with: the stored draft, or a new one that starts from what was sent. */
export function draftOf(duty: Duty): Draft {
  if (duty.draft) return duty.draft;
  if (!duty.sent) return EMPTY_DRAFT;
  return {
    ...EMPTY_DRAFT,
    values: duty.sent.values,
    notes: duty.sent.notes,
    nil: duty.sent.nil,
    confirmed: Object.keys(duty.sent.values),
    correctsRevision: duty.sent.revision,
  };
}

/** Last known values of the unit, for stocks and "như kỳ trước". */
export function lastValues(duty: Duty): Values {
  return duty.history[0]?.sent.values ?? {};
}

export function itemsOf(form: FormDefinition, draft: Draft): readonly Item[] {
  return form.fields.flatMap((field) => {
    const value = draft.values[field.code];
    if (value === undefined) return [];
    return [
      {
        field,
        value,
        note: draft.notes[field.code],
        source: draft.sources[field.code],
        understoodAs: draft.understoodAs[field.code],
        carriedOver: draft.carriedOver.includes(field.code),
        ...(isSummed(draft, field.code) ? { summedFrom: draft.fromHamlets?.units ?? [] } : {}),
      },
    ];
  });
}

/** Whether the value is a sum of hamlets that nobody wrote over. */
function isSummed({ values, fromHamlets }: Draft, code: FieldCode): boolean {
  const summed = fromHamlets?.values[code] ?? null;
  return summed !== null && sameValue(values[code] ?? null, summed);
}

/** Required fields that have no value. */
export function missingFields(form: FormDefinition, values: Values): readonly Field[] {
  return form.fields.filter((field) => field.required && values[field.code] === undefined);
}

export function dutyLine(duty: Duty, now: Temporal.Instant): DutyLine {
  const isOwed = !duty.sent && !isLocked(duty, now);
  const reopening = reopeningOf(duty, now);
  return {
    about: aboutDuty(duty),
    state: dutyState(duty, now),
    ...(duty.lateNotice && isOwed ? { lateNotice: { until: duty.lateNotice.until } } : {}),
    ...(reopening === undefined ? {} : { reopening }),
    ...(duty.hamlets?.length && isOwed ? { hamlets: standingOf(duty.hamlets) } : {}),
  };
}

function reopeningOf(duty: Duty, now: Temporal.Instant): DutyLine['reopening'] {
  if (isLocked(duty, now)) return duty.reopening && !duty.reopening.decision ? 'asked' : undefined;
  const isReopened = Temporal.Instant.compare(now, duty.period.locksAt) >= 0;
  return isReopened ? { until: locksAt(duty) } : undefined;
}

function dutyState(duty: Duty, now: Temporal.Instant): DutyState {
  if (duty.sent) return sentState(duty.obligation, duty.sent, duty.heads);
  if (duty.exempt) return { kind: 'exempt', reason: duty.exempt.reason };
  if (isLocked(duty, now)) return { kind: 'missed' };
  if (Temporal.Instant.compare(now, duty.period.dueAt) > 0) return { kind: 'overdue' };
  return { kind: isBegun(duty) ? 'begun' : 'owed' };
}

export function sentState(obligation: ObligationId, sent: SentReport, heads: readonly UnitHead[]): DutyState {
  return {
    kind: 'sent',
    code: receiptCode(obligation, sent.revision),
    at: sent.submittedAt,
    lateMinutes: sent.lateMinutes,
    revision: sent.revision,
    files: sent.files,
    signOff: sent.signOff,
    waitsFor: waitsFor(sent, heads),
  };
}

/** Who can still sign the report off, by name. */
export function waitsFor({ signOff }: SentReport, heads: readonly UnitHead[]): readonly string[] {
  return signOff?.state === 'waiting' ? heads.map(({ name }) => name) : [];
}

/** A message this soon after a receipt may be meant for the report that was just sent. */
const JUST_SENT_MINUTES = 60;

/**
 * Which reports a message can be meant for: one is certain, several are asked about, none is said.
 * What was not sent comes before what was; a correction means something begun or sent.
 */
export function candidateDuties(
  context: Context,
  understanding: Pick<Understanding, 'intent' | 'mentions'>,
): readonly Duty[] {
  const { intent } = understanding;
  const open = openDuties(context).filter((duty) => fitsPeriod(duty, understanding, context));
  if (intent?.kind === 'correct' || intent?.kind === 'increment') {
    const begun = open.filter((duty) => duty.draft && !isEmptyDraft(duty.draft));
    if (begun.length > 0) return begun;
    const sent = open.filter((duty) => duty.sent);
    if (sent.length > 0) return latestOfEach(sent);
  }
  const unsent = open.filter((duty) => !duty.sent);
  if (unsent.length === 0) return settledDuties(open, understanding, context);
  return open.filter((duty) => !duty.sent || isReturned(duty) || wasJustSent(duty.sent, context.now));
}

/** With nothing owed: what the unit is excused from rather than a change of what was sent, unless that was just now. */
function settledDuties(
  open: readonly Duty[],
  understanding: Pick<Understanding, 'mentions'>,
  context: Context,
): readonly Duty[] {
  const excused = takenDuties(context).filter(
    (duty) => isExcused(duty) && fitsPeriod(duty, understanding, context),
  );
  if (excused.length === 0) return latestOfEach(open);
  return [...latestOfEach(excused), ...open.filter(({ sent }) => sent && wasJustSent(sent, context.now))];
}

/** The head of the unit wants it corrected: it may be sent again, also as it is. */
export function isReturned({ sent }: Duty): boolean {
  return sent?.signOff?.state === 'returned';
}

/** Whether a message now may be meant for the report that was sent. */
export function wasJustSent({ submittedAt }: SentReport, now: Temporal.Instant): boolean {
  const minutes = (now.epochMilliseconds - submittedAt.epochMilliseconds) / 60_000;
  return minutes >= 0 && minutes < JUST_SENT_MINUTES;
}

/** The latest period of each unit and form: a later correction means that one. */
export function latestOfEach(duties: readonly Duty[]): readonly Duty[] {
  const latest = new Map<string, Duty>();
  for (const duty of duties) {
    const key = `${duty.unit.code} ${duty.form.code}`;
    const known = latest.get(key);
    if (!known || Temporal.PlainDate.compare(known.period.start, duty.period.start) < 0)
      latest.set(key, duty);
  }
  return [...latest.values()];
}

/** Figures of the unit's earlier reports, latest first; a ratio counts by its whole. */
export function figureHistory(duty: Duty, code: FieldCode): readonly number[] {
  const field = findField(duty.form, code);
  if (!field || !isFigure(field)) return [];
  return duty.history.flatMap(({ sent }) => {
    const value = sent.values[code];
    if (typeof value === 'number') return [value];
    return typeof value === 'object' && 'whole' in value ? [value.whole] : [];
  });
}

/** A message in the words of this very form, shown as an example. */
export function exampleFor(form: FormDefinition): string {
  const ratios = form.fields.filter((field) => field.type === 'ratio').slice(0, 1);
  const counts = form.fields
    .filter((field) => field.type === 'integer' && field.aggregate === 'sum')
    .slice(0, 2);
  const text = form.fields.find((field) => field.type === 'text');
  const figures = [
    ...ratios.map((field) => `${shortName(field)} 5/6`),
    ...counts.map((field, index) => `${shortName(field)} ${index + 1}`),
  ];
  return [figures.join(', '), ...(text ? [`${shortName(text)}: thiếu kinh phí`] : [])].join('; ');
}

function shortName(field: Field): string {
  return field.aliases.toSorted((a, b) => a.length - b.length)[0] ?? field.label.toLowerCase();
}

/** A unit's name, folded, without the word for what kind of place it is: "Xã Bình Minh" is also said as "Bình Minh". */
export function shortUnitName(unit: UnitView): string {
  return nameWithoutKind(unit.name);
}
