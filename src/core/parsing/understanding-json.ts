import { restNilValues } from '../forms/values.ts';
import type { Field, FormDefinition, Value } from '../forms/definition.ts';
import type { FieldCode } from '../ids.ts';
import type { Certainty, Doubt, Guard, Intent, Reading, Span, Understanding } from './understanding.ts';

/** Words a doubt as the one question it comes to; handed in, because the core words nothing. */
export type WordDoubt = (doubt: Doubt, quote: string, field: Field | undefined) => string;

/** Words why a guard stands in the way of storing. */
export type WordGuard = (guard: Guard, quote: string) => string;

/** What `parse` prints for one message. */
export type UnderstandingJson = {
  /** Only what would be stored without a question. */
  readonly values: Readonly<Record<FieldCode, Value>>;
  readonly nil: boolean;
  /** Pieces of the message that belong nowhere yet. */
  readonly unclear: readonly string[];
  /** The other doubts and remarks, a sentence each. */
  readonly warnings: readonly string[];
  readonly intent?: string;
};

/** `--explain`: where each value came from, and what else the message says. */
export type ExplanationJson = {
  readonly spans: Readonly<Record<FieldCode, SpanJson>>;
  readonly doubts: readonly (Doubt & { readonly text: string })[];
  readonly guards: readonly (Guard & { readonly text: string })[];
  readonly rest_nil: boolean;
  readonly period?: string;
  readonly named_period?: { readonly kind: string; readonly number: number; readonly year?: number };
  readonly until?: string;
  readonly reason?: string;
  readonly cause?: string;
  readonly stand_in?: string;
};

/** What a wish names besides its kind. */
type Wish = {
  readonly until?: string;
  readonly reason?: string;
  readonly cause?: string;
  readonly standIn?: string;
};

function wishOf(intent: Intent | undefined): Wish {
  switch (intent?.kind) {
    case 'late':
    case 'absence':
    case 'reopen':
      return intent;
    default:
      return {};
  }
}

type SpanJson = Span & {
  readonly text: string;
  readonly certainty: Certainty;
  readonly note?: string;
  readonly understood_as?: string;
};

/** Intents under the names that others rely on; a question about the due moment is one about the status. */
const INTENT_NAMES: Readonly<Record<Intent['kind'], string | undefined>> = {
  confirm: 'confirm',
  decline: undefined,
  cancel: 'cancel',
  help: 'help',
  status: 'status',
  history: 'status',
  due: 'status',
  same: 'same',
  correct: 'correct',
  increment: 'increment',
  late: 'late',
  absence: 'absence',
  reopen: 'reopen',
};

/** An understanding in the words of the contract. Texts said to be none hold no value. */
export function understandingToJson(
  text: string,
  form: FormDefinition,
  understanding: Understanding,
  words: { readonly doubt: WordDoubt; readonly guard: WordGuard; readonly otherPeriod: string },
): UnderstandingJson {
  const isElsewhere = isOfOtherPeriods(form, understanding);
  const given = Object.fromEntries(
    understanding.readings
      .filter((reading) => !isEmpty(reading.value))
      .map(({ field, value }) => [field, value]),
  );
  const quoted = understanding.doubts.filter((doubt) => isQuotedOnly(doubt));
  const asked = understanding.doubts.filter((doubt) => !isQuotedOnly(doubt));
  const labelOf = (code: FieldCode) => form.fields.find((field) => field.code === code);
  const slips = understanding.readings.flatMap((reading) => slipWarning(text, reading));
  const intent = understanding.intent === undefined ? undefined : INTENT_NAMES[understanding.intent.kind];
  return {
    values: isElsewhere ? {} : { ...(understanding.restNil ? restOf(form, understanding) : {}), ...given },
    nil: understanding.nil,
    unclear: quoted.map((doubt) => quote(text, doubt.span)),
    warnings: [
      ...(isElsewhere ? [words.otherPeriod] : []),
      ...understanding.guards.map((guard) => words.guard(guard, quote(text, guard.span))),
      ...asked.map((doubt) =>
        words.doubt(doubt, quote(text, doubt.span), 'field' in doubt ? labelOf(doubt.field) : undefined),
      ),
      ...slips,
    ],
    ...(intent === undefined ? {} : { intent }),
  };
}

/** "Số liệu tháng 7: …" is no weekly report: the conversation looks for a form of that kind, or says that there is none. */
function isOfOtherPeriods(form: FormDefinition, { mentions = [] }: Understanding): boolean {
  return mentions.length > 0 && mentions.every(({ unit }) => unit !== 'any' && unit !== form.period);
}

export function explanationToJson(text: string, understanding: Understanding): ExplanationJson {
  const { intent, period, namedPeriod } = understanding;
  const said = wishOf(intent);
  return {
    spans: Object.fromEntries(
      understanding.readings.map((reading) => [reading.field, spanJson(text, reading)]),
    ),
    doubts: understanding.doubts.map((doubt) => ({ ...doubt, text: quote(text, doubt.span) })),
    guards: understanding.guards.map((guard) => ({ ...guard, text: quote(text, guard.span) })),
    rest_nil: understanding.restNil,
    ...(period === undefined ? {} : { period }),
    ...(namedPeriod === undefined ? {} : { named_period: withoutSpan(namedPeriod) }),
    ...(said.until === undefined ? {} : { until: said.until }),
    ...(said.reason === undefined ? {} : { reason: said.reason }),
    ...(said.cause === undefined ? {} : { cause: said.cause }),
    ...(said.standIn === undefined ? {} : { stand_in: said.standIn }),
  };
}

function isQuotedOnly(doubt: Doubt): boolean {
  return doubt.kind === 'not-understood' || doubt.kind === 'label-missing';
}

function isEmpty(value: Value): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

function quote(text: string, span: Span): string {
  return text.slice(span.start, span.end).trim();
}

/**
 * "Còn lại không": flows and ratios that were not mentioned. What is being asked about was mentioned, so a doubt keeps its fields
 * out; a number without a label could be any field's.
 */
function restOf(
  form: FormDefinition,
  { readings, doubts }: Understanding,
): Readonly<Record<FieldCode, Value>> {
  if (doubts.some((doubt) => doubt.kind === 'label-missing')) return {};
  const mentioned = new Set([
    ...readings.map((reading) => reading.field),
    ...doubts.flatMap((doubt) =>
      'candidates' in doubt ? doubt.candidates : 'field' in doubt ? [doubt.field] : [],
    ),
  ]);
  const rest = restNilValues(form, {}, {});
  return Object.fromEntries(Object.entries(rest).filter(([code]) => !mentioned.has(code)));
}

function slipWarning(text: string, { span, understoodAs }: Reading): string[] {
  return understoodAs === undefined ? [] : [`«${quote(text, span)}» hiểu là ${understoodAs}.`];
}

function spanJson(text: string, { span, certainty, note, understoodAs }: Reading): SpanJson {
  return {
    ...span,
    text: text.slice(span.start, span.end),
    certainty,
    ...(note === undefined ? {} : { note }),
    ...(understoodAs === undefined ? {} : { understood_as: understoodAs }),
  };
}

function withoutSpan(
  named: NonNullable<Understanding['namedPeriod']>,
): ExplanationJson['named_period'] & object {
  const { kind, number, year } = named;
  return { kind, number, ...(year === undefined ? {} : { year }) };
}
