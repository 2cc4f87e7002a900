import { describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import { obligationId, personId, type PersonId } from '../../../src/core/ids.ts';
import type { Decision, NoticePlan, Owed } from '../../../src/core/reminders/notice.ts';
import { planNotices } from '../../../src/core/reminders/plan-notices.ts';
import { local, MONTHLY, plan, WEEKLY, ZONE, type PlannedPeriod } from './week-plan.ts';

const lan = personId(1);
const minh = personId(2);
const chief = personId(9);
const names = new Map<PersonId, string>([
  [lan, 'lan'],
  [minh, 'minh'],
  [chief, 'chief'],
]);

const week = plan(WEEKLY, '2017-W34');
const month = plan(MONTHLY, '2017-09');
const OPEN = { step: 'open', person: lan };
const TWO_DAYS = { step: '-2wd 08:00', person: lan };
const THREE_HOURS = { step: '-3h', person: lan };

type Done = { readonly step: string; readonly person: PersonId };

/** What a unit owes for a period; by default Lan's unit, for the sample week, since long ago. */
function owed(change: Partial<Owed> & { period?: PlannedPeriod; done?: readonly Done[] } = {}): Owed {
  const { period = week, done = [], ...rest } = change;
  return {
    obligation: obligationId(1),
    form: period === week ? 'tuan' : 'thang',
    unit: 'binh-minh',
    dueAt: period.dueAt,
    locksAt: period.locksAt,
    owedSinceAt: local('2017-01-01T00:00'),
    submitted: false,
    exempt: false,
    contacts: [lan],
    superiors: [chief],
    steps: period.steps,
    isDecided: (step, person) => done.some((one) => one.step === step && one.person === person),
    ...rest,
  };
}

function at(
  moment: string,
  list: readonly Owed[],
  sent: readonly [PersonId, number][] = [],
): NoticePlan<Owed> {
  return planNotices({
    owed: list,
    sentThisWeek: new Map(sent),
    now: local(moment),
    zone: ZONE,
    holidays: BUILT_IN_HOLIDAYS,
  });
}

/** `lan: opening binh-minh/tuan`, one line a message. */
function messages(result: NoticePlan<Owed>): string[] {
  return result.notices.map(
    ({ person, items }) =>
      `${names.get(person)}: ${items.map((item) => `${item.kind} ${item.owed.unit}/${item.owed.form}`).join(', ')}`,
  );
}

const over = (result: NoticePlan<Owed>): string[] => result.superseded.map(inWords);
const inWords = (decision: Decision): string => `${names.get(decision.person)}: ${decision.step}`;

describe('a step whose moment has come', () => {
  it('is one message to the contact, recorded once', () => {
    const result = at('2017-08-21T07:30', [owed()]);
    expect(messages(result)).toEqual(['lan: opening binh-minh/tuan']);
    expect(result.notices[0]?.decisions.map(inWords)).toEqual(['lan: open']);
    expect(result.superseded).toEqual([]);
    expect(at('2017-08-21T07:31', [owed({ done: [OPEN] })])).toEqual({ notices: [], superseded: [] });
  });

  it('does nothing a moment too early', () => {
    expect(at('2017-08-21T07:29:59', [owed()])).toEqual({ notices: [], superseded: [] });
  });

  it('concerns nobody who has reported or is exempt', () => {
    expect(messages(at('2017-08-25T13:00', [owed({ submitted: true })]))).toEqual([]);
    expect(messages(at('2017-08-25T13:00', [owed({ exempt: true })]))).toEqual([]);
  });

  it('reaches each contact of the unit by what was told to that one', () => {
    const done = [OPEN, TWO_DAYS];
    const result = at('2017-08-25T13:00', [owed({ contacts: [lan, minh, lan], done })]);
    expect(messages(result)).toEqual(['lan: before-due binh-minh/tuan', 'minh: before-due binh-minh/tuan']);
    expect(over(result)).toEqual(['minh: open', 'minh: -2wd 08:00']);
  });
});

describe('all that is due to a person at one tick', () => {
  it('is one message over units and forms, earliest due first', () => {
    const result = at('2017-08-28T07:30', [
      owed({ obligation: obligationId(3), period: month, unit: 'tan-thuan' }),
      owed({ obligation: obligationId(2), unit: 'tan-thuan', superiors: [] }),
      owed({ superiors: [] }),
    ]);
    expect(messages(result)).toEqual([
      'lan: after-due binh-minh/tuan, after-due tan-thuan/tuan, opening tan-thuan/thang',
    ]);
    expect(result.notices[0]?.decisions).toHaveLength(3);
  });

  it('is one list of all late units for the superior, who is told of each by name', () => {
    const done = [{ step: '+1d 08:00 escalate', person: chief }];
    const result = at('2017-08-28T07:30', [
      owed(),
      owed({ obligation: obligationId(2), unit: 'phong-dong', contacts: [minh] }),
      // Told before, still late.
      owed({ obligation: obligationId(3), unit: 'tan-thuan', contacts: [], done }),
      owed({ obligation: obligationId(4), unit: 'vinh-phong', contacts: [], submitted: true }),
    ]);
    expect(messages(result)).toContain(
      'chief: escalation binh-minh/tuan, escalation phong-dong/tuan, escalation tan-thuan/tuan',
    );
    const chiefs = result.notices.find((notice) => notice.person === chief);
    expect(chiefs?.decisions.map((decision) => decision.obligation)).toEqual([1, 2]);
  });

  it('names a unit once to someone who is its contact and its superior', () => {
    expect(messages(at('2017-08-28T07:30', [owed({ superiors: [lan] })]))).toEqual([
      'lan: after-due binh-minh/tuan',
    ]);
  });
});

describe('after downtime', () => {
  it('only the latest step is carried out, the earlier ones are superseded', () => {
    const result = at('2017-08-25T13:40', [owed()]);
    expect(messages(result)).toEqual(['lan: before-due binh-minh/tuan']);
    expect(result.notices[0]?.decisions.map(inWords)).toEqual(['lan: -3h']);
    expect(over(result)).toEqual(['lan: open', 'lan: -2wd 08:00']);
  });

  it('nothing that was meant for before the due moment is sent after it', () => {
    const result = at('2017-08-25T16:00', [owed()]);
    expect(messages(result)).toEqual([]);
    expect(over(result)).toEqual(['lan: open', 'lan: -2wd 08:00', 'lan: -3h']);
  });

  it('nothing at all is sent after the lock', () => {
    const result = at('2017-08-29T16:00', [owed()]);
    expect(messages(result)).toEqual([]);
    expect(over(result)).toEqual([
      'lan: open',
      'lan: -2wd 08:00',
      'lan: -3h',
      'lan: +1d 08:00 escalate',
      'chief: +1d 08:00 escalate',
    ]);
  });

  it('an earlier step never follows a later one, as when the clock was set back', () => {
    const result = at('2017-08-25T13:40', [owed({ done: [THREE_HOURS] })]);
    expect(messages(result)).toEqual([]);
    expect(over(result)).toEqual(['lan: open', 'lan: -2wd 08:00']);
  });

  it('that ended at night, what was missed waits for 7:30; what is planned for 7:15 does not', () => {
    const missed = owed({ done: [OPEN] });
    for (const moment of ['2017-08-23T22:00', '2017-08-24T03:00', '2017-08-24T07:00', '2017-08-24T07:29']) {
      expect(at(moment, [missed])).toEqual({ notices: [], superseded: [] });
    }
    expect(messages(at('2017-08-24T07:30', [missed]))).toEqual(['lan: before-due binh-minh/tuan']);
    const early = plan({ ...WEEKLY, reminders: ['-1wd 07:15'] }, '2017-W34');
    expect(messages(at('2017-08-24T07:15', [owed({ steps: early.steps })]))).toHaveLength(1);
  });

  it('that ended at lunch, it waits for 13:00', () => {
    expect(at('2017-08-24T12:59', [owed()])).toEqual({ notices: [], superseded: [] });
    expect(messages(at('2017-08-24T13:00', [owed()]))).toHaveLength(1);
  });
});

const since = (moment: string): Owed => owed({ owedSinceAt: local(moment) });

describe('after a late installation', () => {
  it('the opening notice is given once, and no reminder of the past', () => {
    const result = at('2017-08-24T10:01', [since('2017-08-24T10:00')]);
    expect(messages(result)).toEqual(['lan: opening binh-minh/tuan']);
    expect(over(result)).toEqual(['lan: -2wd 08:00']);
    const later = owed({ owedSinceAt: local('2017-08-24T10:00'), done: [OPEN, TWO_DAYS] });
    expect(messages(at('2017-08-25T12:59', [later]))).toEqual([]);
    expect(messages(at('2017-08-25T13:00', [later]))).toEqual(['lan: before-due binh-minh/tuan']);
  });

  it('nothing is decided for a moment before it, as when the clock was set back', () => {
    expect(at('2017-08-24T09:59', [since('2017-08-24T10:00')])).toEqual({ notices: [], superseded: [] });
  });

  it('at night, the opening notice comes at 7:30', () => {
    expect(messages(at('2017-08-24T07:00', [since('2017-08-23T22:00')]))).toEqual([]);
    expect(messages(at('2017-08-24T07:30', [since('2017-08-23T22:00')]))).toEqual([
      'lan: opening binh-minh/tuan',
    ]);
  });

  it('each unit counts from its own beginning, though they share the plan', () => {
    const result = at('2017-08-24T10:01', [
      owed({ obligation: obligationId(2), contacts: [minh] }),
      since('2017-08-24T10:00'),
    ]);
    expect(messages(result)).toEqual(['minh: before-due binh-minh/tuan', 'lan: opening binh-minh/tuan']);
  });

  it('nobody is reminded of what was due before', () => {
    const result = at('2017-08-28T07:30', [since('2017-08-26T09:00')]);
    expect(messages(result)).toEqual([]);
    expect(over(result)).toContain('chief: +1d 08:00 escalate');
  });

  it('a plan without an opening notice begins with its next step', () => {
    const { steps } = plan({ ...WEEKLY, reminders: ['-2wd 08:00', '-3h'] }, '2017-W34');
    const late = owed({ steps, owedSinceAt: local('2017-08-24T10:00') });
    expect(messages(at('2017-08-24T10:01', [late]))).toEqual([]);
    expect(messages(at('2017-08-25T13:00', [late]))).toEqual(['lan: before-due binh-minh/tuan']);
  });
});

describe('the limit of a week', () => {
  it('leaves out bare opening notices first', () => {
    // Two reminders of the week are still to come.
    const opening = owed();
    expect(messages(at('2017-08-21T07:30', [opening], [[lan, 1]]))).toHaveLength(1);
    expect(at('2017-08-21T07:30', [opening], [[lan, 2]])).toEqual({ notices: [], superseded: [] });
    const bare = owed({ period: plan({ ...WEEKLY, reminders: ['open'] }, '2017-W34') });
    expect(messages(at('2017-08-21T07:30', [bare], [[lan, 2]]))).toHaveLength(1);
    expect(messages(at('2017-08-21T07:30', [bare], [[lan, 3]]))).toEqual([]);
  });

  it('keeps the last place of four for a reminder, which takes held-back openings along', () => {
    const reminder = owed({ done: [OPEN, TWO_DAYS] });
    const opening = owed({ obligation: obligationId(2), period: plan(MONTHLY, '2017-09') });
    expect(messages(at('2017-08-25T13:00', [reminder, opening], [[lan, 3]]))).toEqual([
      'lan: before-due binh-minh/tuan, opening binh-minh/thang',
    ]);
    expect(messages(at('2017-08-25T13:00', [reminder, opening], [[lan, 4]]))).toEqual([]);
  });

  it('counts for each person alone', () => {
    expect(messages(at('2017-08-25T13:00', [owed({ contacts: [lan, minh] })], [[lan, 4]]))).toEqual([
      'minh: before-due binh-minh/tuan',
    ]);
  });

  it('holds a reminder back until the next week, if it is not over by then', () => {
    const late = owed({ contacts: [lan], superiors: [] });
    expect(messages(at('2017-08-28T07:30', [late], [[lan, 4]]))).toEqual([]);
    expect(messages(at('2017-08-29T09:00', [late], [[lan, 0]]))).toEqual(['lan: after-due binh-minh/tuan']);
  });
});

describe('a person who said that the report comes late', () => {
  const promised = { person: lan, from: local('2017-08-23T07:00'), until: local('2017-08-25T15:00') };

  it('is not reminded before the promised moment; others of the unit are', () => {
    const result = at('2017-08-23T08:00', [
      owed({ promised, contacts: [lan, minh], done: [OPEN, { ...OPEN, person: minh }] }),
    ]);
    expect(result.notices.map(({ person }) => person)).toEqual([minh]);
    expect(result.superseded).toMatchObject([{ step: '-2wd 08:00', person: lan }]);
  });

  it('is reminded again afterwards', () => {
    const early = { ...promised, until: local('2017-08-25T12:00') };
    const result = at('2017-08-25T13:00', [owed({ promised: early, done: [OPEN, TWO_DAYS] })]);
    expect(result.notices.map(({ person }) => person)).toEqual([lan]);
  });

  it('hears what escalates all the same, and so does the superior', () => {
    const long = { ...promised, until: local('2017-08-29T12:00') };
    const result = at('2017-08-28T07:30', [owed({ promised: long, done: [OPEN, TWO_DAYS, THREE_HOURS] })]);
    expect(result.notices.map(({ person }) => person)).toEqual([lan, chief]);
  });
});

describe('a contact who asked to be reminded later', () => {
  const snoozed = (from: string, until: string) => [{ person: lan, from: local(from), until: local(until) }];
  const SNOOZE = {
    step: `snooze ${local('2017-08-25T15:00').toString({ smallestUnit: 'minute' })}`,
    person: lan,
  };
  const done = [OPEN, TWO_DAYS, THREE_HOURS];
  const asked = { snoozes: snoozed('2017-08-25T13:01', '2017-08-25T15:00') };

  it('is reminded then, once', () => {
    expect(at('2017-08-25T14:59', [owed({ done, ...asked })])).toEqual({ notices: [], superseded: [] });
    const result = at('2017-08-25T15:00', [owed({ done, ...asked })]);
    expect(messages(result)).toEqual(['lan: before-due binh-minh/tuan']);
    expect(result.notices[0]?.decisions.map(inWords)).toEqual([`lan: ${SNOOZE.step}`]);
    const again = at('2017-08-25T15:01', [owed({ done: [...done, SNOOZE], ...asked })]);
    expect(again).toEqual({ notices: [], superseded: [] });
  });

  it('hears nothing of what the plan had before; others and the superior do', () => {
    const snoozes = snoozed('2017-08-25T11:00', '2017-08-25T13:30');
    const both = { contacts: [lan, minh], snoozes, done: [OPEN, TWO_DAYS] };
    const result = at('2017-08-25T13:00', [owed(both)]);
    expect(messages(result)).toEqual(['minh: before-due binh-minh/tuan']);
    expect(over(result)).toEqual(['lan: -3h', 'minh: open', 'minh: -2wd 08:00']);
    const late = snoozed('2017-08-25T17:00', '2017-08-28T09:00');
    expect(messages(at('2017-08-28T07:30', [owed({ snoozes: late, done })]))).toEqual([
      'chief: escalation binh-minh/tuan',
    ]);
  });

  it('gets one message where the plan has its own at that moment', () => {
    const snoozes = snoozed('2017-08-25T10:00', '2017-08-25T13:00');
    const result = at('2017-08-25T13:00', [owed({ done: [OPEN, TWO_DAYS], snoozes })]);
    expect(messages(result)).toEqual(['lan: before-due binh-minh/tuan']);
    expect(result.notices[0]?.decisions.map(inWords)).toEqual(['lan: -3h']);
    expect(over(result)).toHaveLength(1);
  });

  it('is not reminded after the report, nor by a tick that comes too late', () => {
    expect(at('2017-08-25T15:00', [owed({ done, ...asked, submitted: true })]).notices).toEqual([]);
    const missed = at('2017-08-25T16:05', [owed({ done, ...asked })]);
    expect(missed.notices).toEqual([]);
    expect(over(missed)).toEqual([`lan: ${SNOOZE.step}`]);
  });

  it('gets it however many unasked messages the week has had, for this one was asked for', () => {
    const [notice] = at('2017-08-25T15:00', [owed({ done, ...asked })], [[lan, 5]]).notices;
    expect(notice?.asked).toBe(true);
    const [planned] = at('2017-08-25T13:00', [owed({ done: [OPEN, TWO_DAYS] })]).notices;
    expect(planned?.asked).toBe(false);
  });

  it('who then promised the report for later is left alone until then', () => {
    const promised = { person: lan, until: local('2017-08-25T15:30') };
    const before = { promised: { ...promised, from: local('2017-08-25T12:00') } };
    expect(at('2017-08-25T15:00', [owed({ done, ...asked, ...before })]).notices).toHaveLength(1);
    const after = { promised: { ...promised, from: local('2017-08-25T13:30') } };
    expect(at('2017-08-25T15:00', [owed({ done, ...asked, ...after })]).notices).toEqual([]);
  });
});

describe('a reminder that somebody above asked for', () => {
  const nudgedAt = local('2017-08-22T08:30');
  const NUDGE = 'nudge 2017-08-22T01:30Z';

  it('is one more, once', () => {
    const result = at('2017-08-22T08:31', [owed({ done: [OPEN], nudgedAt })]);
    expect(messages(result)).toEqual(['lan: before-due binh-minh/tuan']);
    expect(result.notices[0]?.decisions.map(inWords)).toEqual([`lan: ${NUDGE}`]);
    const again = at('2017-08-22T08:32', [owed({ done: [OPEN, { step: NUDGE, person: lan }], nudgedAt })]);
    expect(again).toEqual({ notices: [], superseded: [] });
  });

  it('waits for working time, and is over with the report', () => {
    const evening = local('2017-08-22T20:00');
    expect(at('2017-08-22T20:01', [owed({ done: [OPEN], nudgedAt: evening })]).notices).toEqual([]);
    expect(at('2017-08-23T07:29', [owed({ done: [OPEN], nudgedAt: evening })]).notices).toEqual([]);
    expect(messages(at('2017-08-23T07:30', [owed({ done: [OPEN], nudgedAt: evening })]))).toHaveLength(1);
    expect(
      at('2017-08-23T07:30', [owed({ done: [OPEN], nudgedAt: evening, submitted: true })]).notices,
    ).toEqual([]);
  });

  it('says that the report is due or late by when it is sent', () => {
    const list = [owed({ done: [OPEN, TWO_DAYS, THREE_HOURS], nudgedAt: local('2017-08-25T15:59') })];
    expect(messages(at('2017-08-25T16:00', list))).toEqual(['lan: after-due binh-minh/tuan']);
  });

  it('takes a place that the plan may take, and no more', () => {
    const list = [owed({ done: [OPEN], nudgedAt })];
    expect(at('2017-08-22T08:31', list, [[lan, 3]]).notices).toHaveLength(1);
    expect(at('2017-08-22T08:31', list, [[lan, 4]]).notices).toEqual([]);
  });

  it('leaves alone who promised the report for later, or asked to be reminded later', () => {
    const from = local('2017-08-22T08:00');
    const until = local('2017-08-24T08:00');
    const promised = { person: lan, from, until };
    expect(over(at('2017-08-22T08:31', [owed({ done: [OPEN], nudgedAt, promised })]))).toEqual([
      `lan: ${NUDGE}`,
    ]);
    expect(over(at('2017-08-22T08:31', [owed({ done: [OPEN], nudgedAt, snoozes: [promised] })]))).toEqual([
      `lan: ${NUDGE}`,
    ]);
  });
});
