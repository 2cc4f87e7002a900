import type { DigestView } from '../core/conversation/context.ts';
import { FEWEST_ROLLED_UP, groupByLevel, type Counted } from '../core/digest/levels.ts';
import { LONGEST_NAME, unitName } from './digest-names.ts';
import { formatNumber } from './numbers.ts';
import { clip, onOneLine } from './screen.ts';
import { commonNoun, kindsOf, midSentence, withoutKind } from './unit-names.ts';

/**
 * Many units by those above them: `ở 27 tỉnh: Thanh Hóa (41), Nghệ An (37) và 25 tỉnh khác (134)`. The counts add up to all. With so
 * many named at most; undefined where the units are few or are all right below the same one.
 */
export function groupWords(
  view: DigestView,
  counted: readonly Counted[],
): ((named: number) => string) | undefined {
  if (counted.length < FEWEST_ROLLED_UP) return undefined;
  const grouped = groupByLevel(view.findings.levels ?? [], counted);
  if (grouped === undefined) return undefined;
  const groups = grouped.groups
    .map(({ unit, name, count }) => ({
      name: name === undefined ? unitName(view, unit) : clip(onOneLine(name), LONGEST_NAME),
      count,
    }))
    .toSorted((one, other) => other.count - one.count);
  const noun = placeNoun(groups.map(({ name }) => name));
  const isOneKind = noun === commonNoun(groups.map(({ name }) => name));
  const where = grouped.within === undefined ? 'ở' : `đều ở ${midSentence(onOneLine(grouped.within))},`;
  return (named) => {
    const shown = groups.slice(0, named);
    const left = groups.slice(named);
    const words = shown.map(
      ({ name, count }) => `${isOneKind ? properName(name) : midSentence(name)} (${formatNumber(count)})`,
    );
    const rest = left.reduce((sum, { count }) => sum + count, 0);
    const more =
      left.length > 0 ? ` và ${formatNumber(left.length)} ${noun} khác (${formatNumber(rest)})` : '';
    const head = `${where} ${formatNumber(groups.length)} ${noun}`;
    return shown.length === 0 ? head : `${head}: ${words.join(', ')}${more}`;
  };
}

/** `tỉnh`, `tỉnh, thành phố`, else `nơi`. */
function placeNoun(names: readonly string[]): string {
  const kinds = kindsOf(names);
  return kinds === undefined || kinds.length > 2 ? 'nơi' : kinds.join(', ');
}

/** A number alone is no name: `Quận 3` stays `quận 3`. */
function properName(name: string): string {
  const bare = withoutKind(name);
  return /^\d/.test(bare) ? midSentence(name) : bare;
}
