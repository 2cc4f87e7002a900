import { postReplies } from './post-replies.ts';
import { accessReplies } from './access-replies.ts';
import { digestDetailReplies } from './digest-detail-replies.ts';
import { digestDraftReplies } from './digest-draft-replies.ts';
import { digestFileReplies } from './digest-file-replies.ts';
import { digestWishesReplies } from './digest-wishes-replies.ts';
import { explanationReplies } from './explanation-replies.ts';
import { exemptionReplies } from './exemption-replies.ts';
import type { Burden } from '../../src/core/reminders/burden.ts';
import { remindersNeededExamples } from './reminder-replies.ts';
import { NO_FILES, type FileCount } from '../../src/core/attachments/attached.ts';
import { obligationId } from '../../src/core/ids.ts';
import type { Reply, UnsupportedKind } from '../../src/core/replies.ts';
import { calendarReplies } from './calendar-replies.ts';
import { ASKING } from './asking-replies.ts';
import { context, duty, sent, week } from './conversation.ts';
import { about, extreme, first, items, LONG, moment, offers, unclear, unusual } from './extremes.ts';
import { tuan } from './forms.ts';
import { MANY_HEADS, signOffReplies } from './sign-off-replies.ts';
import { hamletPreviews, hamletReplies, STANDING } from './hamlet-replies.ts';
import { noticeReplies } from './notice-replies.ts';
import { inviteReplies } from './invite-replies.ts';
import { ownDataReplies } from './own-data-replies.ts';
import { ownWordReplies } from './own-word-replies.ts';
import { practiceExamples } from './practice-replies.ts';
import { notReachedReplies } from './not-reached-replies.ts';
import { signOffClockReplies } from './sign-off-clock-replies.ts';
import { ALREADY_SENT, SIGNED_REPORTS, signedLists } from './sign-off-states.ts';
import {
  absenceReplies,
  lateReplies,
  onBehalfReplies,
  reopeningReplies,
  snoozeReplies,
} from './request-replies.ts';

const LONG_PLACE = 'Ban Dân vận Thị ủy kiêm Ủy ban Mặt trận Tổ quốc huyện Vĩnh Thuận Bắc';
const MANY_FILES: FileCount = { photos: 19, others: 20, pending: 20 };
const changes = tuan.fields.map((field) => ({ field, before: extreme(field), after: null }));
const refusedFiles = (['too-large', 'not-accepted', 'too-many', 'locked', 'not-received'] as const).flatMap(
  (problem) => [true, false, false, false, false].map((photo) => ({ photo, name: `${LONG}.zip`, problem })),
);
const state = {
  kind: 'sent',
  code: 'BC-ZZZZZZ.99',
  at: moment,
  lateMinutes: 999_999,
  revision: 99,
  files: MANY_FILES,
  signOff: null,
  waitsFor: [],
} as const;
const line = { about, state };
const signed = signedLists(state);
const posts = Array.from({ length: 3 }, () => ({
  role: 'leader' as const,
  title: 'Phó Chủ tịch Ủy ban nhân dân kiêm Trưởng Ban Chỉ đạo thực hiện quy chế dân chủ',
  place: about.unit.name,
  unit: null,
  body: null,
}));
const { person } = context();
if (!person) throw new Error('the test context has a person');

const plain = [
  'stranger',
  'codes-refused',
  'code-wrong',
  'code-expired',
  'code-used',
  'code-for-someone-else',
  'already-linked',
  'consent-declined',
  'nothing-owed',
  'practice-files',
  'nothing-to-cancel',
  'nothing-to-confirm',
  'files-not-kept',
  'leave-question',
  'left',
  'stayed',
  'not-for-this-role',
  'failed',
] as const;
const UNSUPPORTED: readonly UnsupportedKind[] = [
  'sticker',
  'voice',
  'edit',
  'location',
  'contact',
  'group',
  'unseen',
  'other',
];

const fullPreview: Extract<Reply, { kind: 'preview' }> = {
  kind: 'preview',
  about,
  items,
  nil: false,
  sameAsLast: true,
  unclear,
  missing: [],
  unusual,
  changes,
  correctsRevision: 9,
  files: MANY_FILES,
  offers,
};
const entrustedPreview = { ...fullPreview, onBehalf: { informant: LONG.slice(0, 200) } };

const BURDEN: Burden = {
  from: about.period.start,
  until: about.period.end,
  people: 3321,
  unaskedMedian: 2.5,
  unaskedMost: 5,
  reports: 12_345,
  messages: 61_725,
  seconds: 2_345_678,
  heaviest: Array.from({ length: 3 }, () => ({ unit: about.unit.name, messages: 1234, seconds: 45 })),
};

