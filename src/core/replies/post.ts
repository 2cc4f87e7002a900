import type { Temporal } from 'temporal-polyfill';
import type { PeriodView } from '../conversation/context.ts';

/** A report that a post owes. */
export type OwedByPost = {
  readonly formName: string;
  readonly period: Pick<PeriodView, 'code' | 'start' | 'end'>;
  readonly dueAt: Temporal.Instant;
  /** Somebody began it. */
  readonly drafted: boolean;
};

type PostNamed = {
  readonly title: string;
  /** The name of the unit or body. */
  readonly place: string;
};

export type PostReply =
  /** To someone whose post has passed to another, or to nobody yet. */
  | ({
      readonly kind: 'post-passed';
      /** The successor's name; null: the post is vacant. */
      readonly to: string | null;
    } & PostNamed)
  /** To who took up the post of a contact. */
  | ({
      readonly kind: 'post-received';
      /** Who held it before; null: nobody did. */
      readonly from: string | null;
      readonly owed: readonly OwedByPost[];
    } & PostNamed);
