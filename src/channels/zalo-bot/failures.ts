import type { Temporal } from 'temporal-polyfill';
import { backoffMs, UNTIL_SOMEONE_ACTS_MS } from '../backoff.ts';
import type { SendResult } from '../channel.ts';
import type { ApiFailure } from './api.ts';

/** Rate or monthly quota, which Zalo does not tell apart: asked again each minute. */
const QUOTA_WAIT_MS = 60_000;

/** What a failed call means for the calls that follow. */
export type Trouble =
  /** The token is wrong or was reset: every call fails until the operator acts. */
  | 'unauthorized'
  | 'too-many-requests'
  /** A poll in which nothing came, or a call that Zalo took too long for. */
  | 'idle'
  /** An unknown method, or a chat that is gone. */
  | 'not-found'
  /** This request is at fault. */
  | 'rejected'
  | 'unavailable'
  | 'stopped';

/** The one place that reads Zalo's codes. Zalo calls 403 an internal error; codes that it does not document are taken for one too. */
export function troubleOf(failure: ApiFailure): Trouble {
  if (failure.kind !== 'refused') return failure.kind;
  switch (failure.code) {
    case 400:
      return 'rejected';
    case 401:
      return 'unauthorized';
    case 404:
      return 'not-found';
    case 408:
      return 'idle';
    case 429:
      return 'too-many-requests';
    default:
      return 'unavailable';
  }
}

export function reasonOf(failure: ApiFailure): string {
  if (failure.kind === 'refused') return `${failure.code} ${failure.description}`.trim();
  return failure.kind === 'unavailable' ? failure.reason : 'stopped';
}

/** Whether it is this very call that is at fault. */
export function isAboutCall(failure: ApiFailure): boolean {
  const trouble = troubleOf(failure);
  return trouble === 'rejected' || trouble === 'not-found';
}

/** How long to wait before the call is repeated, after `failures` failures in a row. */
export function waitMs(failure: ApiFailure, failures: number): number {
  switch (troubleOf(failure)) {
    case 'unauthorized':
      return UNTIL_SOMEONE_ACTS_MS;
    case 'too-many-requests':
      return QUOTA_WAIT_MS;
    case 'idle':
    case 'not-found':
    case 'rejected':
    case 'unavailable':
    case 'stopped':
      return backoffMs(failures);
  }
}

/**
 * What a failed send means for the message. Zalo knows no key that would make a repetition harmless, so a message that may have
 * arrived is not sent again but marked `unknown` (contracts.md "Unknown outcomes"). `failures`: in a row, this one included.
 */
export function sendResultOf(failure: ApiFailure, failures: number, now: Temporal.Instant): SendResult {
  const reason = reasonOf(failure);
  const notBefore = now.add({ milliseconds: waitMs(failure, failures) });
  const retry = { kind: 'retry', notBefore, reason } as const;
  switch (troubleOf(failure)) {
    case 'not-found':
      return { kind: 'unreachable', reason };
    case 'rejected':
      return { kind: 'rejected', reason };
    case 'unauthorized':
      return { ...retry, refuses: 'account' };
    case 'too-many-requests':
      return retry;
    case 'unavailable':
      return failure.kind === 'unavailable' && !failure.sent ? retry : { kind: 'unknown', reason };
    case 'idle':
    case 'stopped':
      return { kind: 'unknown', reason };
  }
}
