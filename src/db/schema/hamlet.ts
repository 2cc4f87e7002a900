import { sql } from 'drizzle-orm';
import { boolean, check, index, jsonb, snakeCase, text } from 'drizzle-orm/pg-core';
import type { Values } from '../../core/forms/definition.ts';
import type { AnswerWay } from '../../core/hamlets/hamlet.ts';
import type { ChatId, ObligationId, PersonId, UnitId } from '../../core/ids.ts';
import { identity, instant, reference } from './columns.ts';
import { chat } from './chat.ts';
import { obligation } from './form.ts';
import { person, unit } from './organization.ts';

/**
 * What a hamlet told for the report of the unit above, by way of that unit's contact or a link, and not as a report of its own.
 * The latest counts; earlier ones stay.
 */
export const hamletAnswer = snakeCase.table(
  'hamlet_answer',
  {
    id: identity<number>(),
    /** Of the unit above. */
    obligationId: reference<ObligationId>()
      .notNull()
      .references(() => obligation.id),
    unitId: reference<UnitId>()
      .notNull()
      .references(() => unit.id),
    /** Who told it, as written. */
    informant: text(),
    values: jsonb().notNull().$type<Values>(),
    nil: boolean().notNull(),
    via: text().notNull().$type<AnswerWay>(),
    /** Who passed it on, and from which chat; null: it came by the link. */
    personId: reference<PersonId>().references(() => person.id),
    chatId: reference<ChatId>().references(() => chat.id),
    toldAt: instant().notNull(),
  },
  (table) => [
    check('hamlet_answer_via', sql`${table.via} in ('forwarded', 'link')`),
    check('hamlet_answer_person', sql`(${table.via} = 'forwarded') = (${table.personId} is not null)`),
    index('hamlet_answer_latest').on(table.obligationId, table.unitId, table.id),
  ],
);
