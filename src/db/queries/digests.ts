import { and, desc, eq, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { canonicalJson } from '../../core/digest/canonical-json.ts';
import type { DigestFigures } from '../../core/digest/figures.ts';
import type { DigestFindings } from '../../core/digest/findings.ts';
import type {
  BodyCode,
  BodyId,
  DeliveryId,
  DigestId,
  FormCode,
  FormId,
  PeriodId,
  PersonId,
} from '../../core/ids.ts';
import type { OutgoingMessage } from '../../core/messages.ts';
import type { Executor, Transaction } from '../connect.ts';
import { sha256 } from '../sha256.ts';
import { form, period } from '../schema/form.ts';
import { digest, digestRecipient } from '../schema/notice.ts';
import { body } from '../schema/organization.ts';

export type NewDigest = {
  readonly form: FormId;
  readonly period: PeriodId;
  readonly body: BodyId;
  readonly plannedAt: Temporal.Instant;
  /** The moment of the form's rule, before days off moved it. */
  readonly writtenAt: Temporal.Instant;
  readonly createdAt: Temporal.Instant;
  readonly figures: DigestFigures;
  readonly findings: DigestFindings;
  readonly message: OutgoingMessage;
  readonly layoutVersion: number;
};

/** A digest as it was sent. */
export type SentDigest = {
  readonly figures: DigestFigures;
  /** Null: sent before findings were kept. */
  readonly findings: DigestFindings | null;
  readonly message: OutgoingMessage;
  /** What was told of changes afterwards, the earliest first. */
  readonly supplements: readonly OutgoingMessage[];
  readonly plannedAt: Temporal.Instant;
  readonly createdAt: Temporal.Instant;
  /** SHA-256 of figures, findings and message in canonical JSON, hex. */
  readonly hash: string;
};

/**
 * Stores what a body is told about a period at a moment of the form's rule, once: undefined if that was done before, and then
 * nothing is to be sent either. A holiday notice that comes later may move the planned moment, not this one.
 */
export async function saveDigest(tx: Transaction, made: NewDigest): Promise<DigestId | undefined> {
  const [row] = await tx
    .insert(digest)
    .values({
      formId: made.form,
      periodId: made.period,
      bodyId: made.body,
      plannedAt: made.plannedAt,
      writtenAt: made.writtenAt,
      createdAt: made.createdAt,
      figures: made.figures,
      findings: made.findings,
      message: made.message,
      hash: digestHash(made),
      layoutVersion: made.layoutVersion,
      formVersionId: sql`(select form_version_id from period where id = ${made.period})`,
    })
    .onConflictDoNothing({ target: [digest.periodId, digest.bodyId, digest.writtenAt] })
    .returning({ id: digest.id });
  return row?.id;
}

/** Who was sent a digest, each once; without a delivery for a person who had no chat then. */
export async function saveDigestRecipients(
  tx: Transaction,
  of: DigestId,
  recipients: readonly { readonly person: PersonId; readonly delivery: DeliveryId | null }[],
): Promise<void> {
  if (recipients.length === 0) return;
  await tx
    .insert(digestRecipient)
    .values(
      recipients.map(({ person, delivery }) => ({ digestId: of, personId: person, deliveryId: delivery })),
    )
    .onConflictDoNothing();
}

/** The latest digest that was sent to a body about a form, or about one of its periods. */
export async function loadSentDigest(
  db: Executor,
  of: { readonly form: FormCode; readonly body: BodyCode; readonly period?: string | undefined },
): Promise<SentDigest | undefined> {
  const [row] = await db
    .select({
      figures: digest.figures,
      findings: digest.findings,
      message: digest.message,
      supplements: sql<readonly OutgoingMessage[]>`(
        select coalesce(jsonb_agg(supplement.message order by supplement.number), '[]')
        from digest_supplement supplement where supplement.digest_id = ${digest.id})`,
      plannedAt: digest.plannedAt,
      createdAt: digest.createdAt,
      hash: digest.hash,
    })
    .from(digest)
    .innerJoin(form, eq(form.id, digest.formId))
    .innerJoin(body, eq(body.id, digest.bodyId))
    .innerJoin(period, eq(period.id, digest.periodId))
    .where(
      and(
        eq(form.code, of.form),
        eq(body.code, of.body),
        of.period === undefined ? undefined : eq(period.code, of.period),
      ),
    )
    .orderBy(desc(digest.plannedAt), desc(digest.id))
    .limit(1);
  return row;
}

/** What was sent under this number, and what it was about. */
export type KeptDigest = Pick<SentDigest, 'figures' | 'findings' | 'createdAt'> & {
  readonly form: FormCode;
  readonly body: BodyCode;
  readonly period: string;
};

export async function loadKeptDigest(db: Executor, id: DigestId): Promise<KeptDigest | undefined> {
  const [row] = await db
    .select({
      form: form.code,
      body: body.code,
      period: period.code,
      figures: digest.figures,
      findings: digest.findings,
      createdAt: digest.createdAt,
    })
    .from(digest)
    .innerJoin(form, eq(form.id, digest.formId))
    .innerJoin(body, eq(body.id, digest.bodyId))
    .innerJoin(period, eq(period.id, digest.periodId))
    .where(eq(digest.id, id));
  return row;
}

/** The latest planned moment of any digest about the form; undefined before the first. */
export async function lastDigestMoment(db: Executor, of: FormId): Promise<Temporal.Instant | undefined> {
  const [row] = await db
    .select({ plannedAt: digest.plannedAt })
    .from(digest)
    .where(eq(digest.formId, of))
    .orderBy(desc(digest.plannedAt))
    .limit(1);
  return row?.plannedAt;
}

/** The periods of a form that some body was sent a digest about. */
export async function loadDigestedPeriods(db: Executor, of: FormId): Promise<readonly PeriodId[]> {
  const rows = await db.selectDistinct({ period: digest.periodId }).from(digest).where(eq(digest.formId, of));
  return rows.map((row) => row.period);
}

/** What the stored hash must be; equal for what was written and what is read back. */
export function digestHash({
  figures,
  findings,
  message,
}: Pick<SentDigest, 'figures' | 'findings' | 'message'>): string {
  // What is null was not hashed when it was sent.
  return hashOf({ figures, findings: findings ?? undefined, message });
}

/** SHA-256 of data in canonical JSON, hex. */
export function hashOf(data: unknown): string {
  return sha256(canonicalJson(data));
}
