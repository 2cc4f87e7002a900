import { sql } from 'drizzle-orm';
import { check, index, snakeCase, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { AbsenceId, ChatId, ObligationId, PersonId, ReopeningId, RevisionId } from '../../core/ids.ts';
import type { StandInAnswer } from '../../core/organization/stand-in.ts';
import { identity, instant, plainDate, reference } from './columns.ts';
import { chat } from './chat.ts';
import { obligation } from './form.ts';
import { person } from './organization.ts';
import { reportRevision } from './report.ts';

export type SignOffOutcome = 'approved' | 'returned' | 'timed-out';

/**
 * How the head of the unit settled a revision that needs it (`report_revision.needs_sign_off`): once, never changed (a migration
 * adds the trigger). No row: it still waits.
 */
export const signOff = snakeCase.table(
  'sign_off',
  {
    revisionId: reference<RevisionId>()
      .primaryKey()
      .references(() => reportRevision.id),
    outcome: text().notNull().$type<SignOffOutcome>(),
    /** Null: the time-out rule. */
    personId: reference<PersonId>().references(() => person.id),
    chatId: reference<ChatId>().references(() => chat.id),
    /** Why it was returned. */
    reason: text(),
    settledAt: instant().notNull(),
  },
  (table) => [
    check('sign_off_outcome', sql`${table.outcome} in ('approved', 'returned', 'timed-out')`),
    check('sign_off_person', sql`(${table.outcome} = 'timed-out') = (${table.personId} is null)`),
  ],
);

export type ReopeningOutcome = 'granted' | 'refused';

/** A unit's wish to report or correct after the lock, and what the coordinator decided. */
export const reopening = snakeCase.table(
  'reopening',
  {
    id: identity<ReopeningId>(),
    obligationId: reference<ObligationId>()
      .notNull()
      .references(() => obligation.id),
    requestedBy: reference<PersonId>()
      .notNull()
      .references(() => person.id),
    chatId: reference<ChatId>()
      .notNull()
      .references(() => chat.id),
    reason: text().notNull(),
    requestedAt: instant().notNull(),
    outcome: text().$type<ReopeningOutcome>(),
    decidedBy: reference<PersonId>().references(() => person.id),
    decidedAt: instant(),
    /** Until when the report is open again, where granted. */
    until: instant(),
    answer: text(),
  },
  (table) => [
    check('reopening_outcome', sql`${table.outcome} in ('granted', 'refused')`),
    check(
      'reopening_decided',
      sql`(${table.outcome} is null) = (${table.decidedAt} is null) and (${table.outcome} is not distinct from 'granted') = (${table.until} is not null)`,
    ),
    uniqueIndex('reopening_open')
      .on(table.obligationId)
      .where(sql`${table.outcome} is null`),
    index('reopening_obligation').on(table.obligationId),
  ],
);

/** That a contact said in advance that a report comes late. */
export const lateNotice = snakeCase.table(
  'late_notice',
  {
    id: identity<number>(),
    obligationId: reference<ObligationId>()
      .notNull()
      .references(() => obligation.id),
    personId: reference<PersonId>()
      .notNull()
      .references(() => person.id),
    chatId: reference<ChatId>()
      .notNull()
      .references(() => chat.id),
    /** The promised moment, where one was named. */
    until: instant(),
    /** A word of a closed list in core/, where the reason fits one. */
    cause: text(),
    reason: text(),
    toldAt: instant().notNull(),
  },
  (table) => [index('late_notice_obligation').on(table.obligationId)],
);

/** That a person is away, and who is said to stand in. */
export const absence = snakeCase.table(
  'absence',
  {
    id: identity<AbsenceId>(),
    personId: reference<PersonId>()
      .notNull()
      .references(() => person.id),
    chatId: reference<ChatId>()
      .notNull()
      .references(() => chat.id),
    /** First and last day away, both included. */
    firstDay: plainDate().notNull(),
    lastDay: plainDate().notNull(),
    /** The name as it was written. */
    standInName: text(),
    /** The person whom that name means, where it is one of the organisation's. */
    standInId: reference<PersonId>().references(() => person.id),
    /** What that person said to it last; null: nothing yet. */
    standInAnswer: text().$type<StandInAnswer>(),
    toldAt: instant().notNull(),
    /** A later notice or a return before the last day replaces it. */
    endedAt: instant(),
  },
  (table) => [
    check('absence_days', sql`${table.firstDay} <= ${table.lastDay}`),
    check('absence_stand_in_answer', sql`${table.standInAnswer} in ('agreed', 'declined')`),
    index('absence_person').on(table.personId, table.lastDay),
    index('absence_stand_in').on(table.standInId, table.lastDay),
  ],
);
