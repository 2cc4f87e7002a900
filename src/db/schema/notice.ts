import {
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
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type {
  BodyId,
  ChatId,
  DeliveryId,
  DigestId,
  DigestSupplementId,
  FormId,
  FormVersionId,
  ObligationId,
  PeriodId,
  PersonId,
} from '../../core/ids.ts';
import type { DigestFigures } from '../../core/digest/figures.ts';
import type { DigestFindings } from '../../core/digest/findings.ts';
import type { DigestChanges } from '../../core/digest/supplement.ts';
import type { OutgoingMessage } from '../../core/messages.ts';
import { identity, instant, reference } from './columns.ts';
import { chat, delivery } from './chat.ts';
import { formVersion, obligation, period } from './form.ts';
import { body, person } from './organization.ts';

/** That a step of the reminder plan was carried out for an obligation and a person; the key makes a second tick harmless. */
export const reminder = snakeCase.table(
  'reminder',
  {
    id: identity<number>(),
    obligationId: reference<ObligationId>()
      .notNull()
      .references(() => obligation.id),
    /**
     * The step of the form's plan as written there: `open`, `-2wd 08:00`; or `snooze` with the moment that was asked for; or `nudge`
     * with the moment at which somebody above asked for it; or `sign-off` with the revision that waits and what was said of it.
     */
    step: text().notNull(),
    personId: reference<PersonId>()
      .notNull()
      .references(() => person.id),
    plannedAt: instant().notNull(),
    decidedAt: instant().notNull(),
    /** The merged message that carried it; null: superseded by a later step, or the person has no chat, or it was about a sign-off. */
    deliveryId: reference<DeliveryId>().references(() => delivery.id),
  },
  (table) => [
    unique('reminder_once').on(table.obligationId, table.step, table.personId),
    index('reminder_person').on(table.personId, table.decidedAt),
  ],
);

/** `late-unit`: told to one above the unit. */
export type NoticedAs = 'opening' | 'owed' | 'late-unit';

/**
 * The message that last reminded a person of a report, which is rewritten as the report comes. A later reminder takes its row
 * over, so that each report stands in one message of a person.
 */
export const livingNotice = snakeCase.table(
  'living_notice',
  {
    obligationId: reference<ObligationId>()
      .notNull()
      .references(() => obligation.id),
    personId: reference<PersonId>()
      .notNull()
      .references(() => person.id),
    /** Whoever reports for one unit and is above others may hear of one report in both ways. */
    above: boolean().notNull(),
    deliveryId: reference<DeliveryId>()
      .notNull()
      .references(() => delivery.id),
    noticedAs: text().notNull().$type<NoticedAs>(),
    /** The contact for whom the person stood in. */
    standsInFor: text(),
    /** Pieces of text and rows of buttons that are the reminder's: what else was said at that moment stands behind them. */
    ownPieces: integer().notNull(),
    ownRows: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.obligationId, table.personId, table.above] }),
    check('living_notice_noticed_as', sql`${table.noticedAs} in ('opening', 'owed', 'late-unit')`),
    check('living_notice_above', sql`${table.above} = (${table.noticedAs} = 'late-unit')`),
    index('living_notice_delivery').on(table.deliveryId),
  ],
);

/** That a person asked to be reminded of a report later; the latest row of an obligation and person counts. Calendar time. */
export const snooze = snakeCase.table(
  'snooze',
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
    askedAt: instant().notNull(),
    until: instant().notNull(),
  },
  (table) => [
    index('snooze_obligation').on(table.obligationId, table.personId, table.id),
    index('snooze_until').on(table.until),
  ],
);

/** That a leader or coordinator asked to have the contacts of a unit reminded of a report at once. Calendar time. */
export const nudge = snakeCase.table(
  'nudge',
  {
    id: identity<number>(),
    obligationId: reference<ObligationId>()
      .notNull()
      .references(() => obligation.id),
    askedBy: reference<PersonId>()
      .notNull()
      .references(() => person.id),
    askedAt: instant().notNull(),
  },
  (table) => [index('nudge_obligation').on(table.obligationId, table.askedAt)],
);

/**
 * What a person is to be told of another's doing, held back through quiet hours or until the person can be reached. What need not
 * wait goes straight to the outbox.
 */
export const heldNotice = snakeCase.table(
  'held_notice',
  {
    id: identity<number>(),
    dedupKey: text().notNull().unique(),
    personId: reference<PersonId>()
      .notNull()
      .references(() => person.id),
    message: jsonb().notNull().$type<OutgoingMessage>(),
    /** Calendar time, as is `decidedAt`. */
    dueAt: instant().notNull(),
    decidedAt: instant().notNull(),
    /** The merged message that carried it. */
    deliveryId: reference<DeliveryId>().references(() => delivery.id),
  },
  (table) => [
    index('held_notice_due')
      .on(table.dueAt)
      .where(sql`${table.deliveryId} is null`),
  ],
);

