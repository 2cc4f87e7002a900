import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { officeScope } from '../../src/core/access/scope.ts';
import { loadDigestFigures } from '../../src/db/queries/figures.ts';
import { loadFormPeriods } from '../../src/db/queries/form-periods.ts';
import { loadRemindersNeeded } from '../../src/db/queries/reminder-habits.ts';
import { exportPeriod } from '../../src/db/queries/report-export.ts';
import { hamletOrganization } from '../support/hamlets.ts';
import { openOffice, ZONE, type Office } from '../support/office.ts';

const MONDAY = '2017-08-21T08:00:00+07:00';

let office: Office;
beforeEach(async () => {
  office = await openOffice(MONDAY, hamletOrganization());
});
afterEach(() => office.close());

/** Sends a whole report in one message. */
async function reports(person: string, text: string): Promise<void> {
  await office.says(person, text);
  await office.taps(person, 'Gửi');
}

const lastHeard = async (person: string) => (await office.heard(person)).at(-1)?.text ?? '';

describe('an opened period of a form that sums hamlets', () => {
  it('is owed by each commune, and to it by its hamlets that have a contact', async () => {
    expect(
      await office.rows(`
        select u.code as unit, above.code as feeds from obligation o join unit u on u.id = o.unit_id
          left join obligation fed on fed.id = o.feeds left join unit above on above.id = fed.unit_id order by u.id`),
    ).toEqual([
      { unit: 'xuan', feeds: null },
      { unit: 'xuan-mot', feeds: 'xuan' },
      { unit: 'xuan-hai', feeds: 'xuan' },
      { unit: 'thu', feeds: null },
      { unit: 'thu-mot', feeds: 'thu' },
      { unit: 'thu-hai', feeds: 'thu' },
    ]);
    const before = await office.rows('select max(id) as last from obligation');
    await office.tick('2017-08-21T08:30:00+07:00');
    expect(await office.rows('select max(id) as last from obligation')).toEqual(before);
  });

  it('takes in a hamlet that gets its first contact meanwhile', async () => {
    await office.rows(
      `insert into post (code, title, role, unit_id) select 'moi', 'Trưởng ấp', 'contact', id from unit where code = 'thu-ba'`,
    );
    await office.rows(
      `insert into holder (post_id, person_id, held_from) select p.id, person.id, '2017-08-22' from post p, person where p.code = 'moi' and person.code = 'lanh-dao'`,
    );
    await office.tick('2017-08-21T09:00:00+07:00');
    expect(await office.rows(`select count(*) as n from obligation where feeds is not null`)).toEqual([
      { n: 4 },
    ]);
    await office.tick('2017-08-22T09:00:00+07:00');
    expect(await office.rows(`select count(*) as n from obligation where feeds is not null`)).toEqual([
      { n: 5 },
    ]);
  });
});

describe('reminders of hamlets', () => {
  it('follow their own due moment, and the commune hears which are late, not the district', async () => {
    await office.tick('2017-08-21T08:00:00+07:00');
    expect(await lastHeard('dm-xuan-mot')).toContain('thứ Sáu 25/8, 09:00');
    expect(await lastHeard('dm-xuan')).toContain('thứ Sáu 25/8, 16:00');
    await office.clock('2017-08-25T10:00:00+07:00');
    await reports('dm-thu', 'kn 1, mh duy trì 9; còn lại không');
    await office.tick('2017-08-28T07:30:00+07:00');
    expect(await lastHeard('dm-xuan-mot')).toContain('đã quá hạn thứ Sáu 25/8, 09:00');
    expect(await lastHeard('dm-thu-mot'), 'its commune has reported already').not.toContain('quá hạn');
    const contact = await lastHeard('dm-xuan');
    expect(contact).toContain('ấp Xuân Một');
    expect(contact).not.toContain('ấp Thu');
    expect(await lastHeard('cap-tren')).toContain('xã Xuân');
    expect(await lastHeard('cap-tren')).not.toContain('ấp');
  });
});

describe('what the receivers count', () => {
  it('is the same with and without reports of hamlets', async () => {
    const figures = () =>
      loadDigestFigures(office.db, officeScope(), { form: 'tuan', body: 'ubnd', period: '2017-W34' });
    await office.clock('2017-08-24T09:00:00+07:00');
    await reports('dm-xuan', 'hg 5/6, kn 1, tthc 120/121, mh duy trì 2; còn lại không');
    const before = await figures();
    expect(before).toMatchObject({ expected: 2, received: 1, missing: ['thu'] });
    await reports('dm-xuan-mot', 'hg 2/2, kn 4, tthc 1/1, mh duy trì 7; còn lại không');
    await reports('dm-thu-hai', 'hg 1/2, kn 2, tthc 3/3, mh duy trì 1; còn lại không');
    expect(await figures()).toEqual(before);
    const [period] = await loadFormPeriods(office.db, 'tuan');
    const units = async (allLevels: boolean) => {
      const exported =
        period &&
        (await exportPeriod(office.db, officeScope(), period.id, { allRevisions: false, allLevels }));
      return exported?.map(({ unit }) => unit);
    };
    expect(await units(false)).toEqual(['xuan']);
    const needed = await loadRemindersNeeded(
      office.db,
      officeScope(),
      Temporal.Instant.from('2017-08-30T08:00:00+07:00'),
      ZONE,
    );
    expect(needed.units.map(({ unit }) => unit)).toEqual(['Xã Xuân']);
    expect(await units(true)).toEqual(['xuan', 'xuan-mot', 'thu-hai']);
  });
});
