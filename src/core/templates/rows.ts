import { bareKey, exactKey } from '../forms/spelling.ts';
import type { UnitCode } from '../ids.ts';
import { nameWithoutKind } from '../organization/unit-name.ts';

export type NamedUnit = { readonly code: UnitCode; readonly name: string };

/**
 * Which row of a table is which unit's, by what its key column says: the unit's name with or without diacritics and the word for its
 * kind, or its code. The more exact word wins ("Thị trấn Vĩnh Thuận" beside "Xã Vĩnh Thuận"); what fits two units, or stands in two
 * rows, is nobody's.
 */
export function matchRows(
  keys: ReadonlyMap<number, string>,
  units: readonly NamedUnit[],
): ReadonlyMap<UnitCode, number> {
  const rowOf = new Map<UnitCode, number>();
  const taken = new Set<number>();
  for (const [keyOfUnit, keyOfText] of WAYS) {
    const rows = Map.groupBy(
      [...keys].filter(([row]) => !taken.has(row)),
      ([, text]) => keyOfText(text),
    );
    const open = Map.groupBy(
      units.filter(({ code }) => !rowOf.has(code)),
      keyOfUnit,
    );
    for (const [key, [unit, ...others]] of open) {
      const [row, ...more] = rows.get(key) ?? [];
      if (key === '' || unit === undefined || row === undefined || others.length + more.length > 0) continue;
      rowOf.set(unit.code, row[0]);
      taken.add(row[0]);
    }
  }
  return rowOf;
}

/** From the most exact way of naming a unit to the least. */
const WAYS: readonly (readonly [(unit: NamedUnit) => string, (text: string) => string])[] = [
  [({ name }) => exactKey(name), exactKey],
  [({ code }) => code.toLowerCase(), (text) => text.trim().toLowerCase()],
  [({ name }) => bareKey(name), bareKey],
  [({ name }) => nameWithoutKind(name), bareKey],
];
