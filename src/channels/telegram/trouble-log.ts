import { troubleLogsOf, type TroubleLog as AnyTroubleLog } from '../trouble-log.ts';
import type { ApiFailure } from './api.ts';
import { reasonOf, troubleOf, type Trouble } from './failures.ts';

export type TroubleLog = AnyTroubleLog<ApiFailure>;

const LINES: Readonly<Partial<Record<Trouble, string>>> = {
  unauthorized:
    'Telegram does not accept the bot: check TELEGRAM_BOT_TOKEN (get a new one from @BotFather with /token) and TELEGRAM_API_ROOT; trying again every 30 seconds; messages go by people’s other channels, or wait',
  conflict:
    'Another process receives with this bot’s token and only one may: stop it, or give this one a token of its own; waiting meanwhile',
  'too-many-requests': 'Telegram asks for fewer calls: waiting as long as it says, nothing is lost',
  unavailable: 'Telegram does not answer: trying again, nothing is lost',
};

const POLL_REFUSED = 'Telegram refuses getUpdates: trying again, nothing is lost';

export const createTroubleLog = troubleLogsOf<ApiFailure, Trouble>({
  channel: 'telegram',
  name: 'Telegram',
  troubleOf,
  reasonOf,
  lines: LINES,
  receivingLines: { rejected: POLL_REFUSED, unreachable: POLL_REFUSED },
  errors: new Set(['unauthorized']),
});
