import type { FetchResult } from './channel.ts';
import { download } from './download.ts';
import { wait as realWait, type Wait } from './wait.ts';

/** What a network of caches answers for an address that has expired, and for a file that it has not got yet. */
const EXPIRED: ReadonlySet<number> = new Set([403, 404, 410]);
const AGAIN_MS = 3_000;

/**
 * Gets a file by an address that does not last. Twice not there it has expired, and tries for hours would only keep from the person
 * that they have to send it again.
 */
export async function downloadExpiring(
  address: string,
  { wait = realWait, ...options }: { maxBytes: number; signal: AbortSignal; wait?: Wait | undefined },
): Promise<FetchResult> {
  const once = () => download(address, { ...options, size: undefined, goneAt: EXPIRED });
  const first = await once();
  if (first.kind !== 'gone') return first;
  await wait(AGAIN_MS, options.signal);
  return options.signal.aborted ? { kind: 'retry', reason: first.reason, counts: false } : once();
}
