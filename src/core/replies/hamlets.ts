import type { Temporal } from 'temporal-polyfill';
import type { UnitView } from '../conversation/context.ts';
import type { FieldChange } from '../forms/values.ts';
import type { About, Item } from '../replies.ts';

/** Who of the hamlets below a unit has reported, and who has not. */
export type HamletStanding = {
  readonly reported: readonly UnitView[];
  readonly missing: readonly UnitView[];
};

/** Beside a draft. */
export type HamletsInDraft = HamletStanding & {
  /** Their sum is in the draft. */
  readonly used: boolean;
  /** What their sum would change in it: fields without a value, and summed ones that are another sum by now. */
  readonly changes: readonly FieldChange[];
};

/** In a reminder. */
export type HamletsToSum = HamletStanding & {
  /** Their sum so far. */
  readonly sum: readonly Item[];
};

/** What was read from a hamlet's words. */
export type HamletAnswer = {
  readonly hamlet: UnitView;
  /** Who told it, as written. */
  readonly informant: string | null;
  readonly nil: boolean;
  readonly items: readonly Item[];
  /** Pieces that were not sure: they are not kept. */
  readonly unclear: readonly string[];
  /** Names or numbers of people were in them, and are not kept. */
  readonly leavesOut: boolean;
};

export type HamletReply =
  /** To the contact of the unit above: a hamlet reported or revised after that unit's report was sent. */
  | {
      readonly kind: 'hamlet-changed';
      readonly about: About;
      readonly hamlet: UnitView;
      /** In the hamlet's own report; `before` null: it had not reported. */
      readonly changes: readonly FieldChange[];
    }
  /** To the contact who passed on what hamlets told. */
  | {
      readonly kind: 'hamlet-answers';
      readonly about: About;
      readonly answers: readonly HamletAnswer[];
      /** These included. */
      readonly standing: HamletStanding;
    }
  /** Whose words they are that the contact passed on. */
  | { readonly kind: 'which-hamlet'; readonly about: About }
  /** To be forwarded to the hamlets as it is. */
  | {
      readonly kind: 'hamlet-link';
      readonly about: About;
      readonly hamlets: readonly UnitView[];
      readonly url: string;
      /** Until when they are to answer. */
      readonly dueAt: Temporal.Instant;
    }
  | { readonly kind: 'hamlet-link-unavailable'; readonly why: 'no-hamlets' | 'no-address' }
  /** To the contact: answers come in by the link, the first one or the last that was missing. */
  | {
      readonly kind: 'hamlet-answered';
      readonly about: About;
      readonly hamlet: UnitView;
      /** This one included. */
      readonly standing: HamletStanding;
    };
