import { and, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { ChatId, PersonId } from '../../core/ids.ts';
import type { Channel } from '../../core/messages.ts';
import type { Executor, Transaction } from '../connect.ts';
import { chat, consent, type ChatState } from '../schema/chat.ts';
import { person } from '../schema/organization.ts';
import { tableOf } from './rows.ts';

export type ChatRow = {
  readonly id: ChatId;
  readonly channel: Channel;
  readonly externalId: string;
  readonly personId: PersonId | null;
  readonly state: ChatState;
  readonly wrongCodes: number;
  readonly wrongCodesSince: Temporal.Instant | null;
};

/** The chat belongs to the person from now on, who has agreed to what is kept. */
export async function linkChat(
  tx: Transaction,
  link: {
    readonly chat: ChatId;
    readonly person: PersonId;
    readonly consentVersion: number;
    readonly at: Temporal.Instant;
  },
): Promise<void> {
  await tx
    .update(chat)
    .set({
      personId: link.person,
      state: 'linked',
      linkedAt: link.at,
      blockedToldAt: null,
      wrongCodes: 0,
      wrongCodesSince: null,
    })
    .where(eq(chat.id, link.chat));
  await tx
    .insert(consent)
    .values({ personId: link.person, chatId: link.chat, textVersion: link.consentVersion, givenAt: link.at });
}

/** The chats belong to nobody any more and the consents given there are withdrawn; reports stay with the office. */
export async function unlinkChats(
  tx: Transaction,
  chats: readonly ChatId[],
  at: Temporal.Instant,
): Promise<void> {
  await tx
    .update(chat)
    .set({ personId: null, state: 'left' })
    .where(inArray(chat.id, [...chats]));
  await tx
    .update(consent)
    .set({ withdrawnAt: at })
    .where(and(inArray(consent.chatId, [...chats]), sql`${consent.withdrawnAt} is null`));
}

/** Codes that did not exist, tried in all chats within the last hour or so: a chat that goes on counts with all of its day. */
export async function countWrongCodes(db: Executor, realNow: Temporal.Instant): Promise<number> {
  const [row] = await db.execute<{ codes: number }>(sql`
    select coalesce(sum(wrong_codes), 0)::int as codes from chat
    where wrong_codes > 0 and wrong_codes_since > ${realNow.subtract({ hours: 1 }).toString()}`);
  return row?.codes ?? 0;
}

/** One more invite code that does not exist. `since` starts a new count, in real time. */
export async function addWrongCodes(
  tx: Transaction,
  chats: readonly ChatId[],
  now: Temporal.Instant,
  windowHours: number,
): Promise<void> {
  const expired = sql`${chat.wrongCodesSince} is null or ${chat.wrongCodesSince} < ${now.subtract({ hours: windowHours }).toString()}::timestamptz`;
  await tx
    .update(chat)
    .set({
      wrongCodes: sql`case when ${expired} then 1 else ${chat.wrongCodes} + 1 end`,
      wrongCodesSince: sql`case when ${expired} or ${chat.wrongCodes} < 10 then ${now.toString()}::timestamptz else ${chat.wrongCodesSince} end`,
    })
    .where(inArray(chat.id, [...chats]));
}

/** Whether the person has a chat here, one that they blocked too. Who has left has none. */
export async function hasChat(db: Executor, who: PersonId): Promise<boolean> {
  const found = await db.execute(sql`select from chat where person_id = ${who} limit 1`);
  return found.length > 0;
}

/** Where an unasked message to each person goes: the preferred channel, else the one last written from; never `without` one. */
export async function routesTo(
  db: Executor,
  people: readonly PersonId[],
  without?: Channel,
): Promise<ReadonlyMap<PersonId, ChatId>> {
  if (people.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([person.id], { person: person.id, chat: chat.id })
    .from(chat)
    .innerJoin(person, eq(person.id, chat.personId))
    .innerJoin(
      tableOf(
        people.map((id) => ({ id })),
        'wanted',
        'id bigint',
      ),
      sql`wanted.id = ${person.id}`,
    )
    .where(and(eq(chat.state, 'linked'), without && ne(chat.channel, without)))
    .orderBy(
      person.id,
      desc(sql`${chat.channel} is not distinct from ${person.preferredChannel}`),
      sql`${chat.lastInboundAt} desc nulls last`,
    );
  return new Map(rows.map((row) => [row.person, row.chat]));
}

/** Which of these chats are on one of these channels. */
export async function chatsOn(
  db: Executor,
  chats: readonly ChatId[],
  channels: ReadonlySet<Channel>,
): Promise<ReadonlySet<ChatId | undefined>> {
  if (chats.length === 0) return new Set();
  const rows = await db
    .select({ id: chat.id })
    .from(chat)
    .where(and(inArray(chat.id, [...chats]), inArray(chat.channel, [...channels])));
  return new Set(rows.map(({ id }) => id));
}
