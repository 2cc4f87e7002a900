import type { Field } from '../forms/definition.ts';
import type { About, Item, Reply } from '../replies.ts';

/**
 * Why a practice is over: the person said so, said nothing for hours, took up a real report, or its button or "thôi tập" came when
 * none was on.
 */
export type PracticeEnd = 'said' | 'silence' | 'real-report' | 'old-button' | 'not-begun';

/** What is said about reports that count for nothing. */
export type PracticeReply =
  /** Anything that a practice leads to, marked as such. It offers what `said` offers. */
  | { readonly kind: 'practice'; readonly said: Reply }
  | { readonly kind: 'practice-begun'; readonly about: About; readonly example: string }
  /** `reports`: the person reports, and only no period of theirs is known yet. */
  | { readonly kind: 'practice-unavailable'; readonly reports: boolean }
  | { readonly kind: 'practice-files' }
  | {
      readonly kind: 'practice-receipt';
      readonly about: About;
      readonly nil: boolean;
      readonly items: readonly Item[];
      readonly gaps: readonly Field[];
      /** Real reports that are due within a day or already late. */
      readonly due: readonly About[];
    }
  | { readonly kind: 'practice-over'; readonly why: PracticeEnd };
