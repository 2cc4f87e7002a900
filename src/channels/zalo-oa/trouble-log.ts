import { troubleLogsOf, type TroubleLog as AnyTroubleLog } from '../trouble-log.ts';
import type { ApiFailure } from './api.ts';
import { reasonOf, troubleOf, type Trouble } from './failures.ts';

export type TroubleLog = AnyTroubleLog<ApiFailure>;

const LINES: Readonly<Partial<Record<Trouble, string>>> = {
  'too-many-requests': 'Zalo takes no more calls this minute; messages wait for the next one',
  quota:
    'The messages or the money of the Zalo Official Account are used up: top up on oa.zalo.me or account.zalo.cloud; asking again tomorrow morning, messages outside the free 48 hours wait',
  configuration:
    'Zalo does not let the Official Account send: its package, verification, consent or billing has to be put right on oa.zalo.me (the reason has Zalo’s code); trying again every 30 seconds; messages go by people’s other channels, or wait',
  'account-lost':
    'The Zalo Official Account is removed or broke Zalo’s rules: see oa.zalo.me at once, and link people on another channel; trying again each hour; messages go by people’s other channels, or wait',
  unavailable:
    'Zalo does not answer: messages that may have arrived are not repeated, those that did not are',
};

export const createTroubleLog = troubleLogsOf<ApiFailure, Trouble>({
  channel: 'zalo-oa',
  name: 'The Zalo Official Account',
  troubleOf,
  reasonOf,
  lines: LINES,
  errors: new Set(['configuration', 'account-lost', 'quota']),
});
