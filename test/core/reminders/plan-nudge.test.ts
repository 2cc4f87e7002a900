import { describe, expect, it } from 'vitest';
import { obligationId, personId } from '../../../src/core/ids.ts';
import { planNudge, type NudgeInput, type NudgeUnit } from '../../../src/core/reminders/plan-nudge.ts';
import { local } from './week-plan.ts';

const lan = personId(1);
const minh = personId(2);
const NOW = local('2017-08-22T08:30');

function unit(number: number, changes: Partial<NudgeUnit> = {}): NudgeUnit {
  return {
    obligation: obligationId(number),
    unit: { code: `x${number}`, name: `Xã ${number}` },
    untracked: false,
    contacts: [lan],
    ...changes,
  };
}

const plan = (units: readonly NudgeUnit[], changes: Partial<NudgeInput> = {}) =>
  planNudge({
    units,
    now: NOW,
    sendAt: NOW,
    locksAt: local('2017-08-29T16:00'),
    isLinked: () => true,
    sentThisWeek: new Map(),
    lastReminded: () => undefined,
    ...changes,
  });

const whyOf = (changes: Partial<NudgeUnit>, input: Partial<NudgeInput> = {}) =>
  plan([unit(1, changes)], input).held[0]?.why;

describe('a reminder that is asked for', () => {
  it('is one message to a person, however many units they report for', () => {
    const { people, units, held, atOnce } = plan([unit(1), unit(2), unit(3, { contacts: [minh] })]);
    expect({ people, units: units.length, held, atOnce }).toEqual({
      people: 2,
      units: 3,
      held: [],
      atOnce: true,
    });
  });

  it('reaches a unit by any of its contacts', () => {
    const { people, held } = plan([unit(1, { contacts: [lan, minh] })], {
      isLinked: (person) => person === minh,
    });
    expect({ people, held }).toEqual({ people: 1, held: [] });
  });

  it('is held back for what holds back reminders, with the reason', () => {
    const until = local('2017-08-25T10:00');
    expect(whyOf({ contacts: [] })).toEqual({ kind: 'no-contact' });
    expect(whyOf({}, { isLinked: () => false })).toEqual({ kind: 'unreachable' });
    expect(whyOf({ untracked: true })).toEqual({ kind: 'untracked' });
    expect(whyOf({ promised: { person: lan, from: local('2017-08-22T08:00'), until } })).toEqual({
      kind: 'promised',
      until,
    });
    expect(whyOf({ snoozes: [{ person: lan, from: NOW, until }] })).toEqual({ kind: 'snoozed', until });
    expect(whyOf({}, { sentThisWeek: new Map([[lan, 4]]) })).toEqual({ kind: 'week-full' });
    expect(whyOf({}, { sentThisWeek: new Map([[lan, 3]]) })).toBeUndefined();
  });

  it('leaves alone for an hour who was reminded, by the plan or because somebody asked', () => {
    const at = local('2017-08-22T07:31');
    expect(whyOf({}, { lastReminded: () => at })).toEqual({ kind: 'just-reminded', at });
    expect(whyOf({ nudgedAt: at })).toEqual({ kind: 'just-reminded', at });
    expect(whyOf({ nudgedAt: local('2017-08-22T07:30') })).toBeUndefined();
  });

  it('is not sent where the period locks before working time', () => {
    expect(plan([unit(1)], { sendAt: local('2017-08-29T16:00') })).toMatchObject({
      tooLate: true,
      atOnce: false,
    });
  });
});
