import type { FieldCode } from '../ids.ts';
import type { Amount } from './items.ts';
import type { Certainty } from './understanding.ts';
import type { PartOrWhole } from './role-words.ts';

export type Role = PartOrWhole | 'fail';

/** A remark beside a value, as typed; `end`: the token after it. */
export type Note = { readonly text: string; readonly end: number };

/** One amount that a field owns, with all that the words around it say about it. */
export type Fact = {
  readonly field: FieldCode;
  readonly amount: Amount;
  /** Which count of a ratio; undefined: not said. */
  readonly role: Role | undefined;
  /** Tokens of the amount with its label, `end` excluded. */
  readonly first: number;
  readonly end: number;
  /** The same with the words around that were used: "thêm", counters, "thành". */
  readonly said: { readonly first: number; readonly end: number };
  /** Position of the amount's own first token, for what stands before or after it. */
  readonly at: number;
  readonly slip: string | undefined;
  readonly note: Note | undefined;
  /** Folded counter or unit after the amount ("ha", "don"). */
  readonly counter: string;
  /** "thành 3", "mà là 3": the new value, not the one before it in the same statement. */
  readonly replaces: boolean;
  /** "chứ không phải 2" */
  readonly denied: boolean;
  readonly increment: boolean;
  /** How the field was found; a slip of the label outranks it. */
  readonly certainty: Certainty;
  /** Words stand where none should, so the link from label to number is a guess: ask. */
  readonly unsure: boolean;
};

/** The token after all that was said, the remark too. */
export function endOf(fact: Fact): number {
  return Math.max(fact.said.end, fact.note?.end ?? 0);
}

/** An amount whose field must be asked. */
export type Orphan = {
  readonly amount: Amount;
  /** Fields that it may belong to; none: any. */
  readonly candidates: readonly FieldCode[];
  readonly first: number;
  readonly end: number;
  readonly increment: boolean;
};
