import type { TelegramConfig } from '../../config.ts';
import type { LiveCheck, NoAnswer } from '../../core/organization/live-check.ts';
import { checkBot } from '../live-check.ts';
import { createBotApi, type ApiFailure } from './api.ts';
import { reasonOf, troubleOf } from './failures.ts';
import { nameIn, WEBHOOK_PATH } from './start.ts';

/** Asks Telegram who the bot is and where it posts. Never throws; ends within 10 s. */
export function checkTelegram(
  config: TelegramConfig,
  publicUrl: string | undefined,
): Promise<readonly LiveCheck[]> {
  const api = createBotApi(config);
  return checkBot<ApiFailure>({
    platform: 'telegram',
    ask: (method, options) => api.call(method, {}, options),
    nameIn,
    noAnswer,
    ours: config.mode === 'webhook' ? `${publicUrl ?? ''}${WEBHOOK_PATH}` : undefined,
  });
}

function noAnswer(failure: ApiFailure): NoAnswer {
  const reason = reasonOf(failure);
  switch (troubleOf(failure)) {
    case 'unauthorized':
      return { kind: 'credential', reason };
    case 'too-many-requests':
      return { kind: 'too-many-requests', reason };
    case 'unavailable':
    case 'stopped':
      return { kind: 'unreachable', reason };
    case 'conflict':
    case 'unreachable':
    case 'rejected':
      return { kind: 'refused', reason };
  }
}
