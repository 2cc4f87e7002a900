import { bareKey, exactKey } from '../forms/spelling.ts';
import type { PersonId, UnitCode } from '../ids.ts';

/** A person as names in messages are compared with. */
export type NamedPerson = {
  readonly id: PersonId;
  readonly name: string;
  /** Where the person holds a post or stands in for one. */
  readonly units: readonly UnitCode[];
  /** The name of the first of these units, or of a body; null: of neither. */
  readonly place: string | null;
  /** Of these units, those that the person reports for, also without anybody being away. */
  readonly reportsFor: readonly UnitCode[];
  /** Can be written to, and is not away. */
  readonly present: boolean;
};

/** Words of address before a name: "đ/c Lan", "đồng chí Lan", "chị Lan". */
const ADDRESS = new Set('dong chi d c dc anh co chu bac em ong ba thay a'.split(' '));

/**
 * Those whom a name can mean, said in full or by its last words, as one calls people: of the given units where there are any. With
 * diacritics they must fit. A given name alone means nobody for certain outside the own units.
 */
export function matchPeople(
  people: readonly NamedPerson[],
  words: string,
  ownUnits: readonly UnitCode[],
): { readonly kind: 'none' } | { readonly kind: 'one' | 'several'; readonly people: readonly NamedPerson[] } {
  const said = withoutAddress(words);
  if (said.length === 0) return NOBODY;
  const named = people.filter(({ name }) => endsWith(bareKey(name).split(' '), said.map(bareKey)));
  const exact = named.filter(({ name }) => endsWith(exactKey(name).split(' '), said.map(exactKey)));
  // "Lan" typed without marks may be Lân; typed with marks it is not.
  const isMarked = said.some((word) => exactKey(word) !== bareKey(word));
  const found = exact.length > 0 || isMarked ? exact : named;
  const own = found.filter(({ units }) => units.some((unit) => ownUnits.includes(unit)));
  const meant = own.length > 0 ? own : found;
  if (meant.length === 0) return NOBODY;
  const isCertain = meant.length === 1 && (own.length === 1 || said.length > 1);
  return { kind: isCertain ? 'one' : 'several', people: meant };
}

const NOBODY = { kind: 'none' } as const;

function withoutAddress(words: string): readonly string[] {
  const all = words.normalize('NFC').match(/[\p{L}\p{M}]+/gu) ?? [];
  const start = all.findIndex((word) => !ADDRESS.has(bareKey(word)));
  // "Chị Chi": the last word is a name whatever it is.
  return start < 0 ? all.slice(-1) : all.slice(start);
}

function endsWith(name: readonly string[], said: readonly string[]): boolean {
  return said.length <= name.length && name.slice(-said.length).join(' ') === said.join(' ');
}
