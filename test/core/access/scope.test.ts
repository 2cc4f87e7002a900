import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/core/access/access.ts';
import {
  fieldsInScope,
  isInScope,
  officeScope,
  scopeFor,
  scopeOfBody,
  type Line,
  type Place,
} from '../../../src/core/access/scope.ts';
import { unitId, type UnitId } from '../../../src/core/ids.ts';
import type { Role } from '../../../src/core/organization/organization.ts';
import { tuan } from '../../support/forms.ts';

const PROVINCE = unitId(1);
const DISTRICT = unitId(2);
const OTHER_DISTRICT = unitId(3);
const COMMUNE = unitId(4);
const OTHER_COMMUNE = unitId(5);
const HAMLET = unitId(6);
const LINES = {
  province: [PROVINCE],
  district: [DISTRICT, PROVINCE],
  'other district': [OTHER_DISTRICT, PROVINCE],
  commune: [COMMUNE, DISTRICT, PROVINCE],
  'other commune': [OTHER_COMMUNE, OTHER_DISTRICT, PROVINCE],
  hamlet: [HAMLET, COMMUNE, DISTRICT, PROVINCE],
} as const satisfies Record<string, Line>;
type Name = keyof typeof LINES;

function at(role: Role, unit: UnitId, body: string | null = null): Place {
  return { role, unit, body };
}

function seen(places: readonly Place[], action: Action): readonly string[] {
  const scope = scopeFor(places, action);
  return Object.entries(LINES).flatMap(([name, line]) => (isInScope(scope, line) ? [name] : []));
}

describe('the units about which a post may do or see something', () => {
  it.each<[Role, UnitId, Action, readonly Name[]]>([
    ['contact', COMMUNE, 'report', ['commune']],
    ['contact', COMMUNE, 'see-reports', []],
    ['superior', COMMUNE, 'see-reports', ['commune', 'hamlet']],
    ['superior', DISTRICT, 'see-reports', ['district', 'commune', 'hamlet']],
    ['superior', DISTRICT, 'sign-off', ['district']],
    ['superior', DISTRICT, 'reopen', []],
    ['leader', DISTRICT, 'see-reports', ['district', 'commune', 'hamlet']],
    ['leader', DISTRICT, 'exempt', []],
    ['coordinator', DISTRICT, 'see-reports', ['commune', 'hamlet']],
    ['coordinator', DISTRICT, 'reopen', ['commune', 'hamlet']],
    // A commune's own coordinator does not excuse the commune from what it owes to those above.
    ['coordinator', COMMUNE, 'exempt', ['hamlet']],
    ['operator', PROVINCE, 'see-reports', []],
    ['operator', PROVINCE, 'see-digest', []],
    ['operator', PROVINCE, 'report', []],
  ])('%s of unit %i, %s', (role, unit, action, names) => {
    expect(seen([at(role, unit)], action)).toEqual(names);
  });

  it('are those of all posts together, each as far as it reaches', () => {
    const both = [at('superior', OTHER_COMMUNE), at('coordinator', DISTRICT)];
    expect(seen(both, 'see-reports')).toEqual(['commune', 'other commune', 'hamlet']);
    expect(seen(both, 'report-for-others')).toEqual(['commune', 'hamlet']);
    expect(seen([], 'see-reports')).toEqual([]);
  });

  it('are all of them for the office itself', () => {
    expect(isInScope(officeScope(), LINES.hamlet)).toBe(true);
    expect(fieldsInScope(officeScope(), LINES.hamlet, tuan)).toBe(tuan.fields);
  });
});

describe('the fields of a report', () => {
  const form = {
    ...tuan,
    receivers: ['party', 'government'],
    fields: tuan.fields.slice(0, 3).map((field, index) => ({
      ...field,
      for: [['party'], ['government'], []][index] ?? [],
    })),
  };
  const [ofParty, ofGovernment, ofBoth] = form.fields;
  const fields = (places: readonly Place[], name: Name) =>
    fieldsInScope(scopeFor(places, 'see-reports'), LINES[name], form);

  it('are those that the body of a leader asks for', () => {
    expect(fields([at('leader', DISTRICT, 'party')], 'commune')).toEqual([ofParty, ofBoth]);
    expect(fields([at('leader', DISTRICT, 'government')], 'commune')).toEqual([ofGovernment, ofBoth]);
    expect(fields([at('leader', DISTRICT, 'party')], 'other commune')).toEqual([]);
  });

  it('are none for the leader of a body that does not receive the form', () => {
    expect(fields([at('leader', DISTRICT, 'union')], 'commune')).toEqual([]);
  });

  it('are all for superiors and coordinators', () => {
    expect(fields([at('superior', COMMUNE)], 'commune')).toEqual(form.fields);
    expect(fields([at('coordinator', DISTRICT, 'party')], 'commune')).toEqual(form.fields);
  });

  it('of a leader who also heads a commune are all there, and not elsewhere', () => {
    const both = [at('leader', DISTRICT, 'party'), at('superior', COMMUNE)];
    expect(fields(both, 'commune')).toEqual(form.fields);
    expect(fields(both, 'district')).toEqual([ofParty, ofBoth]);
  });
});

describe("a body's digest", () => {
  it("holds nothing that is seen by another body's leader", () => {
    const places = [at('leader', DISTRICT, 'party'), at('leader', OTHER_DISTRICT, 'government')];
    const scope = scopeOfBody(scopeFor(places, 'see-digest'), 'government');
    expect(isInScope(scope, LINES['other commune'])).toBe(true);
    expect(isInScope(scope, LINES.commune)).toBe(false);
  });
});
