import { addUp, zeroOf } from '../digest/totals.ts';
import {
  isFigure,
  isStock,
  type Field,
  type FormDefinition,
  type Value,
  type Values,
} from '../forms/definition.ts';
import { checkValue, MAX_TEXT_LENGTH } from '../forms/values.ts';
import type { FieldCode } from '../ids.ts';
import type { Hamlet, HamletReport } from './hamlet.ts';

type Told = { readonly name: string; readonly report: HamletReport };

/**
 * What the reports of the hamlets say together: figures added up, stocks too, which are of different hamlets, ratios by parts and
 * wholes; texts and lists one after another, each with its hamlet's name. A nil report adds zero to flows. A field that no hamlet
 * spoke of is absent, and so are choices and dates, which have no sum. `when`: as they stand, or as they stood when the report
 * above was sent.
 * Ấp Một 5/6 and ấp Hai 1/1 mediations: 6/7.
 */
export function sumOfHamlets(
  form: FormDefinition,
  hamlets: readonly Hamlet[],
  when: 'report' | 'before' = 'report',
): Values {
  const told = hamlets.flatMap(({ unit, [when]: report }): Told[] =>
    report === null ? [] : [{ name: unit.name, report }],
  );
  return Object.fromEntries(
    form.fields.flatMap((field): [FieldCode, Value][] => {
      const value = together(field, told);
      return value === undefined || checkValue(field, value) !== undefined ? [] : [[field.code, value]];
    }),
  );
}

/** The hamlets that have reported, and those that have not. */
export function standingOf(hamlets: readonly Hamlet[]) {
  return {
    reported: hamlets.filter(({ report }) => report !== null).map(({ unit }) => unit),
    missing: hamlets.filter(({ report }) => report === null).map(({ unit }) => unit),
  };
}

function together(field: Field, told: readonly Told[]): Value | undefined {
  if (isFigure(field))
    return (
      addUp(
        field,
        told.map(({ report }) => figureOf(field, report)),
      ) ?? undefined
    );
  switch (field.type) {
    case 'text': {
      const pieces = told.flatMap(({ name, report }) => textOf(name, report.values[field.code]));
      return pieces.length === 0 ? undefined : fitted(pieces, '; ').join('; ');
    }
    case 'list': {
      const pieces = told.flatMap(({ name, report }) => itemsOf(name, report.values[field.code]));
      return pieces.length === 0 ? undefined : fitted(pieces, '\n');
    }
    case 'integer':
    case 'decimal':
    case 'ratio':
    case 'choice':
    case 'date':
      return undefined;
  }
}

function figureOf(field: Field, { values, nil, gaps }: HamletReport): Value | undefined {
  const isNone = nil && !isStock(field) && !gaps.includes(field.code);
  return values[field.code] ?? (isNone ? zeroOf(field) : undefined);
}

type Piece = { readonly name: string; readonly text: string };

function textOf(name: string, value: Value | undefined): readonly Piece[] {
  return typeof value === 'string' && value.trim() !== '' ? [{ name, text: value.trim() }] : [];
}

function itemsOf(name: string, value: Value | undefined): readonly Piece[] {
  return Array.isArray(value) ? value.map((text: string) => ({ name, text })) : [];
}

/** Each piece keeps at least this much, whatever the others say. */
const LEAST_OF_EACH = 40;

/** All pieces whole where a report can hold them; else each is shortened to its share, and "…" stands for what is beyond. */
function fitted(pieces: readonly Piece[], separator: string): readonly string[] {
  const whole = pieces.map(({ name, text }) => `${name}: ${text}`);
  if (lengthOf(whole, separator) <= MAX_TEXT_LENGTH) return whole;
  const share = Math.floor(MAX_TEXT_LENGTH / pieces.length) - separator.length;
  const short = whole.map((piece, index) =>
    clipped(piece, Math.max(share, (pieces[index]?.name.length ?? 0) + LEAST_OF_EACH)),
  );
  const kept: string[] = [];
  for (const piece of short) {
    if (lengthOf([...kept, piece, '…'], separator) > MAX_TEXT_LENGTH) return [...kept, '…'];
    kept.push(piece);
  }
  return kept;
}

function lengthOf(pieces: readonly string[], separator: string): number {
  return pieces.join(separator).normalize('NFC').length;
}

function clipped(text: string, length: number): string {
  return text.length <= length
    ? text
    : `${text
        .slice(0, length - 1)
        .toWellFormed()
        .trimEnd()}…`;
}
