import type { Temporal } from 'temporal-polyfill';
import type { Account } from './account.ts';
import type { Item } from './items.ts';
import type { Token } from './tokens.ts';
import { Tag } from './vocabulary.ts';

/** The pieces of the message that are in no free text, and what was already made of them. */
export type IntentInput = {
  readonly text: string;
  readonly items: readonly Item[];
  readonly tokens: readonly Token[];
  readonly account: Account;
  readonly today: Temporal.PlainDate;
  readonly hasFigures: boolean;
  readonly hasTexts: boolean;
  readonly hasIncrement: boolean;
  /** "chứ không phải 2" took a value back. */
  readonly hasDenied: boolean;
  /** Labels that stand alone: "sửa kn". */
  readonly hasLabels: boolean;
};

/** Phrases that say nothing in a wish. */
export const NOISE = Tag.courtesy | Tag.glue | Tag.counter | Tag.place | Tag.dateCue | Tag.all;
