import { isNoise } from './clauses.ts';
import type { Role } from './facts.ts';
import { hasTag, type Item } from './items.ts';
import { Tag } from './vocabulary.ts';

/** The role a phrase gives: of the form's own prompt first. `changes`: in "sửa … thành 5", "thành" gives none. */
export function roleOf(item: Item | undefined, changes = false): Role | undefined {
  if (item?.kind !== 'phrase' || (changes && hasTag(item, Tag.to))) return undefined;
  if (item.role !== undefined) return item.role;
  if (hasTag(item, Tag.fail)) return 'fail';
  if (hasTag(item, Tag.part)) return 'part';
  return hasTag(item, Tag.whole) ? 'whole' : undefined;
}

/**
 * Which count of a ratio each amount is, by the words beside it: "nhận 6 thành 5" names before, "5 vụ thành 1 vụ không thành"
 * after. A word between two numbers names the one behind it, unless the last word has none behind.
 */
export function assignRoles(items: readonly Item[], changes: boolean): ReadonlyMap<number, Role> {
  const roles = new Map<number, Role>();
  const words: number[] = [];
  items.forEach((item, index) => {
    if (roleOf(item, changes) !== undefined) words.push(index);
  });
  if (words.length === 0) return roles;
  const namesBehind = words.some(
    (word) => hasTag(items[word], Tag.fail | Tag.part) && amountAfter(items, word) === undefined,
  );
  const [firstWord] = words;
  const after = namesBehind && firstWord !== undefined && amountBefore(items, firstWord) !== undefined;
  for (const word of words) {
    const role = roleOf(items[word]);
    if (role === undefined) continue;
    const preferred = after && role !== 'whole' ? amountBefore(items, word) : amountAfter(items, word);
    const target =
      preferred ??
      amountAfter(items, word) ??
      amountBefore(items, word) ??
      // "20 khiếu nại chưa giải quyết": of another count than the label alone names.
      amountBefore(items, word, isPassableOrLabel) ??
      amountAfter(items, word, isPassableOrLabel);
    if (target !== undefined && !roles.has(target)) roles.set(target, role);
  }
  return roles;
}

function amountAfter(items: readonly Item[], from: number, passes = isPassable): number | undefined {
  for (let index = from + 1; index < items.length; index += 1) {
    const item = items[index];
    if (item?.kind === 'amount') return index;
    if (item === undefined || !passes(item)) return undefined;
  }
  return undefined;
}

function amountBefore(items: readonly Item[], from: number, passes = isPassable): number | undefined {
  for (let index = from - 1; index >= 0; index -= 1) {
    const item = items[index];
    if (item?.kind === 'amount') return index;
    if (item === undefined || !passes(item)) return undefined;
  }
  return undefined;
}

/** Stands between a word of role and the amount that it is said of. */
export function isPassableOrLabel(item: Item): boolean {
  return item.kind === 'label' || isPassable(item);
}

function isPassable(item: Item): boolean {
  if (item.kind === 'label') return hasTag(item, Tag.counter);
  if (item.kind === 'mark') return item.mark === ':' || item.mark === '=';
  return (
    isNoise(item) ||
    (item.kind === 'phrase' && hasTag(item, Tag.counter | Tag.all | Tag.over) && roleOf(item) === undefined)
  );
}

/** "đều thành", "thành cả": all of them, without a number; the index of the role's phrase. */
export function findAllOfThem(items: readonly Item[]): number | undefined {
  const found = items.findIndex((item, index) => {
    if (roleOf(item) !== 'part') return false;
    return (isAll(items[index - 1]) || isAll(items[index + 1])) && amountAfter(items, index) === undefined;
  });
  return found < 0 ? undefined : found;
}

function isAll(item: Item | undefined): boolean {
  return item?.kind === 'phrase' && hasTag(item, Tag.all);
}
