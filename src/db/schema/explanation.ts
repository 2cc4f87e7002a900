import { sql } from 'drizzle-orm';
import { check, integer, jsonb, snakeCase, text, uniqueIndex, index } from 'drizzle-orm/pg-core';
import type { Value } from '../../core/forms/definition.ts';
import type { FieldCode, ObligationId, PersonId } from '../../core/ids.ts';
import { identity, instant, reference } from './columns.ts';
import { obligation } from './form.ts';
import { person } from './organization.ts';

/** That someone above asked a unit about one figure of a report, one row for each who asked, and what it answered. */
export const explanation = snakeCase.table(
  'explanation',
  {
    id: identity<number>(),
    obligationId: reference<ObligationId>()
      .notNull()
      .references(() => obligation.id),
    field: text().notNull().$type<FieldCode>(),
    /** The figure as it was asked about. */
    revision: integer().notNull(),
    label: text().notNull(),
    value: jsonb().notNull().$type<Value>(),
    askedBy: reference<PersonId>()
      .notNull()
      .references(() => person.id),
    askedAt: instant().notNull(),
    /** Null: it waits. */
    answer: text(),
    answeredBy: reference<PersonId>().references(() => person.id),
    answeredAt: instant(),
  },
  (table) => [
    check('explanation_answered', sql`(${table.answer} is null) = (${table.answeredAt} is null)`),
    uniqueIndex('explanation_waits')
      .on(table.obligationId, table.field, table.askedBy)
      .where(sql`${table.answer} is null`),
    index('explanation_obligation').on(table.obligationId),
  ],
);
