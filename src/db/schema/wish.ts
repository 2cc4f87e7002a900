import { boolean, check, jsonb, snakeCase, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { DigestWishes } from '../../core/digest/wishes.ts';
import type { PersonId } from '../../core/ids.ts';
import { reference } from './columns.ts';
import { person } from './organization.ts';

/** How a leader wants digests; who has no row gets each when it goes out. */
export const digestWish = snakeCase.table(
  'digest_wish',
  {
    personId: reference<PersonId>()
      .primaryKey()
      .references(() => person.id),
    /** A time of the day, `08:30`. */
    notBefore: text(),
    onlyNeeded: boolean().notNull(),
    without: jsonb().notNull().$type<DigestWishes['without']>(),
  },
  (table) => [check('digest_wish_time', sql`${table.notBefore} ~ '^[0-2][0-9]:[0-5][0-9]$'`)],
);
