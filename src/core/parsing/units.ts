import type { Field } from '../forms/definition.ts';
import type { Lexicon } from './lexicon.ts';
import { tokenize } from './tokens.ts';

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

const RANKS: Readonly<Record<string, number>> = { nghin: 1e3, ngan: 1e3, trieu: 1e6, ti: 1e9 };
/** From here on a bare number was rather meant in đồng. */
const MOST_RANKED = 1e6;
const MONEY = new Set(['dong', 'vnd', 'd']);

/** How many đồng one of what the field asks for is: of "Vốn (triệu đồng)" a million. Undefined: it asks for no thousands of đồng. */
export function moneyRankOf({ label, prompt }: Field): number | undefined {
  for (const text of [label, prompt]) {
    const folds = tokenize(text).map(({ fold }) => fold);
    const at = folds.findIndex(
      (fold, index) => RANKS[fold] !== undefined && MONEY.has(folds[index + 1] ?? ''),
    );
    if (at >= 0) return RANKS[folds[at] ?? ''];
  }
  return undefined;
}

/**
 * A count in the field's own thousands or millions of đồng: of "350 triệu", "350.000.000 đồng" and "350" the same 350. Undefined:
 * so many that it is not clear of what.
 */
export function inRankOf(rank: number, count: number, ranked: boolean, counter: string): number | undefined {
  if (ranked || MONEY.has(counter)) return Number((count / rank).toFixed(9));
  return count < MOST_RANKED ? count : undefined;
}

/** Of all that is measured only a temperature. */
export function mayBeBelowZero({ label, prompt }: Field): boolean {
  return /nhiệt độ|độ c\b/iu.test(`${label} ${prompt}`.normalize('NFC'));
}

export function ownsCounter(field: Field, counter: string, lexicon: Lexicon): boolean {
  const own = lexicon.ownWords.get(field.code);
  return counter !== '' && counter.split(' ').every((word) => own?.has(word) === true);
}
