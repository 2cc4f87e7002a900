import type { ZaloBotUse } from '../organization/zalo-bot-plan.ts';

/** To the coordinators: the free plan of the Zalo bot is nearly used up. */
export type ZaloBotPlanReply = {
  readonly kind: 'zalo-bot-plan';
  /** What of it is. */
  readonly part: keyof ZaloBotUse;
  readonly used: number;
};
