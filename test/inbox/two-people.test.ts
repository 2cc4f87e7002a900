import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { updateKey } from '../../src/core/ids.ts';
import type { InboundMessage } from '../../src/core/messages.ts';
import { CONTACT, openOffice, OTHER_CONTACT, type Office } from '../support/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  // Lê Thị Ngọc Mai is Bình Minh's second contact and writes from Zalo's free bot, which has no buttons.
  await office.says(OTHER_CONTACT, '/trangthai');
  await office.rows(`
    insert into post (code, title, role, unit_id)
    select 'second contact', title, role, unit_id from post
    where role = 'contact' and unit_id = (select id from unit where code = 'binh-minh')`);
  await office.rows(`
    update holder set post_id = (select id from post where code = 'second contact')
    where person_id = (select id from person where code = '${OTHER_CONTACT}')`);
  await office.rows(`
    insert into chat (channel, external_id, person_id, state)
    select 'zalo-bot', 'zalo of mai', person_id, state from chat where external_id = '${OTHER_CONTACT}'`);
  await office.rows(`
    insert into chat (channel, external_id, person_id, state)
    select 'telegram', '4711', id, 'linked' from person where code = '${CONTACT}'`);
});
afterEach(() => office.close());

let updates = 0;

/** Says something on a platform and returns the last thing that this chat was told. */
async function says(channel: 'zalo-bot' | 'telegram', externalId: string, text: string): Promise<string> {
  const message: InboundMessage = {
    kind: 'text',
    key: updateKey(`two people ${(updates += 1)}`),
    chat: { channel, externalId },
    sentAt: Temporal.Instant.from('2017-08-21T00:00:00Z'),
    text,
  };
  await office.receive([message]);
  return (await told(externalId)).at(-1) ?? '';
}

async function told(externalId: string): Promise<readonly string[]> {
  const rows = await office.rows(`
    select (
      select string_agg(coalesce(part ->> 'bold', part #>> '{}'), '' order by place)
      from jsonb_array_elements(d.message -> 'text') with ordinality as parts(part, place)
    ) as text
    from delivery d join chat c on c.id = d.chat_id
    where c.external_id = '${externalId}' order by d.id`);
  return rows.map(({ text }) => String(text));
}

const mai = (text: string) => says('zalo-bot', 'zalo of mai', text);
const nhut = (text: string) => office.says(CONTACT, text);
const ALL = 'mh 2, tổng mh 35, hg 5/6, kn 1, tc 0, gqđ 1/1, tthc 120/121, đt 1, qcdc 2, góp ý 2, gs 1';

describe('two people who fill in one report, one of them without buttons', () => {
  it('see each other’s values, and whose they are', async () => {
    await nhut('kn 1');
    const shown = await mai('tcd 9');
    expect(shown).toContain('Đồng chí Võ Minh Nhựt đã nhập: Đơn khiếu nại mới 1.');
    expect(shown).toContain('• Tiếp công dân: 9');
    expect(shown).toMatch(/1\. Gửi\n2\. Sửa\n3\. Hủy$/);
    const [answer] = await nhut('tc 0');
    expect(answer?.text).toContain('Đồng chí Lê Thị Ngọc Mai đã nhập: Tiếp công dân 9.');
  });

  it('confirm only what they were shown: a report that changed since is shown again', async () => {
    await mai(ALL);
    await nhut('tcd 9');
    const again = await mai('1');
    expect(again).toContain('nên báo cáo chưa gửi');
    expect(again).toContain('Đồng chí Võ Minh Nhựt đã nhập: Tiếp công dân 9.');
    expect(await office.rows(`select 1 from report_revision where source = 'chat'`)).toEqual([]);
    expect(await mai('1')).toMatch(/^Đã nhận báo cáo xã Bình Minh/);
    expect((await nhut('gửi'))[0]?.text).toContain('đã nhận');
    expect(await office.rows(`select 1 from report_revision where source = 'chat'`)).toHaveLength(1);
  });
});

describe('one of two people drops what both have entered', () => {
  it('the other is told, with what of it was theirs, once', async () => {
    await mai('tcd 9, đt 1');
    await nhut('kn 1');
    const before = (await told('zalo of mai')).length;
    await nhut('/bo');
    await office.taps(CONTACT, 'Bỏ bản nháp');
    await office.taps(CONTACT, 'Bỏ bản nháp');
    expect((await told('zalo of mai')).slice(before)).toEqual([
      'Đồng chí Võ Minh Nhựt đã bỏ bản đang soạn của xã Bình Minh, tuần 34/2017 (21/8–27/8).\n' +
        'Trong đó có số liệu đồng chí đã nhập: Tiếp công dân 9; Đối thoại với nhân dân 1. Nếu vẫn cần, đồng chí nhắn lại tại đây.',
    ]);
  });

  it('nobody is told of figures that were only one’s own', async () => {
    await nhut('kn 1');
    const before = (await told('zalo of mai')).length;
    await nhut('/bo');
    await office.taps(CONTACT, 'Bỏ bản nháp');
    expect(await told('zalo of mai')).toHaveLength(before);
  });
});

describe('a draft', () => {
  it('is gone on with on another channel, a day later, by a service that was started anew', async () => {
    await nhut(`${ALL}, tcd 9`);
    await office.clock('2017-08-22T08:00:00+07:00');
    const shown = await says('telegram', '4711', 'xem lại');
    expect(shown).toContain('• Tiếp công dân: 9');
    expect(shown).not.toContain('đã nhập:');
    expect(await says('telegram', '4711', 'gửi')).toMatch(/^Đã nhận báo cáo xã Bình Minh/);
  });

  it('outlives its holder: who follows sees what was entered and sends it', async () => {
    await nhut(`${ALL}, tcd 9`);
    await office.rows(`
      update holder set held_until = '2017-08-22'
      where person_id = (select id from person where code = '${CONTACT}')`);
    await office.clock('2017-08-23T08:00:00+07:00');
    expect(await mai('xem lại')).toContain('Đồng chí Võ Minh Nhựt đã nhập: ');
    expect(await mai('1')).toMatch(/^Đã nhận báo cáo xã Bình Minh/);
  });

  it('of the period before is not mixed with the new one: words ask which, numbers mean what they meant', async () => {
    await office.clock('2017-08-25T09:00:00+07:00');
    await mai(`${ALL}, tcd 9`);
    await office.tick('2017-08-28T08:00:00+07:00');
    expect(await mai('kn 4')).toMatch(/1\. .*tuần 34[\s\S]*2\. .*tuần 35/);
    await mai('2');
    const drafts = await office.rows(`
      select p.code, d.content -> 'values' -> 'complaints' as complaints from draft d
        join obligation o on o.id = d.obligation_id join period p on p.id = o.period_id order by 1`);
    expect(drafts).toEqual([
      { code: '2017-W34', complaints: 1 },
      { code: '2017-W35', complaints: 4 },
    ]);
  });

  it('is sent by its number a week after it was shown', async () => {
    await mai(`${ALL}, tcd 9`);
    await office.clock('2017-08-28T09:00:00+07:00');
    expect(await mai('1')).toMatch(/^Đã nhận báo cáo xã Bình Minh, tuần 34/);
  });
});
