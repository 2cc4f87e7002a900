import { may } from '../../access/access.ts';
import { readInviteWish } from '../../invites/words.ts';
import type { Context } from '../context.ts';
import type { State } from '../state.ts';
import { aside, type Turn } from '../turn.ts';

/** "/moi Lan", "hủy mời Lan"; undefined for other words, and for those that fit nobody and can mean something else. */
export function onInviteText(state: State, text: string, context: Context): Turn | undefined {
  const wish = readInviteWish(text);
  if (!wish) return undefined;
  const isCommand = text.trim().startsWith('/');
  if (!may(context.posts, 'invite')) {
    return isCommand ? aside(state, [{ kind: 'not-for-this-role', offers: [] }]) : undefined;
  }
  const found = context.looked.kind === 'invitees' ? context.looked.found : ({ kind: 'none' } as const);
  const command = wish.kind === 'invite' ? 'moi' : 'huymoi';
  switch (found.kind) {
    case 'none':
      return isCommand
        ? aside(state, [{ kind: 'invitee-unknown', who: wish.who, command, offers: [] }])
        : undefined;
    case 'several':
      return aside(state, [{ kind: 'which-invitee', people: found.people, command, offers: [] }]);
    case 'one': {
      const { person, open, next } = found;
      if (wish.kind === 'revoke-invite') {
        return aside(
          state,
          [{ kind: 'invite-revoked', person, had: open !== null, offers: [] }],
          open ? [{ kind: 'revoke-invites', person: person.id }] : [],
        );
      }
      return aside(
        state,
        [{ kind: 'invite-issued', person, invite: open ?? next, known: open !== null, offers: [] }],
        open ? [] : [{ kind: 'issue-invite', person: person.id, invite: next }],
      );
    }
  }
}
