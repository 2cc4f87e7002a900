import type { Temporal } from 'temporal-polyfill';
import { backoffMs, UNTIL_SOMEONE_ACTS_MS } from '../backoff.ts';
import type { EditResult, EditTarget, SendResult } from '../channel.ts';
import type { ApiFailure } from './api.ts';

/** What a failed call means for the calls that follow. */
export type Trouble =
  /** The token or the API root is wrong: every call fails until the operator acts. */
  | 'unauthorized'
  /** Another process polls with this token, or a webhook is set. */
  | 'conflict'
  | 'too-many-requests'
  /** This chat cannot be written to. */
  | 'unreachable'
  /** This request is at fault. */
  | 'rejected'
  | 'unavailable'
  | 'stopped';

/**
 * The one place that reads Telegram's refusals. 404 is what Telegram answers to a token of a wrong form and what a wrong
 * TELEGRAM_API_ROOT answers, so it is the account that is at fault and no message is given up for it.
 * Statuses that the Bot API does not document are taken for a fault on the way and tried again.
 */
export function troubleOf(failure: ApiFailure): Trouble {
  if (failure.kind !== 'refused') return failure.kind;
  switch (failure.status) {
    case 401:
    case 404:
      return 'unauthorized';
    case 403:
      return 'unreachable';
    case 409:
      return 'conflict';
    case 429:
      return 'too-many-requests';
    case 400:
      return GONE.test(failure.description) ? 'unreachable' : 'rejected';
    case 413:
      return 'rejected';
    default:
      return 'unavailable';
  }
}

const GONE =
  /chat not found|user not found|user is deactivated|bot was blocked|PEER_ID_INVALID|USER_IS_BLOCKED/i;

export function reasonOf(failure: ApiFailure): string {
  if (failure.kind === 'refused') return `${failure.status} ${failure.description}`.trim();
  return failure.kind === 'unavailable' ? failure.reason : 'stopped';
}

/** Whether it is this very call that is at fault. */
export function isAboutCall(failure: ApiFailure): boolean {
  const trouble = troubleOf(failure);
  return trouble === 'rejected' || trouble === 'unreachable';
}

/** Who is asked to wait for hours asks again each hour: a wait that a fault of the platform made too long ends by itself. */
const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** How long to wait before the call is repeated, after `failures` failures in a row. */
export function waitMs(failure: ApiFailure, failures: number): number {
  if (failure.kind === 'refused' && failure.status === 429 && failure.retryAfterSeconds !== undefined) {
    return Math.min(LONGEST_RETRY_AFTER_MS, Math.max(1000, failure.retryAfterSeconds * 1000));
  }
  return troubleOf(failure) === 'unauthorized' ? UNTIL_SOMEONE_ACTS_MS : backoffMs(failures);
}

/**
 * What a failed send means for the message. A reset, a time-out and a 5xx may come after Telegram has sent it: on Telegram such
 * a message is sent again, for a repeated text harms nothing (contracts.md "Unknown outcomes").
 */
export function sendResultOf(failure: ApiFailure, failures: number, now: Temporal.Instant): SendResult {
  const reason = reasonOf(failure);
  const trouble = troubleOf(failure);
  if (trouble === 'unreachable' || trouble === 'rejected') return { kind: trouble, reason };
  const retry = {
    kind: 'retry',
    notBefore: now.add({ milliseconds: waitMs(failure, failures) }),
    reason,
  } as const;
  return trouble === 'unauthorized' ? { ...retry, refuses: 'account' } : retry;
}

/**
 * What a failed edit means. That nothing would change is what was wanted: a repeated edit, or one whose first attempt got through.
 */
export function editResultOf(failure: ApiFailure, target: EditTarget, now: Temporal.Instant): EditResult {
  if (failure.kind === 'refused' && failure.status === 400) {
    if (/message is not modified/i.test(failure.description)) {
      return { kind: 'sent', providerId: target.providerId };
    }
    if (NOT_EDITABLE.test(failure.description)) return { kind: 'gone', reason: reasonOf(failure) };
  }
  return sendResultOf(failure, target.attempts, now);
}

const NOT_EDITABLE = /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i;
