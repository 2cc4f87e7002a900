import type { Temporal } from 'temporal-polyfill';
import { nextDay, thisMorning } from '../../core/zalo-oa/ask-again.ts';
import { backoffMs, UNTIL_SOMEONE_ACTS_MS } from '../backoff.ts';
import type { SendResult } from '../channel.ts';
import type { ApiFailure } from './api.ts';

/** What a failed call means for the calls that follow. */
export type Trouble =
  /** No access token is to be had: the keeper of the tokens tells why. */
  | 'no-token'
  | 'too-many-requests'
  /** The person's last interaction was more than seven days ago: no fault of theirs. */
  | 'outside-window'
  /** The person does not follow the account. */
  | 'not-following'
  /** The person refused messages, or is restricted. */
  | 'opted-out'
  /** The person's account is banned, or was not used for 45 days. */
  | 'gone'
  /** The person gets no more messages today. */
  | 'receive-limit'
  /** The account's messages or its money are used up. */
  | 'quota'
  /** Tier, verification, consent, billing or state of the app: someone has to put it right. */
  | 'configuration'
  /** The Official Account is removed, or broke Zalo's rules. */
  | 'account-lost'
  | 'night'
  /** What was uploaded is older than seven days. */
  | 'asset-expired'
  /** Zalo says no more than that it failed. */
  | 'unspecified'
  /** A template is not approved, disabled, unknown or not ours. */
  | 'template-refused'
  /** A template goes to phone numbers only. */
  | 'not-by-user'
  | 'wrong-phone'
  /** This request is at fault. */
  | 'rejected'
  | 'unavailable'
  | 'stopped';

/** Zalo's codes; one that is not here is taken for a fault of the request. */
const TROUBLES: Readonly<Record<number, Trouble>> = {
  [-32]: 'too-many-requests',
  [-230]: 'outside-window',
  [-232]: 'outside-window',
  [-213]: 'not-following',
  [-217]: 'opted-out',
  [-244]: 'opted-out',
  [-227]: 'gone',
  [-218]: 'receive-limit',
  [-211]: 'quota',
  [-209]: 'configuration',
  [-212]: 'configuration',
  [-219]: 'configuration',
  [-221]: 'configuration',
  [-223]: 'configuration',
  [-224]: 'configuration',
  [-235]: 'configuration',
  [-242]: 'configuration',
  [-320]: 'configuration',
  [-321]: 'configuration',
  [-204]: 'account-lost',
  [-205]: 'account-lost',
  [-248]: 'account-lost',
  [-234]: 'night',
  [-100]: 'asset-expired',
  [-200]: 'unspecified',
  ...allOf('opted-out', -139, -141),
  ...allOf('gone', -114, -118, -119),
  ...allOf('receive-limit', -1471, -1472),
  ...allOf('quota', -115, -126, -137, -144, -147, -1441),
  ...allOf('configuration', -101, -102, -103, -104, -105, -120, -135, -1351, -136, -138, -145, -1381),
  [-133]: 'night',
  ...allOf('template-refused', -109, -117, -131, -146),
  [-249]: 'not-by-user',
  [-108]: 'wrong-phone',
};

/** Of templates, which have codes of their own. */
function allOf(trouble: Trouble, ...codes: readonly number[]): Readonly<Record<number, Trouble>> {
  return Object.fromEntries(codes.map((code) => [code, trouble]));
}

/** Codes with a second meaning, which only the words that come with them tell: that something is used up. */
const USED_UP: Readonly<Record<number, RegExp>> = {
  // Else the rate of the minute, whose limit may be called a quota too.
  [-32]: /\b(?:day|daily|month|monthly|package)\b|ngày|tháng|gói/i,
  // Else the account's state.
  [-223]: /quota|exceed|limit|run out|vượt|hạn mức|hết/i,
};

export function troubleOf(failure: ApiFailure): Trouble {
  if (failure.kind !== 'refused') return failure.kind;
  const { code, description } = failure;
  if (USED_UP[code]?.test(description.normalize('NFC')) === true) return 'quota';
  return TROUBLES[code] ?? 'rejected';
}

export function reasonOf(failure: ApiFailure): string {
  switch (failure.kind) {
    case 'refused':
      return `${failure.code} ${failure.description}`.trim();
    case 'no-token':
      return `no access token ${failure.code ?? ''}`.trim();
    case 'unavailable':
      return failure.reason;
    case 'stopped':
      return 'stopped';
  }
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * What a failed send means for the message. Zalo knows no key that would make a repetition harmless, so a message that may have
 * arrived is not sent again but marked `unknown` (contracts.md "Unknown outcomes"). `failures`: in a row, this one included.
 */
export function sendResultOf(failure: ApiFailure, failures: number, now: Temporal.Instant): SendResult {
  const reason = reasonOf(failure);
  const retryIn = (milliseconds: number) =>
    ({ kind: 'retry', notBefore: now.add({ milliseconds: Math.ceil(milliseconds) }), reason }) as const;
  const trouble = troubleOf(failure);
  switch (trouble) {
    case 'no-token':
    case 'configuration':
      return { ...retryIn(UNTIL_SOMEONE_ACTS_MS), refuses: 'account' };
    case 'account-lost':
      return { ...retryIn(HOUR_MS), refuses: 'account' };
    case 'too-many-requests':
      // The limit is counted by the minute.
      return retryIn(MINUTE_MS - (now.epochMilliseconds % MINUTE_MS) + 1000);
    case 'outside-window':
      return { kind: 'unreachable', reason, because: 'window-closed' };
    case 'opted-out':
      return { kind: 'unreachable', reason, because: 'refused' };
    case 'not-following':
    case 'gone':
      return { kind: 'unreachable', reason, because: trouble };
    case 'receive-limit':
    case 'quota':
      return { kind: 'retry', notBefore: nextDay(now), reason, putsOff: true };
    case 'night':
      return { kind: 'retry', notBefore: thisMorning(now), reason, putsOff: true };
    case 'unspecified':
      return failures === 1 ? retryIn(MINUTE_MS) : { kind: 'rejected', reason };
    case 'asset-expired':
    case 'template-refused':
    case 'not-by-user':
    case 'wrong-phone':
    case 'rejected':
      return { kind: 'rejected', reason };
    case 'unavailable':
      return failure.kind === 'unavailable' && !failure.sent
        ? retryIn(backoffMs(failures))
        : { kind: 'unknown', reason };
    case 'stopped':
      return { kind: 'unknown', reason };
  }
}
