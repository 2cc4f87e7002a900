import { sql } from 'drizzle-orm';
import { check, index, integer, snakeCase, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { AttachmentId, ChatId, ObligationId, PersonId } from '../../core/ids.ts';
import type { Channel } from '../../core/messages.ts';
import { identity, instant, reference } from './columns.ts';
import { chat } from './chat.ts';
import { obligation } from './form.ts';
import { person } from './organization.ts';
import { storedFile } from './stored-file.ts';

/**
 * `waiting`: known, not fetched yet. `fetching`: a process has it until `leasedUntil`. `refused`: too large or of a kind that is not
 * accepted. `failed`: given up after the last try. `dropped`: taken back before the report was sent.
 */
export type AttachmentState = 'waiting' | 'fetching' | 'kept' | 'refused' | 'failed' | 'dropped';

/** A file that someone sent for a report. Its row is written with the message, its content comes afterwards. */
export const attachment = snakeCase.table(
  'attachment',
  {
    id: identity<AttachmentId>(),
    obligationId: reference<ObligationId>()
      .notNull()
      .references(() => obligation.id),
    channel: text().notNull().$type<Channel>(),
    /** The platform's own name of the file, by which it is fetched. */
    externalId: text().notNull(),
    name: text().notNull(),
    /** What the platform says before anything is fetched. */
    declaredType: text().notNull(),
    declaredBytes: integer().notNull(),
    state: text().notNull().$type<AttachmentState>().default('waiting'),
    hash: text().references(() => storedFile.hash),
    /** The revision that it was first sent with; null while the report is a draft. */
    revision: integer(),
    personId: reference<PersonId>().references(() => person.id),
    chatId: reference<ChatId>()
      .notNull()
      .references(() => chat.id),
    /** Calendar time. */
    addedAt: instant().notNull(),
    attempts: integer().notNull().default(0),
    /** Real time, as is `leasedUntil`. */
    notBefore: instant().notNull(),
    leasedUntil: instant(),
    error: text(),
  },
  (table) => [
    check(
      'attachment_state',
      sql`${table.state} in ('waiting', 'fetching', 'kept', 'refused', 'failed', 'dropped')`,
    ),
    check('attachment_kept', sql`${table.state} <> 'kept' or ${table.hash} is not null`),
    check('attachment_lease', sql`(${table.state} = 'fetching') = (${table.leasedUntil} is not null)`),
    uniqueIndex('attachment_once')
      .on(table.obligationId, table.hash)
      .where(sql`${table.state} = 'kept'`),
    index('attachment_due')
      .on(table.notBefore)
      .where(sql`${table.state} in ('waiting', 'fetching')`),
    index('attachment_obligation').on(table.obligationId),
    index('attachment_person').on(table.personId),
  ],
);
