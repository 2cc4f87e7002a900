import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTACT, CONTACT_UNIT, openOffice, PARTY_LEADER, type Office } from '../support/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

/** What a talk always leaves behind, whatever it is about. */
const TALK = ['chat', 'conversation', 'delivery', 'inbound_update'];

/** Every row of every other table. */
async function kept(): Promise<Record<string, unknown>> {
  const tables = await office.rows(`
    select table_name as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE' order by 1`);
  const names = tables.map(({ name }) => String(name)).filter((name) => !TALK.includes(name));
  expect(names).toEqual(
    expect.arrayContaining(['draft', 'report_revision', 'report_value', 'audit', 'obligation']),
  );
  const contents = await Promise.all(
    names.map(async (name) => [name, await office.rows(`select * from "${name}" order by 1`)] as const),
  );
  return Object.fromEntries(contents);
}

async function practise(): Promise<string> {
  await office.says(CONTACT, 'tập');
  await office.says(CONTACT, 'hg 5/6, kn 1, mh 3');
  await office.taps(CONTACT, 'Gửi');
  const [receipt] = await office.taps(CONTACT, 'Gửi thiếu');
  return receipt?.text ?? '';
}

describe('a practice report', () => {
  it('leaves no trace in any table but those of the talk itself', async () => {
    const before = await kept();
    expect(await practise()).toContain('Mã: TẬP');
    expect(await kept()).toEqual(before);
  });

  it('is kept between messages, and nothing of it is in the real report that follows', async () => {
    await practise();
    const [preview] = await office.says(CONTACT, 'hg 4/4');
    expect(preview?.text).toMatch(/^Báo cáo xã Bình Minh, tuần 34\/2017/);
    expect(preview?.text).not.toContain('khiếu nại mới: ');
    await office.taps(CONTACT, 'Gửi');
    await office.taps(CONTACT, 'Gửi thiếu');
    expect(
      await office.rows(`
        select v.field from report_value v join report_revision r on r.id = v.revision_id where r.source = 'chat'`),
    ).toEqual([{ field: 'mediation' }]);
  });

  it('is owed all the same: status, reminders and the digest count it as missing', async () => {
    await practise();
    const [status] = await office.says(CONTACT, '/trangthai');
    expect(status?.text).toContain('chưa nộp');
    const heard = (await office.heard(CONTACT)).length;
    await office.tick('2017-08-25T13:00:00+07:00');
    const reminders = (await office.heard(CONTACT)).slice(heard);
    expect(reminders.map(({ text }) => text).join('\n')).toContain('chưa có báo cáo');
    const [digest] = await office.says(PARTY_LEADER, '/tonghop');
    expect(digest?.text).toContain('0/8');
    expect(
      await office.rows(`
        select count(*)::int as missing from obligation o join unit u on u.id = o.unit_id
        where u.code = '${CONTACT_UNIT}' and not exists (select from report r where r.obligation_id = o.id)`),
    ).toEqual([{ missing: 1 }]);
  });

  it('a reminder’s own button means the real report', async () => {
    await office.says(CONTACT, 'tập');
    await office.tick('2017-08-21T08:30:00+07:00');
    await office.says(CONTACT, 'hg 5/6');
    const duty = await office.rows(`
      select o.id from obligation o join unit u on u.id = o.unit_id join period p on p.id = o.period_id
      where u.code = '${CONTACT_UNIT}' and p.code = '2017-W34'`);
    await office.tapsToken(CONTACT, `guide.${String(duty[0]?.['id'])}`);
    await office.says(CONTACT, '2');
    expect(await office.rows(`select content -> 'values' as values from draft`)).toEqual([
      { values: { models: 2 } },
    ]);
  });
});
