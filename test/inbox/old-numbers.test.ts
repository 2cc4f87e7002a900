import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { updateKey } from '../../src/core/ids.ts';
import type { Channel } from '../../src/core/messages.ts';
import { CONTACT, openOffice, PARTY_LEADER, type Office } from '../support/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

let updates = 0;

/** Somebody's chat where numbers pick: says something and gives the last thing that it was told. */
async function chatOf(person: string, channel: Channel) {
  await office.says(person, '/trangthai');
  await office.rows(`
    insert into chat (channel, external_id, person_id, state, last_inbound_at)
    select '${channel}', '4711', id, 'linked', now() from person where code = '${person}'`);
  await office.rows(`update person set preferred_channel = '${channel}' where code = '${person}'`);
  return async (text: string): Promise<string> => {
    await office.receive([
      {
        kind: 'text',
        key: updateKey(`old numbers ${(updates += 1)}`),
        chat: { channel, externalId: '4711' },
        sentAt: Temporal.Instant.from('2017-08-21T00:00:00Z'),
        text,
      },
    ]);
    const [row] = await office.rows(`
        select (
          select string_agg(coalesce(part ->> 'bold', part #>> '{}'), '' order by place)
          from jsonb_array_elements(d.message -> 'text') with ordinality as parts(part, place)
        ) as text
        from delivery d join chat c on c.id = d.chat_id
        where c.external_id = '4711' order by d.id desc limit 1`);
    return String(row?.['text']);
  };
}

const sent = () => office.rows(`select id from report_revision where source = 'chat'`);
const ALL =
  'mh 2, tổng mh 35, hg 5/6, kn 1, tc 0, gqđ 1/1, tthc 120/121, tcd 12, đt 1, qcdc 2, góp ý 2, gs 1';

describe.each(['zalo-bot', 'zalo-oa'] as const)(
  'on %s a number that stood under an earlier message',
  (channel) => {
    it('still means it after a reminder of the same report', async () => {
      const say = await chatOf(CONTACT, channel);
      expect(await say(ALL)).toContain('Nếu đúng, đồng chí');
      await office.tick('2017-08-25T14:30:00+07:00');
      expect(await say('1')).toContain('Đã nhận báo cáo xã Bình Minh, tuần 34/2017');
      expect(await sent()).toHaveLength(1);
    });

    it('sends nothing when another report was asked for since: it is shown again first', async () => {
      const say = await chatOf(CONTACT, channel);
      await say(ALL);
      // As somebody asks whether to stand in for them.
      await office.rows(`
      insert into delivery (chat_id, dedup_key, urgency, message, not_before, created_at)
      select id, 'asked since', 0, '{"text":["?"],"buttons":[[{"text":"Nhận","token":"standagree.7"}]]}', now(),
        timestamptz '2017-08-21T09:00:00+07:00'
      from chat where external_id = '4711'`);
      await office.clock('2017-08-21T09:30:00+07:00');
      expect(await say('1')).toMatch(/^Báo cáo xã Bình Minh, tuần 34\/2017/);
      expect(await sent()).toEqual([]);
      expect(await say('1')).toContain('Đã nhận báo cáo xã Bình Minh, tuần 34/2017');
    });

    it('does not lead a leader back to an older digest after a new one came', async () => {
      const say = await chatOf(PARTY_LEADER, channel);
      await say('tổng hợp');
      await office.tick('2017-08-29T17:30:00+07:00');
      expect(await say('1')).toContain('chưa rõ đồng chí chọn gì');
    });
  },
);
