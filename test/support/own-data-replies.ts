import { Temporal } from 'temporal-polyfill';
import type { PersonView, PostView } from '../../src/core/conversation/context.ts';
import type { PersonalData } from '../../src/core/personal/personal-data.ts';
import type { Reply } from '../../src/core/replies.ts';
import type { PersonalReply } from '../../src/core/replies/personal.ts';

const AT = Temporal.Instant.from('2017-08-21T08:00:00+07:00');
const CHANNELS: PersonalData['channels'] = [
  { channel: 'zalo-bot', linkedAt: AT, blocked: false },
  { channel: 'telegram', linkedAt: null, blocked: true },
];

const DATA: PersonalData = {
  phone: '0912345678',
  channels: CHANNELS,
  preferred: 'zalo-bot',
  consents: [
    { version: 1, givenAt: AT, channel: 'telegram', withdrawnAt: AT },
    { version: 2, givenAt: AT, channel: 'zalo-bot', withdrawnAt: null },
  ],
  reports: Array.from({ length: 10 }, (_, index) => ({
    unit: 'Xã Vĩnh Bình Bắc',
    form: 'Báo cáo tuần công tác dân vận',
    period: `2017-W${34 - index}`,
    revision: 1,
    at: AT,
  })),
  reportCount: 112,
  fileCount: 7,
  messageCount: 41,
  absences: [
    { firstDay: Temporal.PlainDate.from('2017-08-20'), lastDay: Temporal.PlainDate.from('2017-08-25') },
  ],
};

const NOTHING: PersonalData = {
  ...DATA,
  phone: null,
  preferred: null,
  consents: [],
  reports: [],
  reportCount: 0,
  absences: [],
};

/** The samples of replies about what is kept of a person, at their longest and shortest. */
export function ownDataReplies(
  person: PersonView,
  posts: readonly PostView[],
): { readonly [Kind in PersonalReply['kind']]: readonly Reply[] } {
  const places = posts.map(({ title, place }) => ({ title, place }));
  return {
    'own-data': [
      { kind: 'own-data', person, posts, data: DATA, offers: [] },
      { kind: 'own-data', person, posts: [], data: NOTHING, offers: [] },
    ],
    'own-data-export': [
      { kind: 'own-data-export', person, posts, data: DATA, offers: [] },
      { kind: 'own-data-export', person, posts: [], data: NOTHING, offers: [] },
    ],
    'own-channels': [null, 'zalo-bot' as const].map((preferred) => ({
      kind: 'own-channels',
      channels: CHANNELS,
      preferred,
      offers: [[{ token: 'prefer..telegram', label: { kind: 'prefer', channel: 'telegram' } }]],
    })),
    'channel-preferred': [{ kind: 'channel-preferred', channel: 'telegram', offers: [] }],
    'channel-not-linked': [{ kind: 'channel-not-linked', channels: CHANNELS, offers: [] }],
    'own-data-corrected': [
      { kind: 'own-data-corrected', field: 'name', value: 'Võ Minh Nhựt', told: true, offers: [] },
      { kind: 'own-data-corrected', field: 'phone', value: '0912345678', told: false, offers: [] },
    ],
    'own-data-unread': (['name', 'phone', 'honorific'] as const).map((field) => ({
      kind: 'own-data-unread',
      field,
      offers: [],
    })),
    'withdraw-question': [
      {
        kind: 'withdraw-question',
        channels: CHANNELS,
        offers: [
          [
            { token: 'withdraw', label: 'withdraw' },
            { token: 'stay', label: 'stay' },
          ],
        ],
      },
    ],
    'consent-withdrawn': [{ kind: 'consent-withdrawn', offers: [] }],
    'erase-question': [
      { kind: 'erase-question', again: false, offers: [[{ token: 'erase', label: 'erase' }]] },
      { kind: 'erase-question', again: true, offers: [[{ token: 'erasesure', label: 'erase-sure' }]] },
    ],
    'own-data-erased': [{ kind: 'own-data-erased', offers: [] }],
    'name-corrected-told': [
      {
        kind: 'name-corrected-told',
        before: person.name,
        after: 'Võ Minh Nhật',
        places: posts.map(({ place }) => place),
        offers: [],
      },
    ],
    'person-gone-told': [
      { kind: 'person-gone-told', name: person.name, posts: places, offers: [] },
      { kind: 'person-gone-told', name: null, posts: places, offers: [] },
    ],
  };
}
