import { Temporal } from 'temporal-polyfill';
import { nearlyUsedUp, ZALO_BOT_PLAN } from '../core/organization/zalo-bot-plan.ts';
import type { Transaction } from '../db/connect.ts';
import { ZALO_ZONE } from '../core/zalo-oa/zone.ts';
import { loadZaloBotUse } from '../db/queries/zalo-bot-use.ts';
import { notify, type Calendar } from '../effects/notify.ts';
import type { Log } from '../log.ts';

/** Says that the free plan of the Zalo bot comes to its end. */
export type PlanWatch = {
  /** Tells the coordinators, once a month of messages and once of people; gives what was found, for `remember`. */
  look(tx: Transaction, now: Temporal.Instant, calendar: Calendar): Promise<readonly Found[]>;
  /** After the commit: tells the log, and does not look at it again. */
  remember(found: readonly Found[]): void;
};

type Found = { readonly key: string; readonly facts: { readonly used: number; readonly plan: number } };

export function createPlanWatch(log?: Log): PlanWatch {
  const told = new Set<string>();
  return {
    async look(tx, now, calendar) {
      const use = await loadZaloBotUse(tx);
      const month = Temporal.Now.plainDateISO(ZALO_ZONE).toPlainYearMonth().toString();
      const found = nearlyUsedUp(use)
        .map((part) => ({ part, key: part === 'people' ? 'zalo-bot-plan people' : `zalo-bot-plan ${month}` }))
        .filter(({ key }) => !told.has(key));
      await notify(
        tx,
        found.map(({ part, key }) => ({
          scene: { at: now, person: null },
          effect: {
            kind: 'notify',
            to: { kind: 'all-coordinators' },
            key,
            reply: { kind: 'zalo-bot-plan', part, used: use[part], offers: [] },
          },
        })),
        calendar,
      );
      return found.map(({ part, key }) => ({ key, facts: { used: use[part], plan: ZALO_BOT_PLAN[part] } }));
    },
    remember(found) {
      for (const { key, facts } of found) {
        told.add(key);
        log?.warn('The free plan of the Zalo bot is nearly used up', { of: key, ...facts });
      }
    },
  };
}
