import { Temporal } from 'temporal-polyfill';
import { personId } from '../../src/core/ids.ts';
import type { Invitee } from '../../src/core/invites/invitee.ts';
import { NO_PLACES, type JoinPlaces } from '../../src/core/invites/places.ts';
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

const EVERYWHERE: JoinPlaces = {
  telegramBot: 'haichieu',
  zaloBot: 'BotDanVan',
  zaloOa: { id: '2891003547118264975', name: 'Dân vận Vĩnh Thuận' },
};

/** The samples of replies about invites. */
export function inviteReplies(): { readonly [Kind in InviteReply['kind']]: readonly Reply[] } {
  const expiresAt = Temporal.Instant.from('2017-08-28T09:00:00+07:00');
  const code = 'C7KPT4XNRH';
  return {
    'invite-issued': [NO_PLACES, EVERYWHERE].flatMap((places) =>
      [false, true].map((known) => ({
        kind: 'invite-issued',
        person: PERSON,
        invite: { code, expiresAt, places },
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
