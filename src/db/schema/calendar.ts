import { sql } from 'drizzle-orm';
import { boolean, check, integer, snakeCase, text, unique } from 'drizzle-orm/pg-core';
import type { HolidayKind } from '../../core/calendar/holidays.ts';
import type { HolidayNoticeId, PersonId } from '../../core/ids.ts';
import { identity, instant, plainDate, reference } from './columns.ts';
import { person } from './organization.ts';

/** What was announced for a year; a newer notice takes the place of the older one under a new number. */
export const holidayNotice = snakeCase.table('holiday_notice', {
  id: identity<HolidayNoticeId>(),
  year: integer().notNull().unique(),
  /** The document that announced it, as the operator wrote it. */
  source: text().notNull(),
  /** Calendar time. */
  importedAt: instant().notNull(),
});

/** A day of a notice that is not like its weekday. */
export const holiday = snakeCase.table(
  'holiday',
  {
    id: identity<number>(),
    noticeId: reference<HolidayNoticeId>()
      .notNull()
      .references(() => holidayNotice.id, { onDelete: 'cascade' }),
    date: plainDate().notNull(),
    kind: text().notNull().$type<HolidayKind>(),
    name: text().notNull(),
    source: text().notNull(),
  },
  (table) => [
    unique('holiday_date').on(table.date),
    check('holiday_kind', sql`${table.kind} in ('holiday', 'compensatory', 'swapped_rest', 'swapped_work')`),
  ],
);

/**
 * The calendar that a person subscribes to. Its address is signed and names person and serial: with another serial, or once it is
 * not active, an address that was given out leads nowhere.
 */
export const calendarLink = snakeCase.table(
  'calendar_link',
  {
    personId: reference<PersonId>()
      .primaryKey()
      .references(() => person.id),
    serial: integer().notNull(),
    active: boolean().notNull(),
    /** Calendar time. */
    changedAt: instant().notNull(),
  },
  (table) => [check('calendar_link_serial', sql`${table.serial} >= 1`)],
);
