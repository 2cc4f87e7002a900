import type { FieldCode } from '../ids.ts';
import type { Fact, Orphan } from './facts.ts';
import { hasTag, isNone, NO_AMOUNT, type Item } from './items.ts';
import { counterAfter, factsOf, orphanOf, plainFact, type Direction, type Reader } from './reader.ts';
import { findAllOfThem } from './roles.ts';
import type { Chain, Node } from './statements.ts';
import { Tag } from './vocabulary.ts';

export type Claims = {
  readonly facts: Fact[];
  readonly orphans: Orphan[];
  /** Labels that no amount of their statement belongs to. */
  readonly loneLabels: Item[];
  /** Indices of amounts that no label of their statement owns. */
  readonly loneAmounts: number[];
};

type LabelNode = Extract<Node, { readonly kind: 'label' }>;
type AmountNode = Extract<Node, { readonly kind: 'amount' }>;

/** On which side of their labels the values of one chain must stand, if its shape says so. */
export function directionOf(chain: Chain): Direction {
  const [first] = chain.nodes;
  if (chain.nodes.length % 2 !== 0 || first === undefined) return undefined;
  return first.kind === 'label' ? 'after' : 'before';
}

/** Gives each amount of a statement to its label, or says that it cannot be told. */
export function claimChains(reader: Reader, chains: readonly Chain[]): Claims {
  const claims: Claims = { facts: [], orphans: [], loneLabels: [], loneAmounts: [] };
  for (let index = 0; index < chains.length; index += 1) {
    const chain = chains[index];
    const [only] = chain?.nodes ?? [];
    const next = chains[index + 1];
    if (chain === undefined || only === undefined) continue;
    if (chain.nodes.length > 1) claimChain(reader, chain, claims);
    else if (only.kind === 'label' && next?.afterWords === true && countsOnly(reader, next)) {
      askForEither(reader, only, next, claims);
      index += 1;
    } else if (only.kind === 'label' && next?.afterWords === true && isLoneAmount(next)) {
      guessAcrossWords(reader, only, next, claims);
      index += 1;
    } else leave(reader, only, claims);
  }
  return claims;
}

/** "35 mô hình" after words: a number with a name that may only count. */
function countsOnly(reader: Reader, { nodes }: Chain): boolean {
  const [amount, label] = nodes;
  if (nodes.length !== 2 || amount?.kind !== 'amount' || label?.kind !== 'label') return false;
  return itemsAt(reader, label.at).every((item) => hasTag(item, Tag.counter));
}

/** "duy trì rất tốt 35 mô hình": of the models kept up, or new ones. */
function askForEither(reader: Reader, label: LabelNode, { nodes }: Chain, claims: Claims): void {
  const [head] = itemsAt(reader, label.at);
  const [amount, counter] = nodes;
  const [item] = amount === undefined ? [] : itemsAt(reader, amount.at);
  if (head === undefined || item?.amount === undefined || counter?.kind !== 'label') return;
  const last = itemsAt(reader, counter.at).at(-1) ?? item;
  const candidates = [...new Set([...label.fields, ...counter.fields])];
  claims.orphans.push(orphanOf(reader, item.amount, candidates, head.first, last.end));
}

function isLoneAmount(chain: Chain): boolean {
  return chain.nodes.length === 1 && chain.nodes[0]?.kind === 'amount';
}

function leave(reader: Reader, node: Node, claims: Claims): void {
  if (node.kind === 'amount') claims.loneAmounts.push(...node.at);
  else claims.loneLabels.push(...itemsAt(reader, node.at));
}

function itemsAt(reader: Reader, at: readonly number[]): Item[] {
  const items: Item[] = [];
  for (const index of at) {
    const item = reader.items[index];
    if (item !== undefined) items.push(item);
  }
  return items;
}

/** "đối thoại với dân ấp về 2 việc": words part label and number, so the link is asked. */
function guessAcrossWords(reader: Reader, label: LabelNode, chain: Chain, claims: Claims): void {
  const [amount, ...more] = chain.nodes[0]?.at ?? [];
  const [item] = amount === undefined ? [] : itemsAt(reader, [amount]);
  const [head] = itemsAt(reader, label.at);
  if (item?.amount === undefined || head === undefined) return;
  if (item.amount.kind === 'nil') {
    leave(reader, label, claims);
    claims.loneAmounts.push(...(chain.nodes[0]?.at ?? []));
    return;
  }
  claims.orphans.push(orphanOf(reader, item.amount, label.fields, head.first, item.end));
  claims.loneAmounts.push(...more);
}

