import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  primaryKey,
  snakeCase,
  text,
  unique,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import type { Channel } from '../../core/messages.ts';
import type { AbsenceId, BodyId, InviteId, PersonId, PostId, UnitId } from '../../core/ids.ts';
import type { DocumentStyle, Role } from '../../core/organization/organization.ts';
import { identity, instant, plainDate, reference } from './columns.ts';

/** A migration adds the trigger that refuses a cycle of parents. */
export const unit = snakeCase.table(
  'unit',
  {
    id: identity<UnitId>(),
    code: text().notNull().unique(),
    name: text().notNull(),
    kind: text().notNull(),
    parentId: reference<UnitId>().references((): AnyPgColumn => unit.id),
    activeFrom: plainDate(),
    /** First day on which the unit no longer exists. */
    activeUntil: plainDate(),
  },
  (table) => [
    check('unit_not_own_parent', sql`${table.parentId} <> ${table.id}`),
    check('unit_active_range', sql`${table.activeUntil} > ${table.activeFrom}`),
    index('unit_parent').on(table.parentId),
  ],
);

/** What a unit came from or took in. The import refuses what would make a unit its own forebear. */
export const unitPredecessor = snakeCase.table(
  'unit_predecessor',
  {
    unitId: reference<UnitId>()
      .notNull()
      .references(() => unit.id),
    predecessorId: reference<UnitId>()
      .notNull()
      .references(() => unit.id),
    /** The order in which the file names them. */
    position: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.unitId, table.predecessorId] }),
    check('unit_predecessor_other', sql`${table.unitId} <> ${table.predecessorId}`),
    index('unit_predecessor_earlier').on(table.predecessorId),
  ],
);

/** A unit's or a body's name before the present one; `until`: first day on which it was not the name any more. */
export const formerName = snakeCase.table(
  'former_name',
  {
    id: identity<number>(),
    unitId: reference<UnitId>().references(() => unit.id),
    bodyId: reference<BodyId>().references((): AnyPgColumn => body.id),
    name: text().notNull(),
    until: plainDate().notNull(),
  },
  (table) => [
    check('former_name_of', sql`num_nonnulls(${table.unitId}, ${table.bodyId}) = 1`),
    unique('former_name_unit').on(table.unitId, table.until),
    unique('former_name_body').on(table.bodyId, table.until),
  ],
);

export const person = snakeCase.table('person', {
  id: identity<PersonId>(),
  code: text().notNull().unique(),
  name: text().notNull(),
  honorific: text().notNull().default('đồng chí'),
  phone: text(),
  preferredChannel: text().$type<Channel>(),
  /** Belongs to the sample district: demo phones may act as this person. */
  sample: boolean().notNull().default(false),
});

export const body = snakeCase.table(
  'body',
  {
    id: identity<BodyId>(),
    code: text().notNull().unique(),
    name: text().notNull(),
    style: text().notNull().$type<DocumentStyle>(),
    unitId: reference<UnitId>()
      .notNull()
      .references(() => unit.id),
    activeFrom: plainDate(),
    /** First day on which the body no longer exists. */
    activeUntil: plainDate(),
  },
  (table) => [
    check('body_style', sql`${table.style} in ('party', 'government')`),
    check('body_active_range', sql`${table.activeUntil} > ${table.activeFrom}`),
  ],
);

export const post = snakeCase.table(
  'post',
  {
    id: identity<PostId>(),
    code: text().notNull().unique(),
    title: text().notNull(),
    role: text().notNull().$type<Role>(),
    unitId: reference<UnitId>().references(() => unit.id),
    bodyId: reference<BodyId>().references(() => body.id),
  },
  (table) => [
    check('post_role', sql`${table.role} in ('contact', 'superior', 'leader', 'coordinator', 'operator')`),
    check('post_place', sql`num_nonnulls(${table.unitId}, ${table.bodyId}) = 1`),
    index('post_unit').on(table.unitId),
    index('post_body').on(table.bodyId),
  ],
);

/**
 * Who holds a post from when until when (`until`: first day no longer). A migration adds the exclusion constraint:
 * no two holders of one post on one day; deputies may overlap.
 */
export const holder = snakeCase.table(
  'holder',
  {
    id: identity<number>(),
    postId: reference<PostId>()
      .notNull()
      .references(() => post.id),
    personId: reference<PersonId>()
      .notNull()
      .references(() => person.id),
    deputy: boolean().notNull().default(false),
    heldFrom: plainDate().notNull(),
    heldUntil: plainDate(),
    /** The deputy stands in while the holder is away. A migration adds the reference: that table refers to this one's people. */
    absenceId: reference<AbsenceId>(),
  },
  (table) => [
    check('holder_range', sql`${table.heldUntil} > ${table.heldFrom}`),
    index('holder_person').on(table.personId),
    index('holder_post').on(table.postId),
    index('holder_absence')
      .on(table.absenceId)
      .where(sql`${table.absenceId} is not null`),
  ],
);

/**
 * A single-use invitation. The code is derived from `nonce` by a keyed hash, so that the same open code can be shown again
 * while the database alone reveals none.
 */
export const invite = snakeCase.table(
  'invite',
  {
    id: identity<InviteId>(),
    personId: reference<PersonId>()
      .notNull()
      .references(() => person.id),
    nonce: text().notNull(),
    codeHash: text().notNull().unique(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    revokedAt: instant(),
  },
  (table) => [
    unique('invite_nonce').on(table.nonce),
    index('invite_open')
      .on(table.personId)
      .where(sql`${table.usedAt} is null and ${table.revokedAt} is null`),
  ],
);
