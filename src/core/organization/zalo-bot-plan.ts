/** What the free plan of a Zalo bot allows: people who wrote to it, and messages a calendar month in both directions. */
export const ZALO_BOT_PLAN = { people: 50, messages: 3_000 } as const;

/** From this share of the plan on the operator is warned. */
const NEARLY = 0.8;

export type ZaloBotUse = { readonly people: number; readonly messages: number };

export function isNearlyUsedUp({ people, messages }: ZaloBotUse): boolean {
  return people >= NEARLY * ZALO_BOT_PLAN.people || messages >= NEARLY * ZALO_BOT_PLAN.messages;
}
