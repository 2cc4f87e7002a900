import { isFigure, type Field } from '../../forms/definition.ts';
import type { Understanding } from '../../parsing/understanding.ts';
import type { Context, Duty } from '../context.ts';
import { doubtField } from './questions.ts';
import { understand } from '../understand.ts';

const BETWEEN_LINES = /[;\n]|,(?!\d)/;
const BETWEEN_NUMBERS = /[\s,;]+/;
const ONLY_NUMBERS = /^[\d\s,;./]+$/;

/**
 * "2; 35; 5/6": the answers to fields that were asked together, in their order. Undefined unless there are several, each is one value
 * or one doubt of its field, and, with `exactly`, there is one for each field: whatever else is said is read as any message.
 */
export function readInOrder(
  context: Context,
  duty: Duty,
  fields: readonly Field[],
  text: string,
  exactly = false,
): Understanding | undefined {
  const answers = answersIn(text, fields.length);
  if (answers.length < 2 || answers.length > fields.length) return undefined;
  if (exactly && answers.length < fields.length) return undefined;
  const read = answers.map((answer, index) => readOne(context, duty, fields[index], answer));
  if (!read.every((one) => one !== undefined)) return undefined;
  return {
    intent: undefined,
    nil: false,
    restNil: false,
    period: undefined,
    readings: read.flatMap((one) => one.readings),
    doubts: read.flatMap((one) => one.doubts),
    guards: [],
  };
}

/** One value for the field, or one doubt about it; undefined for anything else. */
function readOne(
  context: Context,
  duty: Duty,
  field: Field | undefined,
  { words, start }: Answer,
): Pick<Understanding, 'readings' | 'doubts'> | undefined {
  if (!field || !isFigure(field)) return undefined;
  const { readings, doubts } = understand(context, duty, words, field.code);
  const span = { start, end: start + words.length };
  const [reading] = readings;
  const [doubt] = doubts;
  if (readings.length + doubts.length !== 1) return undefined;
  if (reading) return reading.field === field.code ? { readings: [{ ...reading, span }], doubts } : undefined;
  const isAbout = doubt?.kind !== 'value-missing' && doubt && doubtField(doubt) === field.code;
  return isAbout ? { readings, doubts: [{ ...doubt, span }] } : undefined;
}

type Answer = { readonly words: string; readonly start: number };

/** "1,5" may be one number: a comma between digits separates nothing. */
function answersIn(text: string, most: number): readonly Answer[] {
  const pieces = piecesOf(text, BETWEEN_LINES, most);
  if (pieces.length > 1 || !ONLY_NUMBERS.test(text) || /\d,\d/.test(text)) return pieces;
  return piecesOf(text, BETWEEN_NUMBERS, most);
}

/** The pieces that hold something, one more than `most` at most: a long message is no list of answers. */
function piecesOf(text: string, separator: RegExp, most: number): readonly Answer[] {
  let from = 0;
  const found: Answer[] = [];
  for (const piece of text.split(separator)) {
    const start = text.indexOf(piece, from);
    from = start + piece.length;
    const words = piece.trim();
    if (words !== '') found.push({ words, start: start + piece.indexOf(words) });
    if (found.length > most) break;
  }
  return found;
}