/** Every kind of reply except the digest, which test/texts/leader.test.ts renders; a kind without an example does not compile. */
export const EXAMPLES: {
  readonly [Kind in Exclude<Reply['kind'], 'digest' | (typeof plain)[number]>]: readonly Reply[];
} = {
  'consent-request': [
    { kind: 'consent-request', person, posts, operators: ['Ban Dân vận Huyện ủy', 'UBND huyện'], offers },
    { kind: 'consent-request', person, posts: [], operators: [], offers },
  ],
  welcome: [
    { kind: 'welcome', person, posts, duties: [line, line], example: 'hg 5/6', offers },
    { kind: 'welcome', person, posts: [], duties: [], example: undefined, offers },
  ],
  status: [
    { kind: 'status', duties: [], offers },
    { kind: 'status', duties: [], toSignOff: Array.from({ length: 9 }, () => about), offers },
    {
      kind: 'status',
      duties: [
        line,
        ...(['owed', 'begun', 'overdue', 'missed'] as const).map((kind) => ({
          about,
          state: { kind },
          lateNotice: { until: moment },
          reopening: kind === 'missed' ? ('asked' as const) : { until: moment },
        })),
        { about, state: { kind: 'exempt', reason: LONG.slice(0, 200) } },
        { ...line, lateNotice: { until: null }, reopening: { until: moment }, hamlets: STANDING },
      ],
      absence: { until: about.period.end, standIn: LONG.slice(0, 100) },
      offers,
    },
  ],
  due: [{ kind: 'due', duties: [], offers }, { kind: 'due', duties: [line, line], offers }, signed.due],
  history: [
    { kind: 'history', reports: [], offers },
    { kind: 'history', reports: Array.from({ length: 8 }, () => line), offers },
    signed.history,
  ],
  help: [
    {
      kind: 'help',
      reports: true,
      leads: true,
      coordinates: true,
      signsOff: true,
      example: 'hg 5/6',
      fields: tuan.fields,
      offers,
    },
    {
      kind: 'help',
      reports: false,
      leads: false,
      coordinates: false,
      signsOff: false,
      example: undefined,
      fields: [],
      offers,
    },
  ],
  'which-duty': [
    ...(['not-yet', 'exempt', 'not-owed'] as const).map((named) => ({
      kind: 'which-duty' as const,
      duties: [about],
      named,
      offers,
    })),
    {
      kind: 'which-duty',
      duties: [about, { ...about, formName: 'Báo cáo tháng', unit: duty().unit, period: week(35) }],
      named: 'open',
      offers,
    },
  ],
  ...ownWordReplies(about),
  ...noticeReplies(about, items, offers),
  ...onBehalfReplies(about, { items, changes, long: LONG }),
  ...exemptionReplies(about, LONG),
  ...explanationReplies(about, LONG),
  ...digestDetailReplies(about),
  ...digestDraftReplies(LONG),
  ...digestWishesReplies,
  ...digestFileReplies,
  ...reopeningReplies(about, { items, changes, long: LONG, preview: entrustedPreview }),
  ...signOffReplies(about, { items, changes, long: LONG, files: MANY_FILES }),
  ...hamletReplies(about, { items, changes, unclear }),
  preview: [
    ...hamletPreviews(fullPreview, changes),
    {
      ...fullPreview,
      optional: tuan.fields,
      news: [{ name: 'Lê Thị Ngọc Mai', items }],
      changedSince: true,
      offers,
    },
    {
      kind: 'preview',
      about,
      items,
      nil: true,
      sameAsLast: false,
      unclear: [],
      missing: tuan.fields,
      unusual: [],
      changes: [],
      correctsRevision: 0,
      files: MANY_FILES,
      album: true,
      offers,
    },
  ],
  ...ASKING,
  'not-understood': [
    { kind: 'not-understood', about, unclear, example: 'hg 5/6', offers },
    { kind: 'not-understood', about, unclear: [], example: 'hg 5/6', offers },
  ],
  unusual: [{ kind: 'unusual', about, items: unusual, offers }],
  'unusual-nil': [
    { kind: 'unusual-nil', about, field: first, contradicting: [], offers },
    { kind: 'unusual-nil', about, field: undefined, contradicting: items, offers },
  ],
  'edit-hint': [{ kind: 'edit-hint', about, example: 'hg 5/6', offers }],
  'cancel-question': [
    { kind: 'cancel-question', about, sent: true, files: NO_FILES, offers },
    { kind: 'cancel-question', about, sent: false, files: MANY_FILES, offers },
  ],
  'draft-dropped': [{ kind: 'draft-dropped', about, offers }],
  'stale-choice': [true, false].map((isFollowed) => ({ kind: 'stale-choice', isFollowed, offers })),
  'draft-dropped-told': [{ kind: 'draft-dropped-told', about, by: LONG.slice(0, 100), items, offers }],
  'number-unclear': [true, false].map((isFollowed) => ({ kind: 'number-unclear', isFollowed, offers })),
  'nothing-changed': [{ kind: 'nothing-changed', about, offers }],
  ...lateReplies(about, LONG),
  ...snoozeReplies(about),
  ...signOffClockReplies(about),
  ...notReachedReplies(LONG_PLACE),
  receipt: [
    {
      kind: 'receipt',
      about,
      code: 'BC-ZZZZZZ.99',
      at: moment,
      lateMinutes: 999_999,
      revision: 99,
      nil: false,
      items,
      gaps: tuan.fields,
      changes,
      files: MANY_FILES,
      stillOwed: [about, about, about],
      waitsFor: MANY_HEADS,
      offers,
    },
    {
      kind: 'receipt',
      about,
      code: 'BC-2223',
      at: moment,
      lateMinutes: 0,
      revision: 1,
      nil: false,
      items,
      gaps: tuan.fields,
      changes: [],
      files: NO_FILES,
      stillOwed: [],
      punctual: { run: 120, period: 'half' },
      offers,
    },
    {
      kind: 'receipt',
      about,
      code: 'BC-2223',
      at: moment,
      lateMinutes: 1,
      revision: 1,
      nil: true,
      items,
      gaps: [],
      changes: [],
      files: { ...NO_FILES, others: 1 },
      stillOwed: [],
      isUnshown: true,
      offers,
    },
  ],
  ...practiceExamples(about, items),
  'already-sent': ALREADY_SENT,
  'nothing-sent-yet': [{ kind: 'nothing-sent-yet', about, offers }],
  unsupported: UNSUPPORTED.map((what) => ({ kind: 'unsupported', what, offers })),
  digests: [{ kind: 'digests', digests: [], page: 1, offers }],
  'unit-report': [
    { kind: 'unit-report', unit: about.unit, report: null, offers },
    {
      kind: 'unit-report',
      unit: about.unit,
      report: {
        formName: about.formName,
        fields: tuan.fields,
        period: about.period,
        obligation: obligationId(1),
        sent: sent(Object.fromEntries(tuan.fields.map((field) => [field.code, extreme(field)])), {
          notes: Object.fromEntries(tuan.fields.map((field) => [field.code, LONG])),
          revision: 99,
          lateMinutes: 999_999,
          onBehalf: { informant: LONG.slice(0, 200) },
          files: MANY_FILES,
          gaps: tuan.fields.map((field) => field.code),
        }),
      },
      offers,
    },
    ...SIGNED_REPORTS,
  ],
  ...absenceReplies(about, LONG),
  ...postReplies(LONG),
  ...calendarReplies(),
  ...inviteReplies(),
  'guessing-told': [{ kind: 'guessing-told', codes: 10, offers }],
  ...ownDataReplies(person, posts),
  ...accessReplies(about.unit),
  'secrecy-refused': [{ kind: 'secrecy-refused', offers }],
  'privacy-question': [
    { kind: 'privacy-question', about, pieces: ['ông Nguyễn Văn Tám', '0912 345 678'], offers },
    { kind: 'privacy-question', about, pieces: Array.from({ length: 20 }, () => LONG), offers },
  ],
  'unknown-unit': [
    { kind: 'unknown-unit', code: '', offers },
    { kind: 'unknown-unit', code: LONG, offers },
  ],
  'files-taken': [false, true].flatMap((yes) => [
    {
      kind: 'files-taken',
      about,
      taken: MANY_FILES,
      total: { photos: 20, others: 20, pending: 0 },
      album: yes,
      code: yes ? 'BC-ZZZZZZ.99' : undefined,
      next: yes ? 'figures' : 'send',
      words: yes ? undefined : LONG,
      ...(yes ? { photoNotice: true } : {}),
      offers,
    },
  ]),
  'files-refused': [
    { kind: 'files-refused', about, files: refusedFiles, offers },
    { kind: 'files-refused', about: undefined, files: refusedFiles.slice(0, 5), offers },
  ],
  'which-file': [{ kind: 'which-file', about, offers }],
  'files-dropped': [
    { kind: 'files-dropped', about, dropped: MANY_FILES, left: MANY_FILES, offers },
    { kind: 'files-dropped', about, dropped: { ...NO_FILES, photos: 1 }, left: NO_FILES, offers },
  ],
  'no-files': [
    { kind: 'no-files', sent: about, offers },
    { kind: 'no-files', sent: undefined, offers },
  ],
  'reminders-needed': remindersNeededExamples(about.unit.name),
  burden: [
    { kind: 'burden', burden: BURDEN, offers },
    { kind: 'burden', burden: { ...BURDEN, reports: 0, heaviest: [] }, offers },
    { kind: 'burden', burden: { ...BURDEN, people: 0, messages: 0 }, offers },
  ],
};

/** Every kind of reply but the digest, with values as long as a report can hold. */
const own: readonly Reply[] = [
  ...plain.map((kind): Reply => ({ kind, offers })),
  ...Object.values(EXAMPLES).flat(),
];

/** In practice the same may be said with a mark above it. */
export const replies: readonly Reply[] = [
  ...own,
  ...own.map((said): Reply => ({ kind: 'practice', said, offers })),
];
