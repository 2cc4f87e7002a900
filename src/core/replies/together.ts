import type { Question } from '../conversation/state.ts';
import type { Field, Value } from '../forms/definition.ts';
import type { About, Item } from '../replies.ts';

/** A doubt about one field, put together with others. */
export type JointQuestion = {
  readonly question: Question;
  readonly field: Field;
  /** The value that a bare yes takes. */
  readonly suggestion: Value | undefined;
};

/** Several doubts in one message, where a message costs more than a button: the answer names the fields, or goes in their order. */
export type TogetherReply = {
  readonly kind: 'questions';
  readonly about: About;
  readonly understood: readonly Item[];
  readonly asked: readonly JointQuestion[];
  /** An answer that was none: its words, empty where it had none to quote. */
  readonly refused: string | undefined;
};
