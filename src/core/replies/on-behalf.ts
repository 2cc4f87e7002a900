import type { UnitHead } from '../conversation/context.ts';
import type { FieldChange } from '../forms/values.ts';
import type { Field } from '../forms/definition.ts';
import type { About, Item } from '../replies.ts';

/** A report that a coordinator enters for a unit. */
export type OnBehalfReply =
  | { readonly kind: 'on-behalf-usage' }
  /** `words`: what was to be a unit. */
  | { readonly kind: 'on-behalf-unknown'; readonly words: string }
  | { readonly kind: 'informant-question'; readonly about: About }
  /** To the unit's contacts. */
  | {
      readonly kind: 'entered-on-behalf';
      readonly about: About;
      readonly by: string;
      /** Null: not said. */
      readonly informant: string | null;
      readonly code: string;
      readonly nil: boolean;
      readonly items: readonly Item[];
      readonly changes: readonly FieldChange[];
      readonly gaps: readonly Field[];
      /** Whose sign-off it waits for. */
      readonly waitsFor?: readonly UnitHead[];
    };
