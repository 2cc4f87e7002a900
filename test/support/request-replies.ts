import type { About, Item, Offers, Reply } from '../../src/core/replies.ts';
import { LATE_CAUSES } from '../../src/core/conversation/requests/late-notice.ts';
import { standInOffers } from '../../src/core/conversation/requests/stand-in.ts';
import { personId } from '../../src/core/ids.ts';
import { Temporal } from 'temporal-polyfill';
import type { AbsenceReply } from '../../src/core/replies/absence.ts';
import type { LateReply } from '../../src/core/replies/late.ts';
import type { OnBehalfReply } from '../../src/core/replies/on-behalf.ts';
import type { ReopeningReply } from '../../src/core/replies/reopening.ts';
import type { SnoozeReply } from '../../src/core/replies/snooze.ts';
import type { FieldChange } from '../../src/core/forms/values.ts';
import { at } from './conversation.ts';
import { MANY_HEADS } from './sign-off-replies.ts';

/** The samples of replies about locked reports, at their longest. */
export function reopeningReplies(
  about: About,
  {
    items,
    changes,
    long,
    preview,
  }: {
    readonly items: readonly Item[];
    readonly changes: readonly FieldChange[];
    readonly long: string;
    readonly preview: Extract<Reply, { kind: 'preview' }>;
  },
): { readonly [Kind in ReopeningReply['kind']]: readonly Reply[] } {
  const offers: Offers = [];
  const moment = at('25/8 16:00');
  const by = `Nguyễn ${'Thị Thanh '.repeat(6)}Trúc`;
  const locked = { kind: 'locked', about, offers } as const;
  const request = {
    kind: 'reopening-request',
    about,
    by,
    reason: long.slice(0, 500),
    unit: 'x',
    offers,
  } as const;
  const decided = { kind: 'reopening-decided', about, offers } as const;
  return {
    locked: [
      { ...locked, kept: true, asked: true, decides: false },
      { ...locked, kept: false, asked: false, decides: false },
      { ...locked, kept: false, asked: false, decides: true },
    ],
    'reopening-reason': [{ kind: 'reopening-reason', about, offers }],
    'which-reopening': [{ kind: 'which-reopening', duties: [about], offers }],
    'reopening-needless': [{ kind: 'reopening-needless', about, offers }],
    'reopening-asked': [
      { kind: 'reopening-asked', about, kept: true, offers },
      { kind: 'reopening-asked', about, kept: false, offers },
    ],
    'reopening-waits': [{ kind: 'reopening-waits', about, by, at: moment, offers }],
    reopened: [
      { kind: 'reopened', about, by, preview, offers },
      { kind: 'reopened', about, by, preview: null, offers },
    ],
    'reopening-refused': [
      { kind: 'reopening-refused', about, by, answer: long.slice(0, 500), kept: true, offers },
      { kind: 'reopening-refused', about, by, answer: null, kept: false, offers },
    ],
    'reopening-request': [
      { ...request, items, changes: [] },
      { ...request, items: [], changes },
    ],
    'requests-waiting': [
      {
        kind: 'requests-waiting',
        requests: Array.from({ length: 9 }, () => ({ about, by, reason: long.slice(0, 500) })),
        more: 12,
        offers,
      },
    ],
    'decision-reason': [
      { kind: 'decision-reason', about, until: null, offers },
      { kind: 'decision-reason', about, until: moment, offers },
    ],
    'closing-unclear': (['unread', 'past', 'far'] as const).map((problem) => ({
      kind: 'closing-unclear',
      about,
      problem,
      offers,
    })),
    'opened-again': [{ kind: 'opened-again', about, offers }],
    'opening-refused': [{ kind: 'opening-refused', about, offers }],
    'reopening-decided': [
      { ...decided, decision: { kind: 'granted', by, until: moment } },
      { ...decided, decision: { kind: 'refused', by, answer: null } },
    ],
    'no-reopening-waits': [{ kind: 'no-reopening-waits', offers }],
    'nothing-locked': [{ kind: 'nothing-locked', offers }],
    'reopening-dropped': [{ kind: 'reopening-dropped', offers }],
  };
}

/** The samples of replies about reports that are entered for a unit, at their longest. */
export function onBehalfReplies(
  about: About,
  {
    items,
    changes,
    long,
  }: { readonly items: readonly Item[]; readonly changes: readonly FieldChange[]; readonly long: string },
): { readonly [Kind in OnBehalfReply['kind']]: readonly Reply[] } {
  const offers: Offers = [];
  const entered = {
    kind: 'entered-on-behalf',
    about,
    by: 'Ngô Thị Cẩm Tú',
    code: 'BC-ZZZZZZ.99',
    offers,
  } as const;
  const gaps = items.map(({ field }) => field);
  return {
    'on-behalf-usage': [{ kind: 'on-behalf-usage', offers }],
    'on-behalf-unknown': [{ kind: 'on-behalf-unknown', words: long.slice(0, 60), offers }],
    'informant-question': [{ kind: 'informant-question', about, offers }],
    'entered-on-behalf': [
      { ...entered, informant: long.slice(0, 200), nil: false, items, changes: [], gaps },
      { ...entered, informant: null, nil: true, items, changes, gaps: [], waitsFor: MANY_HEADS },
    ],
  };
}

