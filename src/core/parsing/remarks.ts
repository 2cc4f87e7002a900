import { hasTag, type Item } from './items.ts';
import { roleOf } from './roles.ts';
import { Tag } from './vocabulary.ts';

/**
 * Cuts the remark from the end of a statement: "121 hồ sơ trễ 1 | do 2 máy hư". What stands in a remark is about the value, no
 * value itself. Nothing is cut where a label with a number follows.
 */
export function cutRemark(items: readonly Item[]): {
  readonly main: readonly Item[];
  readonly remark: readonly Item[];
} {
  const start = items.findIndex((item, index) => beginsRemark(items, item, index));
  if (start < 0) return { main: items, remark: [] };
  const remark = items.slice(start);
  const hasFigure = remark.some(
    (item, index) =>
      item.kind === 'label' && remark.some((other, at) => at > index && other.kind === 'amount'),
  );
  return hasFigure ? { main: items, remark: [] } : { main: items.slice(0, start), remark };
}

function beginsRemark(items: readonly Item[], item: Item, index: number): boolean {
  if (item.kind !== 'phrase' || !hasTag(item, Tag.remark)) return false;
  const before = items.slice(0, index);
  const after = items.slice(index + 1);
  // "trong đó" often leads to the part of a ratio.
  if (hasTag(item, Tag.glue) && after.some((other) => roleOf(other) !== undefined || other.kind === 'label'))
    return false;
  const isLeading = !before.some(
    (other) => other.kind === 'label' || other.kind === 'amount' || other.kind === 'word',
  );
  return isLeading || before.some((other) => other.kind === 'amount');
}
