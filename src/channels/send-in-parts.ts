import type { Temporal } from 'temporal-polyfill';
import type { SendResult } from './channel.ts';
import type { TroubleLog } from './trouble-log.ts';

/** How a part ended; `providerId` is the platform's name of it. */
export type PartAnswer<Failure> =
  | { readonly ok: true; readonly providerId: string }
  | { readonly ok: false; readonly failure: Failure };

/** How far a message came that has to be tried again. */
type Unfinished = { readonly message: string; readonly partsSent: number; readonly failures: number };

/**
 * Sends messages as several parts in order; the last one's id is the `providerId`. If one is put off, only it and those after it are
 * sent when the same message (`whole`) is tried again. If it is unknown whether one arrived, those after it stay back: without it they
 * might mislead. Expects at most one call at a time for a chat, as `delivery` does. `now`: real time.
 */
export function createPartsSender<Failure>({
  sendResultOf,
  trouble,
  now,
}: {
  readonly sendResultOf: (failure: Failure, failures: number, now: Temporal.Instant) => SendResult;
  readonly trouble: TroubleLog<Failure>;
  readonly now: () => Temporal.Instant;
}) {
  const unfinished = new Map<string, Unfinished>();
  return async <Part>(
    externalId: string,
    whole: string,
    parts: readonly Part[],
    send: (part: Part) => Promise<PartAnswer<Failure>>,
  ): Promise<SendResult> => {
    if (parts.length === 0) return { kind: 'rejected', reason: 'the text is blank' };
    const before = unfinished.get(externalId);
    const { partsSent, failures } = before?.message === whole ? before : { partsSent: 0, failures: 0 };
    let providerId = '';
    for (const [index, part] of parts.entries()) {
      if (index < partsSent) continue;
      // One after the other: the parts of a text must arrive in order.
      // oxlint-disable-next-line no-await-in-loop
      const answer = await send(part);
      if (answer.ok) {
        ({ providerId } = answer);
        continue;
      }
      const failuresInARow = index > partsSent ? 1 : failures + 1;
      const result = sendResultOf(answer.failure, failuresInARow, now());
      if (result.kind === 'retry') {
        unfinished.set(externalId, { message: whole, partsSent: index, failures: failuresInARow });
      } else unfinished.delete(externalId);
      if (result.kind === 'retry' || result.kind === 'unknown') trouble.failed('sending', answer.failure);
      else trouble.worked('sending');
      return result.kind === 'unknown' ? { ...result, parts: index + 1 } : result;
    }
    trouble.worked('sending');
    unfinished.delete(externalId);
    return { kind: 'sent', providerId, parts: parts.length };
  };
}