/** The samples of replies about reports that come late, at their longest. */
export function lateReplies(
  about: About,
  long: string,
): { readonly [Kind in LateReply['kind']]: readonly Reply[] } {
  const offers: Offers = [];
  const until = at('28/8 17:00');
  const beyond = at('4/9 17:00');
  const many = Array.from({ length: 9 }, () => about);
  const noted = { kind: 'late-noted', offers } as const;
  const told = { kind: 'late-told', by: 'Ngô Thị Cẩm Tú', offers } as const;
  return {
    'late-noted': [
      { ...noted, abouts: [about], until, quiet: true, again: false, asksCause: true, told: [about.unit] },
      { ...noted, abouts: [about], until: beyond, quiet: false, again: true, asksCause: false, told: [] },
      { ...noted, abouts: many, until: null, quiet: false, again: false, asksCause: false, told: [] },
    ],
    'late-in-time': [{ kind: 'late-in-time', about, until, offers }],
    'late-cause-noted': LATE_CAUSES.map((cause) => ({ kind: 'late-cause-noted', cause, offers })),
    'late-told': [
      { ...told, abouts: many, until, cause: 'network', reason: long.slice(0, 300) },
      { ...told, abouts: [about], until: null, cause: 'field-trip', reason: null },
      { ...told, abouts: [about], until: null, cause: null, reason: null },
    ],
  };
}

/** The samples of replies about people who are away, at their longest. */
export function snoozeReplies(about: About): { readonly [Kind in SnoozeReply['kind']]: readonly Reply[] } {
  const offers: Offers = [];
  const many = Array.from({ length: 9 }, () => about);
  return {
    'snooze-question': [
      { kind: 'snooze-question', abouts: many, tooLate: false, offers },
      { kind: 'snooze-question', abouts: [about], tooLate: true, offers },
    ],
    'snooze-noted': [
      { kind: 'snooze-noted', abouts: [about], until: at('25/8 13:30'), offers },
      { kind: 'snooze-noted', abouts: many, until: at('25/8 13:30'), offers },
    ],
    'snooze-too-late': [
      { kind: 'snooze-too-late', about, overdue: false, offers },
      { kind: 'snooze-too-late', about, overdue: true, offers },
    ],
  };
}

export function absenceReplies(
  about: About,
  long: string,
): { readonly [Kind in AbsenceReply['kind']]: readonly Reply[] } {
  const offers: Offers = [];
  const from = Temporal.PlainDate.from('2017-08-24');
  const until = Temporal.PlainDate.from('2017-12-31');
  const name = long.slice(0, 100);
  const standIns = (['reports', 'asked', 'unknown'] as const).map((kind) => ({ name, kind }));
  const noted = { kind: 'absence-noted', from, until, offers } as const;
  const asking = standInOffers(personId(9_999_999), from, until);
  const words = (['agreed', 'declined'] as const).map((answer) => ({
    answer,
    name,
    place: about.unit.name,
    from,
    until,
    offers,
  }));
  const told = { kind: 'absence-told', by: name, place: about.unit.name, from, until, offers } as const;
  return {
    'absence-unclear': [{ kind: 'absence-unclear', offers }],
    'absence-noted': [
      ...standIns.map((standIn) => ({ ...noted, standIn, reminded: [name, name] })),
      { ...noted, standIn: null, reminded: [] },
    ],
    'which-stand-in': [{ kind: 'which-stand-in', name, until, offers }],
    'absence-ended': [
      { kind: 'absence-ended', was: true, offers },
      { kind: 'absence-ended', was: false, offers },
    ],
    'absence-told': [...standIns.map((standIn) => ({ ...told, standIn })), { ...told, standIn: null }],
    'stand-in-told': [
      { kind: 'stand-in-told', by: name, until, owed: [about, about], reports: true, offers },
      { kind: 'stand-in-told', by: name, until, owed: [about, about], reports: false, offers: asking },
    ],
    'which-stand-in-request': (['agreed', 'declined'] as const).map((answer) => ({
      kind: 'which-stand-in-request',
      answer,
      offers,
    })),
    'stand-in-over': [{ kind: 'stand-in-over', name, offers }],
    'stand-in-noted': words.map((word) => ({ kind: 'stand-in-noted', ...word })),
    'stand-in-answered': words.map((word) => ({ kind: 'stand-in-answered', by: name, ...word })),
    'stand-in-answer-told': words.map((word) => ({ kind: 'stand-in-answer-told', by: name, ...word })),
    'stand-in-ended': (['back', 'replaced'] as const).map((reason) => ({
      kind: 'stand-in-ended',
      name,
      reason,
      offers,
    })),
  };
}
