import { and, eq } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { personId, updateKey } from '../../src/core/ids.ts';
import { rerouteToLinked } from '../../src/db/queries/blocked-chats.ts';
import type { BlockedBecause } from '../../src/core/organization/blocked.ts';
import { recordOutcomes } from '../../src/db/queries/deliveries.ts';
import { issueInvites } from '../../src/db/queries/invites.ts';
import { chat, delivery } from '../../src/db/schema/chat.ts';
import { CONTACT, openOffice, SECRET, says, type Office } from '../support/office.ts';

const COORDINATOR = 'ngo-thi-cam-tu';
/** The contact's second phone. */
const SECOND = 'second-phone';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

/** Sends what waits for a person's phone first, which the platform answers with 403; `keepsChat`: that message alone is refused. */
async function isRefusedBy(
  externalId: string,
  how: { readonly keepsChat?: boolean; readonly because?: BlockedBecause } = {},
): Promise<void> {
  const [row] = await office.db
    .select({ id: delivery.id, chatId: chat.id })
    .from(delivery)
    .innerJoin(chat, eq(chat.id, delivery.chatId))
    .where(and(eq(chat.externalId, externalId), eq(delivery.state, 'waiting')))
    .orderBy(delivery.id)
    .limit(1);
  if (!row) throw new RangeError(`nothing waits for ${externalId}`);
  await office.rows(
    `update delivery set state = 'sending', leased_until = now(), attempts = 1 where id = ${row.id}`,
  );
  await recordOutcomes(office.db, [{ ...row, attempt: 1, state: 'unreachable', error: '403', ...how }]);
}

/** A further chat of the contact's. */
const linkSecond = () =>
  office.rows(
    `insert into chat (channel, external_id, person_id, state) select 'demo', '${SECOND}', id, 'linked' from person where code = '${CONTACT}'`,
  );

const inChat = async (externalId: string) =>
  (
    await office.rows(
      `select d.urgency, d.state from delivery d join chat c on c.id = d.chat_id where c.external_id = '${externalId}' order by d.id`,
    )
  ).map(({ urgency, state }) => `${urgency === 1 ? 'answer' : 'unasked'} ${String(state)}`);

const told = async () =>
  (await office.heard(COORDINATOR)).filter(({ text }) => text.startsWith('Không nhắn được'));
const MONDAY = '2017-08-21T08:01:00+07:00';

describe('a chat that the platform refuses', () => {
  it('gives what is unasked to the person’s next chat; an answer stays where it was asked for', async () => {
    await office.tick(MONDAY);
    await office.says(CONTACT, 'trạng thái');
    await linkSecond();
    await isRefusedBy(CONTACT);
    expect(await inChat(CONTACT)).toEqual(['answer unreachable']);
    expect(await inChat(SECOND)).toEqual(['unasked waiting']);
    await office.tick('2017-08-21T08:02:00+07:00');
    expect(await told()).toEqual([]);
  });

  it('was the last one: the message is kept, and the coordinator is told once', async () => {
    await office.tick(MONDAY);
    await isRefusedBy(CONTACT);
    expect(await inChat(CONTACT)).toEqual(['unasked unreachable']);
    await office.tick('2017-08-21T08:02:00+07:00');
    await office.tick('2017-08-21T08:03:00+07:00');
    expect((await told()).map(({ text }) => text)).toEqual([
      'Không nhắn được cho đồng chí Võ Minh Nhựt (xã Bình Minh) qua điện thoại mẫu: tài khoản đã chặn hoặc đã ngừng dùng, và không còn kênh nào khác.\nTin nhắc được giữ lại đến khi đồng chí ấy nhắn tới. Trong lúc chờ, xin đồng chí gọi điện giúp.',
    ]);
  });

  it.each([
    ['window-closed', 'quá 7 ngày chưa nhắn tới nên Zalo không cho gửi (lần cuối ngày 14/8), và'],
    ['not-following', 'đã thôi quan tâm tài khoản OA, và'],
    ['refused', 'đã chặn hoặc từ chối nhận tin, và'],
  ] as const)('says why: %s', async (because, why) => {
    await office.tick(MONDAY);
    await office.rows(
      `update chat set last_inbound_at = '2017-08-14T08:00:00+07:00' where external_id = '${CONTACT}'`,
    );
    await isRefusedBy(CONTACT, { because });
    await office.tick('2017-08-21T08:02:00+07:00');
    expect((await told()).map(({ text }) => text)).toEqual([expect.stringContaining(why)]);
  });

  it('is heard from again: what was kept goes out, and a further block is told anew', async () => {
    await office.tick(MONDAY);
    await isRefusedBy(CONTACT);
    await office.tick('2017-08-21T08:02:00+07:00');
    await office.says(CONTACT, 'trạng thái');
    expect(await inChat(CONTACT)).toEqual(['unasked waiting', 'answer waiting']);
    await isRefusedBy(CONTACT);
    await office.tick('2017-08-21T08:03:00+07:00');
    expect(await told()).toHaveLength(2);
  });

  it('belongs to a stranger, who is answered all the same when they write again', async () => {
    await office.says('stranger', 'xin chào');
    await isRefusedBy('stranger');
    const [answer] = await office.says('stranger', 'xin chào');
    expect(answer?.text).toContain('mã mời');
  });
});

