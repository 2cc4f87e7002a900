import { integer, jsonb, primaryKey, snakeCase, text } from 'drizzle-orm/pg-core';
import type { BodyCode, FormCode, RevisionId, UnitId } from '../../core/ids.ts';
import type { Heads } from '../../core/receipts/seal.ts';
import { instant, reference } from './columns.ts';
import { unit } from './organization.ts';
import { reportRevision } from './report.ts';

/**
 * The end of each unit's chain of receipts; a trigger gives every new unit one. Its row is what two reports of a unit wait for each
 * other by, and no others.
 */
export const receiptChain = snakeCase.table('receipt_chain', {
  unitId: reference<UnitId>()
    .primaryKey()
    .references(() => unit.id),
  length: integer().notNull(),
  hash: text().notNull(),
});

/** A revision's place in its unit's chain: the hash is over the one before and what was confirmed. Never changed. */
export const receipt = snakeCase.table(
  'receipt',
  {
    unitId: reference<UnitId>()
      .notNull()
      .references(() => unit.id),
    /** From 1, without a gap. */
    number: integer().notNull(),
    revisionId: reference<RevisionId>()
      .notNull()
      .unique()
      .references(() => reportRevision.id),
    hash: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.number] })],
);

/** What a document rested on when it was made; its code stands in the document. Never changed. */
export const seal = snakeCase.table('seal', {
  code: text().primaryKey(),
  form: text().notNull().$type<FormCode>(),
  body: text().notNull().$type<BodyCode>(),
  period: text().notNull(),
  /** The first time that a document with this seal was made. */
  sealedAt: instant().notNull(),
  heads: jsonb().notNull().$type<Heads>(),
  hash: text().notNull(),
});
