import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { obligationId, personId } from '../../../src/core/ids.ts';
import { insertReminders } from '../../../src/db/queries/reminders.ts';
import { openOffice, type Office } from '../../support/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

describe('decisions of one tick', () => {
  it('are kept however many they are: thousands of units after days without a tick', async () => {
    const owed = await office.rows('select id from obligation order by id limit 8');
    const people = await office.rows('select id from person order by id limit 8');
    const at = Temporal.Instant.from('2017-08-21T01:00:00Z');
    const decisions = owed.flatMap((obligation) =>
      people.flatMap((person) =>
        Array.from({ length: 200 }, (_, step) => ({
          obligation: obligationId(Number(obligation['id'])),
          person: personId(Number(person['id'])),
          step: `step ${step}`,
          plannedAt: at,
          delivery: null,
        })),
      ),
    );
    for (let time = 0; time < 2; time += 1) {
      await office.db.transaction((tx) => insertReminders(tx, decisions, at));
    }
    expect(await office.rows('select count(*)::integer as kept from reminder')).toEqual([{ kept: 12_800 }]);
  });
});
