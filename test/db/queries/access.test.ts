import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isInScope, officeScope, scopeFor, type AccessScope } from '../../../src/core/access/scope.ts';
import type { UnitId } from '../../../src/core/ids.ts';
import { ROLES, type Role } from '../../../src/core/organization/organization.ts';
import { findUnit, loadBodiesInScope, reachesUnit } from '../../../src/db/queries/access.ts';
import { hamletOrganization } from '../../support/hamlets.ts';
import { openOffice, type Office } from '../../support/office.ts';

let office: Office;
let units: readonly { readonly id: UnitId; readonly code: string }[];

beforeAll(async () => {
  office = await openOffice(undefined, hamletOrganization());
  units = await office.db.execute<{ id: UnitId; code: string }>(sql`select id, code from unit order by id`);
});

afterAll(() => office.close());

async function reached(scope: AccessScope): Promise<readonly string[]> {
  const rows = await office.db.execute<{ code: string }>(
    sql`select u.code from unit u where ${reachesUnit(scope, sql`u.id`)} order by u.id`,
  );
  return rows.map(({ code }) => code);
}

async function idOf(code: string): Promise<UnitId> {
  const found = await findUnit(office.db, code);
  if (!found) throw new Error(`no unit ${code}`);
  return found.id;
}

function bodies(role: Role, unit: UnitId, body: string | null): Promise<readonly string[]> {
  return loadBodiesInScope(office.db, scopeFor([{ role, unit, body }], 'see-digest'));
}

describe('what a query may look at', () => {
  it('is what the scope says of each unit, for every role in every unit', async () => {
    const found = await Promise.all(units.map(({ code }) => findUnit(office.db, code)));
    for (const role of ROLES) {
      for (const { id } of units) {
        for (const action of ['see-reports', 'sign-off', 'reopen', 'name-stand-in'] as const) {
          const scope = scopeFor([{ role, unit: id, body: null }], action);
          const said = found.flatMap((unit) => (unit && isInScope(scope, unit.line) ? [unit.code] : []));
          expect(await reached(scope)).toEqual(said);
        }
      }
    }
  });

  it('is nothing for nobody and everything for the office', async () => {
    expect(await reached(scopeFor([], 'see-reports'))).toEqual([]);
    expect(await reached(officeScope())).toHaveLength(units.length);
  });

  it("is a body's digest for its leader and for who sees the body's unit", async () => {
    const [district, commune] = [await idOf('huyen'), await idOf('xuan')];
    expect(await bodies('leader', district, 'ubnd')).toEqual(['ubnd']);
    expect(await bodies('leader', district, 'another')).toEqual([]);
    expect(await bodies('superior', district, null)).toEqual(['ubnd']);
    expect(await bodies('superior', commune, null)).toEqual([]);
    expect(await bodies('coordinator', district, 'ubnd')).toEqual(['ubnd']);
  });
});

describe('a unit in the tree', () => {
  it('comes with those above it, nearest first, whatever the case of the code', async () => {
    const hamlet = await findUnit(office.db, 'XUAN-MOT');
    expect(hamlet).toMatchObject({ code: 'xuan-mot', name: 'Ấp Xuân Một' });
    expect(hamlet?.line).toEqual([hamlet?.id, await idOf('xuan'), await idOf('huyen')]);
    expect(await findUnit(office.db, 'nowhere')).toBeUndefined();
  });
});
