import { Temporal } from 'temporal-polyfill';
import { obligationId, type ObligationId } from '../core/ids.ts';
import { isSigned, sign } from './link-signature.ts';

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
  if (!isSigned(secret, `hamlet-link ${obligation} ${Number(until)}`, signature)) return undefined;
  return { obligation, until: Temporal.Instant.fromEpochMilliseconds(Number(until) * 1_000) };
}

/** Stands in the page that shows an answer before it is sent: only what was shown, under this link, can be. */
export function answerProof(secret: string, token: string, answer: readonly string[]): string {
  return sign(secret, answerSigned(token, answer));
}

export function isAnswerProof(
  secret: string,
  token: string,
  answer: readonly string[],
  proof: string,
): boolean {
  return isSigned(secret, answerSigned(token, answer), proof);
}

function answerSigned(token: string, answer: readonly string[]): string {
  return `hamlet-answer ${JSON.stringify([token, ...answer])}`;
}
