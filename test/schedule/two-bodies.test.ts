import { afterEach, beforeEach, expect, it } from 'vitest';
import { openOffice, PARTY_LEADER, type Office } from '../support/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

it('a leader of two bodies gets a digest of each, with the fields of that body alone', async () => {
  await office.rows(`
    with made as (
      insert into post (code, title, role, body_id)
      select 'kiem-nhiem', 'Phó Chủ tịch', 'leader', id from body where code = 'ubnd' returning id
    )
    insert into holder (post_id, person_id, held_from)
    select made.id, person.id, '2017-01-01' from made, person where person.code = '${PARTY_LEADER}'`);
  await office.tick('2017-08-28T07:00:00+07:00');
  const said = (await office.heard(PARTY_LEADER)).map(({ text }) => text).join('\n');
  // One message of a moment; within it each digest stands by itself.
  const [before, party, state, ...more] = said.split('Tổng hợp tuần 34');
  expect([before, ...more]).toEqual(['']);
  expect(party).toContain('Ban Dân vận Huyện ủy');
  expect(party).toContain('Mô hình');
  expect(party).not.toContain('UBND huyện');
  expect(state).toContain('UBND huyện');
  expect(state).not.toContain('Ban Dân vận');
  expect(state).not.toContain('Mô hình');
});

it('a digest is about the units of its body’s own place: another district that answers the same form is not in it', async () => {
  await office.rows(`insert into unit (code, name, kind) values ('ngoai', 'Xã Ngoài', 'commune')`);
  await office.tick('2017-08-28T00:00:00+07:00');
  await office.tick('2017-09-05T07:00:00+07:00');
  const [owed] = await office.rows(`
    select count(*)::int as count from obligation join period on period.id = obligation.period_id
    where period.code = '2017-W35'`);
  expect(owed).toEqual({ count: 9 });
  const digests = await office.rows(`
    select (digest.figures ->> 'expected')::int as expected from digest
    join period on period.id = digest.period_id where period.code = '2017-W35'`);
  expect(digests).toEqual([{ expected: 8 }, { expected: 8 }]);
});
