import { bodyId, digestId, periodId, type BodyId, type DigestId, type PeriodId } from '../ids.ts';

/** A short name of a digest for buttons: `s12` one that was sent, `34b3` what a body is told about a period, with its figures of now. */
export type DigestKey = string;

export type DigestMeant =
  | { readonly kind: 'sent'; readonly digest: DigestId }
  | { readonly kind: 'live'; readonly period: PeriodId; readonly body: BodyId };

export function sentKey(digest: DigestId): DigestKey {
  return `s${digest}`;
}

export function liveKey(period: PeriodId, body: BodyId): DigestKey {
  return `${period}b${body}`;
}

/** As much as the token of a button holds. */
const LONGEST = 32;

/** As many of the names as fit into the token of a button. */
export function joinKeys(keys: readonly DigestKey[]): string {
  return keys.reduce((joined, key) => {
    const next = joined === '' ? key : `${joined}-${key}`;
    return next.length <= LONGEST ? next : joined;
  }, '');
}

/** Which digests a button is about; what is no name of ours is left out. */
export function readKeys(joined: string): readonly DigestMeant[] {
  return joined.split('-').flatMap((key): readonly DigestMeant[] => {
    const [, sent, period, body] = /^(?:s(\d{1,12})|(\d{1,12})b(\d{1,9}))$/.exec(key) ?? [];
    if (sent !== undefined) return [{ kind: 'sent', digest: digestId(Number(sent)) }];
    if (period === undefined || body === undefined) return [];
    return [{ kind: 'live', period: periodId(Number(period)), body: bodyId(Number(body)) }];
  });
}
