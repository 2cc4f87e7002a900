import type { Field } from '../forms/definition.ts';
import type { Lexicon } from './lexicon.ts';

/** Units that measure the same thing; a value in another unit than the form's is not the form's number. */
const MEASURES: readonly (readonly string[])[] = [
  ['ha', 'hecta', 'hec ta', 'cong', 'cong dat', 'sao', 'mau', 'm2', 'm 2'],
  ['kg', 'ki', 'tan', 'ta', 'yen'],
  ['dong', 'vnd', 'trieu dong', 'nghin dong', 'ti dong'],
  ['m', 'km'],
  ['lit', 'm3', 'm 3'],
];
/** Gatherings, people, papers: who counts one does not count another. "vụ", "lần", "trường hợp" count anything. */
const EVENTS = ['cuoc', 'buoi', 'dot', 'hoi nghi', 'lop', 'ki'];
const PEOPLE = ['nguoi', 'luot nguoi', 'ho', 'tre', 'chau', 'can bo'];
const VISITS = ['luot'];
const PAPERS = ['don'];

/**
 * The number counts something else than the field does: 12 công where the form asks for ha, 30 người where it asks for cuộc.
 */
export function isForeignUnit(field: Field, counter: string, lexicon: Lexicon): boolean {
  if (counter === '') return false;
  const own = lexicon.ownWords.get(field.code) ?? new Set<string>();
  const has = (unit: string) => unit.split(' ').every((word) => own.has(word));
  if (has(counter)) return false;
  const measure = MEASURES.find((units) => units.includes(counter));
  if (measure !== undefined) return measure.some((unit) => unit.length > 1 && unit !== counter && has(unit));
  if (PEOPLE.includes(counter)) return EVENTS.some(has) && !PEOPLE.some(has);
  return EVENTS.includes(counter) && [...PEOPLE, ...VISITS, ...PAPERS].some(has) && !EVENTS.some(has);
}

export function ownsCounter(field: Field, counter: string, lexicon: Lexicon): boolean {
  const own = lexicon.ownWords.get(field.code);
  return counter !== '' && counter.split(' ').every((word) => own?.has(word) === true);
}
