import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  snakeCase,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import type { BlockedBecause } from '../../core/organization/blocked.ts';
import type { Channel, OutgoingMessage } from '../../core/messages.ts';
import type { ChatId, DeliveryId, PersonId, UpdateKey } from '../../core/ids.ts';
import { identity, instant, reference } from './columns.ts';
import { person } from './organization.ts';

export type ChatState = 'stranger' | 'linked' | 'blocked' | 'left';

export const chat = snakeCase.table(
  'chat',
  {
    id: identity<ChatId>(),
    channel: text().notNull().$type<Channel>(),
    externalId: text().notNull(),
    personId: reference<PersonId>().references(() => person.id),
    state: text().notNull().$type<ChatState>().default('stranger'),
    linkedAt: instant(),
    lastInboundAt: instant(),
    /** Null where it is not blocked, or nobody knows. */
    blockedBecause: text().$type<BlockedBecause>(),
    /** Calendar time at which the coordinators were told that this blocked chat was the person's last. */
    blockedToldAt: instant(),
    /** Invite codes that did not exist, tried from this chat since `wrongCodesSince`. */
    wrongCodes: integer().notNull().default(0),
    wrongCodesSince: instant(),
  },
  (table) => [
    unique('chat_address').on(table.channel, table.externalId),
    check('chat_channel', sql`${table.channel} in ('telegram', 'zalo-bot', 'zalo-oa', 'demo')`),
    check('chat_state', sql`${table.state} in ('stranger', 'linked', 'blocked', 'left')`),
    check('chat_linked_person', sql`${table.state} <> 'linked' or ${table.personId} is not null`),
    index('chat_person').on(table.personId),
    index('chat_wrong_codes')
      .on(table.wrongCodesSince)
      .where(sql`${table.wrongCodes} > 0`),
    index('chat_blocked_untold')
      .on(table.personId)
      .where(sql`${table.state} = 'blocked' and ${table.blockedToldAt} is null`),
  ],
);

/** That a person agreed to what is kept about them: which text, when, from which chat. */
export const consent = snakeCase.table('consent', {
  id: identity<number>(),
  personId: reference<PersonId>()
    .notNull()
    .references(() => person.id),
  chatId: reference<ChatId>()
    .notNull()
    .references(() => chat.id),
  textVersion: integer().notNull(),
  givenAt: instant().notNull(),
  withdrawnAt: instant(),
});

/** A chat's place in its conversation; the row's lock is what serialises the messages of one chat. */
export const conversation = snakeCase.table('conversation', {
  chatId: reference<ChatId>()
    .primaryKey()
    .references(() => chat.id),
  state: jsonb().notNull(),
  updatedAt: instant().notNull(),
});

/** Updates that took effect, kept 30 days; a second arrival of the same key is acknowledged and ignored. */
export const inboundUpdate = snakeCase.table(
  'inbound_update',
  {
    id: identity<number>(),
    channel: text().notNull().$type<Channel>(),
    updateKey: text().notNull().$type<UpdateKey>(),
    chatId: reference<ChatId>().references(() => chat.id),
    message: jsonb().notNull(),
    receivedAt: instant().notNull(),
    processedAt: instant(),
    /** Why the update was set aside after its last try; the operator sees it. */
    error: text(),
  },
  (table) => [
    unique('inbound_update_key').on(table.channel, table.updateKey),
    index('inbound_update_chat').on(table.chatId, table.id),
    index('inbound_update_set_aside')
      .on(table.id)
      .where(sql`${table.error} is not null`),
  ],
);

/**
 * Messages that a chat sent faster than they can be taken: kept before the platform hears that they are stored, taken in the order of
 * `id`, and deleted when they have taken effect.
 */
export const deferredMessage = snakeCase.table(
  'deferred_message',
  {
    id: identity<number>(),
    channel: text().notNull().$type<Channel>(),
    externalId: text().notNull(),
    message: jsonb().notNull(),
  },
  (table) => [index('deferred_message_chat').on(table.channel, table.externalId, table.id)],
);

