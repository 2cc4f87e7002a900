import type { UnitView } from '../conversation/context.ts';
import type { UnitCode, UnitId } from '../ids.ts';
import type { DigestFigures } from './figures.ts';
import type { DigestFindings } from './findings.ts';
import { partingLevel } from './levels.ts';
import { unitsBelowTarget } from './standouts.ts';

/** What of a unit's report is to be looked at first. Numbers count indicators. */
export type UnitMarks = {
  readonly missing: boolean;
  readonly late: boolean;
  readonly exempt: boolean;
  readonly belowTarget: number;
  /** Far from what the unit itself has reported of late. */
  readonly unusual: number;
};

/** A unit with those above it, the highest first. */
export type PlacedUnit = {
  readonly id: UnitId;
  readonly unit: UnitView;
  readonly above: readonly { readonly id: UnitId; readonly name: string }[];
};

export type UnitEntry =
  | { readonly kind: 'unit'; readonly id: UnitId; readonly unit: UnitView; readonly marks: UnitMarks }
  /** Units below the same one. `marked`: how many of them have something to look at first. */
  | {
      readonly kind: 'group';
      readonly id: UnitId;
      readonly name: string;
      readonly units: number;
      readonly marked: number;
    };

export type UnitGroup = { readonly id: UnitId; readonly name: string; readonly units: readonly PlacedUnit[] };

/** More units are rolled up by those above them. */
const MOST_AT_ONCE = 24;
/** Each takes a button. */
export const ENTRIES_A_PAGE = 8;

/**
 * The units below one of those above them (null: all), or, where these are many, the units right above them; what is to be looked at
 * first stands first, else in the organisation's order.
 */
export function unitEntries(
  all: readonly PlacedUnit[],
  below: UnitId | null,
  marksOf: (unit: UnitCode) => UnitMarks,
): readonly UnitEntry[] {
  const here = below === null ? all : all.filter(({ above }) => above.some(({ id }) => id === below));
  const isMarkedUnit = ({ unit }: PlacedUnit) => isMarked(marksOf(unit.code));
  return markedFirst(
    partsOf(here, below).map((part): UnitEntry => {
      if (!('units' in part))
        return { kind: 'unit', id: part.id, unit: part.unit, marks: marksOf(part.unit.code) };
      const { id, name, units } = part;
      return { kind: 'group', id, name, units: units.length, marked: units.filter(isMarkedUnit).length };
    }),
  );
}

/** Units that are many, put together by those above them; else each by itself. */
export function partsOf(
  units: readonly PlacedUnit[],
  below: UnitId | null,
): readonly (PlacedUnit | UnitGroup)[] {
  const level = units.length > MOST_AT_ONCE ? levelOf(units, below) : undefined;
  if (level === undefined) return units;
  return [...Map.groupBy(units, ({ above }) => above[level]?.id)].flatMap(
    ([id, own]): readonly (PlacedUnit | UnitGroup)[] => {
      const name = own[0]?.above[level]?.name;
      return id === undefined || name === undefined ? own : [{ id, name, units: own }];
    },
  );
}

/** How far down the units part; undefined: they are all right below the same one. */
function levelOf(units: readonly PlacedUnit[], below: UnitId | null): number | undefined {
  const first = below === null ? 0 : 1 + (units[0]?.above.findIndex(({ id }) => id === below) ?? 0);
  return partingLevel(
    units.map(({ above }) => above.map(({ id }) => id)),
    first,
  );
}

function markedFirst(entries: readonly UnitEntry[]): readonly UnitEntry[] {
  return entries.toSorted((one, other) => Number(needsLook(other)) - Number(needsLook(one)));
}

export function needsLook(entry: UnitEntry): boolean {
  return entry.kind === 'group' ? entry.marked > 0 : isMarked(entry.marks);
}

function isMarked({ missing, late, belowTarget, unusual }: UnitMarks): boolean {
  return missing || late || belowTarget > 0 || unusual > 0;
}

/** What a digest says of each of its units. */
export function marksIn(
  figures: DigestFigures,
  outliers: DigestFindings['outliers'],
): (unit: UnitCode) => UnitMarks {
  const missing = new Set(figures.missing);
  const late = new Set(figures.late);
  const exempt = new Set((figures.exempt ?? []).map(({ unit }) => unit));
  const belowTarget = counted(figures.indicators.flatMap((one) => unitsBelowTarget(one)));
  const unusual = counted(outliers);
  return (unit) => ({
    missing: missing.has(unit),
    late: late.has(unit),
    exempt: exempt.has(unit),
    belowTarget: belowTarget.get(unit) ?? 0,
    unusual: unusual.get(unit) ?? 0,
  });
}

function counted(found: readonly { readonly unit: UnitCode }[]): ReadonlyMap<UnitCode, number> {
  const counts = new Map<UnitCode, number>();
  for (const { unit } of found) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  return counts;
}

/** One page of a list, and how many pages there are; a page that does not exist is the nearest that does. */
export function pageOf<T>(
  all: readonly T[],
  wanted: number,
  size: number,
): { readonly shown: readonly T[]; readonly page: number; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(Math.max(1, wanted), pages);
  return { shown: all.slice((page - 1) * size, page * size), page, pages };
}
