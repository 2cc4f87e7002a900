import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { updateKey, type UpdateKey } from '../../core/ids.ts';

/**
 * A new key for what a demo phone sends: the real moment, then chance. The demo clock may go back between two messages, so only
 * the real moment can order a phone's messages among those that it was sent.
 */
export function newDemoKey(realNow: Temporal.Instant): UpdateKey {
  return updateKey(`${realNow.toString()}/${randomUUID()}`);
}

/** The real moment at which the phone sent it; undefined for a key that no demo phone made. */
export function momentOfDemoKey(key: UpdateKey): Temporal.Instant | undefined {
  try {
    return Temporal.Instant.from(key.split('/')[0] ?? '');
  } catch {
    return undefined;
  }
}
