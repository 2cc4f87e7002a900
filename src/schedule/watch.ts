import type { Temporal } from 'temporal-polyfill';
import type { Reply } from '../core/replies.ts';
import type { Transaction } from '../db/connect.ts';
import { notify, type Calendar } from '../effects/notify.ts';
import type { Log } from '../log.ts';

/** What coordinators and operator are warned of, once for each key. */
export type Warning = {
  readonly key: string;
  readonly reply: Reply;
  readonly line: string;
  readonly facts: Readonly<Record<string, string | number>>;
};

/** What there is to warn of now. */
export type Find = (tx: Transaction) => Promise<readonly Warning[]>;

/** Warns of what comes to its end. */
export type Watch = {
  /** Tells the coordinators; gives what was found, for `remember`. */
  look(tx: Transaction, now: Temporal.Instant, calendar: Calendar): Promise<readonly Warning[]>;
  /** After the commit: tells the log, and does not look at it again. */
  remember(found: readonly Warning[]): void;
};

export function createWatch(finds: readonly Find[], log: Log | undefined): Watch {
  const told = new Set<string>();
  return {
    async look(tx, now, calendar) {
      const all = await Promise.all(finds.map((find) => find(tx)));
      const found = all.flat().filter(({ key }) => !told.has(key));
      await notify(
        tx,
        found.map(({ key, reply }) => ({
          scene: { at: now, person: null },
          effect: { kind: 'notify', to: { kind: 'all-coordinators' }, key, reply },
        })),
        calendar,
      );
      return found;
    },
    remember(found) {
      for (const { key, line, facts } of found) {
        told.add(key);
        log?.warn(line, { of: key, ...facts });
      }
    },
  };
}