/**
 * A body's digest that its coordinators were shown before it goes out: what they add to it and when it is sent. It holds
 * no figures: those are reckoned when it is sent.
 */
export const digestDraft = snakeCase.table(
  'digest_draft',
  {
    id: identity<number>(),
    formId: reference<FormId>().notNull(),
    periodId: reference<PeriodId>().notNull(),
    bodyId: reference<BodyId>()
      .notNull()
      .references(() => body.id),
    /** As of the digest. */
    writtenAt: instant().notNull(),
    plannedAt: instant().notNull(),
    /** The planned moment, or the one that a coordinator chose. */
    sendAt: instant().notNull(),
    remark: text(),
    remarkBy: reference<PersonId>().references(() => person.id),
    shownAt: instant().notNull(),
    /** Null: it has not gone out. */
    issuedAt: instant(),
  },
  (table) => [
    foreignKey({
      name: 'digest_draft_period_of_same_form',
      columns: [table.formId, table.periodId],
      foreignColumns: [period.formId, period.id],
    }),
    unique('digest_draft_once').on(table.periodId, table.bodyId, table.writtenAt),
    index('digest_draft_waits')
      .on(table.sendAt)
      .where(sql`${table.issuedAt} is null`),
    check('digest_draft_remark', sql`(${table.remark} is null) = (${table.remarkBy} is null)`),
  ],
);

/** What a body was told about a period at a moment: written once, never changed (a migration adds the trigger). */
export const digest = snakeCase.table(
  'digest',
  {
    id: identity<DigestId>(),
    formId: reference<FormId>().notNull(),
    periodId: reference<PeriodId>().notNull(),
    bodyId: reference<BodyId>()
      .notNull()
      .references(() => body.id),
    /** The planned moment; sent later after downtime, with its true period. */
    plannedAt: instant().notNull(),
    /** The moment as the form's rule writes it, which no calendar moves: what makes a digest the same one. */
    writtenAt: instant().notNull(),
    createdAt: instant().notNull(),
    figures: jsonb().notNull().$type<DigestFigures>(),
    message: jsonb().notNull().$type<OutgoingMessage>(),
    /** Null: sent before findings were kept. */
    findings: jsonb().$type<DigestFindings>(),
    /** SHA-256 of figures, findings and message in canonical JSON, hex. */
    hash: text().notNull(),
    layoutVersion: integer().notNull(),
    /** The version of the form that the period was asked with; null: not kept then. */
    formVersionId: reference<FormVersionId>().references(() => formVersion.id),
  },
  (table) => [
    foreignKey({
      name: 'digest_period_of_same_form',
      columns: [table.formId, table.periodId],
      foreignColumns: [period.formId, period.id],
    }),
    unique('digest_once').on(table.periodId, table.bodyId, table.writtenAt),
    check('digest_hash', sql`${table.hash} ~ '^[0-9a-f]{64}$'`),
  ],
);

/** What changed after a digest was sent, told to the same body: written once, never changed (a migration adds the trigger). */
export const digestSupplement = snakeCase.table(
  'digest_supplement',
  {
    id: identity<DigestSupplementId>(),
    digestId: reference<DigestId>()
      .notNull()
      .references(() => digest.id),
    /** 1 for the first of its digest. */
    number: integer().notNull(),
    createdAt: instant().notNull(),
    /** As they stood then. */
    figures: jsonb().notNull().$type<DigestFigures>(),
    /** Against the digest, or the supplement before. */
    changes: jsonb().notNull().$type<DigestChanges>(),
    message: jsonb().notNull().$type<OutgoingMessage>(),
    /** SHA-256 of figures, changes and message in canonical JSON, hex. */
    hash: text().notNull(),
    layoutVersion: integer().notNull(),
  },
  (table) => [
    unique('digest_supplement_number').on(table.digestId, table.number),
    check('digest_supplement_positive', sql`${table.number} >= 1`),
    check('digest_supplement_hash', sql`${table.hash} ~ '^[0-9a-f]{64}$'`),
  ],
);

export const digestRecipient = snakeCase.table(
  'digest_recipient',
  {
    digestId: reference<DigestId>()
      .notNull()
      .references(() => digest.id),
    personId: reference<PersonId>()
      .notNull()
      .references(() => person.id),
    /** Null: the person had no chat when the digest went out, or had had their share of the week. */
    deliveryId: reference<DeliveryId>().references(() => delivery.id),
  },
  (table) => [unique('digest_recipient_once').on(table.digestId, table.personId)],
);
