import type { Temporal } from 'temporal-polyfill';
import type { ReopeningDecision } from '../conversation/context.ts';
import type { FieldChange } from '../forms/values.ts';
import type { About, Item, Reply } from '../replies.ts';

/** About reports that are locked. `about.period.locksAt` is when the report is closed to this unit. */
export type ReopeningReply =
  | {
      readonly kind: 'locked';
      readonly about: About;
      /** The figures of the message wait in the draft. */
      readonly kept: boolean;
      /** A request for this report waits already. */
      readonly asked: boolean;
      /** The reader is a coordinator, who may open it. */
      readonly decides: boolean;
    }
  | { readonly kind: 'reopening-reason'; readonly about: About }
  | { readonly kind: 'which-reopening'; readonly duties: readonly About[] }
  /** Asked for a report that is still open. */
  | { readonly kind: 'reopening-needless'; readonly about: About }
  | { readonly kind: 'reopening-asked'; readonly about: About; readonly kept: boolean }
  | {
      readonly kind: 'reopening-waits';
      readonly about: About;
      readonly by: string;
      readonly at: Temporal.Instant;
    }
  /** To the unit's contacts; `preview`: what was drafted, to be confirmed. */
  | {
      readonly kind: 'reopened';
      readonly about: About;
      readonly by: string;
      readonly preview: Extract<Reply, { kind: 'preview' }> | null;
    }
  | {
      readonly kind: 'reopening-refused';
      readonly about: About;
      readonly by: string;
      readonly answer: string | null;
      readonly kept: boolean;
    }
  /** To the coordinators. */
  | {
      readonly kind: 'reopening-request';
      readonly about: About;
      readonly by: string;
      readonly reason: string;
      /** What the unit wants to report, or to change of what it reported. */
      readonly items: readonly Item[];
      readonly changes: readonly FieldChange[];
      /** The unit as a coordinator types it. */
      readonly unit: string;
    }
  | {
      readonly kind: 'requests-waiting';
      readonly requests: readonly { readonly about: About; readonly by: string; readonly reason: string }[];
      /** Further ones that are not listed. */
      readonly more: number;
    }
  /** Why the report is opened until then, or why not (`until` is null). */
  | { readonly kind: 'decision-reason'; readonly about: About; readonly until: Temporal.Instant | null }
  | { readonly kind: 'closing-unclear'; readonly about: About; readonly problem: 'unread' | 'past' | 'far' }
  | { readonly kind: 'opened-again'; readonly about: About }
  | { readonly kind: 'opening-refused'; readonly about: About }
  /** Another coordinator was first, or it was decided before. */
  | {
      readonly kind: 'reopening-decided';
      readonly about: About;
      readonly decision: ReopeningDecision;
    }
  | { readonly kind: 'no-reopening-waits' | 'nothing-locked' | 'reopening-dropped' };
