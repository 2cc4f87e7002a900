import { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../calendar/holidays.ts';
import { parsePeriodCode } from '../calendar/period-code.ts';
import { periodMoments, type PeriodMoments } from '../calendar/period-moments.ts';
import { rangeByCode } from '../calendar/period-range.ts';
import type { PeriodSpan } from '../calendar/period.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { hamletsDueAt } from '../hamlets/hamlets-due.ts';
import type { FormCode } from '../ids.ts';

/** What an official asks for: a span of a form whose periods are opened by hand. */
export type SpanWish = {
  readonly form: FormCode;
  /** As written: `2012..2017`, `2017-01-01..2017-06-30`. */
  readonly span: string;
  /** Absent: by the form's rule, from the last day of the span. */
  readonly due: Temporal.Instant | undefined;
  readonly lock: Temporal.Instant | undefined;
};

export type SpanRefusal =
  | { readonly kind: 'unknown-form'; readonly form: FormCode; readonly known: readonly FormCode[] }
  /** The form's periods open by themselves. */
  | { readonly kind: 'not-custom'; readonly form: FormCode; readonly custom: readonly FormCode[] }
  /** `problem` says what is wrong with the span, and the remedy. */
  | { readonly kind: 'bad-span'; readonly problem: string }
  /** One period instead of two ends; `span` says the same with both. */
  | { readonly kind: 'one-end'; readonly written: string; readonly span: string }
  /** The same days are open under that code. */
  | { readonly kind: 'already-open'; readonly form: FormCode; readonly code: string }
  /** `byRule`: nobody named the moment, it follows from the form. */
  | {
      readonly kind: 'due-not-after-opening';
      readonly dueAt: Temporal.Instant;
      readonly opensAt: Temporal.Instant;
      readonly byRule: boolean;
    }
  | {
      readonly kind: 'lock-before-due';
      readonly locksAt: Temporal.Instant;
      readonly dueAt: Temporal.Instant;
      readonly byRule: boolean;
    };

export type OpenSpan = {
  readonly kind: 'open';
  readonly span: PeriodSpan;
  readonly moments: PeriodMoments & {
    /** As `hamletsDueAt` gives it. */
    readonly feedsDueAt: Temporal.Instant | null;
  };
};

export type SpanContext = {
  /** Every form in its latest version. */
  readonly forms: readonly FormDefinition[];
  /** The spans that the form named in the wish has already. */
  readonly known: readonly Pick<PeriodSpan, 'code' | 'start' | 'end'>[];
  readonly now: Temporal.Instant;
  readonly zone: string;
  readonly holidays: Holidays;
};

/**
 * Opens a span, which may overlap others of the form: an interim review lies within the final one. One whose first day is past
 * opens now, since a notice of years ago would reach nobody; a coming one opens on its first day at 0:00. Due and lock are as
 * wished, else by the form's rules from the span's last day.
 * Form `tong-ket` (due `+10wd 16:00`), `2012..2017` on 20/11/2017 9:00: opens then, is due 15/1/2018 16:00.
 */
export function decideOpenSpan(wish: SpanWish, context: SpanContext): OpenSpan | SpanRefusal {
  const form = context.forms.find(({ code }) => code === wish.form);
  if (form === undefined) {
    return { kind: 'unknown-form', form: wish.form, known: context.forms.map(({ code }) => code) };
  }
  if (form.period !== 'custom') {
    const custom = context.forms.filter(({ period }) => period === 'custom').map(({ code }) => code);
    return { kind: 'not-custom', form: wish.form, custom };
  }
  const span = readSpan(form, wish.span);
  if (span.kind !== 'custom') return span;
  const same = context.known.find(({ start, end }) => start.equals(span.start) && end.equals(span.end));
  if (same !== undefined) return { kind: 'already-open', form: form.code, code: same.code };
  return timed(form, span, wish, context);
}

type CustomSpan = PeriodSpan & { readonly kind: 'custom' };

function readSpan(form: FormDefinition, written: string): CustomSpan | SpanRefusal {
  const range = rangeByCode(form.cutoff, written);
  if ('problem' in range) return { kind: 'bad-span', problem: range.problem };
  const parsed = parsePeriodCode(written);
  if (!('problem' in parsed) && parsed.kind !== 'range' && parsed.kind !== 'custom') {
    const span = `${range.start.toString()}..${range.end.toString()}`;
    return { kind: 'one-end', written: parsed.code, span };
  }
  return { kind: 'custom', ...range };
}

function timed(
  form: FormDefinition,
  span: PeriodSpan,
  wish: SpanWish,
  { now, zone, holidays }: SpanContext,
): OpenSpan | SpanRefusal {
  const ruled = periodMoments(form, span, zone, holidays);
  const isComing = Temporal.Instant.compare(ruled.opensAt, now) > 0;
  const opensAt = isComing ? ruled.opensAt : now;
  const dueAt = wish.due ?? ruled.dueAt;
  const locksAt = wish.lock ?? ruled.locksAt;
  if (Temporal.Instant.compare(dueAt, opensAt) <= 0) {
    return { kind: 'due-not-after-opening', dueAt, opensAt, byRule: wish.due === undefined };
  }
  if (Temporal.Instant.compare(locksAt, dueAt) < 0) {
    return { kind: 'lock-before-due', locksAt, dueAt, byRule: wish.lock === undefined };
  }
  const moments = { opensAt, dueAt, locksAt };
  const feedsDueAt = hamletsDueAt(form, span, moments, zone, holidays);
  return { kind: 'open', span, moments: { ...moments, feedsDueAt } };
}
