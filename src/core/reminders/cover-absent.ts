import type { PersonId } from '../ids.ts';

/** A person who is away today; `standIn`: who was named and is known. */
export type Away = {
  readonly person: PersonId;
  readonly name: string;
  readonly standIn: PersonId | null;
};

/**
 * Who is reminded of a unit's report while some of its contacts are away: those who are there and the stand-ins, as far as they can
 * be reached. If nobody is, the contacts as before. `standsIn`: for whom a person who is no contact hears it.
 */
export function coverAbsent(
  contacts: readonly PersonId[],
  awayOf: (person: PersonId) => Away | undefined,
  canReach: (person: PersonId) => boolean,
): { readonly contacts: readonly PersonId[]; readonly standsIn: ReadonlyMap<PersonId, string> } {
  const away = contacts.flatMap((person) => awayOf(person) ?? []);
  const isThere = (person: PersonId) => awayOf(person) === undefined;
  const there = contacts.filter(isThere);
  const standsIn = new Map<PersonId, string>();
  for (const { name, standIn } of away) {
    if (standIn === null || contacts.includes(standIn) || !isThere(standIn) || !canReach(standIn)) continue;
    standsIn.set(standIn, name);
  }
  const isCovered = standsIn.size > 0 || there.some(canReach);
  return isCovered
    ? { contacts: [...there, ...standsIn.keys()], standsIn }
    : { contacts, standsIn: new Map() };
}
