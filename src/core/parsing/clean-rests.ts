import { isBinder, isBoundary, isFigureLabel, isNoise, isStrongBoundary, isTextLabel } from './clauses.ts';
import { hasTag, type Item } from './items.ts';
import type { Lexicon } from './lexicon.ts';
import { Tag } from './vocabulary.ts';

/** Whether a statement, or all statements to the end of its line, are labels with values and nothing else. */
export type CleanRests = {
  /** `at`: index of an item that begins a statement. */
  clause(at: number): boolean;
  line(at: number): boolean;
};

/** Worked out when it is first asked: most messages hold no text. */
export function findCleanRests(items: readonly Item[], lexicon: Lexicon): CleanRests {
  let marked: CleanMarks | undefined;
  const marks = () => (marked ??= markCleanRests(items, lexicon));
  return { clause: (at) => marks().clauses[at] === 1, line: (at) => marks().lines[at] === 1 };
}

type CleanMarks = { readonly clauses: Uint8Array; readonly lines: Uint8Array };

function markCleanRests(items: readonly Item[], lexicon: Lexicon): CleanMarks {
  const clauses = new Uint8Array(items.length + 1);
  const lines = new Uint8Array(items.length + 1);
  lines[items.length] = 1;
  let labels = 0;
  let amounts = 0;
  let dirty = 0;
  let restIsClean = true;
  for (let at = items.length - 1; at >= 0; at -= 1) {
    const item = items[at];
    if (isBoundary(item)) {
      restIsClean =
        isStrongBoundary(item) ||
        (restIsClean && (isCleanCounts(labels, amounts, dirty) || labels + amounts + dirty === 0));
      [labels, amounts, dirty] = [0, 0, 0];
      continue;
    }
    // "…, thành 5": the counts of a ratio may stand in statements of their own.
    if (isFigureLabel(item, lexicon) || hasTag(item, Tag.part | Tag.fail | Tag.whole)) labels += 1;
    else if (isTextLabel(item, lexicon)) {
      // A text of its own begins here: what follows it is its own business.
      restIsClean = startsStatement(items, at);
      [labels, amounts, dirty] = [1, 1, 0];
    } else if (item?.kind === 'label') [labels, amounts] = [labels + 1, amounts + 1];
    else if (item?.kind === 'amount') amounts += 1;
    else if (item?.kind === 'word' || item?.kind === 'symbol' || hasTag(item, Tag.plain | Tag.remark))
      dirty += 1;
    clauses[at] = isCleanCounts(labels, amounts, dirty) ? 1 : 0;
    lines[at] = clauses[at] === 1 && restIsClean ? 1 : 0;
  }
  return { clauses, lines };
}

function isCleanCounts(labels: number, amounts: number, dirty: number): boolean {
  return dirty === 0 && labels > 0 && amounts > 0;
}

/** At the head of a statement, small words aside: not in the middle of a sentence. */
export function startsStatement(items: readonly Item[], index: number): boolean {
  let at = index - 1;
  while (at >= 0 && (isNoise(items[at]) || items[at]?.kind === 'date')) at -= 1;
  const before = items[at];
  if (at < 0 || isBoundary(before) || isBinder(before) || before?.kind === 'paren') return true;
  // "hg 5/6 kk thiếu cán bộ": after a value, nothing between.
  return before?.kind === 'amount' || hasTag(before, Tag.counter);
}
