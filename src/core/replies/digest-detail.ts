import type { DigestNames } from '../conversation/context.ts';
import type { Owing } from '../digest/owing.ts';
import type { RichText } from '../messages.ts';
import type { NudgePlan } from '../reminders/plan-nudge.ts';

/** What a part of a digest is about. */
export type DetailNames = Pick<DigestNames, 'body' | 'form' | 'period'>;

/** Parts of a digest, to whoever taps their way through it. */
export type DigestDetailReply =
  /** A digest as it was sent. */
  | { readonly kind: 'digest-again'; readonly text: RichText }
  | {
      readonly kind: 'digest-owing';
      readonly names: DetailNames;
      readonly owing: Owing;
      readonly page: number;
    }
  /** `locked`: nothing is taken any more, so that nobody is to be reminded. */
  | {
      readonly kind: 'remind-question';
      readonly names: DetailNames;
      readonly plan: NudgePlan;
      readonly locked: boolean;
    }
  | { readonly kind: 'reminded-now'; readonly names: DetailNames; readonly plan: NudgePlan };
