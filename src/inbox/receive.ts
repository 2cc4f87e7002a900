import { Temporal } from 'temporal-polyfill';
import { converse } from '../core/conversation/converse.ts';
import type { Turn } from '../core/conversation/turn.ts';
import type { ObligationId } from '../core/ids.ts';
import type { InboundMessage } from '../core/messages.ts';
import { readClock } from '../db/clock.ts';
import type { Database, Transaction } from '../db/connect.ts';
import { admitChats, markUnblocked, type ChatRow } from '../db/queries/chats.ts';
import { loadConversations, saveConversations } from '../db/queries/conversations.ts';
import { requeueUnreachable } from '../db/queries/deliveries.ts';
import { createFormVersions } from '../db/queries/form-versions.ts';
import { insertUpdates } from '../db/queries/inbound-updates.ts';
import { enqueue, type Outgoing } from '../delivery/enqueue.ts';
import { applyEffects, type Act } from '../effects/apply.ts';
import type { Log } from '../log.ts';
import { isOutage, reasonOf } from './failures.ts';
import { createContextLoader, type Heard, type Known } from './context.ts';
import { rounds } from './rounds.ts';

export type InboxParts = {
  readonly db: Database;
  /** The demo clock may run: calendar time is read in each transaction. */
  readonly demo: boolean;
  readonly zone: string;
  /** What invite codes are hashed with. */
  readonly secret: string;
  readonly log: Log;
  /** Called after each commit: replies wait in the outbox. */
  readonly wake: () => void;
};

/** Tries before a message that cannot be processed is set aside for the operator and its sender is told. */
const TRIES = 3;

/**
 * Takes messages so that each has its effects exactly once: in one transaction its platform key, the conversation's decision, what
 * that changes and the replies. Resolves when all is committed, for messages seen before too; rejects when the database does not
 * answer, and then nothing was stored: the platform is to deliver again.
 */
export function createInbox(parts: InboxParts): {
  receive(messages: readonly InboundMessage[]): Promise<void>;
} {
  const { db, log, wake } = parts;
  const process = createProcess(parts);

  async function receive(messages: readonly InboundMessage[]): Promise<void> {
    for (const round of rounds(messages)) {
      if (round.length > 1 && (await succeeds(round))) continue;
      for (const message of round) await receiveOne(message);
    }
  }

  /** A round that fails for any reason is repeated one message at a time, so that one bad message harms no other. */
  async function succeeds(round: readonly InboundMessage[]): Promise<boolean> {
    try {
      await db.transaction((tx) => process(tx, round));
      wake();
      return true;
    } catch (error) {
      if (isOutage(error)) throw error;
      return false;
    }
  }

  async function receiveOne(message: InboundMessage): Promise<void> {
    let reason = '';
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      try {
        await db.transaction((tx) => process(tx, [message]));
        wake();
        return;
      } catch (error) {
        if (isOutage(error)) throw error;
        reason = reasonOf(error);
      }
    }
    await db.transaction((tx) => setAside(tx, message, reason, parts));
    wake();
    log.error('message set aside', { channel: message.chat.channel, key: message.key, reason });
  }

  return { receive };
}

type Process = (tx: Transaction, messages: readonly InboundMessage[]) => Promise<void>;

function createProcess(parts: InboxParts): Process {
  const { demo, zone } = parts;
  const load = createContextLoader({ zone, secret: parts.secret, versions: createFormVersions() });
  return async (tx, messages) => {
    const realNow = Temporal.Now.instant();
    const now = await readClock(tx, demo);
    const heard = await admit(tx, messages, realNow);
    if (heard.length === 0) return;
    const contexts = await load(tx, heard, { now, realNow });
    const turns = contexts.map((known) => ({
      known,
      turn: converse(known.state, known.message, known.context),
    }));
    refuseOverlap(contexts);
    await applyEffects(
      tx,
      turns.flatMap(({ known, turn }) => actsOf(known, turn, now, realNow)),
    );
    const states = turns.map(({ known, turn }) => ({ chat: known.chat.id, state: turn.state }));
    await saveConversations(tx, states, now);
    await enqueue(tx, turns.flatMap(outgoingOf), { at: now, zone });
  };
}

