import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  snakeCase,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { FormDefinition } from '../../core/forms/definition.ts';
import type { FormId, FormVersionId, ObligationId, PeriodId, UnitId } from '../../core/ids.ts';
import { identity, instant, plainDate, reference } from './columns.ts';
import { unit } from './organization.ts';
import { storedFile } from './stored-file.ts';

export const form = snakeCase.table('form', {
  id: identity<FormId>(),
  code: text().notNull().unique(),
  /** The day of the import: the period that contains it is the first that is owed. */
  owedSince: plainDate().notNull(),
});

/** Never updated (a migration adds the trigger): a changed form is a new version. */
export const formVersion = snakeCase.table(
  'form_version',
  {
    id: identity<FormVersionId>(),
    formId: reference<FormId>()
      .notNull()
      .references(() => form.id),
    version: integer().notNull(),
    definition: jsonb().notNull().$type<FormDefinition>(),
    createdAt: instant().notNull(),
  },
  (table) => [
    unique('form_version_number').on(table.formId, table.version),
    unique('form_version_of_form').on(table.formId, table.id),
    check('form_version_positive', sql`${table.version} >= 1`),
  ],
);

/** The workbooks that a form version's templates fill. Never changed (a migration adds the trigger): they belong to the version. */
export const formTemplate = snakeCase.table(
  'form_template',
  {
    formVersionId: reference<FormVersionId>()
      .notNull()
      .references(() => formVersion.id),
    /** Of the template. */
    code: text().notNull(),
    hash: text()
      .notNull()
      .references(() => storedFile.hash),
  },
  (table) => [
    primaryKey({ name: 'form_template_of_version', columns: [table.formVersionId, table.code] }),
    index('form_template_hash').on(table.hash),
  ],
);

export const period = snakeCase.table(
  'period',
  {
    id: identity<PeriodId>(),
    formId: reference<FormId>()
      .notNull()
      .references(() => form.id),
    formVersionId: reference<FormVersionId>().notNull(),
    /** As written on the command line: `2017-W34`. */
    code: text().notNull(),
    /** First and last day of the data, both included. */
    dataStart: plainDate().notNull(),
    dataEnd: plainDate().notNull(),
    opensAt: instant().notNull(),
    dueAt: instant().notNull(),
    /** When the reports that feed others are due; null: with those. */
    feedsDueAt: instant(),
    locksAt: instant().notNull(),
  },
  (table) => [
    foreignKey({
      name: 'period_version_of_same_form',
      columns: [table.formId, table.formVersionId],
      foreignColumns: [formVersion.formId, formVersion.id],
    }),
    unique('period_of_form').on(table.formId, table.id),
    // Periods of one kind follow one another; custom spans may overlap, such as an interim and a final review.
    uniqueIndex('period_start')
      .on(table.formId, table.dataStart)
      .where(sql`${table.code} not like '%..%'`),
    unique('period_code').on(table.formId, table.code),
    check(
      'period_order',
      sql`${table.dataStart} <= ${table.dataEnd} and ${table.opensAt} < ${table.dueAt} and ${table.dueAt} <= ${table.locksAt}`,
    ),
    check(
      'period_feeds_due',
      sql`${table.opensAt} < ${table.feedsDueAt} and ${table.feedsDueAt} < ${table.dueAt}`,
    ),
    index('period_due').on(table.dueAt),
  ],
);

/** A unit owes a period's report, unless exempted with a reason. */
export const obligation = snakeCase.table(
  'obligation',
  {
    id: identity<ObligationId>(),
    periodId: reference<PeriodId>()
      .notNull()
      .references(() => period.id),
    unitId: reference<UnitId>()
      .notNull()
      .references(() => unit.id),
    exemptReason: text(),
    /** Calendar time from which it was owed; null: since the period opened, or not known. */
    owedFrom: instant(),
    /** The obligation of the unit above whose report is put together from this one; null: it goes to the receivers itself. */
    feeds: reference<ObligationId>().references((): AnyPgColumn => obligation.id),
    /** Open again for this unit alone until then, though the period is locked. */
    reopenedUntil: instant(),
    /** Made up for the demonstration; never mixed with a real organisation. */
    sample: boolean().notNull().default(false),
  },
  (table) => [
    unique('obligation_unit').on(table.periodId, table.unitId),
    index('obligation_of_unit').on(table.unitId),
    index('obligation_feeds')
      .on(table.feeds)
      .where(sql`${table.feeds} is not null`),
  ],
);

/** What `exemptReason` of an obligation was before and after a moment, so that a past state can be told again. */
export const exemptChange = snakeCase.table(
  'exempt_change',
  {
    id: identity<number>(),
    obligationId: reference<ObligationId>()
      .notNull()
      .references(() => obligation.id),
    before: text(),
    after: text(),
    /** Calendar time. */
    changedAt: instant().notNull(),
  },
  (table) => [index('exempt_change_obligation').on(table.obligationId, table.id)],
);
