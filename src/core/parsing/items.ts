import type { FieldCode } from '../ids.ts';
import type { DateReading } from './dates.ts';
import type { Label } from './lexicon.ts';
import type { PartOrWhole } from './role-words.ts';
import type { Token } from './tokens.ts';

/** A value as typed, before any field claims it. */
export type Amount = {
  /** `unusable`: digits that form no number, or name a telephone or a card. */
  readonly kind: 'count' | 'ratio' | 'range' | 'percent' | 'nil' | 'unusable';
  /** Count, part, lower end or percentage. */
  readonly first: number;
  /** Whole or upper end; 0 for a lone number. */
  readonly second: number;
  readonly decimals: number;
  readonly approximate: boolean;
  /** In words: a value only beside a label or a counter. */
  readonly spelled: boolean;
  /** A count with a word for its rank: "350 triệu". */
  readonly ranked: boolean;
  /** For nil: enough for a whole report ("không phát sinh"), not only for a field ("không"). */
  readonly full: boolean;
  /** For nil: "không có gì khác": of the rest. */
  readonly rest: boolean;
};

/** A name of a field where it stands; `slip`: the name that a slip of the fingers was taken for. */
export type LabelAt = {
  readonly label: Label;
  readonly slip: string | undefined;
  /** Only likely (initials, a near word): its value is asked. */
  readonly guess: boolean;
};

/** A piece of the message with its meaning so far: tokens `first` to `end` (excluded). */
export type Item = {
  readonly kind:
    | 'label'
    | 'amount'
    | 'phrase'
    | 'word'
    | 'mark'
    | 'break'
    | 'date'
    /** A name with a number (ấp 3, khoản 2, a telephone): never a value. */
    | 'name'
    | 'paren'
    /** Lines that someone else wrote ("> …"). */
    | 'quoted'
    | 'noise'
    | 'symbol';
  readonly first: number;
  readonly end: number;
  /** What a phrase can be: bits of `Tag`. Labels and amounts that are also known words carry theirs. */
  readonly tags: number;
  /** The sign of a mark. */
  readonly mark: string;
  readonly at: LabelAt | undefined;
  readonly amount: Amount | undefined;
  readonly date: DateReading | undefined;
  /** A role that the form's own prompt gives the phrase. */
  readonly role: PartOrWhole | undefined;
  readonly inner: readonly Item[];
};

/** "và" divides as a comma does. */
export const AND = 'và';

const EMPTY: readonly Item[] = [];

export function makeItem(kind: Item['kind'], first: number, end: number, more: Partial<Item> = {}): Item {
  return {
    kind,
    first,
    end,
    tags: more.tags ?? 0,
    mark: more.mark ?? '',
    at: more.at,
    amount: more.amount,
    date: more.date,
    role: more.role,
    inner: more.inner ?? EMPTY,
  };
}

export const NO_AMOUNT: Amount = {
  kind: 'count',
  first: 0,
  second: 0,
  decimals: 0,
  approximate: false,
  spelled: false,
  ranked: false,
  full: false,
  rest: false,
};

export function hasTag(item: Item | undefined, tag: number): boolean {
  return item !== undefined && (item.tags & tag) !== 0;
}

export function namesField(item: Item | undefined, field: FieldCode): boolean {
  return item?.at?.label.fields.includes(field) === true;
}

/** The label standing for these fields, of which the one that is meant is asked. */
export function withFields(item: Item, at: LabelAt, fields: readonly FieldCode[]): Item {
  const label = { ...at.label, fields };
  return makeItem('label', item.first, item.end, { tags: item.tags, at: { ...at, label } });
}

/** "không", or a plain 0. */
export function isNone(amount: Amount): boolean {
  return amount.kind === 'nil' || (amount.kind === 'count' && amount.first === 0 && !amount.approximate);
}

/** The words of an item as typed, without case and diacritics. */
export function foldsOf(item: Item | undefined, tokens: readonly Token[]): string {
  if (item === undefined) return '';
  let folds = tokens[item.first]?.fold ?? '';
  for (let at = item.first + 1; at < item.end; at += 1) folds += ` ${tokens[at]?.fold ?? ''}`;
  return folds;
}

/** The items with the amounts at these places made unusable: each is asked and none is a value. */
export function withSpoilt(items: readonly Item[], spoilt: ReadonlySet<number>): readonly Item[] {
  if (spoilt.size === 0) return items;
  return items.map((item, index) =>
    spoilt.has(index) && item.amount !== undefined
      ? { ...item, amount: { ...item.amount, kind: 'unusable' } }
      : item,
  );
}
