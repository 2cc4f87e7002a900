import { BacklogFull } from '../core/errors.ts';
import type { InboundMessage } from '../core/messages.ts';

/** How one message of a round ended; `failed`: nothing of it was stored. */
export type Outcome = { readonly kind: 'stored' } | { readonly kind: 'failed'; readonly error: unknown };

export type GatherParts = {
  /** Takes a round, at most one message a chat; gives each message's outcome, in order, and never rejects. */
  readonly take: (round: readonly InboundMessage[]) => Promise<readonly Outcome[]>;
  /** Messages in a round at most. */
  readonly most: number;
  /** Rounds under way at the same time at most, never with the same chat. */
  readonly roundsAtOnce: number;
  /** A round that takes longer, for what one of its messages waits for, does not keep the others waiting. */
  readonly patienceMs: number;
  /** Waiting messages, in all and of one chat, from which on more are refused. */
  readonly backlog: { readonly all: number; readonly ofChat: number };
};

export type Gatherer = {
  /** Resolves when all are stored; rejects when one was not. */
  readonly receive: (messages: readonly InboundMessage[]) => Promise<void>;
};

type Waiting = {
  readonly message: InboundMessage;
  readonly settle: (outcome: Outcome) => void;
};

/**
 * Lets messages that arrive while others are being taken share the next round. Each chat's messages are taken in the order of
 * their arrival and one at a time, chats in turn, so that one that floods delays no other by more than a round. When a round
 * fails, all that waits fails with it: a later message must not overtake one that is to come again.
 */
export function createGatherer(parts: GatherParts): Gatherer {
  const { take, most, roundsAtOnce, patienceMs, backlog } = parts;
  /** By chat, the chat whose turn is next first. */
  const waiting = new Map<string, Waiting[]>();
  const busy = new Set<string>();
  let count = 0;
  let running = 0;
  let impatience: NodeJS.Timeout | undefined;

  function refuses(messages: readonly InboundMessage[]): boolean {
    if (count >= backlog.all) return true;
    return messages.some((message) => (waiting.get(chatOf(message))?.length ?? 0) >= backlog.ofChat);
  }

  function enqueue(message: InboundMessage): Promise<Outcome> {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const chat = chatOf(message);
    const line = waiting.get(chat) ?? [];
    line.push({ message, settle: resolve });
    waiting.set(chat, line);
    count += 1;
    return promise;
  }

  function nextRound(): readonly Waiting[] {
    const round: Waiting[] = [];
    const later: [string, Waiting[]][] = [];
    for (const [chat, line] of waiting) {
      if (round.length === most) break;
      if (busy.has(chat)) continue;
      const [first, ...rest] = line;
      if (first) round.push(first);
      waiting.delete(chat);
      if (rest.length > 0) later.push([chat, rest]);
    }
    // Behind those whose turn has not come.
    for (const [chat, rest] of later) waiting.set(chat, rest);
    count -= round.length;
    return round;
  }

  async function run(round: readonly Waiting[]): Promise<void> {
    const chats = round.map(({ message }) => chatOf(message));
    for (const chat of chats) busy.add(chat);
    const outcomes = await take(round.map(({ message }) => message));
    for (const chat of chats) busy.delete(chat);
    const failed = outcomes.find((outcome) => outcome.kind === 'failed');
    if (failed) failWaiting(failed);
    for (const [index, { settle }] of round.entries()) settle(outcomes[index] ?? { kind: 'stored' });
  }

  function failWaiting(outcome: Outcome): void {
    const lines = [...waiting.values()];
    waiting.clear();
    count = 0;
    for (const { settle } of lines.flat()) settle(outcome);
  }

  function begin(): void {
    const round = nextRound();
    if (round.length === 0) return;
    running += 1;
    void run(round).finally(() => {
      running -= 1;
      clearTimeout(impatience);
      impatience = undefined;
      start();
    });
  }

  /** Large rounds cost the least, so that a further one begins only beside one that takes long. */
  function start(): void {
    if (running === 0) return begin();
    if (running === roundsAtOnce || count === 0) return;
    impatience ??= setTimeout(() => {
      impatience = undefined;
      begin();
      start();
    }, patienceMs);
  }

  return {
    async receive(messages) {
      // What one caller brings is taken whole: a poller would bring the same again and never get past it.
      if (refuses(messages)) throw new BacklogFull();
      const outcomes = messages.map(enqueue);
      start();
      const failed = (await Promise.all(outcomes)).find((outcome) => outcome.kind === 'failed');
      if (failed) throw failed.error;
    },
  };
}

function chatOf({ chat }: InboundMessage): string {
  return `${chat.channel} ${chat.externalId}`;
}
