import type { FieldCode } from '../ids.ts';
import { isBinder, isBoundary, isFigureLabel, isNoise } from './clauses.ts';
import { hasTag, isNone, namesField, type Item } from './items.ts';
import type { Lexicon } from './lexicon.ts';
import { Tag } from './vocabulary.ts';

/** One statement of figures: what stands between two boundaries, free texts cut out. */
export type Statement = {
  readonly items: readonly Item[];
  /** The boundary before it: a comma, a line break … `zone`: a free text. */
  readonly after: Item | undefined;
};

/** No person writes more without a sign between; it bounds the work on what no person wrote. */
const MOST_ITEMS = 120;

export function splitStatements(items: readonly Item[], isTaken: (index: number) => boolean): Statement[] {
  const statements: Statement[] = [];
  let current: Item[] = [];
  let after: Item | undefined;
  items.forEach((item, index) => {
    if (!isBoundary(item) && !isTaken(index)) {
      if (
        current.length >= MOST_ITEMS ||
        (current.length > 0 && (startsRest(items, index) || startsException(current, item)))
      ) {
        statements.push({ items: current, after });
        current = [];
        after = undefined;
      }
      current.push(item);
      return;
    }
    if (current.length > 0) statements.push({ items: current, after });
    if (current.length > 0 || isTaken(index)) after = undefined;
    current = [];
    after = strongerOf(after, item);
  });
  if (current.length > 0) statements.push({ items: current, after });
  return statements;
}

/** "kps riêng td 3": what is taken out of the "none" is a statement of its own. */
function startsException(current: readonly Item[], item: Item): boolean {
  return hasTag(item, Tag.except) && current.some((before) => before.amount?.kind === 'nil');
}

/** "hg 2/2 còn lại không": the rest is a statement of its own, also without a sign before it. */
function startsRest(items: readonly Item[], index: number): boolean {
  if (!hasTag(items[index], Tag.rest)) return false;
  let at = index + 1;
  while (isNoise(items[at]) || hasTag(items[at], Tag.all) || isBinder(items[at])) at += 1;
  const amount = items[at]?.amount;
  return amount !== undefined && isNone(amount);
}

function strongerOf(known: Item | undefined, item: Item): Item | undefined {
  return known?.kind === 'break' ? known : item;
}

/** A run of labels, or of amounts, with nothing of the other kind between. */
export type Node =
  | { readonly kind: 'label'; readonly at: readonly number[]; readonly fields: readonly FieldCode[] }
  | { readonly kind: 'amount'; readonly at: readonly number[] };

/** Nodes that hang together; words that break the thread part chains. */
export type Chain = {
  readonly nodes: readonly Node[];
  /** A colon or the like binds a label to the amount after it. */
  readonly bound: readonly boolean[];
  /** Words stand between this chain and the one before, in the same statement. */
  readonly afterWords: boolean;
};

/** The labels and amounts of a statement as chains. */
export function chainsOf(items: readonly Item[], lexicon: Lexicon): Chain[] {
  const chains: { nodes: Node[]; bound: boolean[]; afterWords: boolean }[] = [];
  let last = -1;
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    if (item === undefined || !isNode(item, lexicon)) continue;
    const current = chains.at(-1);
    const gap = last < 0 ? 'broken' : gapBetween(items, last, index);
    const node = toNode(item, index);
    const previous = current?.nodes.at(-1);
    if (current === undefined || previous === undefined || gap === 'broken') {
      chains.push({
        nodes: [node],
        bound: [false],
        afterWords: last >= 0 && hasWords(items, last + 1, index),
      });
    } else if (previous.kind === node.kind) {
      current.nodes[current.nodes.length - 1] = joinNodes(previous, node);
    } else {
      current.nodes.push(node);
      current.bound.push(gap === 'bound');
    }
    last = index;
  }
  return chains;
}

function isNode(item: Item, lexicon: Lexicon): boolean {
  return item.kind === 'amount' || (item.kind === 'label' && isFigureLabel(item, lexicon));
}

function toNode(item: Item, index: number): Node {
  return item.kind === 'amount'
    ? { kind: 'amount', at: [index] }
    : { kind: 'label', at: [index], fields: item.at?.label.fields ?? [] };
}

function joinNodes(previous: Node, node: Node): Node {
  const at = [...previous.at, ...node.at];
  if (previous.kind === 'amount' || node.kind === 'amount') return { kind: 'amount', at };
  const same = previous.fields.some((field) => node.fields.includes(field));
  const fields = same
    ? previous.fields.filter((field) => node.fields.includes(field))
    : [...previous.fields, ...node.fields];
  return { kind: 'label', at, fields };
}

type Gap = 'open' | 'bound' | 'broken';

/** What stands between two nodes. Between an amount and the label after it no sign may stand: there it divides. */
function gapBetween(items: readonly Item[], from: number, to: number): Gap {
  const fromAmount = items[from]?.kind === 'amount';
  const toAmount = items[to]?.kind === 'amount';
  let gap: Gap = 'open';
  for (let index = from + 1; index < to; index += 1) {
    const item = items[index];
    if (item === undefined || isTransparent(item)) continue;
    if (item.kind !== 'mark' || (fromAmount && !toAmount)) return 'broken';
    if (fromAmount && toAmount) return 'broken';
    if (!isBinder(item) && item.mark !== '/' && item.mark !== '-') return 'broken';
    if (item.mark === '/' && toAmount) return 'broken';
    // "1 kn - tc 0": between two names a dash divides as a comma does, unless both name one field.
    if (!toAmount && item.mark !== '/' && !nameOneField(items[from], items[to])) return 'broken';
    // A dash or the side of a cell may as well divide: they do not decide.
    if (toAmount && (item.mark === ':' || item.mark === '=')) gap = 'bound';
  }
  return gap;
}

function nameOneField(one: Item | undefined, other: Item | undefined): boolean {
  return one?.at?.label.fields.some((field) => namesField(other, field)) === true;
}

const TRANSPARENT =
  Tag.counter |
  Tag.part |
  Tag.fail |
  Tag.whole |
  Tag.to |
  Tag.correct |
  Tag.increment |
  Tag.not |
  Tag.all |
  Tag.dateCue |
  Tag.over;

/** May stand between a label and its value without parting them. */
function isTransparent(item: Item): boolean {
  if (item.kind === 'date' || item.kind === 'name' || item.kind === 'paren' || isNoise(item)) return true;
  return (
    item.kind === 'phrase' &&
    !hasTag(item, Tag.remark | Tag.plain) &&
    (item.role !== undefined || hasTag(item, TRANSPARENT))
  );
}

export function hasWords(items: readonly Item[], from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) {
    const item = items[index];
    if (item?.kind === 'word' || item?.kind === 'symbol' || hasTag(item, Tag.remark | Tag.plain)) return true;
  }
  return false;
}