/**
 * `superseded`: an edit whose place a later edit of the same message took before it went out. `gone`: an edit of a message that
 * can be rewritten no more, because it was deleted, is too old, or was never sent.
 */
export type DeliveryState =
  | 'waiting'
  | 'sending'
  | 'sent'
  | 'unknown'
  | 'unreachable'
  | 'rejected'
  | 'superseded'
  | 'gone';

/**
 * The outbox. A row is written in the transaction that decided the message and holds it as worded. Within a chat messages go out
 * in the order of `id`; `urgency` only orders chats among each other. Edits go out behind all messages of their chat.
 */
export const delivery = snakeCase.table(
  'delivery',
  {
    id: identity<DeliveryId>(),
    chatId: reference<ChatId>()
      .notNull()
      .references(() => chat.id),
    dedupKey: text().notNull().unique(),
    /** 1: answers someone who waits. 0: unasked, may yield. */
    urgency: integer().notNull(),
    message: jsonb().notNull().$type<OutgoingMessage>(),
    /** The earlier message that this one rewrites, where the channel can; null: a message of its own. */
    edits: reference<DeliveryId>().references((): AnyPgColumn => delivery.id),
    state: text().notNull().$type<DeliveryState>().default('waiting'),
    attempts: integer().notNull().default(0),
    /** Messages of the platform that it took, for those that count them: a long text goes out in several. */
    parts: integer().notNull().default(1),
    /** Real time, not the demo clock's: retries wait for the platform. */
    notBefore: instant().notNull(),
    /** The platform put it off, for a day maybe: answers in its chat need not wait for it. */
    isPutOff: boolean().notNull().default(false),
    /** Real time after which the process that took the row is given up for dead. */
    leasedUntil: instant(),
    providerId: text(),
    error: text(),
    /** Đồng, what sending was expected to cost and when that was said, in real time; null: its channel has no prices. */
    expectedCost: integer(),
    pricedAt: instant(),
    /** Đồng, what it cost by the platform's answer, and the kinds of quota that it named. */
    cost: integer(),
    quotaType: text(),
    /** Calendar time: when the message was decided. */
    createdAt: instant().notNull(),
    /** Real time, the database's: when the message was put here. */
    queuedAt: instant()
      .notNull()
      .default(sql`now()`),
    /** Real time at which the platform accepted it. */
    sentAt: instant(),
    /** Real time at which it reached the person, and at which they looked at it, where the platform says so. */
    deliveredAt: instant(),
    seenAt: instant(),
  },
  (table) => [
    check(
      'delivery_state',
      sql`${table.state} in ('waiting', 'sending', 'sent', 'unknown', 'unreachable', 'rejected', 'superseded', 'gone')`,
    ),
    check(
      'delivery_given_up_edit',
      sql`${table.state} not in ('superseded', 'gone') or ${table.edits} is not null`,
    ),
    check('delivery_urgency', sql`${table.urgency} in (0, 1)`),
    check('delivery_lease', sql`(${table.state} = 'sending') = (${table.leasedUntil} is not null)`),
    check('delivery_sent', sql`(${table.state} = 'sent') = (${table.sentAt} is not null)`),
    index('delivery_due')
      .on(table.urgency.desc().nullsFirst(), table.id)
      .where(sql`${table.state} = 'waiting'`),
    index('delivery_pending')
      .on(table.chatId, table.id)
      .where(sql`${table.state} in ('waiting', 'sending')`),
    index('delivery_chat').on(table.chatId, table.id),
    index('delivery_paid')
      .on(table.pricedAt)
      .where(sql`${table.expectedCost} > 0`),
    index('delivery_edits')
      .on(table.edits, table.id)
      .where(sql`${table.edits} is not null`),
    index('delivery_unreachable')
      .on(table.chatId)
      .where(sql`${table.state} = 'unreachable'`),
    // Messages come nearly in the order of their decision: the last weeks are found for next to nothing a message.
    index('delivery_created').using('brin', table.createdAt),
  ],
);
