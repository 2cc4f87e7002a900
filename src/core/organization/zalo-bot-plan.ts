/** What the free plan of a Zalo bot allows: people who wrote to it, and messages a calendar month in both directions. */
export const ZALO_BOT_PLAN = { people: 50, messages: 3_000 } as const;

/** From this share of the plan on somebody is warned. */
const NEARLY = 0.8;

/** From this share of the month's messages on what is left is kept for answers. */
const KEPT_FOR_ANSWERS = 0.95;

/** Who could use more than this has a larger plan, which Zalo tells no bot. */
const LARGER_PLAN = 1.01;

export type ZaloBotUse = { readonly people: number; readonly messages: number };

/** What of the plan is nearly used up. */
export function nearlyUsedUp(use: ZaloBotUse): readonly (keyof ZaloBotUse)[] {
  return (['people', 'messages'] as const).filter((part) => use[part] >= NEARLY * ZALO_BOT_PLAN[part]);
}

/** Whether unasked messages yield, so that whoever writes is still answered until the month ends. */
export function isKeptForAnswers({ messages }: ZaloBotUse): boolean {
  const share = messages / ZALO_BOT_PLAN.messages;
  return share >= KEPT_FOR_ANSWERS && share <= LARGER_PLAN;
}
