import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { officeScope } from '../../../src/core/access/scope.ts';
import { findUnit } from '../../../src/db/queries/access.ts';
import { createFormVersions } from '../../../src/db/queries/form-versions.ts';
import { loadLatestReport } from '../../../src/db/queries/duties.ts';
import { CONTACT_UNIT, OTHER_CONTACT, openOffice, type Office } from '../../support/office.ts';
import { sendForSignOff, settle } from '../../support/sign-offs.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

async function latest() {
  const unit = await findUnit(office.db, CONTACT_UNIT);
  if (!unit) throw new Error('the sample has no such unit');
  const now = Temporal.Instant.from('2017-08-25T18:00:00+07:00');
  const found = await loadLatestReport(office.db, officeScope(), unit, now, createFormVersions());
  return found?.past.sent;
}

it('says of a report that needs no sign-off that it has no state, and of the others how they stand', async () => {
  expect(await latest()).toMatchObject({ signOff: null });

  await sendForSignOff(office, { unit: CONTACT_UNIT, at: '2017-08-24T09:00:00+07:00' });
  expect(await latest()).toMatchObject({ revision: 1, signOff: { state: 'waiting' } });

  await settle(office, CONTACT_UNIT, 'returned', {
    by: OTHER_CONTACT,
    at: '2017-08-24T10:00:00+07:00',
    reason: 'thiếu số liệu ấp 3',
  });
  expect(await latest()).toMatchObject({
    signOff: { state: 'returned', by: 'Lê Thị Ngọc Mai', reason: 'thiếu số liệu ấp 3' },
  });
});

it('begins anew with a correction', async () => {
  await sendForSignOff(office, { unit: CONTACT_UNIT, at: '2017-08-24T09:00:00+07:00' });
  await settle(office, CONTACT_UNIT, 'approved', { by: OTHER_CONTACT, at: '2017-08-24T10:00:00+07:00' });
  expect(await latest()).toMatchObject({
    signOff: { state: 'approved', at: Temporal.Instant.from('2017-08-24T03:00:00Z'), reason: null },
  });

  await sendForSignOff(office, { unit: CONTACT_UNIT, at: '2017-08-24T11:00:00+07:00', revision: 2 });
  expect(await latest()).toMatchObject({ revision: 2, signOff: { state: 'waiting' } });
});
