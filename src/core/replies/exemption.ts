import type { About } from '../replies.ts';

/** About reports that a unit need not send. */
export type ExemptionReply =
  /** To the unit's contacts. `by` null: the operator. */
  | {
      readonly kind: 'exempted';
      readonly about: About;
      readonly by: string | null;
      readonly reason: string;
      /** The report had come: it stays. */
      readonly sent: boolean;
    }
  /** `due`: it is still to be reported in time. */
  | {
      readonly kind: 'exemption-withdrawn';
      readonly about: About;
      readonly by: string | null;
      readonly sent: boolean;
    };
