import { createHmac, timingSafeEqual } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { obligationId, type ObligationId } from '../core/ids.ts';

/** 192 bits of the signature, as 32 characters. */
const SIGNATURE_LENGTH = 32;
const TOKEN = /^([1-9]\d{0,14})-([1-9]\d{0,11})-([\w-]{32})$/;

/**
 * What the address ends with under which hamlets answer for a report: which report, until when in real time, and a signature that
 * only we can make.
 */
export function hamletToken(secret: string, obligation: ObligationId, until: Temporal.Instant): string {
  const seconds = Math.floor(until.epochMilliseconds / 1_000);
  return `${obligation}-${seconds}-${sign(secret, `hamlet-link ${obligation} ${seconds}`)}`;
}

export type HamletLink = { readonly obligation: ObligationId; readonly until: Temporal.Instant };

/** Undefined for what we did not sign. Takes the same time for every guess. */
export function readHamletToken(secret: string, token: string): HamletLink | undefined {
  const [, id = '', until = '', signature = ''] = TOKEN.exec(token) ?? [];
  if (id === '') return undefined;
  const obligation = obligationId(Number(id));
  const own = sign(secret, `hamlet-link ${obligation} ${Number(until)}`);
  if (!isSame(own, signature)) return undefined;
  return { obligation, until: Temporal.Instant.fromEpochMilliseconds(Number(until) * 1_000) };
}

/** Stands in the page that shows an answer before it is sent: only what was shown, under this link, can be. */
export function answerProof(secret: string, token: string, answer: readonly string[]): string {
  return sign(secret, `hamlet-answer ${JSON.stringify([token, ...answer])}`);
}

export function isAnswerProof(
  secret: string,
  token: string,
  answer: readonly string[],
  proof: string,
): boolean {
  return isSame(answerProof(secret, token, answer), proof);
}

function isSame(own: string, given: string): boolean {
  const [one, other] = [Buffer.from(own), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function sign(secret: string, what: string): string {
  return createHmac('sha256', secret).update(what).digest('base64url').slice(0, SIGNATURE_LENGTH);
}
