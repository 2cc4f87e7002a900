import type { UnitCode } from '../ids.ts';

/** A unit above those that report, with those of them that are right below it. */
export type UnitLevel = {
  readonly unit: UnitCode;
  readonly name: string;
  /** The one above it; null: none. */
  readonly above: UnitCode | null;
  /** In the organisation's order. */
  readonly own: readonly UnitCode[];
};

/** A unit and how often something is to be said of it. */
export type Counted = { readonly unit: UnitCode; readonly count: number };

/** Each unit for one. */
export function once(units: readonly UnitCode[]): readonly Counted[] {
  return units.map((unit) => ({ unit, count: 1 }));
}

/** Units below the same one, or a single one that is beside such groups. */
export type LevelGroup = {
  readonly unit: UnitCode;
  /** Undefined: it is a unit that reports, whose name stands elsewhere. */
  readonly name: string | undefined;
  /** What is to be said of them, added up. */
  readonly count: number;
};

/** Units by the level at which they part. */
export type Grouped = {
  /** The name of the unit that they are all below, where that says something: others of the digest are not. */
  readonly within: string | undefined;
  /** In the organisation's order, single units behind them. */
  readonly groups: readonly LevelGroup[];
};

/** Fewer units are named. */
export const FEWEST_ROLLED_UP = 16;

/** From which place on the lines, each from the top, are not all the same; undefined: they never part. */
export function partingLevel(lines: readonly (readonly unknown[])[], from = 0): number | undefined {
  const deepest = lines.reduce((most, { length }) => Math.max(most, length), 0);
  for (let level = from; level < deepest; level += 1) {
    const [first] = lines;
    if (lines.some((line) => line[level] !== first?.[level])) return level;
  }
  return undefined;
}

/** Gives those above a unit, the highest first. */
export function linesIn(levels: readonly UnitLevel[]): (unit: UnitCode) => readonly UnitLevel[] {
  const byUnit = new Map(levels.map((level) => [level.unit, level]));
  const parentOf = new Map(levels.flatMap((level) => level.own.map((unit) => [unit, level] as const)));
  const lineTo = (level: UnitLevel | undefined): readonly UnitLevel[] => {
    const above = level?.above ?? null;
    return level === undefined ? [] : [...lineTo(above === null ? undefined : byUnit.get(above)), level];
  };
  const known = new Map(levels.map((level) => [level.unit, lineTo(level)]));
  return (unit) => known.get(parentOf.get(unit)?.unit ?? '') ?? [];
}

/** These units by the highest level at which they part; undefined where they do not: they are all right below the same one. */
export function groupByLevel(levels: readonly UnitLevel[], counted: readonly Counted[]): Grouped | undefined {
  const lineOf = linesIn(levels);
  const lines = counted.map(({ unit }) => lineOf(unit));
  const level = partingLevel(lines);
  if (level === undefined) return undefined;
  const groups = Map.groupBy(counted, ({ unit }) => lineOf(unit)[level]?.unit ?? unit);
  const places = new Map(levels.map((one, place) => [one.unit, { name: one.name, place }]));
  const placeOf = (unit: UnitCode) => places.get(unit)?.place ?? levels.length;
  const top = partingLevel(levels.flatMap(({ own }) => own).map(lineOf)) ?? 0;
  return {
    within: level > top ? lines[0]?.[level - 1]?.name : undefined,
    groups: [...groups]
      .map(([unit, members]) => ({
        unit,
        name: places.get(unit)?.name,
        count: members.reduce((sum, { count }) => sum + count, 0),
      }))
      .toSorted((one, other) => placeOf(one.unit) - placeOf(other.unit)),
  };
}
