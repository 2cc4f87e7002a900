import type { FieldCode } from '../ids.ts';
import type { Account } from './account.ts';
import { bracketsAfter, noteOf, valuesIn } from './brackets.ts';
import { isNoise } from './clauses.ts';
import type { Fact, Orphan, Role } from './facts.ts';
import { hasTag, type Amount, type Item } from './items.ts';
import type { Lexicon } from './lexicon.ts';
import { assignRoles, isPassableOrLabel, roleOf } from './roles.ts';
import type { Token } from './tokens.ts';
import { Tag } from './vocabulary.ts';

/** Which side of its label a value stands on, as the rest of the message shows. */
export type Direction = 'after' | 'before' | undefined;

/** The message and its form, the same for all its statements. */
export type Source = {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly lexicon: Lexicon;
  readonly account: Account;
};

/** A statement being read, with all that reading it needs. */
export type Reader = Source & {
  readonly items: readonly Item[];
  /** The remark that ends the statement ("do cúp điện"): items of no value. */
  readonly remark: readonly Item[];
  readonly direction: Direction;
  readonly roles: ReadonlyMap<number, Role>;
};

/** After these, "thành" is "to", not "settled". */
const CHANGE_WORDS = new Set(['sua', 'doi', 'thay', 'nham', 'chinh', 'dieu']);

export function makeReader(
  source: Source,
  items: readonly Item[],
  remark: readonly Item[],
  direction: Direction,
): Reader {
  const changes = items.some(
    (item) => hasTag(item, Tag.correct) && CHANGE_WORDS.has(source.tokens[item.first]?.fold ?? ''),
  );
  return { ...source, items, remark, direction, roles: assignRoles(items, changes) };
}

export function plainFact(field: FieldCode, amount: Amount, label: Item, item: Item): Fact {
  const first = Math.min(label.first, item.first);
  const end = Math.max(label.end, item.end);
  return {
    field,
    amount,
    role: undefined,
    first,
    end,
    said: { first, end },
    at: item.first,
    slip: label.at?.slip,
    note: undefined,
    counter: '',
    replaces: false,
    denied: false,
    increment: false,
    certainty: label.at === undefined || label.at.label.derived ? 'inferred' : 'label',
    unsure: label.at?.guess === true,
  };
}

/**
 * The amount at `index` as the field's, with what the words around it say; a second fact where brackets hold another count.
 * `label` undefined: the field was named earlier, or asked for.
 */
export function factsOf(reader: Reader, field: FieldCode, label: Item | undefined, index: number): Fact[] {
  const { items, account } = reader;
  const item = items[index];
  if (item?.amount === undefined) return [];
  account.use(item.first, item.end);
  if (label !== undefined) account.use(label.first, label.end);
  const around = lookAround(reader, label, index);
  const labelRole =
    label !== undefined && isFirstAfter(reader, label, index) ? label.at?.label.role : undefined;
  const brackets = bracketsAfter(reader, index);
  const inner = brackets === undefined ? [] : valuesIn(brackets);
  const isRatio = reader.lexicon.fields.get(field)?.type === 'ratio';
  const plain = plainFact(field, item.amount, label ?? item, item);
  const fact: Fact = {
    ...plain,
    said: {
      first: Math.min(plain.first, around.first, edgeOf(reader, label, index, -1)),
      end: Math.max(plain.end, edgeOf(reader, label, index, 1)),
    },
    role: reader.roles.get(index) ?? (item.amount.kind === 'count' ? labelRole : undefined),
    note: isRatio && inner.length > 0 ? undefined : noteOf(reader, index, brackets),
    counter: counterAfter(reader, index),
    replaces: around.to,
    denied: around.denied,
    increment: around.increment,
    unsure:
      label?.at?.guess === true ||
      isUnsure(reader, label, index) ||
      isOfSomethingElse(reader, label) ||
      countsElseBetween(reader, field, label, index),
  };
  useRoles(reader, index);
  if (!isRatio || brackets === undefined || inner.length === 0) return [fact];
  account.use(brackets.first, brackets.end);
  const roles = assignRoles(brackets.inner, false);
  const seconds = inner.flatMap((other): Fact[] => {
    if (other.amount === undefined) return [];
    const role = roles.get(brackets.inner.indexOf(other));
    return [{ ...plainFact(field, other.amount, label ?? item, brackets), role, unsure: false }];
  });
  return [fact, ...seconds];
}

function isFirstAfter(reader: Reader, label: Item, index: number): boolean {
  const start = reader.items[index]?.first ?? 0;
  if (label.first > start) return false;
  return !reader.items.some((item, at) => at < index && item.kind === 'amount' && item.first > label.first);
}

/** How far the counters and words of role beside an amount and its label reach, backwards or forwards. */
function edgeOf(reader: Reader, label: Item | undefined, index: number, step: 1 | -1): number {
  let at = index;
  for (;;) {
    const next = reader.items[at + step];
    const isCounter = step > 0 && hasTag(next, Tag.counter) && !hasTag(next, Tag.closing);
    const isSaid = next?.kind === 'phrase' && (roleOf(next) !== undefined || isCounter);
    if (next === undefined || (next !== label && !isSaid)) break;
    at += step;
  }
  const edge = reader.items[at];
  return (step > 0 ? edge?.end : edge?.first) ?? 0;
}