function claimChain(reader: Reader, chain: Chain, claims: Claims): void {
  const { nodes } = chain;
  if (isSoleRatio(reader, chain)) {
    const label = nodes.find((node) => node.kind === 'label');
    const at = nodes.flatMap((node) => (node.kind === 'amount' ? node.at : []));
    if (label?.kind === 'label') own(reader, label, { kind: 'amount', at }, claims);
    return;
  }
  const start = isTangled(reader, chain) ? undefined : pairingStart(reader, chain);
  if (start === undefined) {
    askEach(reader, chain, claims);
    return;
  }
  nodes.slice(0, start).forEach((node) => leave(reader, node, claims));
  let at: number = start;
  for (; at + 1 < nodes.length; at += 2) {
    const [one, other] = [nodes[at], nodes[at + 1]];
    if (one?.kind === 'label' && other?.kind === 'amount') own(reader, one, other, claims);
    else if (one?.kind === 'amount' && other?.kind === 'label') own(reader, other, one, claims);
  }
  nodes.slice(at).forEach((node) => leave(reader, node, claims));
}

/** All labels name one ratio: all counts are its counts ("nhận 6 vụ hòa giải thành 5 vụ"). */
function isSoleRatio(reader: Reader, chain: Chain): boolean {
  if (chain.nodes.length < 3) return false;
  const labels = chain.nodes.filter((node) => node.kind === 'label');
  const field = labels[0]?.fields[0];
  if (field === undefined || reader.lexicon.fields.get(field)?.type !== 'ratio') return false;
  return labels.every((label) => label.fields.every((code) => code === field));
}

const BETWEEN_COUNTS =
  Tag.counter | Tag.part | Tag.fail | Tag.whole | Tag.to | Tag.not | Tag.all | Tag.correct;

/**
 * Values on both sides of labels: two bare numbers side by side, several names between numbers, a colon against the order.
 * Any pairing would be a guess.
 */
function isTangled(reader: Reader, { nodes, bound }: Chain): boolean {
  const hasBareRun = nodes.some((node) => node.kind === 'amount' && isBareRun(reader, node.at));
  const hasInnerList = nodes.some(
    (node, index) => node.kind === 'label' && node.fields.length > 1 && index > 0 && index < nodes.length - 1,
  );
  const isAgainst = nodes.length % 2 === 0 && nodes[0]?.kind === 'amount' && bound.includes(true);
  const hasRange =
    nodes.length > 2 &&
    nodes.some((node) => node.at.some((at) => reader.items[at]?.amount?.kind === 'range'));
  return hasBareRun || hasInnerList || isAgainst || hasRange;
}

/** "0 0", but not "2 cuộc 50 người", "6 thành 5", "4/4 100%". */
function isBareRun(reader: Reader, at: readonly number[]): boolean {
  return at.some((index, position) => {
    const next = at[position + 1];
    if (next === undefined || reader.items[next]?.amount?.kind === 'percent') return false;
    if (reader.items[index]?.amount?.kind === 'percent') return false;
    return !reader.items
      .slice(index + 1, next)
      .some((item) => hasTag(item, BETWEEN_COUNTS) || item.role !== undefined);
  });
}

/** Index of the first node that is paired with the one behind it; undefined: two ways are as likely. */
function pairingStart(reader: Reader, { nodes, bound }: Chain): 0 | 1 | undefined {
  if (nodes.length % 2 === 0) return 0;
  const startsWithLabel = nodes[0]?.kind === 'label';
  // A colon before node k makes it the amount of the label before it.
  const firstBound = bound.indexOf(true);
  if (firstBound >= 0) return firstBound % 2 === 1 ? 0 : 1;
  // "0 kn 1 tc 2 x" beside "hg 2/2": its first number would be nobody's, so its names rather follow their numbers.
  if (reader.direction === 'after' && !startsWithLabel) return undefined;
  if (reader.direction !== undefined) return (reader.direction === 'after') === startsWithLabel ? 0 : 1;
  return startsWithLabel && isMereAbbreviation(reader, nodes) ? 1 : undefined;
}

