import { AND, hasTag, type Item } from './items.ts';
import type { Lexicon } from './lexicon.ts';
import { Tag } from './vocabulary.ts';

const CLAUSE_MARKS = new Set([',', ';', '.', '!', '?', AND, '+']);

/** What divides one statement from the next. */
export function isBoundary(item: Item | undefined): boolean {
  return item?.kind === 'break' || (item?.kind === 'mark' && CLAUSE_MARKS.has(item.mark));
}

/** Ends a sentence or a line. */
export function isStrongBoundary(item: Item | undefined): boolean {
  return item?.kind === 'break' || (item?.kind === 'mark' && ';.!?'.includes(item.mark) && item.mark !== '');
}

/** Says nothing, wherever it stands. */
export function isNoise(item: Item | undefined): boolean {
  return (
    item?.kind === 'noise' ||
    (item?.kind === 'phrase' &&
      hasTag(item, Tag.courtesy | Tag.glue | Tag.place) &&
      !hasTag(item, Tag.remark))
  );
}

/** Binds a label to what follows: `:` `=` `-` and the cells of a table. */
export function isBinder(item: Item | undefined): boolean {
  return item?.kind === 'mark' && ':=-\t|'.includes(item.mark) && item.mark !== '';
}

export function fieldType(item: Item | undefined, lexicon: Lexicon): string | undefined {
  const code = item?.at?.label.fields[0];
  return code === undefined ? undefined : lexicon.fields.get(code)?.type;
}

/** A label all of whose fields hold figures. */
export function isFigureLabel(item: Item | undefined, lexicon: Lexicon): boolean {
  const fields = item?.at?.label.fields;
  if (fields === undefined) return false;
  return fields.every((code) => {
    const type = lexicon.fields.get(code)?.type;
    return type === 'integer' || type === 'decimal' || type === 'ratio';
  });
}

/** A label of free words: text or list. */
export function isTextLabel(item: Item | undefined, lexicon: Lexicon): boolean {
  const fields = item?.at?.label.fields;
  if (fields === undefined) return false;
  return fields.every((code) => {
    const type = lexicon.fields.get(code)?.type;
    return type === 'text' || type === 'list';
  });
}
