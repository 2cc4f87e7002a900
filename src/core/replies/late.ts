import type { Temporal } from 'temporal-polyfill';
import type { UnitView } from '../conversation/context.ts';
import type { LateCause } from '../parsing/understanding.ts';
import type { About } from '../replies.ts';

/** That a report comes late, said in advance. */
export type LateReply =
  | {
      readonly kind: 'late-noted';
      readonly abouts: readonly About[];
      /** The promised moment; null: none was named. */
      readonly until: Temporal.Instant | null;
      /** Nobody is reminded before that moment. */
      readonly quiet: boolean;
      /** The same was said before. */
      readonly again: boolean;
      /** Buttons below offer the usual causes. */
      readonly asksCause: boolean;
      /** The units above that put these reports together and are told; none: the coordinators are. */
      readonly told: readonly UnitView[];
    }
  /** What is promised is not late. */
  | { readonly kind: 'late-in-time'; readonly about: About; readonly until: Temporal.Instant }
  | { readonly kind: 'late-cause-noted'; readonly cause: LateCause }
  /** To the coordinators. */
  | {
      readonly kind: 'late-told';
      readonly abouts: readonly About[];
      readonly by: string;
      readonly until: Temporal.Instant | null;
      readonly cause: LateCause | null;
      readonly reason: string | null;
    };
