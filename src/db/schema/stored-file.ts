import { sql } from 'drizzle-orm';
import { check, customType, integer, snakeCase, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/**
 * Content that came with reports, and workbooks that forms fill, each once, by the SHA-256 of its bytes in hex. It lives in the database so that every instance
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
