import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, snakeCase, text } from 'drizzle-orm/pg-core';
import type { PersonId } from '../../core/ids.ts';
import { identity, instant, reference } from './columns.ts';
import { person } from './organization.ts';

/** Who did what to which record, kept for good; carries codes, never report text. */
export const audit = snakeCase.table(
  'audit',
  {
    id: identity<number>(),
    at: instant().notNull(),
    /** Null: the clock or the operator's command line. */
    personId: reference<PersonId>().references(() => person.id),
    action: text().notNull(),
    subject: text().notNull(),
    detail: jsonb().notNull().$type<Readonly<Record<string, string | number | boolean | null>>>(),
  },
  (table) => [index('audit_subject').on(table.subject)],
);

/** The demo clock: at real time `setAt` it was moved to `setTo` and runs on from there. At most one row, none outside demo mode. */
export const demoClock = snakeCase.table(
  'demo_clock',
  {
    one: integer().primaryKey().default(1),
    setTo: instant().notNull(),
    setAt: instant().notNull(),
  },
  (table) => [check('demo_clock_single', sql`${table.one} = 1`)],
);
