import { Temporal } from 'temporal-polyfill';
import { nearlyUsedUp, ZALO_BOT_PLAN } from '../core/organization/zalo-bot-plan.ts';
import { ZALO_ZONE } from '../core/zalo-oa/zone.ts';
import { loadZaloBotUse } from '../db/queries/zalo-bot-use.ts';
import type { Find } from './watch.ts';

/** That the free plan of the Zalo bot comes to its end: once a month of messages and once of people. */
export const findUsedUpPlan: Find = async (tx) => {
  const use = await loadZaloBotUse(tx);
  const month = Temporal.Now.plainDateISO(ZALO_ZONE).toPlainYearMonth().toString();
  return nearlyUsedUp(use).map((part) => ({
    key: part === 'people' ? 'zalo-bot-plan people' : `zalo-bot-plan ${month}`,
    reply: { kind: 'zalo-bot-plan', part, used: use[part], offers: [] },
    line: 'The free plan of the Zalo bot is nearly used up',
    facts: { used: use[part], plan: ZALO_BOT_PLAN[part] },
  }));
};
