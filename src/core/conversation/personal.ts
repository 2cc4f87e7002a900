import { isRatio, type Value } from '../forms/definition.ts';
import { MAX_TEXT_LENGTH } from '../forms/values.ts';
import { tidy } from '../parsing/tidy.ts';
import type { Doubt, Understanding } from '../parsing/understanding.ts';
import type { Draft } from './report/draft.ts';
import type { Question } from './state.ts';

/** Stands in the report where the person had a piece taken out. */
const LEFT_OUT = '[đã bỏ]';
/** A quote that was cut may end in the beginning of a piece this long. */
const LEAST_STUMP = 3;

/** Pieces of a message that tell who complained or denounced and that nothing was decided about yet. */
export function personalIn(
  draft: Draft,
  questions: readonly Question[],
  { guards }: Understanding,
  text: string,
): readonly string[] {
  const open = draft.personal ?? NOTHING;
  if (guards.length + open.length === 0) return NOTHING;
  const kept = draft.keptPersonal ?? NOTHING;
  const found = guards.flatMap(({ span }) => tidy(text.slice(span.start, span.end)) ?? []);
  const { personal: _, ...content } = draft;
  const said = JSON.stringify([content, questions]);
  const isSaid = (piece: string) => said.includes(JSON.stringify(piece).slice(1, -1));
  return [...new Set([...open, ...found])].filter((piece) => !kept.includes(piece) && isSaid(piece));
}

const NOTHING: readonly string[] = [];

/** The draft with what it holds of the pieces kept on purpose. */
export function keepPersonal(draft: Draft): Draft {
  const { personal = NOTHING, ...rest } = draft;
  return { ...rest, keptPersonal: [...(draft.keptPersonal ?? NOTHING), ...personal] };
}

/** The draft and its questions without the pieces; what stood around them reads on. */
export function dropPersonal(
  draft: Draft,
  questions: readonly Question[],
): { readonly draft: Draft; readonly questions: readonly Question[] } {
  const { personal = NOTHING, ...rest } = draft;
  // The longest first: a piece may hold another.
  const pieces = personal.toSorted((one, other) => other.length - one.length);
  const without = (text: string) => withoutPieces(text, pieces);
  const each = (record: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(record).map(([code, text]) => [code, without(text)]));
  return {
    draft: {
      ...rest,
      values: Object.fromEntries(
        Object.entries(rest.values).map(([code, value]) => [code, valueWithout(value, without)]),
      ),
      notes: each(rest.notes),
      sources: each(rest.sources),
      unclear: rest.unclear.map(without),
    },
    questions: questions.map((question) => ({
      ...question,
      quote: without(question.quote),
      doubt: doubtWithout(question.doubt, without),
    })),
  };
}

function valueWithout(value: Value, without: (text: string) => string): Value {
  if (typeof value === 'string') return without(value).slice(0, MAX_TEXT_LENGTH);
  if (typeof value === 'number' || isRatio(value)) return value;
  return value.map(without);
}

function doubtWithout(doubt: Doubt, without: (text: string) => string): Doubt {
  if (doubt.kind !== 'which-field' || doubt.value === undefined) return doubt;
  return { ...doubt, value: valueWithout(doubt.value, without) };
}

function withoutPieces(text: string, pieces: readonly string[]): string {
  const whole = pieces.reduce((words, piece) => words.replaceAll(piece, LEFT_OUT), text);
  if (!whole.endsWith('…')) return whole;
  for (const piece of pieces) {
    for (let length = piece.length - 1; length >= LEAST_STUMP; length -= 1) {
      const stump = `${piece.slice(0, length)}…`;
      if (whole.endsWith(stump)) return `${whole.slice(0, -stump.length)}${LEFT_OUT}…`;
    }
  }
  return whole;
}
