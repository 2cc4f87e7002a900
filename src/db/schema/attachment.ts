import { sql } from 'drizzle-orm';
import { check, customType, index, integer, snakeCase, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { AttachmentId, ChatId, ObligationId, PersonId } from '../../core/ids.ts';
import type { Channel } from '../../core/messages.ts';
import { identity, instant, reference } from './columns.ts';
import { chat } from './chat.ts';
import { obligation } from './form.ts';
import { person } from './organization.ts';

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/**
 * Content that came with reports, each once, by the SHA-256 of its bytes in hex. It lives in the database so that every instance
 * and every backup has it.
 */
export const storedFile = snakeCase.table(
  'stored_file',
  {
    hash: text().primaryKey(),
    /** As the content shows it, whatever the name or the platform says. */
    mediaType: text().notNull(),
    sizeBytes: integer().notNull(),
    content: bytes().notNull(),
    storedAt: instant().notNull(),
  },
  (table) => [
    check('stored_file_hash', sql`${table.hash} ~ '^[0-9a-f]{64}$'`),
    check('stored_file_size', sql`${table.sizeBytes} = octet_length(${table.content})`),
  ],
);

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
