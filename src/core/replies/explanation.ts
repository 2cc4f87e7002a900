import type { Temporal } from 'temporal-polyfill';
import type { Figure, NamedFigure } from '../explanations/explanation.ts';

/** About explaining one figure. */
export type ExplanationReply =
  /** To who asks: what the words lack. */
  | { readonly kind: 'explanation-unclear'; readonly named: Exclude<NamedFigure, { kind: 'figure' }> }
  | { readonly kind: 'explanation-sent'; readonly figure: Figure }
  | { readonly kind: 'explanation-waits'; readonly figure: Figure; readonly since: Temporal.Instant }
  /** The answer; `by` null: it had come before. */
  | {
      readonly kind: 'explanation-told';
      readonly figure: Figure;
      readonly text: string;
      readonly by: string | null;
    }
  /** To the unit's contacts. */
  | { readonly kind: 'explanation-asked'; readonly figure: Figure; readonly by: string }
  | { readonly kind: 'explanation-question'; readonly figure: Figure }
  | { readonly kind: 'which-explanation'; readonly figures: readonly Figure[] }
  | { readonly kind: 'explanation-noted'; readonly figure: Figure; readonly askers: readonly string[] }
  | { readonly kind: 'explanation-too-long'; readonly length: number }
  | { readonly kind: 'no-explanation-waits' | 'explanation-dropped' };
