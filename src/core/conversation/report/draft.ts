import type { Notes, Values } from '../../forms/definition.ts';
import type { FieldCode, PersonId } from '../../ids.ts';

export type Author = { readonly person: PersonId; readonly name: string };

/** The unsent report of an obligation, as stored; only what was understood without a doubt or confirmed is in `values`. */
export type Draft = {
  readonly values: Values;
  readonly notes: Notes;
  /** The words each value came from, quoted in the preview. */
  readonly sources: Readonly<Record<FieldCode, string>>;
  /** Labels read in spite of a slip: shown as "hiểu là …". */
  readonly understoodAs: Readonly<Record<FieldCode, string>>;
  /** Pieces of messages that were not understood, quoted back until they are settled or dropped. */
  readonly unclear: readonly string[];
  readonly nil: boolean;
  readonly sameAsLast: boolean;
  /** Stocks taken over from the last report. */
  readonly carriedOver: readonly FieldCode[];
  /** Fields whose unusual value the person confirmed. */
  readonly confirmed: readonly FieldCode[];
  /** Fields passed over in the guided way. */
  readonly skipped: readonly FieldCode[];
  /** Who entered each value, so that two people who fill in one report see whose is whose. Absent in drafts of older versions. */
  readonly by?: Readonly<Record<FieldCode, Author>>;
  /** Words about people who complained, as typed, that the person is still to decide about; see personal.ts. */
  readonly personal?: readonly string[];
  /** Such words that are to stay, by the person's own decision. */
  readonly keptPersonal?: readonly string[];
  /** Who told the figures that a coordinator enters, as written; empty: asked and not said. Absent: not asked. */
  readonly informant?: string;
  /** The sum that was last taken over from these hamlets: a field that still holds its value was not written over. Absent: none. */
  readonly fromHamlets?: { readonly values: Values; readonly units: readonly string[] };
  /** The revision that this draft corrects; 0: nothing was sent yet. */
  readonly correctsRevision: number;
};

export const EMPTY_DRAFT: Draft = {
  values: {},
  notes: {},
  sources: {},
  understoodAs: {},
  unclear: [],
  nil: false,
  sameAsLast: false,
  carriedOver: [],
  confirmed: [],
  skipped: [],
  correctsRevision: 0,
};

/** Whether there is anything that could be sent. */
export function hasContent(draft: Draft): boolean {
  return draft.nil || Object.keys(draft.values).length > 0;
}

/** Nothing that could be sent and nothing left to settle. */
export function isEmptyDraft(draft: Draft): boolean {
  return !hasContent(draft) && draft.unclear.length === 0;
}
