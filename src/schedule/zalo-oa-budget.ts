import { Temporal } from 'temporal-polyfill';
import { budgetStage, type Prices } from '../core/zalo-oa/cost.ts';
import { ZALO_ZONE } from '../core/zalo-oa/zone.ts';
import { loadSpending } from '../db/queries/zalo-oa-spending.ts';
import type { Find } from './watch.ts';

/** `monthly`: đồng a calendar month. */
export type Budget = { readonly monthly: number; readonly prices: Prices };

const LINES = {
  near: 'The monthly budget of the Zalo Official Account is nearly spent: raise ZALO_OA_MONTHLY_BUDGET and start again, or let the rest go to other channels',
  spent:
    'The monthly budget of the Zalo Official Account is spent: until the month ends unasked messages outside the free 48 hours go to another channel or wait for the reader to write; raise ZALO_OA_MONTHLY_BUDGET and start again if they must go out',
} as const;

/** That the budget of the Zalo Official Account is nearly spent, and that it is: each once a month. */
export function findSpentBudget({ monthly, prices }: Budget): Find {
  return async (tx) => {
    const realNow = Temporal.Now.instant();
    const spending = await loadSpending(tx, realNow);
    const stage = budgetStage(spending, monthly, prices);
    if (stage === 'fine') return [];
    const month = realNow.toZonedDateTimeISO(ZALO_ZONE).toPlainDate().toPlainYearMonth().toString();
    return [
      {
        key: `zalo-oa-budget ${month} ${stage}`,
        reply: { kind: 'zalo-oa-budget', stage, spending, monthly, offers: [] },
        line: LINES[stage],
        facts: { dong: spending.dong, messages: spending.messages, budget: monthly },
      },
    ];
  };
}
