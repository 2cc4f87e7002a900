import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { isCalm, nextHalfHour } from '../../src/schedule/calm.ts';
import { CONTACT, openOffice, OTHER_CONTACT, ZONE, type Office } from '../support/office.ts';

const at = (text: string) => Temporal.Instant.from(text);

describe('the next half hour', () => {
  it.each([
    ['2017-08-21T08:00:00+07:00', '2017-08-21T08:30:00+07:00'],
    ['2017-08-21T08:00:00.001+07:00', '2017-08-21T08:30:00+07:00'],
    ['2017-08-21T08:29:59.999+07:00', '2017-08-21T08:30:00+07:00'],
    ['2017-08-21T23:45:00+07:00', '2017-08-22T00:00:00+07:00'],
  ])('after %s is %s', (moment, next) => {
    expect(nextHalfHour(at(moment), ZONE).equals(at(next))).toBe(true);
  });
});

describe('a calm', () => {
  const calm = { mark: 'm', from: at('2017-08-21T08:05:00Z'), until: at('2017-08-21T08:30:00Z') };

  it.each([
    ['m', '2017-08-21T08:05:00Z', true],
    ['m', '2017-08-21T08:29:59Z', true],
    ['m', '2017-08-21T08:30:00Z', false],
    // A demo clock that was set back.
    ['m', '2017-08-21T08:04:59Z', false],
    ['n', '2017-08-21T08:10:00Z', false],
  ])('with the mark %s at %s: %s', (mark, moment, expected) => {
    expect(isCalm(calm, mark, at(moment))).toBe(expected);
  });
});

describe('a tick while nothing is due', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
    await office.tick('2017-08-21T08:00:00+07:00');
    await office.tick('2017-08-21T08:01:00+07:00');
  });
  afterEach(() => office.close());

  it('still reminds who becomes a deputy meanwhile, at the next tick', async () => {
    await office.rows(`
      insert into holder (post_id, person_id, deputy, held_from)
      select h.post_id, other.id, true, '2017-08-21' from holder h
        join person p on p.id = h.person_id, person other
      where p.code = '${CONTACT}' and other.code = '${OTHER_CONTACT}'`);
    expect(await office.tick('2017-08-21T08:02:00+07:00')).toMatchObject({ reminders: 1 });
    expect(await office.tick('2017-08-21T08:03:00+07:00')).toMatchObject({ reminders: 0 });
  });

  it('still opens what a new unit owes and tells its contact, at the next tick', async () => {
    await office.rows(`
      with made as (
        insert into unit (code, name, kind, parent_id) select 'xa-moi', 'Xã Mới', 'commune', id from unit
        where code = 'vinh-thuan' returning id
      ), place as (
        insert into post (code, title, role, unit_id) select 'dau-moi-xa-moi', 'Đầu mối', 'contact', id from made returning id
      )
      insert into holder (post_id, person_id, deputy, held_from)
      select place.id, person.id, false, '2017-08-21' from place, person where person.code = '${CONTACT}'`);
    expect(await office.tick('2017-08-21T08:02:00+07:00')).toEqual({
      opened: 1,
      reminders: 1,
      digests: 0,
      notices: 0,
    });
  });

  it('finds an exemption that was taken back within half an hour', async () => {
    await office.rows(`update obligation set exempt_reason = 'thử' where id = (
      select o.id from obligation o join unit u on u.id = o.unit_id join period p on p.id = o.period_id
      where u.code = 'binh-minh' and p.code = '2017-W34')`);
    expect(await office.tick('2017-08-23T08:00:00+07:00')).toMatchObject({ reminders: 7 });
    await office.tick('2017-08-23T08:01:00+07:00');
    await office.rows(`update obligation set exempt_reason = null`);
    expect(await office.tick('2017-08-23T08:30:00+07:00')).toMatchObject({ reminders: 1 });
  });

  it('does what is due when the clock was set back and comes again', async () => {
    expect(await office.tick('2017-08-23T08:00:00+07:00')).toMatchObject({ reminders: 8 });
    expect(await office.tick('2017-08-21T09:00:00+07:00')).toMatchObject({ reminders: 0 });
    expect(await office.tick('2017-08-25T13:00:00+07:00')).toMatchObject({ reminders: 8 });
  });
});
