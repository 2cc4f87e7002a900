import type { Facts, Log } from '../log.ts';

/** The same fault of ours is told again after this time. */
const AGAIN_MS = 3_600_000;
/** Faults that are kept apart at most; what names each message differently must not fill the memory. */
const MOST = 100;

/** Tells the operator of a fault once, however many messages have it; the others stand in the table, where `doctor` counts them. */
export function createAlerts(log: Log, clock: () => number) {
  const toldAt = new Map<string, number>();
  return (event: string, facts: Facts & { readonly reason: string }): void => {
    // Offsets and ids differ from message to message, the fault is the same.
    const fault = `${event} ${facts.reason.replaceAll(/\d+/g, '#')}`;
    const before = toldAt.get(fault);
    if (before !== undefined && clock() - before < AGAIN_MS) return log.debug(event, facts);
    if (toldAt.size >= MOST) toldAt.clear();
    toldAt.set(fault, clock());
    log.error(event, facts);
  };
}
