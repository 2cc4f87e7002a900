import { Temporal } from 'temporal-polyfill';
import { EMPTY_ORGANIZATION } from '../../src/core/organization/organization-file.ts';
import { planImport } from '../../src/core/organization/plan.ts';
import { sampleOrganization } from '../../src/core/sample/district.ts';
import type { Database } from '../../src/db/connect.ts';
import { saveOrganization } from '../../src/db/queries/organization.ts';

/** A contact, and a leader, of the sample district. */
export const MAI = 'le-thi-ngoc-mai';
export const NGHIA = 'tran-van-nghia';
/** Someone who holds no post. */
export const VISITOR = 'do-thi-khach';

/** The sample district, and one who holds no post in it. */
export async function addDemoPeople(db: Database, visitorName = 'Đỗ Thị Khách'): Promise<void> {
  const sample = sampleOrganization();
  const visitor = { code: VISITOR, name: visitorName, honorific: 'đồng chí' };
  const at = Temporal.Instant.from('2017-08-01T00:00:00Z');
  const today = Temporal.PlainDate.from('2017-08-01');
  const plan = planImport(EMPTY_ORGANIZATION, { ...sample, people: [...sample.people, visitor] }, today);
  await db.transaction((tx) => saveOrganization(tx, plan, { at, today, sample: true }));
}
