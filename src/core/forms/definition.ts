import type { BodyCode, FieldCode, FormCode } from '../ids.ts';
import type { ReceiverTemplate } from '../templates/template.ts';

export type FieldType = 'integer' | 'decimal' | 'ratio' | 'choice' | 'text' | 'list' | 'date';

/** How a field's values of several units or periods become one: flows add up, a stock keeps its latest value. */
export type Aggregate = 'sum' | 'latest';

export type Field = {
  readonly code: FieldCode;
  readonly label: string;
  readonly prompt: string;
  readonly type: FieldType;
  /** What people type for this field, matched without regard to case and diacritics. */
  readonly aliases: readonly string[];
  /** The ratio to reach, between 0 and 1; compared with the unrounded ratio of sums. Absent: no target. */
  readonly target?: number;
  /** What a figure counts, as it is said behind the number: `vụ`, `lượt`. Absent: nothing is said there, nor guessed. */
  readonly counted?: string;
  /** The bodies that see this field. Empty: all receivers of the form. */
  readonly for: readonly BodyCode[];
  readonly aggregate: Aggregate;
  readonly required: boolean;
  /** The admissible answers of a `choice` field. */
  readonly options: readonly string[];
};

export type PeriodKind = 'week' | 'month' | 'quarter' | 'half' | 'nine-months' | 'year' | 'custom';

/** `nd09`: data close on the 14th (Nghị định 09/2019/NĐ-CP art. 12). `calendar`: on the last calendar day. */
export type Cutoff = 'calendar' | 'nd09';

/**
 * What a form asks of the head of the reporting unit. `within` and `remind` are the words of the file, hours of working time
 * (`8h`); core/sign-off reads them. `otherwise`: what silence means when the time is over, acceptance or further waiting.
 */
export type SignOffRule = {
  readonly within: string;
  readonly remind: string;
  readonly otherwise: 'accept' | 'wait';
};

/**
 * Units of another kind, below the reporting ones, whose reports on the same form are put together into theirs. `due`: a rule of
 * time as the form's own; absent: they are due with the units that they feed.
 */
export type SumRule = { readonly kind: string; readonly due?: string };

/** `preview` false: coordinators are not shown the digest before it goes out. */
export type DigestRule = { readonly cron: string; readonly to: 'leaders'; readonly preview?: boolean };

/**
 * A form as its file states it, defaults filled in. Rules of time (`due`, `lock`, `reminders`) stay the words of the file;
 * core/calendar and core/reminders read them.
 */
export type FormDefinition = {
  readonly code: FormCode;
  readonly name: string;
  readonly period: PeriodKind;
  readonly cutoff: Cutoff;
  readonly due: string;
  readonly lock: string;
  readonly reminders: readonly string[];
  /** `adaptive`: reminders move to the hour of their day at which the unit tends to report. Absent: as written. */
  readonly plan?: 'fixed' | 'adaptive';
  readonly reporters: { readonly kind: string; readonly sums?: SumRule };
  readonly receivers: readonly BodyCode[];
  readonly digests: readonly DigestRule[];
  /** Absent: reports of this form need nobody's sign-off. */
  readonly signoff?: SignOffRule;
  readonly fields: readonly Field[];
  /** Workbooks of others that this form's figures fill. Absent: none. */
  readonly templates?: readonly ReceiverTemplate[];
};

/** Part and whole of a ratio field, both counts: `5/6` is five of six. */
export type Ratio = { readonly part: number; readonly whole: number };

/** integer, decimal: number · ratio: Ratio · text, choice, date (ISO): string · list: strings. */
export type Value = number | Ratio | string | readonly string[];
export type Values = Readonly<Record<FieldCode, Value>>;

/** Remarks that came with a value ("120/121 (1 hồ sơ trễ do cúp điện)"), by field. */
export type Notes = Readonly<Record<FieldCode, string>>;

export function isRatio(value: Value): value is Ratio {
  return typeof value === 'object' && 'part' in value;
}

/** Texts and lists are optional remarks; the others are figures. */
export function isFigure(field: Field): boolean {
  return field.type === 'integer' || field.type === 'decimal' || field.type === 'ratio';
}

/** A stock, such as the number of models kept up: nil and "the rest zero" leave it at its last value. */
export function isStock(field: Field): boolean {
  return isFigure(field) && field.aggregate === 'latest';
}

export function findField(form: FormDefinition, code: FieldCode): Field | undefined {
  return form.fields.find((field) => field.code === code);
}

/** The fields that a body sees, in the form's order. */
export function fieldsFor(form: FormDefinition, body: BodyCode): readonly Field[] {
  return form.fields.filter((field) => field.for.length === 0 || field.for.includes(body));
}
