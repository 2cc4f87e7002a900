import type { RichText } from '../core/messages.ts';
import type { UnreachableReply } from '../core/replies/unreachable.ts';
import type { ZaloBotPlanReply } from '../core/replies/zalo-bot-plan.ts';
import type { ZaloOaBudgetReply } from '../core/replies/zalo-oa-budget.ts';
import { unreachable } from './unreachable.ts';
import { zaloBotPlan } from './zalo-bot-plan.ts';
import { zaloOaBudget } from './zalo-oa-budget.ts';

/** What coordinators are told of whom messages reach no more, or soon may not. */
export function notReached(
  reply: UnreachableReply | ZaloBotPlanReply | ZaloOaBudgetReply,
  zone: string,
): RichText {
  switch (reply.kind) {
    case 'person-unreachable':
      return unreachable(reply, zone);
    case 'zalo-bot-plan':
      return zaloBotPlan(reply);
    case 'zalo-oa-budget':
      return zaloOaBudget(reply);
  }
}
