import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTACT, openOffice, type Office } from '../support/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const noted = () =>
  office.rows(`
    select u.code as unit, f.code as form, p.code as period, e.words, e.field
    from alias_evidence e join unit u on u.id = e.unit_id join form f on f.id = e.form_id
    join obligation o on o.id = e.obligation_id join period p on p.id = o.period_id`);

describe('what words turned out to mean', () => {
  it('is noted once a report', async () => {
    for (let time = 1; time <= 2; time += 1) {
      await office.says(CONTACT, 'hgxc 5/6, kn 1');
      await office.says(CONTACT, 'hòa giải 5/6');
      await office.says(CONTACT, 'hòa giải 4/6');
    }
    expect(await noted()).toEqual([
      { unit: 'binh-minh', form: 'tuan', period: '2017-W34', words: 'hgxc', field: 'mediation' },
    ]);
  });

  it('is not noted in practice', async () => {
    await office.says(CONTACT, 'tập');
    await office.says(CONTACT, 'hgxc 5/6, kn 1');
    await office.says(CONTACT, 'hòa giải 5/6');
    expect(await noted()).toEqual([]);
  });
});
