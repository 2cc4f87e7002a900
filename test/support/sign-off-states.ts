import { obligationId } from '../../src/core/ids.ts';
import type { DutyState, Reply } from '../../src/core/replies.ts';
import type { SignOffState } from '../../src/core/sign-off/state.ts';
import { sent } from './conversation.ts';
import { about, LONG, moment, offers } from './extremes.ts';
import { tuan } from './forms.ts';

const HEADS = ['Nguyễn Thị Minh Hạnh', 'Lê Văn Hải'];

/** How a report can stand with the head of its unit. */
export const SIGN_OFF_STATES: readonly SignOffState[] = [
  { state: 'waiting' },
  { state: 'approved', by: 'Nguyễn Thị Minh Hạnh', at: moment, reason: null },
  { state: 'returned', by: 'Nguyễn Thị Minh Hạnh', at: moment, reason: LONG },
  { state: 'returned', by: 'Nguyễn Thị Minh Hạnh', at: moment, reason: null },
  { state: 'timed-out', at: moment },
];

/** Lists of sent reports that need a sign-off. */
export function signedLists(state: Extract<DutyState, { kind: 'sent' }>) {
  const signed = SIGN_OFF_STATES.map((signOff) => ({ about, state: { ...state, signOff, waitsFor: HEADS } }));
  return {
    due: { kind: 'due', duties: signed, offers },
    history: { kind: 'history', reports: signed, offers },
  } as const satisfies Readonly<Record<string, Reply>>;
}

/** A report that was sent before, with a sign-off in each state and without one. */
export const ALREADY_SENT: readonly Reply[] = [null, ...SIGN_OFF_STATES].map((signOff) => ({
  kind: 'already-sent',
  about,
  code: 'BC-2223',
  at: moment,
  signOff,
  waitsFor: signOff?.state === 'waiting' ? HEADS : [],
  offers,
}));

/** What a leader sees of it. */
export const SIGNED_REPORTS: readonly Reply[] = SIGN_OFF_STATES.map((signOff) => ({
  kind: 'unit-report',
  unit: about.unit,
  report: {
    formName: about.formName,
    fields: tuan.fields,
    period: about.period,
    obligation: obligationId(1),
    sent: sent({}, { nil: true, signOff }),
  },
  offers,
}));