/** Notes what is new, in the order of the chats' rows, which stay held until the end. */
async function admit(
  tx: Transaction,
  messages: readonly InboundMessage[],
  realNow: Temporal.Instant,
): Promise<readonly Heard[]> {
  const chats = await admitChats(
    tx,
    messages.map((message) => message.chat),
    realNow,
  );
  const chatOf = new Map(chats.map((chat) => [`${chat.channel} ${chat.externalId}`, chat]));
  const addressed = messages.flatMap((message) => {
    const chat = chatOf.get(`${message.chat.channel} ${message.chat.externalId}`);
    return chat ? [{ message, chat }] : [];
  });
  const fresh = await insertUpdates(
    tx,
    addressed.map(({ message, chat }) => ({
      channel: chat.channel,
      key: message.key,
      chat: chat.id,
      message,
    })),
    realNow,
  );
  const heard = addressed.filter(({ message, chat }) => fresh.has(`${chat.channel} ${message.key}`));
  await welcomeBack(tx, heard, realNow);
  const stateOf = await loadConversations(
    tx,
    heard.map(({ chat }) => chat.id),
  );
  return heard.map(({ message, chat }) => ({ message, chat, state: stateOf(chat.id) }));
}

/** A person who had blocked the bot writes again: the chat is reachable, and what could not be said is. */
async function welcomeBack(
  tx: Transaction,
  heard: readonly { readonly message: InboundMessage; readonly chat: ChatRow }[],
  realNow: Temporal.Instant,
): Promise<void> {
  const back = heard.filter(({ message, chat }) => chat.state === 'blocked' && message.kind !== 'left');
  if (back.length === 0) return;
  const chats = back.map(({ chat }) => chat.id);
  await markUnblocked(tx, chats);
  await requeueUnreachable(tx, chats, realNow);
}

/** Two people of one unit in one round would decide on the same draft unseen by each other: the round is repeated singly. */
function refuseOverlap(contexts: readonly Known[]): void {
  const taken = new Set<ObligationId>();
  for (const { context } of contexts) {
    for (const { obligation } of context.duties) {
      if (taken.has(obligation)) throw new Error('two messages of the round are about one report');
      taken.add(obligation);
    }
  }
}

function actsOf(known: Known, turn: Turn, at: Temporal.Instant, realNow: Temporal.Instant): readonly Act[] {
  const { id, channel } = known.chat;
  const scene = { at, realNow, chat: id, channel, person: known.context.person?.id ?? null };
  return turn.effects.map((effect) => ({ scene, effect }));
}

function outgoingOf({ known, turn }: { readonly known: Known; readonly turn: Turn }): readonly Outgoing[] {
  return turn.replies.map((reply, index) => ({
    chat: known.chat.id,
    dedupKey: `reply ${known.chat.channel} ${known.message.key} ${index}`,
    reply,
    urgency: 'answer',
  }));
}

/** Keeps a message that could not be processed, with the reason, and tells its sender that nothing was stored. */
async function setAside(
  tx: Transaction,
  message: InboundMessage,
  reason: string,
  { demo, zone }: InboxParts,
): Promise<void> {
  const now = await readClock(tx, demo);
  const realNow = Temporal.Now.instant();
  const [chat] = await admitChats(tx, [message.chat], realNow);
  if (!chat) return;
  const update = { channel: chat.channel, key: message.key, chat: chat.id, message, error: reason };
  const fresh = await insertUpdates(tx, [update], realNow);
  if (fresh.size === 0) return;
  const reply = { kind: 'failed', offers: [] } as const;
  const dedupKey = `reply ${chat.channel} ${message.key} 0`;
  await enqueue(tx, [{ chat: chat.id, dedupKey, reply, urgency: 'answer' }], { at: now, zone });
}
