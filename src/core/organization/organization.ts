import type { BodyCode, PersonCode, PostCode, UnitCode } from '../ids.ts';

export type Role = 'contact' | 'superior' | 'leader' | 'coordinator' | 'operator';
export const ROLES: readonly Role[] = ['contact', 'superior', 'leader', 'coordinator', 'operator'];

/** Which rules of layout a body's documents follow. */
export type DocumentStyle = 'party' | 'government';

/** A name that something bore before a day. */
export type FormerName = { readonly name: string; readonly until: string };

/** Days are ISO dates; `until` is the first day that no longer counts. */
type Dated = {
  readonly from?: string;
  readonly until?: string;
  /** Names before the present one, the earliest first: what speaks of a day uses the name of that day. */
  readonly was?: readonly FormerName[];
};

export type Unit = Dated & {
  readonly code: UnitCode;
  readonly name: string;
  readonly kind: string;
  readonly parent?: UnitCode;
  /** The units that this one came from, or took in: merged into it alone, or split into it and others. */
  readonly predecessors?: readonly UnitCode[];
};

export type Body = Dated & {
  readonly code: BodyCode;
  readonly name: string;
  readonly style: DocumentStyle;
  readonly unit: UnitCode;
};

export type Person = {
  readonly code: PersonCode;
  readonly name: string;
  readonly honorific: string;
  readonly phone?: string;
};

/** An office that outlives its holders: in a unit or in a body, never both. */
export type Post = {
  readonly code: PostCode;
  readonly title: string;
  readonly role: Role;
  readonly holder?: PersonCode;
  /** The day on which the holder took up the post. */
  readonly since?: string;
} & PostPlace;

export type PostPlace = { readonly unit: UnitCode } | { readonly body: BodyCode };
