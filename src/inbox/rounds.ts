import type { InboundMessage } from '../core/messages.ts';

/** Messages at most in one transaction: what a failure makes us repeat singly stays small. */
const MOST = 64;

/** Messages in rounds of at most one a chat, each chat's in their order: a round is one transaction. */
export function rounds(messages: readonly InboundMessage[]): readonly (readonly InboundMessage[])[] {
  const result: InboundMessage[][] = [];
  const placed = new Map<string, number>();
  for (const message of messages) {
    const chat = `${message.chat.channel} ${message.chat.externalId}`;
    let round = (placed.get(chat) ?? -1) + 1;
    while ((result[round]?.length ?? 0) >= MOST) round += 1;
    placed.set(chat, round);
    result[round] = [...(result[round] ?? []), message];
  }
  return result;
}
