import { Temporal } from 'temporal-polyfill';
import { placeToken } from '../../src/core/conversation/digests/place.ts';
import { sentKey } from '../../src/core/digest/digest-key.ts';
import type { Owing, OwingUnit } from '../../src/core/digest/owing.ts';
import type { IndicatorFigures } from '../../src/core/digest/figures.ts';
import type { IndicatorDetail } from '../../src/core/digest/indicator-detail.ts';
import type { UnitDetail, UnitFigure } from '../../src/core/digest/unit-detail.ts';
import type { UnitEntry } from '../../src/core/digest/unit-list.ts';
import { isFigure } from '../../src/core/forms/definition.ts';
import { digestId, obligationId, unitId } from '../../src/core/ids.ts';
import type { NudgePlan } from '../../src/core/reminders/plan-nudge.ts';
import type { DetailNames, DigestDetailReply } from '../../src/core/replies/digest-detail.ts';
import type { About, Offers, Reply } from '../../src/core/replies.ts';
import { extreme, HUGE, LONG, moment } from './extremes.ts';
import { tuan } from './forms.ts';

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
      lastReach: 'unknown',
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
  const reports = Array.from({ length: 3_321 }, (_, index) => ({
    obligation: obligationId(index + 1),
    unit,
  }));
  const plan: NudgePlan = {
    sendAt: moment,
    atOnce: false,
    tooLate: false,
    people: 3_321,
    units: reports,
    held: Array.from({ length: 700 }, (_, index) => ({ unit, why: reasons[index % 7] ?? reasons[0] })),
  };
  const marks = { missing: true, late: true, exempt: false, belowTarget: 14, unusual: 14 };
  const communes = Array.from({ length: 8 }, (_, index): UnitEntry => ({
    kind: 'unit',
    id: unitId(index + 1),
    unit,
    marks,
  }));
  const provinces = Array.from({ length: 8 }, (_, index): UnitEntry => ({
    kind: 'group',
    id: unitId(index + 1),
    name: unit.name,
    units: 98,
    marked: 98,
  }));
  const LONG_NAME = unit.name;
  const units = { kind: 'digest-units', names, below: null, offers: ways } as const;
  const figures = tuan.fields.filter(isFigure).map((field): UnitFigure => {
    const value = extreme(field);
    const [note, explanation] = [LONG, LONG];
    return { field, value, past: [value, null, value], usual: HUGE, note, explanation, corrected: value };
  });
  const indicators = tuan.fields.filter(isFigure).map((one): IndicatorFigures => {
    const total = extreme(one);
    return {
      code: one.code,
      label: one.label,
      total,
      previous: total,
      same_period_last_year: total,
      year_to_date: HUGE,
      target: one.target ?? null,
      met: one.target === undefined ? null : false,
      units: [],
    };
  });
  const mediation = indicators.find(({ code }) => code === 'mediation');
  if (!mediation) throw new Error('the form has mediation');
  const unknown = {
    ...mediation,
    total: null,
    previous: null,
    same_period_last_year: null,
    year_to_date: null,
    met: null,
  };
  const ratio = { part: HUGE - 1, whole: HUGE };
  const valued = Array.from({ length: 10 }, () => ({
    id: unitId(1),
    unit,
    value: ratio,
    below: true,
    usual: HUGE,
  }));
  const groups = Array.from({ length: 10 }, () => ({ name: unit.name, units: 98, total: ratio }));
  const byUnit: IndicatorDetail = {
    indicator: mediation,
    exceptions: valued,
    others: valued,
    groups,
    silent: 3_321,
  };
  const fields = { kind: 'digest-fields', names, offers: ways } as const;
  const byField = { kind: 'digest-field', names, offers: ways } as const;
  const saidTexts = tuan.fields
    .filter((field) => !isFigure(field))
    .map((field) => ({ field, texts: [LONG] }));
  const received = {
    kind: 'received',
    obligation: obligationId(999_999),
    revision: 99,
    code: 'BC-ZZZZZZ.99',
    at: moment,
    lateMinutes: 99_999,
    nil: false,
    since: true,
    gaps: tuan.fields,
  } as const;
  const silent = [
    { kind: 'missing', reminders: 99, lastReach: 'unknown', promised: moment },
    { kind: 'missing', reminders: 0, lastReach: null, promised: null },
    { kind: 'exempt', reason: LONG },
  ] as const;
  const detail: UnitDetail = {
    id: unitId(1),
    unit,
    above: null,
    report: received,
    figures,
    texts: saidTexts,
  };
  const one = { kind: 'digest-unit', names, offers: ways } as const;
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
    'digest-units': [
      { ...units, entries: communes, total: 3_321, marked: 700, page: 1, pages: 416 },
      { ...units, below: LONG_NAME, entries: provinces, total: 3_321, marked: 700, page: 1, pages: 5 },
      { ...units, entries: communes.slice(0, 1), total: 1, marked: 0, page: 1, pages: 1 },
      { ...units, entries: [], total: 0, marked: 0, page: 1, pages: 1 },
    ],
    'digest-unit': [
      { ...one, detail, figures: figures.slice(0, 8), texts: [], page: 1, pages: 2 },
      { ...one, detail, figures: figures.slice(8), texts: saidTexts, page: 2, pages: 2 },
      {
        ...one,
        detail: { ...detail, report: { ...received, nil: true, since: false } },
        figures: [],
        texts: [],
        page: 1,
        pages: 1,
      },
      ...silent.map((report) => ({
        ...one,
        detail: { ...detail, report, figures: [], texts: [] },
        figures: [],
        texts: [],
        page: 1,
        pages: 1,
      })),
    ],
    'digest-fields': [
      { ...fields, indicators: indicators.slice(0, 8), page: 1, pages: 2 },
      { ...fields, indicators: [], page: 1, pages: 1 },
    ],
    'digest-field': [
      { ...byField, detail: byUnit, exceptions: valued, others: [], groups: [], page: 1, pages: 3 },
      { ...byField, detail: byUnit, exceptions: [], others: valued, groups: [], page: 2, pages: 3 },
      { ...byField, detail: byUnit, exceptions: [], others: [], groups, page: 3, pages: 3 },
      {
        ...byField,
        detail: { ...byUnit, indicator: unknown, exceptions: [] },
        exceptions: [],
        others: [],
        groups: [],
        page: 1,
        pages: 1,
      },
    ],
    'which-field': [{ kind: 'which-field', offers: ways }],
    'digest-figures': [{ kind: 'digest-figures', unit, offers: ways }],
    'which-unit': [{ kind: 'which-unit', count: 12, offers: ways }],
    'detail-unknown': [{ kind: 'detail-unknown', offers: [] }],
    'no-such-digest': [
      { kind: 'no-such-digest', period: null, offers: [] },
      { kind: 'no-such-digest', period: '2012..2017', offers: [] },
    ],
    'remind-question': [
      { ...question, plan },
      { ...question, plan: { ...plan, atOnce: true, units: reports.slice(0, 1), held: [] } },
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
