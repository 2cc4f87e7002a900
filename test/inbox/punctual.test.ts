import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { updateKey } from '../../src/core/ids.ts';
import { CONTACT, CONTACT_UNIT, openOffice, says, type Office } from '../support/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const PAST = `
  select o.id, p.data_start, rev.late_minutes from obligation o
    join period p on p.id = o.period_id join unit u on u.id = o.unit_id
    join report rep on rep.obligation_id = o.id join report_revision rev on rev.report_id = rep.id and rev.revision = 1
  where u.code = '${CONTACT_UNIT}' and p.data_end < '2017-08-21'`;

/** Leaves the unit so many past reports that came in time, the others excused; `late`: the one before came late. */
async function leaves(inTime: number, late = false) {
  await office.rows(`
    with past as (${PAST}),
    kept as (
      (select id from past where late_minutes = 0 order by data_start desc limit ${inTime})
      union all (select id from past where late_minutes > 0 and ${late} order by data_start desc limit 1)
    )
    update obligation set exempt_reason = 'bão' from unit u
    where u.id = obligation.unit_id and u.code = '${CONTACT_UNIT}' and obligation.id not in (select id from kept)
      and obligation.period_id in (select id from period where data_end < '2017-08-21')`);
}

async function sends() {
  await office.says(CONTACT, 'hg 5/6');
  await office.taps(CONTACT, 'Gửi');
  const [receipt] = await office.taps(CONTACT, 'Gửi thiếu');
  return receipt?.text ?? '';
}

const WORDS = 'Xã Bình Minh đã nộp đúng hạn 4 báo cáo tuần liền, cảm ơn đồng chí.';

describe('a contact whose unit reports in time', () => {
  it('reads so on the receipt at the fourth report, and not again when it is corrected', async () => {
    await leaves(3);
    expect(await sends()).toContain(WORDS);
    await office.says(CONTACT, 'sửa kn thành 3');
    const [corrected] = await office.taps(CONTACT, 'Gửi');
    expect(corrected?.text).toContain('bản sửa lần 1');
    expect(corrected?.text).not.toContain('liền');
  });

  it('reads nothing of it at the fifth', async () => {
    await leaves(4);
    expect(await sends()).not.toContain('liền');
  });

  it('reads nothing of it when this one comes late', async () => {
    await leaves(3);
    await office.clock('2017-08-25T17:30:00+07:00');
    expect(await sends()).not.toContain('liền');
  });

  it('reads nothing of it when the one before came late', async () => {
    await leaves(3, true);
    expect(await sends()).not.toContain('liền');
  });
});

describe('a contact who reports nil on Zalo, stored at once', () => {
  const phone = 'zalo-contact';

  it('reads so as well, though nothing was drafted', async () => {
    await leaves(3);
    await office.rows(`
      insert into chat (channel, external_id, person_id, state, linked_at)
      select 'zalo-bot', '${phone}', id, 'linked', now() from person where code = '${CONTACT}'`);
    // Its past reports said that nothing happened.
    await office.rows(`
      set session_replication_role = replica;
      with own as (
        update report_revision set nil = true where report_id in (
          select rep.id from report rep join obligation o on o.id = rep.obligation_id join unit u on u.id = o.unit_id
          where u.code = '${CONTACT_UNIT}') returning id)
      delete from report_value where revision_id in (select id from own);
      set session_replication_role = default`);
    const { sentAt } = says(phone, '');
    const chat = { channel: 'zalo-bot', externalId: phone } as const;
    await office.receive([{ kind: 'text', key: updateKey('nil'), chat, sentAt, text: 'không phát sinh' }]);
    const [receipt] = await office.heard(phone);
    expect(receipt?.text).toContain('Đã nhận báo cáo');
    expect(receipt?.text).toContain(WORDS);
  });
});
