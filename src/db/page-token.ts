import { createHmac, timingSafeEqual } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { DigestPage } from '../core/digest/page.ts';
import { digestId, personId } from '../core/ids.ts';

/** 192 bits of the signature, as 32 characters. */
const SIGNATURE_LENGTH = 32;
const TOKEN = /^([1-9]\d{0,11})-([1-9]\d{0,11})-([1-9]\d{0,11})-([\w-]{32})$/;

export type PageLink = { readonly page: DigestPage; readonly until: Temporal.Instant };

/** What the address of a digest's page holds: which one, whose, until when in real time, and a signature that only we can make. */
export function pageToken(secret: string, { page, until }: PageLink): string {
  const named = `${page.digest}-${page.person}-${Math.floor(until.epochMilliseconds / 1_000)}`;
  return `${named}-${sign(secret, named)}`;
}

/** Undefined for what we did not sign. Takes the same time for every guess. */
export function readPageToken(secret: string, token: string): PageLink | undefined {
  const [, digest = '', person = '', seconds = '', signature = ''] = TOKEN.exec(token) ?? [];
  if (digest === '') return undefined;
  const own = sign(secret, `${digest}-${person}-${seconds}`);
  if (!timingSafeEqual(Buffer.from(own), Buffer.from(signature))) return undefined;
  return {
    page: { digest: digestId(Number(digest)), person: personId(Number(person)) },
    until: Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1_000),
  };
}

function sign(secret: string, named: string): string {
  const whole = createHmac('sha256', secret).update(`digest-page ${named}`).digest('base64url');
  return whole.slice(0, SIGNATURE_LENGTH);
}
