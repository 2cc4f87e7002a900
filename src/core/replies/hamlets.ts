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

/** To the contact of the unit above: a hamlet reported or revised after that unit's report was sent. */
export type HamletReply = {
  readonly kind: 'hamlet-changed';
  readonly about: About;
  readonly hamlet: UnitView;
  /** In the hamlet's own report; `before` null: it had not reported. */
  readonly changes: readonly FieldChange[];
};
