import type { Temporal } from 'temporal-polyfill';
import { nextDay } from '../../core/zalo-oa/ask-again.ts';
import { troubleLogsOf } from '../trouble-log.ts';
import type { ApiFailure } from './api.ts';
import { reasonOf, troubleOf, type Trouble } from './failures.ts';

/** A template uploads nothing: the code of what has expired means here that Zalo says no more. */
export function templateTroubleOf(failure: ApiFailure): Trouble {
  const trouble = troubleOf(failure);
  return trouble === 'asset-expired' ? 'unspecified' : trouble;
}

/** What a failed template means for those that follow. */
export type Pause =
  | { readonly kind: 'next-day' | 'for-a-while'; readonly moment: Temporal.Instant }
  /** Until Zalo says that it may be sent again, or the next start. */
  | { readonly kind: 'for-good' };

/** Undefined: the next one may well go out. */
export function pauseAfter(trouble: Trouble, now: Temporal.Instant): Pause | undefined {
  switch (trouble) {
    case 'quota':
      return { kind: 'next-day', moment: nextDay(now) };
    case 'configuration':
    case 'account-lost':
      return { kind: 'for-a-while', moment: now.add({ hours: 1 }) };
    case 'template-refused':
      return { kind: 'for-good' };
    default:
      return undefined;
  }
}

const LINES: Readonly<Partial<Record<Trouble, string>>> = {
  quota:
    'Zalo takes no more templates today, or their money is used up: see the quota and top up on account.zalo.cloud; asking again tomorrow morning, messages beyond seven days wait',
  configuration:
    'Zalo does not let the Official Account send templates: link it with a Zalo Cloud Account, put its package and the app’s permission in order (the reason has Zalo’s code); trying again in an hour, until then messages beyond seven days go to another channel or are kept',
  'account-lost':
    'The Zalo Official Account is removed or broke Zalo’s rules: see oa.zalo.me at once, and link people on another channel',
  'template-refused':
    'Zalo does not send a template: it is not approved, disabled, unknown or of another account; run `hai-chieu zalo templates --check`, correct ZALO_TEMPLATES, restart. Messages beyond seven days go to another channel or are kept',
  rejected:
    'Zalo refuses what fills a template: run `hai-chieu zalo templates --check` (the reason names the parameter); such messages go to another channel or are kept',
  'wrong-phone':
    'Zalo knows no such phone number: correct it in the organisation’s file (the delivery that ended as unreachable tells whose it is)',
  unavailable: 'Zalo does not answer about templates: those that may have arrived are not repeated',
};

/** Tells each kind of trouble once, and once that templates go out again. */
export const createTemplateTroubleLog = troubleLogsOf<ApiFailure, Trouble>({
  channel: 'zalo-oa',
  name: 'Sending templates on Zalo',
  troubleOf: templateTroubleOf,
  reasonOf,
  lines: LINES,
  errors: new Set(['quota', 'configuration', 'account-lost', 'template-refused', 'rejected', 'wrong-phone']),
});
