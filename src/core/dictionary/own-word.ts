import type { Temporal } from 'temporal-polyfill';
import type { UnitView } from '../conversation/context.ts';
import type { FormDefinition } from '../forms/definition.ts';
import type { FieldCode, UnitAliasId } from '../ids.ts';
import type { OwnAlias } from './with-aliases.ts';

export type OwnWordState = 'proposed' | 'accepted' | 'declined' | 'withdrawn';

/** Words of a unit for a field, which count once a coordinator has accepted them. */
export type OwnWord = {
  readonly id: UnitAliasId;
  readonly unit: UnitView;
  /** In its latest version, as everyone has it. */
  readonly form: FormDefinition;
  /** The words that were accepted for the unit and this form. */
  readonly accepted: readonly OwnAlias[];
  readonly words: string;
  readonly field: FieldCode;
  /** In how many reports the words turned out to mean the field. */
  readonly reports: number;
  readonly state: OwnWordState;
  /** Null where it waits, or the person is not known any more. */
  readonly decidedBy: string | null;
  readonly decidedAt: Temporal.Instant | null;
};
