import type { DigestView } from '../conversation/context.ts';
import type { Value } from '../forms/definition.ts';
import type { DigestId, PersonId, UnitCode } from '../ids.ts';
import type { LateCause } from '../parsing/understanding.ts';
import { linesIn, partingLevel, type UnitLevel } from './levels.ts';
import { pageOf } from './unit-list.ts';

/** All that a digest which was sent says, as a page for one person, named and not made. */
export type DigestPage = { readonly digest: DigestId; readonly person: PersonId };

/** Which part of it: the units below one, and the how manyth page of them; null: all. */
export type PagePart = { readonly below: UnitCode | null; readonly page: number };

export type UnitState = 'in-time' | 'late' | 'missing' | 'exempt';

/** How many of some units are in each state. */
export type StateCounts = Readonly<Record<UnitState, number>>;

export type PageUnit = {
  readonly unit: UnitCode;
  readonly state: UnitState;
  /** Why it is excused; undefined: it is not. */
  readonly reason: string | undefined;
  /** Why it said that its report comes late; undefined: it did not. */
  readonly cause: LateCause | undefined;
  /** What it reported, one an indicator; null: nothing. */
  readonly values: readonly (Value | null)[];
};

export type PageGroup = { readonly unit: UnitCode; readonly name: string; readonly counts: StateCounts };

export type PageSection = {
  readonly name: string | null;
  readonly counts: StateCounts;
  readonly units: readonly PageUnit[];
};

/** A part of a digest as it is shown at once: groups to go on to, or the units themselves. */
export type ShownPart = {
  /** Those from the top to this part, without the top. */
  readonly trail: readonly Pick<UnitLevel, 'unit' | 'name'>[];
  readonly counts: StateCounts;
  readonly groups: readonly PageGroup[];
  /** By the name of the one that they are below; null: of none that tells them apart. */
  readonly sections: readonly PageSection[];
  /** What these units wrote, in the order of the fields. */
  readonly texts: DigestView['figures']['texts'];
  /** Texts of other parts: of the groups to go on to, or of other pages. */
  readonly textsElsewhere: number;
  readonly page: number;
  readonly pages: number;
};

/** With fourteen figures each some 40 KB: more would be slow on a weak line. */
const UNITS_A_PAGE = 120;

/** What is to be looked at first stands first. */
const RANKS: StateCounts = { missing: 0, late: 1, 'in-time': 2, exempt: 2 };

/** Undefined for a unit that is above none of the digest's. */
export function partOfDigest(view: DigestView, { below, page: wanted }: PagePart): ShownPart | undefined {
  const { figures, findings } = view;
  const levels = findings.levels ?? [];
  const lineOf = linesIn(levels);
  const stateOf = statesIn(view);
  const owed = Object.keys(view.names.units).filter((unit) => stateOf.has(unit));
  const all = inOrder(owed, levels);
  const isHere = (unit: UnitCode) => below === null || lineOf(unit).some((level) => level.unit === below);
  const here = all.filter(isHere);
  const [first] = here;
  if (first === undefined && below !== null) return undefined;
  const line = first === undefined ? [] : lineOf(first);
  const depth = below === null ? 0 : 1 + line.findIndex(({ unit }) => unit === below);
  const top = partingLevel(all.map(lineOf)) ?? 0;
  const level = partingLevel(here.map(lineOf), depth);
  const countsOf = (units: readonly UnitCode[]) =>
    countStates(units.flatMap((unit) => stateOf.get(unit) ?? []));
  const placeOf = (unit: UnitCode) => (level === undefined ? undefined : lineOf(unit)[level]);
  const isGrouped = here.length > UNITS_A_PAGE && level !== undefined;
  const byPlace = Map.groupBy(here, placeOf);
  const groups = isGrouped
    ? [...byPlace].flatMap(([place, units]) =>
        place === undefined ? [] : [{ unit: place.unit, name: place.name, counts: countsOf(units) }],
      )
    : [];
  // Beside groups stand the units that are in none of them.
  const named = isGrouped ? (byPlace.get(undefined) ?? []) : here;
  const rankOf = (unit: UnitCode) => RANKS[stateOf.get(unit) ?? 'missing'];
  const ranked = named.toSorted((one, other) => rankOf(one) - rankOf(other));
  const { shown, page, pages } = pageOf(ranked, wanted, UNITS_A_PAGE);
  const isShown = new Set(shown);
  const texts = figures.texts.filter(({ unit }) => isShown.has(unit));
  const valuesOf = figures.indicators.map(
    ({ units }) => new Map(units.map(({ unit, value }) => [unit, value])),
  );
  const reasonOf = new Map(figures.exempt?.map(({ unit, reason }) => [unit, reason]));
  const causeOf = new Map(figures.late_causes?.map(({ unit, cause }) => [unit, cause]));
  const unitOf = (unit: UnitCode): PageUnit => ({
    unit,
    state: stateOf.get(unit) ?? 'missing',
    reason: reasonOf.get(unit),
    cause: causeOf.get(unit),
    values: valuesOf.map((values) => values.get(unit) ?? null),
  });
  return {
    trail: line.slice(top, depth),
    counts: countsOf(here),
    groups,
    sections: [...byPlace].flatMap(([place, members]): readonly PageSection[] => {
      const own = new Set(members);
      const units = shown.filter((unit) => own.has(unit));
      return units.length === 0
        ? []
        : [{ name: place?.name ?? null, counts: countsOf(units), units: units.map(unitOf) }];
    }),
    texts,
    textsElsewhere: figures.texts.filter(({ unit }) => isHere(unit)).length - texts.length,
    page,
    pages,
  };
}

/** The organisation's order, those of one level together. */
function inOrder(units: readonly UnitCode[], levels: readonly UnitLevel[]): readonly UnitCode[] {
  const known = new Set(units);
  const placed = levels.flatMap(({ own }) => own).filter((unit) => known.has(unit));
  const isPlaced = new Set(placed);
  return [...placed, ...units.filter((unit) => !isPlaced.has(unit))];
}

/** Of every unit that was asked. */
function statesIn({ figures, findings }: DigestView): ReadonlyMap<UnitCode, UnitState> {
  const states = (units: readonly UnitCode[], state: UnitState) =>
    units.map((unit) => [unit, state] as const);
  return new Map([
    ...states(
      findings.units.map(({ unit }) => unit),
      'in-time',
    ),
    ...states(figures.late, 'late'),
    ...states(figures.missing, 'missing'),
    ...states(
      (figures.exempt ?? []).map(({ unit }) => unit),
      'exempt',
    ),
  ]);
}

function countStates(states: readonly UnitState[]): StateCounts {
  const counts = { 'in-time': 0, late: 0, missing: 0, exempt: 0 };
  for (const state of states) counts[state] += 1;
  return counts;
}
