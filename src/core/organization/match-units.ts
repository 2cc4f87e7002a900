import type { UnitView } from '../conversation/context.ts';
import { bareKey } from '../forms/spelling.ts';
import { nameWithoutKind } from './unit-name.ts';

/** Longer than any name of a unit. */
const LONGEST_NAME = 120;

/**
 * The units whose code or name the words begin with, with or without diacritics and the word for their kind, and what follows.
 * The longest name counts: "vĩnh bình bắc: …" is not Vĩnh Bình. Several units can share one: "vĩnh thuận" is a township and a
 * commune.
 */
export function matchUnits<Unit extends UnitView>(
  units: readonly Unit[],
  words: string,
): { readonly units: readonly Unit[]; readonly rest: string } {
  const said = bareKey(words.slice(0, LONGEST_NAME));
  let longest = '';
  let matched: Unit[] = [];
  for (const unit of units) {
    const name = longestName(unit, said);
    if (name === undefined || name.length < longest.length) continue;
    if (name.length > longest.length) matched = [];
    longest = name;
    matched.push(unit);
  }
  return { units: matched, rest: longest === '' ? words : afterName(words, longest) };
}

function longestName({ code, name }: UnitView, said: string): string | undefined {
  const full = bareKey(name);
  const names = [full, nameWithoutKind(name), bareKey(code)];
  return names
    .filter((known) => known !== '' && ` ${said} `.startsWith(` ${known} `))
    .toSorted((one, other) => other.length - one.length)[0];
}

/** The words behind a name that they begin with. */
function afterName(words: string, name: string): string {
  for (let end = 1; end <= words.length; end += 1) {
    const isWhole = !/^[\p{L}\p{M}\p{N}]/u.test(words.slice(end));
    if (isWhole && bareKey(words.slice(0, end)) === name) return words.slice(end);
  }
  return '';
}
