import type { ExemptionRefusal, ExemptionWish } from '../actions/exempt.ts';
import type { About } from '../replies.ts';

/** About reports that a unit need not send. */
export type ExemptionReply =
  /** To the coordinator, to be confirmed. `sent`: the report has come, and stays. */
  | {
      readonly kind: 'exemption-preview';
      readonly about: About;
      readonly wish: ExemptionWish;
      readonly sent: boolean;
    }
  | { readonly kind: 'exemption-reason'; readonly about: About }
  | { readonly kind: 'which-exemption'; readonly duties: readonly About[] }
  | { readonly kind: 'exemption-decided'; readonly about: About; readonly exempt: boolean }
  | { readonly kind: 'exemption-refused'; readonly about: About; readonly refusal: ExemptionRefusal }
  | { readonly kind: 'nothing-to-exempt' | 'exemption-dropped' }
  /** To the unit's contacts. `by` null: the operator. */
  | {
      readonly kind: 'exempted';
      readonly about: About;
      readonly by: string | null;
      readonly reason: string;
      readonly sent: boolean;
    }
  | {
      readonly kind: 'exemption-withdrawn';
      readonly about: About;
      readonly by: string | null;
      readonly sent: boolean;
    };
