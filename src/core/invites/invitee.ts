import type { Temporal } from 'temporal-polyfill';
import type { NamedPerson } from '../organization/match-person.ts';
import type { JoinPlaces } from './places.ts';

/** Somebody who can be invited, as far as the coordinator's posts reach. */
export type Invitee = NamedPerson & { readonly code: string };

export type OpenInvite = {
  readonly code: string;
  /** Real time. */
  readonly expiresAt: Temporal.Instant;
  /** Where it can be sent. */
  readonly places: JoinPlaces;
};

/** A code that nobody was given yet, with what is stored of it. */
export type NewInvite = OpenInvite & { readonly nonce: string; readonly codeHash: string };

/** Who the words can mean; for one person the code that is open, or one to give out. */
export type FoundInvitees =
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly people: readonly Invitee[] }
  | {
      readonly kind: 'one';
      readonly person: Invitee;
      readonly open: OpenInvite | null;
      readonly next: NewInvite;
    };
