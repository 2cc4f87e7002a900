import type { Field } from '../forms/definition.ts';
import type { Lexicon } from './lexicon.ts';

/** Units that measure the same thing; a value in another unit than the form's is not the form's number. */
const MEASURES: readonly (readonly string[])[] = [
  ['ha', 'hecta', 'hec ta', 'cong', 'cong dat', 'sao', 'mau', 'm2', 'm 2'],
  ['kg', 'ki', 'tan', 'ta', 'yen'],
  ['dong', 'vnd', 'trieu dong', 'nghin dong', 'ti dong'],
  ['m', 'km'],
  ['lit', 'm3', 'm 3'],
  ['lieu', 'lo', 'chai', 'hop'],
];
/** Gatherings, people, papers: who counts one does not count another. "vụ", "lần", "trường hợp" count anything. */
const EVENTS = ['cuoc', 'buoi', 'dot', 'hoi nghi', 'lop', 'ki'];
const PEOPLE = ['nguoi', 'luot nguoi', 'ho', 'tre', 'chau', 'can bo'];
const VISITS = ['luot'];
const PAPERS = ['don'];
const BEASTS = ['con'];

/**
 * The number counts something else than the field does: 12 công where the form asks for ha, 30 người where it asks for cuộc.
 */
export function isForeignUnit(field: Field, counter: string, lexicon: Lexicon): boolean {
  if (counter === '') return false;
  const own = lexicon.ownWords.get(field.code) ?? new Set<string>();
  const has = (unit: string) => unit.split(' ').every((word) => own.has(word));
  if (has(counter)) return false;
  const measure = MEASURES.find((units) => units.includes(counter));
  if (measure !== undefined)
    return PEOPLE.some(has) || measure.some((unit) => unit.length > 1 && unit !== counter && has(unit));
  // "chết 2 con bò" where people are counted.
  if (BEASTS.includes(counter)) return PEOPLE.some(has);
  if (PEOPLE.includes(counter)) return EVENTS.some(has) && !PEOPLE.some(has);
  return EVENTS.includes(counter) && [...PEOPLE, ...VISITS, ...PAPERS].some(has) && !EVENTS.some(has);
}

/** "2 ha 5 công": two measures of one thing, of which none may be dropped. */
export function measuresAlike(counter: string, other: string): boolean {
  return counter !== other && MEASURES.some((units) => units.includes(counter) && units.includes(other));
}

/** Of all that is measured only a temperature. */
export function mayBeBelowZero({ label, prompt }: Field): boolean {
  return /nhiệt độ|độ c\b/iu.test(`${label} ${prompt}`.normalize('NFC'));
}

export function ownsCounter(field: Field, counter: string, lexicon: Lexicon): boolean {
  const own = lexicon.ownWords.get(field.code);
  return counter !== '' && counter.split(' ').every((word) => own?.has(word) === true);
}
