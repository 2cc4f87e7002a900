import { sql } from 'drizzle-orm';
import { check, index, snakeCase, text, unique } from 'drizzle-orm/pg-core';
import type { OwnWordState } from '../../core/dictionary/own-word.ts';
import type { FieldCode, FormId, ObligationId, PersonId, UnitAliasId, UnitId } from '../../core/ids.ts';
import { identity, instant, reference } from './columns.ts';
import { form, obligation } from './form.ts';
import { person, unit } from './organization.ts';

/** That words of a unit's contact, asked about, turned out to mean a field; several of them propose an alias. */
export const aliasEvidence = snakeCase.table(
  'alias_evidence',
  {
    id: identity<number>(),
    unitId: reference<UnitId>()
      .notNull()
      .references(() => unit.id),
    formId: reference<FormId>()
      .notNull()
      .references(() => form.id),
    obligationId: reference<ObligationId>()
      .notNull()
      .references(() => obligation.id),
    /** Folded: no case, no diacritics. */
    words: text().notNull(),
    field: text().notNull().$type<FieldCode>(),
    personId: reference<PersonId>().references(() => person.id),
    notedAt: instant().notNull(),
  },
  (table) => [
    unique('alias_evidence_once').on(table.obligationId, table.words, table.field),
    index('alias_evidence_words').on(table.unitId, table.formId, table.words),
  ],
);

/** A unit's own word for a field, which counts once the coordinator has accepted it. */
export const unitAlias = snakeCase.table(
  'unit_alias',
  {
    id: identity<UnitAliasId>(),
    unitId: reference<UnitId>()
      .notNull()
      .references(() => unit.id),
    formId: reference<FormId>()
      .notNull()
      .references(() => form.id),
    words: text().notNull(),
    field: text().notNull().$type<FieldCode>(),
    state: text().notNull().$type<OwnWordState>().default('proposed'),
    proposedAt: instant().notNull(),
    decidedBy: reference<PersonId>().references(() => person.id),
    decidedAt: instant(),
  },
  (table) => [
    unique('unit_alias_words').on(table.unitId, table.formId, table.words),
    check(
      'unit_alias_state',
      sql`${table.state} in ('proposed', 'accepted', 'declined', 'withdrawn') and (${table.state} = 'proposed') = (${table.decidedAt} is null)`,
    ),
    index('unit_alias_accepted')
      .on(table.unitId, table.formId)
      .where(sql`${table.state} = 'accepted'`),
  ],
);
