import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  primaryKey,
  snakeCase,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import type { Channel } from '../../core/messages.ts';
import type { Draft } from '../../core/conversation/report/draft.ts';
import type { ChatId, FieldCode, ObligationId, PersonId, ReportId, RevisionId } from '../../core/ids.ts';
import { identity, instant, reference } from './columns.ts';
import { chat } from './chat.ts';
import { obligation } from './form.ts';
import { person } from './organization.ts';

export const report = snakeCase.table('report', {
  id: identity<ReportId>(),
  obligationId: reference<ObligationId>()
    .notNull()
    .unique()
    .references(() => obligation.id),
});

/** `on-behalf`: entered by a coordinator for the unit. */
export type ReportSource = 'chat' | 'on-behalf' | 'sample' | 'import';

/** What was confirmed, once: never updated or deleted (a migration adds the trigger). The highest revision is the current one. */
export const reportRevision = snakeCase.table(
  'report_revision',
  {
    id: identity<RevisionId>(),
    reportId: reference<ReportId>()
      .notNull()
      .references(() => report.id),
    /** 1 for the first submission, then without a gap. */
    revision: integer().notNull(),
    /** What makes a gap impossible: a revision stands on the one before. */
    previousRevision: integer().generatedAlwaysAs(sql`nullif(revision - 1, 0)`),
    nil: boolean().notNull(),
    sameAsLast: boolean().notNull().default(false),
    submittedAt: instant().notNull(),
    /** Minutes after the due moment of the first revision's arrival; 0: on time. */
    lateMinutes: integer().notNull(),
    personId: reference<PersonId>().references(() => person.id),
    chatId: reference<ChatId>().references(() => chat.id),
    channel: text().$type<Channel>(),
    source: text().notNull().$type<ReportSource>(),
    /** Who gave the figures that were entered on behalf, as the coordinator wrote it. */
    informant: text(),
    /** The form asked for the sign-off of the unit's head when this was sent. */
    needsSignOff: boolean().notNull().default(false),
    /** Required fields that the person knowingly left out. */
    gaps: jsonb().notNull().$type<readonly FieldCode[]>().default([]),
  },
  (table) => [
    unique('report_revision_number').on(table.reportId, table.revision),
    foreignKey({
      name: 'report_revision_without_gap',
      columns: [table.reportId, table.previousRevision],
      foreignColumns: [table.reportId, table.revision],
    }),
    // Nearly in this order on disk: what changed of late is found for next to nothing a report.
    index('report_revision_submitted').using('brin', table.submittedAt),
    // The clock looks at what was sent lately, however many years came before.
    index('report_revision_sign_off')
      .on(table.submittedAt)
      .where(sql`${table.needsSignOff}`),
    check('report_revision_positive', sql`${table.revision} >= 1`),
    check('report_revision_late', sql`${table.lateMinutes} >= 0`),
    check('report_revision_source', sql`${table.source} in ('chat', 'on-behalf', 'sample', 'import')`),
  ],
);

/** One row a value, in the column of its type. */
export const reportValue = snakeCase.table(
  'report_value',
  {
    revisionId: reference<RevisionId>()
      .notNull()
      .references(() => reportRevision.id),
    field: text().notNull(),
    number: numeric({ mode: 'number' }),
    part: bigint({ mode: 'number' }),
    whole: bigint({ mode: 'number' }),
    text: text(),
    list: jsonb().$type<readonly string[]>(),
    note: text(),
    /** A stock that was not reported anew: the last known value. */
    carriedOver: boolean().notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.revisionId, table.field] }),
    check(
      'report_value_one_kind',
      sql`num_nonnulls(${table.number}, ${table.part}, ${table.text}, ${table.list}) = 1`,
    ),
    check(
      'report_value_ratio',
      sql`(${table.part} is null) = (${table.whole} is null) and ${table.part} >= 0 and ${table.part} <= ${table.whole}`,
    ),
  ],
);

/** The unsent report of an obligation: it outlives chats, holders and restarts. */
export const draft = snakeCase.table('draft', {
  obligationId: reference<ObligationId>()
    .primaryKey()
    .references(() => obligation.id),
  content: jsonb().notNull().$type<Draft>(),
  updatedAt: instant().notNull(),
  updatedBy: reference<PersonId>().references(() => person.id),
});
