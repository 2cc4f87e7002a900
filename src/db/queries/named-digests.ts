import { sql } from 'drizzle-orm';
import type { DigestNames } from '../../core/conversation/context.ts';
import type { DigestMeant } from '../../core/digest/digest-key.ts';
import type { BodyCode, DigestId, FormCode } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { findSubject } from './digest-subject.ts';

/** Which digest it is, in codes. */
export type DigestCodes = {
  readonly form: FormCode;
  readonly body: BodyCode;
  readonly period: string;
  readonly sent?: DigestId;
};

/** The digest that a button names; undefined where there is none. */
export async function findMeant(db: Executor, meant: DigestMeant): Promise<DigestCodes | undefined> {
  const from =
    meant.kind === 'sent'
      ? sql`digest d join period p on p.id = d.period_id join body b on b.id = d.body_id where d.id = ${meant.digest}`
      : sql`period p cross join body b where p.id = ${meant.period} and b.id = ${meant.body}`;
  const [row] = await db.execute<{ form: FormCode; body: BodyCode; period: string }>(sql`
    select (select code from form where id = p.form_id) as form, b.code as body, p.code as period from ${from}`);
  return row && { ...row, ...(meant.kind === 'sent' ? { sent: meant.digest } : {}) };
}

/** What people call it; undefined where nothing can be told about such a period. */
export async function loadDigestNames(
  db: Executor,
  codes: DigestCodes,
): Promise<Pick<DigestNames, 'body' | 'form' | 'period'> | undefined> {
  const subject = await findSubject(db, codes);
  if (subject === undefined) return undefined;
  const { code, start, end } = subject;
  return { body: subject.bodyName, form: subject.definition.name, period: { code, start, end } };
}
