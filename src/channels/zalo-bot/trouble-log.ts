import { troubleLogsOf, type TroubleLog as AnyTroubleLog } from '../trouble-log.ts';
import type { ApiFailure } from './api.ts';
import { reasonOf, troubleOf, type Trouble } from './failures.ts';

export type TroubleLog = AnyTroubleLog<ApiFailure>;

const LINES: Readonly<Partial<Record<Trouble, string>>> = {
  unauthorized:
    'Zalo does not accept the bot: check ZALO_BOT_TOKEN (the “Zalo Bot Manager” account on Zalo shows it and resets it); trying again every 30 seconds; messages go by people’s other channels, or wait',
  'too-many-requests':
    'Zalo takes no more calls for now: the rate, or the month’s quota of the bot’s plan (3,000 messages on the free one); asking again each minute, messages wait',
  unavailable:
    'Zalo does not answer: receiving is tried again; messages that may have arrived are not repeated',
};

export const createTroubleLog = troubleLogsOf<ApiFailure, Trouble>({
  channel: 'zalo-bot',
  name: 'Zalo Bot',
  troubleOf,
  reasonOf,
  lines: LINES,
  errors: new Set(['unauthorized']),
});
