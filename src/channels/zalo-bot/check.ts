import type { ZaloBotConfig } from '../../config.ts';
import type { LiveCheck, NoAnswer } from '../../core/organization/live-check.ts';
import { checkBot } from '../live-check.ts';
import { createZaloBotApi, type ApiFailure } from './api.ts';
import { reasonOf, troubleOf } from './failures.ts';
import { botIn, WEBHOOK_PATH } from './start.ts';

/** Asks Zalo who the bot is and where it posts. Never throws; ends within 10 s. */
export function checkZaloBot(config: ZaloBotConfig): Promise<readonly LiveCheck[]> {
  const api = createZaloBotApi(config);
  return checkBot<ApiFailure>({
    platform: 'zalo-bot',
    ask: (method, options) => api.call(method, {}, options),
    nameIn: (result) => botIn(result).name,
    noAnswer,
    ours: config.webhook && `${config.webhook.url}${WEBHOOK_PATH}`,
  });
}

function noAnswer(failure: ApiFailure): NoAnswer {
  const reason = reasonOf(failure);
  switch (troubleOf(failure)) {
    case 'unauthorized':
      return { kind: 'credential', reason };
    case 'too-many-requests':
      return { kind: 'too-many-requests', reason };
    case 'idle':
    case 'unavailable':
    case 'stopped':
      return { kind: 'unreachable', reason };
    case 'not-found':
    case 'rejected':
      return { kind: 'refused', reason };
  }
}
