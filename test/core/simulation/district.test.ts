import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { EMPTY_ORGANIZATION } from '../../../src/core/organization/organization-file.ts';
import { checkImport } from '../../../src/core/organization/check.ts';
import { simulatedDistrict } from '../../../src/core/simulation/district.ts';

const TODAY = Temporal.PlainDate.from('2026-03-09');

const communes = (units: number) => simulatedDistrict(units).units.filter((unit) => unit.kind === 'commune');

describe('a made-up district', () => {
  it.each([1, 8, 9, 250])('has %i communes, each with a contact and a name of its own', (units) => {
    const { posts } = simulatedDistrict(units);
    expect(communes(units)).toHaveLength(units);
    expect(new Set(communes(units).map((unit) => unit.name)).size).toBe(units);
    const contacts = posts.filter((post) => post.role === 'contact');
    expect(new Set(contacts.map((post) => post.holder)).size).toBe(units);
  });

  it.each([1, 250])('is an organisation that an import accepts (%i communes)', (units) => {
    expect(checkImport(EMPTY_ORGANIZATION, simulatedDistrict(units), TODAY, new Map())).toMatchObject({
      ok: true,
    });
  });
});