type Around = {
  /** First token of these words. */
  readonly first: number;
  readonly to: boolean;
  readonly denied: boolean;
  readonly increment: boolean;
};

/** "thành", "không phải", "thêm" before the amount. */
function lookAround(reader: Reader, label: Item | undefined, index: number): Around {
  let [to, denied, increment] = [false, false, false];
  const start = reader.items[index]?.first ?? 0;
  let first = start;
  const from = Math.min(label?.first ?? start, start);
  for (let at = index - 1; at >= 0; at -= 1) {
    const other = reader.items[at];
    if (other === undefined || other.kind === 'amount' || other.kind === 'word') break;
    if (other.kind === 'label' && other.first < from) break;
    if (hasTag(other, Tag.to) && !denied) to = true;
    if (hasTag(other, Tag.not)) denied = true;
    if (hasTag(other, Tag.increment)) increment = true;
    if (!hasTag(other, Tag.to | Tag.not | Tag.increment)) continue;
    reader.account.use(other.first, other.end);
    first = other.first;
  }
  return { first, to, denied, increment };
}

/** Words of role beside a claimed amount are said with it. */
function useRoles(reader: Reader, index: number): void {
  for (const step of [-1, 1]) {
    for (let at = index + step; at >= 0 && at < reader.items.length; at += step) {
      const item = reader.items[at];
      const isRole = roleOf(item) !== undefined;
      if (item === undefined || !(isRole || isPassableOrLabel(item))) break;
      if (isRole || hasTag(item, Tag.over)) reader.account.use(item.first, item.end);
    }
  }
}

/** Folded words of the counter or unit right after the amount; empty if none. */
export function counterAfter(reader: Reader, index: number): string {
  const item = reader.items[index + 1];
  if (!hasTag(item, Tag.counter) || item === undefined) return '';
  return reader.tokens
    .slice(item.first, item.end)
    .map((token) => token.fold)
    .join(' ');
}

/** Words right behind the value make the link doubtful; behind its counter they do for an abbreviation and for "không". */
function isUnsure(reader: Reader, label: Item | undefined, index: number): boolean {
  const isAbbreviation = label?.at?.label.short === true;
  let at = index + 1;
  let counted = false;
  for (;;) {
    const item = reader.items[at];
    const passes = isNoise(item) || hasTag(item, Tag.counter) || (item !== undefined && item === label);
    if (!passes) break;
    counted ||= hasTag(item, Tag.counter) || item === label;
    at += 1;
  }
  const next = reader.items[at];
  if (next?.kind === 'phrase' && hasTag(next, Tag.plain)) return true;
  if (isCountedByVerb(reader, label, index)) return true;
  // "họp dân 3 ấp": what follows names something else that is counted.
  const isNoun =
    next?.kind === 'word' || (next?.kind === 'phrase' && hasTag(next, Tag.ordinal) && !isNoise(next));
  if (!isNoun) return false;
  return !counted || isAbbreviation || reader.items[index]?.amount?.kind === 'nil';
}

/** "trâu bò chết 3": a word before a name of one syllable makes another thing of it. */
function isOfSomethingElse({ items, tokens }: Reader, label: Item | undefined): boolean {
  if (label?.at === undefined || label.at.label.short || label.end > label.first + 1) return false;
  let at = items.indexOf(label) - 1;
  while (at > 0 && items[at]?.kind === 'phrase' && !isNoise(items[at])) at -= 1;
  const before = items[at];
  return before?.kind === 'word' && tokens[before.first]?.kind === 'word';
}

/** "tc hội nghị 2": behind an abbreviation a counter of something else makes another word of it. */
function countsElseBetween(
  reader: Reader,
  field: FieldCode,
  label: Item | undefined,
  index: number,
): boolean {
  const next = label === undefined ? -1 : reader.items.indexOf(label) + 1;
  if (label?.at?.label.short !== true || next < 1 || next >= index) return false;
  const own = reader.lexicon.ownWords.get(field);
  return reader.items.slice(next, index).some((item) => {
    if (item.kind !== 'phrase' || !hasTag(item, Tag.counter) || hasTag(item, Tag.courtesy | Tag.glue))
      return false;
    return reader.tokens.slice(item.first, item.end).some((token) => own?.has(token.fold) !== true);
  });
}

/** "nhân rộng 2 mô hình": before a mere counter the verb says what was counted, and it is not known. */
function isCountedByVerb(reader: Reader, label: Item | undefined, index: number): boolean {
  const item = reader.items[index];
  const isBehind = label !== undefined && item !== undefined && label.first > item.first;
  return isBehind && hasTag(label, Tag.counter) && reader.items[index - 1]?.kind === 'word';
}

export function orphanOf(
  source: Source,
  amount: Amount,
  candidates: readonly FieldCode[],
  first: number,
  end: number,
): Orphan {
  source.account.use(first, end);
  return { amount, candidates, first, end, increment: false };
}
