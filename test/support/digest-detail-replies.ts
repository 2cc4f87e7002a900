import { Temporal } from 'temporal-polyfill';
import { placeToken } from '../../src/core/conversation/digests/place.ts';
import { sentKey } from '../../src/core/digest/digest-key.ts';
import type { Owing, OwingUnit } from '../../src/core/digest/owing.ts';
import { digestId, obligationId } from '../../src/core/ids.ts';
import type { NudgePlan } from '../../src/core/reminders/plan-nudge.ts';
import type { DetailNames, DigestDetailReply } from '../../src/core/replies/digest-detail.ts';
import type { About, Offers, Reply } from '../../src/core/replies.ts';
import { moment } from './extremes.ts';

const key = sentKey(digestId(999_999_999_999));
const names: DetailNames = {
  body: 'Ban Dân vận Huyện ủy',
  form: 'Báo cáo tuần công tác dân vận',
  period: {
    code: '2017-W34',
    start: Temporal.PlainDate.from('2017-08-21'),
    end: Temporal.PlainDate.from('2017-08-27'),
  },
};

/** The samples of replies about parts of digests, at their longest: a country of 3,321 units, none of which has reported. */
export function digestDetailReplies(about: About): {
  readonly [Kind in DigestDetailReply['kind']]: readonly Reply[];
} {
  const { unit } = about;
  const owingUnits = (count: number, lateMinutes: number | null): readonly OwingUnit[] =>
    Array.from({ length: count }, (_, index) => ({
      unit,
      group: `Tỉnh ${index % 34}`,
      reminders: 99,
      promised: moment,
      lateMinutes,
    }));
  const few: Owing = {
    expected: 8,
    missing: owingUnits(2, null),
    late: owingUnits(1, 1_500),
    missingThen: 3,
  };
  const none: Owing = { expected: 8, missing: [], late: [], missingThen: null };
  const country: Owing = {
    expected: 3_321,
    missing: owingUnits(3_000, null),
    late: owingUnits(321, 99_999),
    missingThen: 3_321,
  };
  const ways: Offers = [
    [
      { token: placeToken({ kind: 'owing', key, page: 2 }), label: 'next-page' },
      { token: placeToken({ kind: 'digest', key }), label: 'back' },
    ],
  ];
  const sure: Offers = [
    [{ token: placeToken({ kind: 'remind-sure', key, asked: 99_999_999 }), label: 'remind-sure' }],
    ...ways,
  ];
  const owing = (of: Owing, page: number) =>
    ({ kind: 'digest-owing', names, owing: of, page, offers: ways }) as const;
  const reasons = [
    { kind: 'no-contact' },
    { kind: 'unreachable' },
    { kind: 'week-full' },
    { kind: 'untracked' },
    { kind: 'promised', until: moment },
    { kind: 'snoozed', until: moment },
    { kind: 'just-reminded', at: moment },
  ] as const;
  const units = Array.from({ length: 3_321 }, (_, index) => ({ obligation: obligationId(index + 1), unit }));
  const plan: NudgePlan = {
    sendAt: moment,
    atOnce: false,
    tooLate: false,
    people: 3_321,
    units,
    held: Array.from({ length: 700 }, (_, index) => ({ unit, why: reasons[index % 7] ?? reasons[0] })),
  };
  const question = { kind: 'remind-question', names, locked: false, offers: sure } as const;
  return {
    'digest-again': [{ kind: 'digest-again', text: ['Tổng hợp tuần 34/2017'], offers: ways }],
    'digest-owing': [
      owing(few, 1),
      owing(none, 1),
      owing(country, 1),
      owing(country, 201),
      owing(country, 222),
    ],
    'remind-question': [
      { ...question, plan },
      { ...question, plan: { ...plan, atOnce: true, units: units.slice(0, 1), held: [] } },
      { ...question, plan, locked: true },
      { ...question, plan: { ...plan, tooLate: true } },
      { ...question, plan: { ...plan, units: [] } },
      { ...question, plan: { ...plan, units: [], held: [] } },
    ],
    'reminded-now': [
      { kind: 'reminded-now', names, plan, offers: ways },
      { kind: 'reminded-now', names, plan: { ...plan, atOnce: true, held: [] }, offers: ways },
    ],
  };
}
