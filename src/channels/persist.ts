import { UNTIL_SOMEONE_ACTS_MS } from './backoff.ts';
import type { TroubleLog } from './trouble-log.ts';
import type { Wait } from './wait.ts';

export type Answer<Failure> =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly failure: Failure };

/** How a platform's failures are judged and told. */
export type Persistence<Failure> = {
  readonly trouble: TroubleLog<Failure>;
  /** Whether it is this call that is at fault. */
  readonly isAboutCall: (failure: Failure) => boolean;
  /** How long to wait after that many failures in a row. */
  readonly waitMs: (failure: Failure, failures: number) => number;
};

/**
 * Repeats a call that a bot needs once until it works; `refused` hears each no that is about this very call.
 * Gives its result, or undefined when `signal` ended it.
 */
export async function untilItWorks<Failure>(
  call: () => Promise<Answer<Failure>>,
  parts: Persistence<Failure> & {
    readonly wait: Wait;
    readonly signal: AbortSignal;
    readonly refused: (failure: Failure) => void;
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
    const aboutThisCall = parts.isAboutCall(answer.failure);
    if (aboutThisCall) parts.refused(answer.failure);
    else parts.trouble.failed('registering', answer.failure);
    // oxlint-disable-next-line no-await-in-loop
    await parts.wait(
      aboutThisCall ? UNTIL_SOMEONE_ACTS_MS : parts.waitMs(answer.failure, failures),
      parts.signal,
    );
    if (parts.signal.aborted) return undefined;
  }
}
