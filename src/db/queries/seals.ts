import { and, eq, inArray } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { rangeByCode } from '../../core/calendar/period-range.ts';
import type { UnitCode } from '../../core/ids.ts';
import {
  checkChain,
  checkOwnHash,
  type CheckedSeal,
  type SealFinding,
  type SealNames,
  type StoredReceipt,
  type StoredSeal,
} from '../../core/receipts/check-seal.ts';
import type { ReceiptSubject } from '../../core/receipts/receipt.ts';
import { sealOf, sealQr, type Seal, type SealSubject } from '../../core/receipts/seal.ts';
import type { Executor } from '../connect.ts';
import { body, unit } from '../schema/organization.ts';
import { form, period } from '../schema/form.ts';
import { seal } from '../schema/receipt.ts';
import { sha256 } from '../sha256.ts';
import { loadCurrentForms } from './forms.ts';
import { loadHeads, loadReceipts, loadWithoutReceipt } from './receipts.ts';

export type SealedDocument = SealSubject & {
  /** The units whose reports it rests on, those that have not reported too. */
  readonly units: readonly UnitCode[];
  /** If the document shows figures as they were then. */
  readonly asOf?: Temporal.Instant | undefined;
  /** Calendar time of making it. */
  readonly at: Temporal.Instant;
};

/**
 * Gives a document the code, common hash and QR content that `verify` checks it by. The same receipts give the same code again. To be
 * called in the transaction (repeatable read) that reads the document's figures, so that both are of one moment.
 */
export async function sealDocument(
  db: Executor,
  { units, asOf, at, ...subject }: SealedDocument,
  publicUrl: string | undefined,
): Promise<Seal & { readonly qr: string }> {
  const heads = await loadHeads(db, units, asOf);
  const made = sealOf(sha256, subject, heads);
  await db
    .insert(seal)
    .values({ ...made, ...subject, heads, sealedAt: at })
    .onConflictDoNothing();
  return { ...made, qr: sealQr(made, publicUrl) };
}

/** The number of receipts that checking the document recomputes; undefined for an unknown code. */
export async function countSealedReceipts(db: Executor, code: string): Promise<number | undefined> {
  const stored = await loadSeal(db, code);
  return stored && sumOfReceipts(stored);
}

/** Recomputes every receipt that the document rests on. `hash`: as it stands in the document. Undefined for an unknown code. */
export async function checkSeal(
  db: Executor,
  code: string,
  hash: string | undefined,
): Promise<CheckedSeal | undefined> {
  const stored = await loadSeal(db, code);
  if (!stored) return undefined;
  const { sealedAt, ...own } = stored;
  const units = Object.keys(own.heads).toSorted();
  const findings: SealFinding[] = [...checkOwnHash(sha256, own, hash)];
  const since: ReceiptSubject[] = [];
  // One unit after the other, so that years of reports never stand in memory together.
  for (const one of units) {
    const receipts = await loadReceipts(db, one);
    findings.push(...checkChain(sha256, one, own.heads, receipts));
    since.push(...receivedSince(own, receipts));
  }
  const strangers = await loadWithoutReceipt(db, units);
  findings.push(...strangers.map((one) => ({ kind: 'without-receipt', ...one }) as const));
  const mentioned = [...since, ...findings.flatMap((finding) => ('period' in finding ? [finding] : []))];
  const names = await loadNames(db, own, mentioned);
  return { seal: own, sealedAt, findings, since, receipts: sumOfReceipts(own), names };
}

function receivedSince(
  { heads, subject }: StoredSeal,
  receipts: readonly StoredReceipt[],
): readonly ReceiptSubject[] {
  return receipts
    .filter(({ unit: code, number }) => number > (heads[code]?.receipts ?? 0))
    .filter((one) => one.form === subject.form && isPartOf(one.period, subject.period))
    .map(({ unit: code, form: of, period: when, revision }) => ({
      unit: code,
      form: of,
      period: when,
      revision,
    }));
}

/** Whether a document about the whole tells of the period; a week is a part where its middle day lies. */
function isPartOf(part: string, whole: string): boolean {
  if (part === whole) return true;
  const [inner, outer] = [rangeByCode('calendar', part), rangeByCode('calendar', whole)];
  if ('problem' in inner || 'problem' in outer) return false;
  const { days } = inner.start.until(inner.end, { largestUnit: 'days' });
  const middle = inner.start.add({ days: Math.floor(days / 2) });
  return (
    Temporal.PlainDate.compare(outer.start, middle) <= 0 && Temporal.PlainDate.compare(middle, outer.end) <= 0
  );
}

function sumOfReceipts({ heads }: Pick<StoredSeal, 'heads'>): number {
  return Object.values(heads).reduce((sum, { receipts }) => sum + receipts, 0);
}

async function loadSeal(
  db: Executor,
  code: string,
): Promise<(StoredSeal & { readonly sealedAt: Temporal.Instant }) | undefined> {
  const [row] = await db.select().from(seal).where(eq(seal.code, code));
  if (!row) return undefined;
  const { form: formCode, body: bodyCode, period: periodCode, ...rest } = row;
  return { ...rest, subject: { form: formCode, body: bodyCode, period: periodCode } };
}

async function loadNames(
  db: Executor,
  { subject, heads }: StoredSeal,
  mentioned: readonly ReceiptSubject[],
): Promise<SealNames> {
  const units = Object.keys(heads);
  const forms = [...new Set([subject.form, ...mentioned.map((one) => one.form)])];
  const codes = [...new Set([subject.period, ...mentioned.map((one) => one.period)])];
  const [bodyRow] = await db.select({ name: body.name }).from(body).where(eq(body.code, subject.body));
  const unitRows = await db
    .select({ code: unit.code, name: unit.name })
    .from(unit)
    .where(inArray(unit.code, units));
  const periods = await db
    .select({ form: form.code, code: period.code, start: period.dataStart, end: period.dataEnd })
    .from(period)
    .innerJoin(form, eq(form.id, period.formId))
    .where(and(inArray(form.code, forms), inArray(period.code, codes)));
  const definitions = await loadCurrentForms(db);
  return {
    body: bodyRow?.name ?? subject.body,
    forms: new Map(definitions.map(({ code, name }) => [code, name])),
    units: new Map(unitRows.map(({ code, name }) => [code, name])),
    periods,
  };
}