/** "tc 2 cuộc đối thoại": the abbreviation is another word here if the counter is the second field's own. */
function isMereAbbreviation(reader: Reader, nodes: readonly Node[]): boolean {
  const [first, amount, second] = nodes;
  if (nodes.length !== 3 || first?.kind !== 'label' || second?.kind !== 'label' || amount === undefined)
    return false;
  const label = reader.items[first.at[0] ?? 0]?.at?.label;
  if (itemsAt(reader, second.at).some((item) => hasTag(item, Tag.counter))) return false;
  const counter = counterAfter(reader, amount.at.at(-1) ?? 0);
  if (label?.short !== true || counter === '') return false;
  const isOwn = (fields: readonly FieldCode[]) =>
    fields.some((field) => reader.lexicon.ownWords.get(field)?.has(counter) === true);
  return isOwn(second.fields) && !isOwn(first.fields);
}

/** Numbers between labels that could be either's. */
function askEach(reader: Reader, { nodes }: Chain, claims: Claims): void {
  nodes.forEach((node, position) => {
    if (node.kind === 'label') return;
    const sides = [nodes[position - 1], nodes[position + 1]].filter((side) => side?.kind === 'label');
    const labels = sides.filter((side): side is LabelNode => side !== undefined);
    const candidates = [...new Set(labels.flatMap((label) => label.fields))];
    const [item] = itemsAt(reader, node.at);
    if (item?.amount === undefined) return;
    const touched = [
      ...itemsAt(reader, node.at),
      ...itemsAt(
        reader,
        labels.flatMap((label) => label.at),
      ),
    ];
    const first = Math.min(...touched.map((other) => other.first));
    const end = Math.max(...touched.map((other) => other.end));
    claims.orphans.push(orphanOf(reader, item.amount, candidates, first, end));
  });
}

/** A label, or several that share a "không", with the amounts beside it. */
function own(reader: Reader, label: LabelNode, amounts: AmountNode, claims: Claims): void {
  const [first] = amounts.at;
  const [item] = itemsAt(reader, amounts.at);
  const labels = itemsAt(reader, label.at);
  if (first === undefined || item?.amount === undefined) return;
  if (label.fields.length > 1) {
    claimForSeveral(reader, label, labels, first, claims);
    return;
  }
  const [field] = label.fields;
  const last = labels.at(-1);
  const near = last !== undefined && last.first < item.first ? last : labels[0];
  if (field === undefined || near === undefined) return;
  for (const index of amounts.at) claims.facts.push(...factsOf(reader, field, near, index));
  labels.forEach((labelItem) => reader.account.use(labelItem.first, labelItem.end));
  addAllOfThem(reader, field, near, claims);
}

/** "kn, tc không" is none of both; any other number is asked. */
function claimForSeveral(
  reader: Reader,
  label: LabelNode,
  labels: readonly Item[],
  index: number,
  claims: Claims,
): void {
  const item = reader.items[index];
  if (item?.amount === undefined) return;
  if (isNone(item.amount) && labels.length > 1) {
    for (const labelItem of labels) {
      for (const field of labelItem.at?.label.fields ?? []) {
        claims.facts.push(...factsOf(reader, field, labelItem, index));
      }
    }
    return;
  }
  const touched = [item, ...labels];
  const first = Math.min(...touched.map((other) => other.first));
  const end = Math.max(...touched.map((other) => other.end));
  claims.orphans.push(orphanOf(reader, item.amount, label.fields, first, end));
}

/** "6 vụ đều thành": as good as 100 %. */
export function addAllOfThem(
  reader: Reader,
  field: FieldCode,
  label: Item | undefined,
  claims: Claims,
): void {
  const all = findAllOfThem(reader.items);
  const item = all === undefined ? undefined : reader.items[all];
  if (item === undefined || reader.lexicon.fields.get(field)?.type !== 'ratio') return;
  reader.account.use(item.first, item.end);
  claims.facts.push(plainFact(field, { ...NO_AMOUNT, kind: 'percent', first: 100 }, label ?? item, item));
}
