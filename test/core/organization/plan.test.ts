import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  EMPTY_ORGANIZATION,
  type OrganizationFile,
  type StatedOrganization,
} from '../../../src/core/organization/organization-file.ts';
import { applyPlan, isEmptyPlan, planImport } from '../../../src/core/organization/plan.ts';
import { sampleOrganization } from '../../../src/core/sample/district.ts';

const today = Temporal.PlainDate.from('2026-11-25');
const sample = sampleOrganization();

function importInto(current: OrganizationFile, stated: Partial<StatedOrganization>): OrganizationFile {
  const whole = { ...EMPTY_ORGANIZATION, ...stated };
  return applyPlan(planImport(current, whole, today), current);
}

const code = fc.constantFrom('a', 'b', 'c', 'd');
const day = fc.constantFrom('2020-01-01', '2024-06-30', '2026-01-15');
const dated = {
  from: fc.option(day),
  until: fc.option(day),
  was: fc.array(fc.record({ name: fc.constantFrom('Tên cũ', 'Tên cũ hơn'), until: day }), { maxLength: 2 }),
};
const statedOrganization: fc.Arbitrary<StatedOrganization> = fc.record({
  units: fc.uniqueArray(
    fc.record(
      {
        code,
        name: fc.constantFrom('Xã A', 'Xã B'),
        kind: fc.constantFrom('commune', 'district'),
        parent: fc.option(code),
        ...dated,
        predecessors: fc.uniqueArray(code, { maxLength: 2 }),
      },
      { requiredKeys: ['code', 'name', 'kind'] },
    ),
    { selector: (unit) => unit.code },
  ),
  bodies: fc.uniqueArray(
    fc.record(
      {
        code,
        name: fc.constantFrom('Ban Dân vận', 'UBND'),
        style: fc.constantFrom('party', 'government'),
        unit: code,
        ...dated,
      },
      { requiredKeys: ['code', 'name', 'style', 'unit'] },
    ),
    { selector: (body) => body.code },
  ),
  people: fc.uniqueArray(
    fc.record(
      {
        code,
        name: fc.constantFrom('An', 'Bình'),
        honorific: fc.constantFrom('đồng chí', 'bác'),
        phone: fc.option(fc.constant('0912345678')),
      },
      { requiredKeys: ['code', 'name'] },
    ),
    { selector: (person) => person.code },
  ),
  posts: fc.uniqueArray(
    fc.record(
      {
        code,
        title: fc.constantFrom('Đầu mối', 'Văn phòng'),
        role: fc.constant('contact' as const),
        unit: code,
        holder: fc.option(code),
      },
      { requiredKeys: ['code', 'title', 'role', 'unit'] },
    ),
    { selector: (post) => post.code },
  ),
  forms: fc.constant(sample.forms),
});

describe('an import', () => {
  it('done twice changes nothing the second time', () => {
    fc.assert(
      fc.property(statedOrganization, statedOrganization, (first, second) => {
        const current = importInto(EMPTY_ORGANIZATION, first);
        const after = importInto(current, second);
        expect(isEmptyPlan(planImport(after, second, today))).toBe(true);
        expect(isEmptyPlan(planImport(after, second, today.add({ days: 30 })))).toBe(true);
      }),
    );
  });

  it('of what was exported changes nothing', () => {
    fc.assert(
      fc.property(statedOrganization, (first) => {
        const current = importInto(EMPTY_ORGANIZATION, first);
        expect(isEmptyPlan(planImport(current, current, today.add({ days: 1 })))).toBe(true);
      }),
    );
    expect(importInto(EMPTY_ORGANIZATION, sample)).toEqual(sample);
  });

  it('never loses a row', () => {
    fc.assert(
      fc.property(statedOrganization, statedOrganization, (first, second) => {
        const current = importInto(EMPTY_ORGANIZATION, first);
        const after = importInto(current, second);
        expect(after.units.map((unit) => unit.code)).toEqual(
          expect.arrayContaining(current.units.map((unit) => unit.code)),
        );
      }),
    );
  });

  it('leaves what the file does not say, and clears what it says is null', () => {
    const current = importInto(EMPTY_ORGANIZATION, {
      units: [{ code: 'a', name: 'Xã A', kind: 'commune', from: '2012-01-01' }],
      people: [{ code: 'p', name: 'An', honorific: 'bác', phone: '0912345678' }],
      posts: [{ code: 'x', title: 'Đầu mối', role: 'contact', unit: 'a', holder: 'p', since: '2020-02-03' }],
    });
    expect(
      importInto(current, {
        units: [{ code: 'a', name: 'Xã A mới', kind: 'commune' }],
        people: [{ code: 'p', name: 'An' }],
        posts: [{ code: 'x', title: 'Văn phòng', role: 'contact', unit: 'a' }],
      }),
    ).toEqual({
      ...EMPTY_ORGANIZATION,
      units: [
        {
          code: 'a',
          name: 'Xã A mới',
          kind: 'commune',
          from: '2012-01-01',
          was: [{ name: 'Xã A', until: '2026-11-25' }],
        },
      ],
      people: [{ code: 'p', name: 'An', honorific: 'bác', phone: '0912345678' }],
      posts: [
        { code: 'x', title: 'Văn phòng', role: 'contact', unit: 'a', holder: 'p', since: '2020-02-03' },
      ],
    });
    const cleared = importInto(current, {
      units: [{ code: 'a', name: 'Xã A', kind: 'commune', from: null }],
      people: [{ code: 'p', name: 'An', honorific: 'đồng chí', phone: null }],
      posts: [{ code: 'x', title: 'Đầu mối', role: 'contact', unit: 'a', holder: null }],
    });
    expect(cleared.units).toEqual([{ code: 'a', name: 'Xã A', kind: 'commune' }]);
    expect(cleared.people).toEqual([{ code: 'p', name: 'An', honorific: 'đồng chí' }]);
    expect(cleared.posts).toEqual([{ code: 'x', title: 'Đầu mối', role: 'contact', unit: 'a' }]);
  });

  it('that names a new holder begins the holding today, or on the day it says', () => {
    const post = { code: 'x', title: 'Đầu mối', role: 'contact', unit: 'a' } as const;
    const current = importInto(EMPTY_ORGANIZATION, { posts: [{ ...post, holder: 'p' }] });
    expect(current.posts).toEqual([{ ...post, holder: 'p' }]);
    expect(importInto(current, { posts: [{ ...post, holder: 'q' }] }).posts).toEqual([
      { ...post, holder: 'q', since: '2026-11-25' },
    ]);
    expect(importInto(current, { posts: [{ ...post, holder: 'q', since: '2026-11-02' }] }).posts).toEqual([
      { ...post, holder: 'q', since: '2026-11-02' },
    ]);
  });

  it('says what is added, changed in which fields, and untouched', () => {
    const plan = planImport(
      sample,
      {
        ...EMPTY_ORGANIZATION,
        units: [
          { code: 'binh-minh', name: 'Xã Bình Minh', kind: 'commune', parent: null },
          { code: 'moi', name: 'Xã Mới', kind: 'commune' },
        ],
      },
      today,
    );
    expect(plan.units.added.map((unit) => unit.code)).toEqual(['moi']);
    expect(plan.units.changed.map(({ after, fields }) => [after.code, fields])).toEqual([
      ['binh-minh', ['parent']],
    ]);
    expect(plan.units.untouched).toHaveLength(8);
    expect(plan.posts.untouched).toHaveLength(sample.posts.length);
  });
});
