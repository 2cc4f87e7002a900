import type { UnitCode } from '../ids.ts';
import type { Unit } from './organization.ts';

/** When a unit exists, and what it came from. A unit of which nothing is known exists on every day and came from none. */
export type Lineage = Pick<Unit, 'code' | 'from' | 'until' | 'predecessors'>;

/** Whose figures of a day stand for some units, which may not have existed then. */
export type Forebears = {
  /** Those of the units, and of what they came from, that existed on the day. Their figures add up. */
  readonly of: readonly UnitCode[];
  /** Of the units asked about, those for which others stand, alone or beside themselves: their figure is a sum, to be marked so. */
  readonly merged: readonly UnitCode[];
  /**
   * Of the units asked about, those of which a forebear went to units outside the asked as well: which part of its figures is
   * theirs nobody knows, so that there is no value for that day.
   */
  readonly split: readonly UnitCode[];
};

/**
 * What `asked` is compared with on an earlier day. A forebear that was split is whole again where all that came from it are asked
 * about together; a unit that took in another has its own figures and those of the other.
 *
 * Vĩnh Bình (2025) on a day of 2024: `of` Vĩnh Bình Bắc, Vĩnh Bình Nam and Bình Minh, `merged` Vĩnh Bình.
 */
export function forebears(asked: readonly UnitCode[], day: string, lineages: readonly Lineage[]): Forebears {
  const { wayBack, existed } = waysBack(day, lineages);
  const heirs = heirsOf(lineages);
  const ways = new Map(asked.map((code) => [code, wayBack(code)]));
  const family = new Set([...ways.values()].flatMap((way) => [...way]));
  const isShared = (code: UnitCode) => (heirs.get(code) ?? []).some((heir) => !family.has(heir));
  const of = [...family].filter(existed);
  return {
    of,
    merged: asked.filter((code) => (ways.get(code)?.size ?? 0) > 1),
    split: asked.filter((code) =>
      [...(ways.get(code) ?? [])].some((member) => member !== code && isShared(member)),
    ),
  };
}

/** As `forebears`, for many days: between two changes all days are alike, and are looked at once. */
export function forebearsThroughout(
  asked: readonly UnitCode[],
  lineages: readonly Lineage[],
): (day: string) => Forebears {
  const changes = new Set(lineages.flatMap(({ from, until }) => [from ?? [], until ?? []].flat()));
  const found = new Map<number, Forebears>();
  return (day) => {
    const passed = [...changes].filter((change) => change <= day).length;
    const known = found.get(passed) ?? forebears(asked, day, lineages);
    found.set(passed, known);
    return known;
  };
}

/**
 * Of the units for which others stand on a day: those whose figures of it add up to the unit's, or null where one of them did not go
 * into this unit alone, so that nobody knows the unit's own.
 */
export function pasts(
  asked: readonly UnitCode[],
  day: string,
  lineages: readonly Lineage[],
): ReadonlyMap<UnitCode, readonly UnitCode[] | null> {
  const { wayBack, existed } = waysBack(day, lineages);
  const heirs = heirsOf(lineages);
  return new Map(
    asked.flatMap((code) => {
      const way = wayBack(code);
      if (way.size < 2) return [];
      const isShared = [...way].some(
        (one) => one !== code && (heirs.get(one) ?? []).some((heir) => !way.has(heir)),
      );
      const of = [...way].filter(existed);
      return [[code, isShared ? null : of] as const];
    }),
  );
}

/** Those of the units that ever came from others or took others in. */
export function heirsAmong(units: readonly UnitCode[], lineages: readonly Lineage[]): readonly UnitCode[] {
  const heirs = new Set(
    lineages.flatMap(({ code, predecessors = [] }) => (predecessors.length > 0 ? [code] : [])),
  );
  return units.filter((unit) => heirs.has(unit));
}

/** What came from each unit. */
export function heirsOf(lineages: readonly Lineage[]): ReadonlyMap<UnitCode, readonly UnitCode[]> {
  const heirs = new Map<UnitCode, UnitCode[]>();
  for (const { code, predecessors = [] } of lineages) {
    for (const earlier of predecessors) heirs.set(earlier, [...(heirs.get(earlier) ?? []), code]);
  }
  return heirs;
}

/** Gives of a unit it and all before it that lead to some that existed on the day. */
function waysBack(
  day: string,
  lineages: readonly Lineage[],
): {
  readonly wayBack: (code: UnitCode) => ReadonlySet<UnitCode>;
  readonly existed: (code: UnitCode) => boolean;
} {
  const byCode = new Map(lineages.map((lineage) => [lineage.code, lineage]));
  const existed = (code: UnitCode) => existedOn(day, byCode.get(code));
  // Units that came from the same ones share their way: found once, it is not walked again for each.
  const found = new Map<UnitCode, ReadonlySet<UnitCode>>();
  const wayBack = (code: UnitCode): ReadonlySet<UnitCode> => {
    const known = found.get(code);
    if (known !== undefined) return known;
    const leading = (byCode.get(code)?.predecessors ?? []).flatMap((one) => [...wayBack(one)]);
    const way = new Set([...(leading.length > 0 || existed(code) ? [code] : []), ...leading]);
    found.set(code, way);
    return way;
  };
  return { wayBack, existed };
}

/** A unit of which nothing is known exists on every day. */
export function existedOn(day: string, lineage: Lineage | undefined): boolean {
  const { from, until } = lineage ?? {};
  return (from === undefined || from <= day) && (until === undefined || until > day);
}
