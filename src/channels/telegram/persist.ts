import type { ApiAnswer, ApiFailure } from './api.ts';
import { troubleOf, UNTIL_SOMEONE_ACTS_MS, waitMs } from './failures.ts';
import type { TroubleLog } from './trouble-log.ts';
import type { Wait } from './wait.ts';

/**
 * Repeats a call that the bot needs once until it works; `refused` hears each no that is about this very call.
 * Gives its result, or undefined when `signal` ended it.
 */
export async function untilItWorks(
  call: () => Promise<ApiAnswer>,
  parts: {
    readonly trouble: TroubleLog;
    readonly wait: Wait;
    readonly signal: AbortSignal;
    readonly refused: (failure: ApiFailure) => void;
  },
): Promise<unknown> {
  for (let failures = 1; ; failures += 1) {
    // oxlint-disable-next-line no-await-in-loop
    const answer = await call();
    if (answer.ok) {
      parts.trouble.worked('registering');
      return answer.result;
    }
    if (parts.signal.aborted) return undefined;
    const trouble = troubleOf(answer.failure);
    const aboutThisCall = trouble === 'rejected' || trouble === 'unreachable';
    if (aboutThisCall) parts.refused(answer.failure);
    else parts.trouble.failed('registering', answer.failure);
    // oxlint-disable-next-line no-await-in-loop
    await parts.wait(aboutThisCall ? UNTIL_SOMEONE_ACTS_MS : waitMs(answer.failure, failures), parts.signal);
    if (parts.signal.aborted) return undefined;
  }
}