const onZalo = () =>
  office.rows(`update chat set channel = 'zalo-oa' where external_id = '${CONTACT}' returning state`);
const stateOf = async (externalId: string) =>
  (await office.rows(`select state from chat where external_id = '${externalId}'`))[0]?.['state'];

describe('a message that alone does not reach a chat', () => {
  beforeEach(async () => {
    await office.tick(MONDAY);
    await onZalo();
  });

  it('is kept, and the chat stays open to others: nobody is told that it is not', async () => {
    await isRefusedBy(CONTACT, { keepsChat: true });
    expect(await inChat(CONTACT)).toEqual(['unasked unreachable']);
    expect(await stateOf(CONTACT)).toBe('linked');
    await office.tick('2017-08-21T08:02:00+07:00');
    expect(await told()).toEqual([]);
    await office.tick('2017-08-25T08:00:00+07:00');
    expect((await inChat(CONTACT)).filter((line) => line.endsWith('waiting'))).not.toEqual([]);
  });

  it('goes to the person’s other channel, also to one that is linked later, but not to its like', async () => {
    await office.rows(
      `insert into chat (channel, external_id, person_id, state) select 'zalo-oa', 'another', id, 'linked' from person where code = '${CONTACT}'`,
    );
    await isRefusedBy(CONTACT, { keepsChat: true });
    expect([await inChat(CONTACT), await inChat('another')]).toEqual([['unasked unreachable'], []]);
    await linkSecond();
    await office.db.transaction(async (tx) => {
      const [row] = await office.rows(`select id from person where code = '${CONTACT}'`);
      await rerouteToLinked(tx, [personId(Number(row?.['id']))]);
    });
    expect([await inChat(CONTACT), await inChat(SECOND)]).toEqual([[], ['unasked waiting']]);
  });

  it('goes out when the person is heard from', async () => {
    await isRefusedBy(CONTACT, { keepsChat: true });
    const { sentAt } = says(CONTACT, '');
    const place = { channel: 'zalo-oa', externalId: CONTACT } as const;
    await office.receive([{ kind: 'opened', key: updateKey('opened'), chat: place, sentAt }]);
    expect((await inChat(CONTACT))[0]).toBe('unasked waiting');
  });
});

describe('a person who blocks the bot', () => {
  it('is written to elsewhere at once, without asking the platform first', async () => {
    await office.tick(MONDAY);
    await linkSecond();
    const { chat: place, sentAt } = says(CONTACT, '');
    await office.receive([{ kind: 'left', key: updateKey('gone'), chat: place, sentAt }]);
    expect(await inChat(CONTACT)).toEqual([]);
    expect(await inChat(SECOND)).toEqual(['unasked waiting']);
  });

  it('and joins by another chat hears there what was kept', async () => {
    await office.tick(MONDAY);
    await isRefusedBy(CONTACT);
    const [invite] = await office.db.transaction((tx) =>
      issueInvites(tx, {
        secret: SECRET,
        now: Temporal.Now.instant(),
        today: Temporal.PlainDate.from('2017-08-21'),
        person: CONTACT,
        validDays: 30,
      }),
    );
    await office.says(SECOND, invite?.code ?? '');
    await office.says(SECOND, 'Đồng ý');
    expect((await inChat(SECOND)).filter((line) => line.startsWith('unasked'))).toEqual(['unasked waiting']);
  });
});
