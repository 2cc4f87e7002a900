import type { Window } from './window.ts';

/** What a message to a person goes out as. */
export type MessageKind = 'service' | 'template-by-user' | 'template-by-phone';

/** In đồng, each. */
export type Prices = Readonly<Record<MessageKind, number>>;

/**
 * Stand until the office says its own: Zalo publishes none without a contract. A service message from 48 hours to 7 days costs about
 * 55 đồng, a template about 200 (zalo.md 2.5 and 3, both unconfirmed).
 */
export const USUAL_PRICES: Prices = { service: 55, 'template-by-user': 200, 'template-by-phone': 200 };

/** What a message goes out as; `template`: the approved one that may stand for it. */
export function messageKind(
  window: Window,
  template: { readonly byPhone: boolean } | undefined,
): MessageKind {
  if (window !== 'closed' || template === undefined) return 'service';
  return template.byPhone ? 'template-by-phone' : 'template-by-user';
}

/** What Zalo will ask for one message, in đồng. Outside the window it takes no service message, and nothing for it. */
export function costOf(kind: MessageKind, window: Window, prices: Prices): number {
  if (kind !== 'service') return prices[kind];
  return window === 'paid' ? prices.service : 0;
}

/** Kinds of quota that a message was drawn from without being paid for. */
const UNPAID: ReadonlySet<string> = new Set(['reply', 'welcome_msg', 'sub_quota', 'reward_quota']);

/**
 * What a message cost by what Zalo said of its parts: the kind of quota of each, null where it names none, which means that it was
 * charged. Never more than expected: what is free says nothing about quotas either.
 */
export function costAfter(expected: number, quotaTypes: readonly (string | null)[]): number {
  if (quotaTypes.length === 0) return expected;
  const paid = quotaTypes.filter((type) => type === null || !UNPAID.has(type)).length;
  return Math.round((expected * paid) / quotaTypes.length);
}

/** Of one calendar month. */
export type Spending = { readonly messages: number; readonly dong: number };

/** `near`: most of it is spent, and somebody is warned. `spent`: it does not pay for one more message. */
export type BudgetStage = 'fine' | 'near' | 'spent';

/** From this share of the budget on somebody is warned. */
export const NEARLY_SPENT = 0.8;

export function budgetStage({ dong }: Spending, budget: number, prices: Prices): BudgetStage {
  if (dong + prices.service > budget) return 'spent';
  return dong >= NEARLY_SPENT * budget ? 'near' : 'fine';
}

/** Among messages in their order, which of them the rest of the budget pays for: what cannot yield always goes, and counts. */
export function within(
  left: number,
  messages: readonly { readonly cost: number; readonly mayYield: boolean }[],
): readonly boolean[] {
  let rest = left;
  return messages.map(({ cost, mayYield }) => {
    if (cost > 0 && mayYield && cost > rest) return false;
    rest -= cost;
    return true;
  });
}
