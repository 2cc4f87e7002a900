import type { BudgetStage, Spending } from '../zalo-oa/cost.ts';

/** To the coordinators: the month's money for messages of the Zalo Official Account comes to its end. */
export type ZaloOaBudgetReply = {
  readonly kind: 'zalo-oa-budget';
  readonly stage: Exclude<BudgetStage, 'fine'>;
  readonly spending: Spending;
  /** Đồng. */
  readonly monthly: number;
};
