import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleOrganization } from '../../../src/core/sample/district.ts';
import { loadOrganization } from '../../../src/db/queries/organization.ts';
import { loadSample } from '../../../src/db/queries/sample.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const NOW = Temporal.Instant.from('2026-11-25T09:00:00+07:00');
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.close();
});

const load = () => database.db.transaction((tx) => loadSample(tx, NOW, 'Asia/Ho_Chi_Minh'));

describe('the sample district', () => {
  it('is loaded once, by one of two that try at once', async () => {
    const loaded = await Promise.all([load(), load()]);
    expect(loaded.filter(Boolean)).toHaveLength(1);
    expect(await load()).toBe(false);
    expect(await loadOrganization(database.db)).toEqual(sampleOrganization());
  });

  it('has six weeks of reports, all marked as made up', async () => {
    const [counts] = await database.db.execute(sql`
      select (select count(*) from period) as periods, (select count(*) from obligation where sample) as owed,
        (select count(*) from report_revision where source = 'sample') as reports,
        (select count(*) from report_revision where source <> 'sample') as others,
        (select count(*) from person where not sample) as strangers,
        (select count(*) from report_value where field = 'procedures' and part <= whole) as procedures`);
    expect(counts).toEqual({ periods: 6, owed: 48, reports: 47, others: 0, strangers: 0, procedures: 47 });
  });

  it('is reported by each unit’s own contact', async () => {
    const rows = await database.db.execute(sql`
      select distinct unit.code as unit, person.code as person
      from report_revision rev
        join report on report.id = rev.report_id join obligation on obligation.id = obligation_id
        join unit on unit.id = unit_id join person on person.id = rev.person_id`);
    const contacts = sampleOrganization().posts.flatMap((post) =>
      post.role === 'contact' && 'unit' in post ? [{ unit: post.unit, person: post.holder }] : [],
    );
    expect([...rows]).toEqual(expect.arrayContaining(contacts));
    expect(rows).toHaveLength(8);
  });

  it('has people who are linked on demo phones and have consented', async () => {
    const [counts] = await database.db.execute(sql`
      select count(*) as linked, count(*) filter (where consent.withdrawn_at is null) as agreed
      from person
        join chat on chat.person_id = person.id and chat.channel = 'demo' and chat.external_id = person.code
          and chat.state = 'linked'
        join consent on consent.person_id = person.id and consent.chat_id = chat.id`);
    expect(counts).toEqual({ linked: 14, agreed: 14 });
  });
});
