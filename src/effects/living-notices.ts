import type { Temporal } from 'temporal-polyfill';
import type { ObligationId } from '../core/ids.ts';
import { livingNotice } from '../core/reminders/living-notice.ts';
import type { Transaction } from '../db/connect.ts';
import {
  loadNoticed,
  lockNotices,
  reportedOf,
  saveNotices,
  type LivingNotice,
  type NewLivingNotice,
} from '../db/queries/living-notices.ts';
import type { MessagePart } from '../db/queries/outbox.ts';
import { enqueueEdits } from '../delivery/enqueue.ts';

/** Calendar time. */
export type Clock = { readonly at: Temporal.Instant; readonly zone: string };

/** A report that stands otherwise than before. */
export type ChangedReport = {
  readonly obligation: ObligationId;
  /** Names the change, so that it is told once: `report 12.1`. */
  readonly cause: string;
};

/** Rewrites the reminders about these reports, for everyone who was reminded. */
export async function refreshNotices(
  tx: Transaction,
  changed: readonly ChangedReport[],
  clock: Clock,
): Promise<void> {
  const rewrite = await beginRefresh(tx, changed, clock);
  await rewrite();
}

/**
 * The same in two steps, the first of which can go on while the changes are being written: it finds and locks the reminders, and
 * resolves with the second, which rewrites them.
 */
export async function beginRefresh(
  tx: Transaction,
  changed: readonly ChangedReport[],
  clock: Clock,
): Promise<() => Promise<void>> {
  const causeOf = new Map(changed.map(({ obligation, cause }) => [obligation, cause]));
  const notices = await lockNotices(tx, [...causeOf.keys()]);
  const messages = Map.groupBy(notices, ({ delivery }) => delivery);
  return async () => {
    const noticed = await loadNoticed(tx, [...messages.keys()]);
    await enqueueEdits(
      tx,
      [...messages].flatMap(([target, own]) => {
        const reports = noticed.get(target);
        if (!reports) return [];
        const causes = new Set(own.flatMap(({ obligation }) => causeOf.get(obligation) ?? []));
        const dedupKey = `notice ${target} ${[...causes].join(' ')}`;
        return [{ target, dedupKey, reply: livingNotice(reports, clock.at), ...partOf(own) }];
      }),
      clock,
    );
  };
}

/**
 * Lets new reminders take over from the earlier ones about the same reports: those lose their buttons, and where other reports are
 * left in them they tell how these stand.
 */
export async function succeedNotices(
  tx: Transaction,
  notices: readonly NewLivingNotice[],
  clock: Clock,
): Promise<void> {
  const [first] = notices;
  if (!first) return;
  const obligations = [...new Set(notices.map(({ obligation }) => obligation))];
  const before = await lockNotices(tx, obligations);
  await saveNotices(tx, notices);
  const taken = new Set(notices.map(({ obligation, person }) => `${obligation} ${person}`));
  const earlier = Map.groupBy(
    before.filter(({ obligation, person }) => taken.has(`${obligation} ${person}`)),
    ({ delivery }) => delivery,
  );
  const left = await loadNoticed(tx, [...earlier.keys()]);
  await enqueueEdits(
    tx,
    [...earlier].map(([target, own]) => {
      const reports = left.get(target);
      const reply = reports ? livingNotice(reports, clock.at) : null;
      return { target, dedupKey: `notice ${target} before ${first.delivery}`, reply, ...partOf(own) };
    }),
    clock,
  );
  // A report that came while the reminder was being decided did not see it.
  const come = await reportedOf(tx, obligations);
  await refreshNotices(
    tx,
    come.map((obligation) => ({ obligation, cause: `report ${obligation} before` })),
    clock,
  );
}

/** What of a message is the reminder. */
function partOf([first]: readonly LivingNotice[]): { readonly part?: MessagePart } {
  return first ? { part: { pieces: first.pieces, rows: first.rows } } : {};
}
