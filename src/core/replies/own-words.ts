import type { OwnWord } from '../dictionary/own-word.ts';
import type { Trial } from '../dictionary/trial.ts';

export type OwnWordDecision = 'accept' | 'decline' | 'withdraw';

/** About the words that units use for fields; to coordinators. */
export type OwnWordReply =
  /** Unasked. */
  | { readonly kind: 'own-word-proposed'; readonly word: OwnWord }
  /** `more`: how many there was no room for. `asks`: one of these is meant. */
  | {
      readonly kind: 'own-words';
      readonly words: readonly OwnWord[];
      readonly more: number;
      readonly asks: boolean;
    }
  /** The reader's own decision. */
  | { readonly kind: 'own-word-settled'; readonly word: OwnWord; readonly decision: OwnWordDecision }
  /** It was decided before, as `word.state` says. */
  | { readonly kind: 'own-word-decided'; readonly word: OwnWord }
  | {
      readonly kind: 'own-word-refused';
      readonly word: OwnWord;
      readonly trial: Exclude<Trial, { kind: 'passed' }>;
    }
  | { readonly kind: 'own-word-unknown'; readonly words: string };
