import { Temporal } from 'temporal-polyfill';
import type { DigestPage } from '../core/digest/page.ts';
import { digestId, personId } from '../core/ids.ts';
import { isSigned, sign } from './link-signature.ts';

const TOKEN = /^([1-9]\d{0,11})-([1-9]\d{0,11})-([1-9]\d{0,11})-([\w-]{32})$/;

export type PageLink = { readonly page: DigestPage; readonly until: Temporal.Instant };

/** What the address of a digest's page holds: which one, whose, until when in real time, and a signature that only we can make. */
export function pageToken(secret: string, { page, until }: PageLink): string {
  const named = `${page.digest}-${page.person}-${Math.floor(until.epochMilliseconds / 1_000)}`;
  return `${named}-${sign(secret, `digest-page ${named}`)}`;
}

/** Undefined for what we did not sign. Takes the same time for every guess. */
export function readPageToken(secret: string, token: string): PageLink | undefined {
  const [, digest = '', person = '', seconds = '', signature = ''] = TOKEN.exec(token) ?? [];
  if (digest === '') return undefined;
  if (!isSigned(secret, `digest-page ${digest}-${person}-${seconds}`, signature)) return undefined;
  return {
    page: { digest: digestId(Number(digest)), person: personId(Number(person)) },
    until: Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1_000),
  };
}
