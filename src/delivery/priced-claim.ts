import { Temporal } from 'temporal-polyfill';
import { plainText, type OutgoingMessage } from '../core/messages.ts';
import { nextDay } from '../core/zalo-oa/ask-again.ts';
import { costOf, messageKind, within, type Prices } from '../core/zalo-oa/cost.ts';
import type { TemplateKind } from '../core/zalo-oa/templates.ts';
import { windowOf } from '../core/zalo-oa/window.ts';
import type { Database } from '../db/connect.ts';
import { claimDeliveries, type Claim, type Claimed } from '../db/queries/deliveries.ts';
import {
  loadLastInteractions,
  loadSpending,
  lockSpending,
  notePrices,
  yieldDeliveries,
} from '../db/queries/zalo-oa-spending.ts';

/** What messages of a channel cost, and what may be spent. */
export type Pricing = {
  readonly prices: Prices;
  /** Đồng a calendar month; undefined: no limit. */
  readonly budget: number | undefined;
  /** Templates that may stand for messages outside the window. */
  readonly templates: Readonly<Partial<Record<TemplateKind, { readonly byPhone: boolean }>>>;
};

/**
 * Takes messages as `claimDeliveries` does, with what they will cost written down before they go. What the rest of the budget does not
 * pay for is not taken, unless somebody waits for it.
 */
export async function claimPriced(
  db: Database,
  claim: Claim,
  { prices, budget, templates }: Pricing,
  maxTextLength: number,
): Promise<Claimed> {
  return db.transaction(async (tx) => {
    const { deliveries, more } = await claimDeliveries(tx, claim);
    if (deliveries.length === 0) return { deliveries, more };
    const heardAt = await loadLastInteractions(
      tx,
      deliveries.map(({ id }) => id),
    );
    const priced = deliveries.map((row) => {
      const heard = heardAt.get(row.id);
      const window = windowOf(heard ? Temporal.Instant.from(heard) : null, claim.now);
      const kind = messageKind(window, row.message.template && templates[row.message.template.kind]);
      const count = kind === 'service' ? countMessages(row.message, maxTextLength) : 1;
      return { row, cost: costOf(kind, window, prices) * count, mayYield: row.urgency === 0 };
    });
    const isWeighed = budget !== undefined && priced.some(({ cost }) => cost > 0);
    if (isWeighed) await lockSpending(tx);
    const left = isWeighed ? budget - (await loadSpending(tx, claim.now)).dong : Infinity;
    const goes = within(left, priced);
    const going = priced.filter((_, index) => goes[index]);
    const yielding = priced.filter((_, index) => !goes[index]);
    await notePrices(
      tx,
      going.map(({ row, cost }) => ({ id: row.id, cost })),
      claim.now,
    );
    await yieldDeliveries(
      tx,
      yielding.map(({ row }) => row.id),
      nextDay(claim.now),
    );
    return {
      deliveries: going.map(({ row, cost }) => ({ ...row, expectedCost: cost })),
      more: more || yielding.length > 0,
    };
  });
}

/** How many messages of the platform it will be: a long text goes out in several, a file as one of its own. */
function countMessages({ text, file }: OutgoingMessage, maxTextLength: number): number {
  return Math.max(1, Math.ceil(plainText(text).length / maxTextLength)) + (file ? 1 : 0);
}
