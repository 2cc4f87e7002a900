import { Temporal } from 'temporal-polyfill';
import { personId } from '../../src/core/ids.ts';
import type { Invitee } from '../../src/core/invites/invitee.ts';
import type { Reply } from '../../src/core/replies.ts';
import type { InviteReply } from '../../src/core/replies/invites.ts';

const PERSON: Invitee = {
  id: personId(7),
  code: 'vo-minh-nhut',
  name: 'Võ Minh Nhựt',
  units: ['binh-minh'],
  place: 'Xã Bình Minh',
  reportsFor: ['binh-minh'],
  present: false,
};

/** The samples of replies about invites. */
export function inviteReplies(): { readonly [Kind in InviteReply['kind']]: readonly Reply[] } {
  const expiresAt = Temporal.Instant.from('2017-08-28T09:00:00+07:00');
  const code = 'C7KPT4XNRH';
  return {
    'invite-issued': [null, `https://t.me/haichieu?start=${code}`].flatMap((link) =>
      [false, true].map((known) => ({
        kind: 'invite-issued',
        person: PERSON,
        invite: { code, expiresAt, link },
        known,
        offers: [],
      })),
    ),
    'invite-revoked': [false, true].map((had) => ({
      kind: 'invite-revoked',
      person: { ...PERSON, place: null },
      had,
      offers: [],
    })),
    'which-invitee': [
      {
        kind: 'which-invitee',
        people: Array.from({ length: 8 }, () => PERSON),
        command: 'moi',
        offers: [],
      },
    ],
    'invitee-unknown': ['', 'Lan'].map((who) => ({
      kind: 'invitee-unknown',
      who,
      command: 'huymoi',
      offers: [],
    })),
  };
}
