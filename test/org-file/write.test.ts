import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { EMPTY_ORGANIZATION, type OrganizationFile } from '../../src/core/organization/organization-file.ts';
import { applyPlan, isEmptyPlan, planImport } from '../../src/core/organization/plan.ts';
import { sampleOrganization } from '../../src/core/sample/district.ts';
import { readOrganization } from '../../src/org-file/read.ts';
import { writeJson, writeXlsx, writeYaml } from '../../src/org-file/write.ts';
import { anyOrganization } from '../support/organizations.ts';

const today = Temporal.PlainDate.from('2026-11-25');
const sample = sampleOrganization();

/** Texts and values that YAML would read as something else unless they are quoted. */
const tricky: OrganizationFile = {
  units: [
    { code: '01234', name: 'Xã: Số 1 #2', kind: 'no', from: '2012-01-01', until: '2025-07-01' },
    { code: '1e3', name: '- "Xã" \'B\'', kind: '~', parent: '01234' },
  ],
  bodies: [{ code: 'null', name: 'Ban [Dân vận] {Huyện ủy}', style: 'party', unit: '01234' }],
  people: [
    { code: 'true', name: 'Nguyễn Văn “Ất” & con', honorific: 'đ/c', phone: '0912345678' },
    { code: 'b', name: '*Bé', honorific: 'đồng chí', phone: '+84912345679' },
  ],
  posts: [
    {
      code: 'x',
      title: 'Đầu mối, khối Dân vận',
      role: 'contact',
      unit: '1e3',
      holder: 'true',
      since: '2024-02-29',
    },
    { code: 'y', title: '?', role: 'leader', body: 'null' },
  ],
  forms: sample.forms.map((form) => ({
    ...form,
    plan: 'adaptive',
    receivers: ['null'],
    reporters: { kind: 'no', sums: { kind: '~', due: 'friday 9:00' } },
    signoff: { within: '16h', remind: '4h', otherwise: 'accept' },
    fields: form.fields.map((field) => ({ ...field, for: [], required: !field.required })),
  })),
};

const text = new TextEncoder();

describe.each([
  ['YAML', async (organization: OrganizationFile) => text.encode(writeYaml(organization))],
  ['JSON', async (organization: OrganizationFile) => text.encode(writeJson(organization))],
  ['XLSX', writeXlsx],
])('an organisation written as %s', (_, write) => {
  it.each([
    ['the sample district', sample],
    ['names that need quotes', tricky],
  ])('and imported again is the same: %s', async (__, organization) => {
    const read = await readOrganization(await write(organization));
    const stated = read.ok ? read.value.content : EMPTY_ORGANIZATION;
    expect(isEmptyPlan(planImport(organization, stated, today))).toBe(true);
    expect(applyPlan(planImport(EMPTY_ORGANIZATION, stated, today), EMPTY_ORGANIZATION)).toEqual(
      organization,
    );
  });

  it('and read again is the same, whatever it is called', async () => {
    await fc.assert(
      fc.asyncProperty(anyOrganization, async (organization) => {
        const read = await readOrganization(await write(organization));
        expect(read.ok ? read.value.content : read.problems).toEqual(organization);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});

describe('the YAML of an organisation', () => {
  it('has a row a line', () => {
    const lines = writeYaml(sample).split('\n');
    expect(lines).toContain('  - { code: binh-minh, name: Xã Bình Minh, kind: commune, parent: vinh-thuan }');
    expect(lines.filter((line) => line.includes('code: mediation'))).toHaveLength(1);
    expect(lines.filter((line) => /[&*]a\d/.test(line))).toEqual([]);
  });
});
