import type { About, Item } from '../replies.ts';

/** To those whose figures went with a draft that another person dropped. */
export type SharedDraftReply = {
  readonly kind: 'draft-dropped-told';
  readonly about: About;
  readonly by: string;
  /** What the reader had entered. */
  readonly items: readonly Item[];
};
