import type { Invitee, OpenInvite } from '../invites/invitee.ts';

/** What a coordinator hears about invites. */
export type InviteReply =
  /** `known`: the code had been given out before. */
  | {
      readonly kind: 'invite-issued';
      readonly person: Invitee;
      readonly invite: OpenInvite;
      readonly known: boolean;
    }
  /** `had`: there was an open code. */
  | { readonly kind: 'invite-revoked'; readonly person: Invitee; readonly had: boolean }
  | {
      readonly kind: 'which-invitee';
      readonly people: readonly Invitee[];
      readonly command: 'moi' | 'huymoi';
    }
  /** `who` empty: nobody was named. */
  | { readonly kind: 'invitee-unknown'; readonly who: string; readonly command: 'moi' | 'huymoi' };
