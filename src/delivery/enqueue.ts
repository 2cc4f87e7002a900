import { Temporal } from 'temporal-polyfill';
import type { ChatId, DeliveryId, PersonId } from '../core/ids.ts';
import type { Reply } from '../core/replies.ts';
import type { Transaction } from '../db/connect.ts';
import {
  type MessagePart,
  insertDeliveries,
  type NewDelivery,
  insertEdits,
  loadSaidNow,
  rewordDeliveries,
} from '../db/queries/outbox.ts';
import type { DigestView } from '../core/conversation/context.ts';
import type { DigestChanges } from '../core/digest/supplement.ts';
import type { ChoiceToken, OutgoingMessage } from '../core/messages.ts';
import { DIGEST_LAYOUT_VERSION, leavesOut, wordDigest } from '../texts/leader.ts';
import { wordSupplement } from '../texts/supplement.ts';
import type { TemplateUse } from '../core/zalo-oa/templates.ts';
import { word } from '../texts/word.ts';
import { templateFor } from '../texts/zalo-oa-template-use.ts';

export type Outgoing = {
  readonly chat: ChatId;
  /** The same decision always has the same key: a repeated transaction or tick says nothing twice. */
  readonly dedupKey: string;
  readonly reply: Reply;
  /** `answer` goes before `unasked`. */
  readonly urgency: 'answer' | 'unasked';
  /** What numbers stand for in a chat where there are no buttons, or where they may fail (`hasButtons`). */
  readonly numbers?: readonly ChoiceToken[];
  readonly hasButtons?: boolean;
  /** What is worded as several messages goes out as one. */
  readonly asOne?: boolean;
};

export type Clock = { readonly at: Temporal.Instant; readonly zone: string };

/**
 * Words what was decided and puts it into the outbox, in the caller's transaction. Returns the row of each key that was new.
 * `at` is calendar time. Within a chat the order of the list is the order of sending.
 */
export async function enqueue(
  tx: Transaction,
  outgoing: readonly Outgoing[],
  clock: Clock,
): Promise<ReadonlyMap<string, DeliveryId>> {
  return insertDeliveries(tx, deliveriesOf(outgoing, clock), clock.at, Temporal.Now.instant());
}

/** Words what was decided, each message under a key of its own. */
export function deliveriesOf(outgoing: readonly Outgoing[], clock: Clock): readonly NewDelivery[] {
  return outgoing.flatMap(({ chat, dedupKey, urgency, ...said }) =>
    messagesOf({ urgency, ...said }, clock).map((message, index) => ({
      chat,
      dedupKey: index === 0 ? dedupKey : `${dedupKey} (${index + 1})`,
      message,
      urgency: urgency === 'answer' ? 1 : 0,
    })),
  );
}

/** Who is answered was heard from a moment ago: no template has to stand for an answer. */
function messagesOf(
  { reply, urgency, asOne, numbers, hasButtons = false }: Omit<Outgoing, 'chat' | 'dedupKey'>,
  clock: Clock,
): readonly OutgoingMessage[] {
  if (asOne) return [wordAsOne(reply, clock)];
  const messages = word(reply, numbers ? { ...clock, numbers, hasButtons } : clock);
  return urgency === 'answer' || messages.length !== 1
    ? messages
    : messages.map((message) => withTemplate(message, reply, clock));
}

function withTemplate(message: OutgoingMessage, reply: Reply, clock: Clock): OutgoingMessage {
  const template = templateFor(reply, clock);
  return template ? { ...message, template } : message;
}

export type OutgoingEdit = {
  /** The message to rewrite. */
  readonly target: DeliveryId;
  readonly dedupKey: string;
  /** Null: the words stay and the buttons go. */
  readonly reply: Reply | null;
  /** Where only the beginning of the message is meant; what stands behind it stays. */
  readonly part?: MessagePart;
  /** Somebody waits for it. */
  readonly urgency?: 1;
};

/**
 * Words what an earlier message is to say instead and puts that into the outbox, in the caller's transaction: see `insertEdits`.
 * An edit is sent silently behind all that waits for its chat, and never counts as a message to the person.
 */
export async function enqueueEdits(
  tx: Transaction,
  edits: readonly OutgoingEdit[],
  clock: Clock,
): Promise<void> {
  await insertEdits(
    tx,
    edits.map(({ reply, ...edit }) => ({ ...edit, message: reply && wordAsOne(reply, clock) })),
    clock.at,
    Temporal.Now.instant(),
  );
}

/** Puts messages that were worded before into the outbox, those of one entry as one, unasked. Else as `enqueue`. */
export async function enqueueWorded(
  tx: Transaction,
  outgoing: readonly {
    readonly chat: ChatId;
    readonly dedupKey: string;
    readonly messages: readonly OutgoingMessage[];
  }[],
  at: Temporal.Instant,
): Promise<ReadonlyMap<string, DeliveryId>> {
  return insertDeliveries(
    tx,
    outgoing.map(({ chat, dedupKey, messages }) => ({
      chat,
      dedupKey,
      message: joined(messages),
      urgency: 0,
    })),
    at,
    Temporal.Now.instant(),
  );
}

export type Told = {
  readonly person: PersonId;
  /** Where a message of its own may go; undefined: nowhere. */
  readonly chat: ChatId | undefined;
  readonly dedupKey: string;
  readonly messages: readonly OutgoingMessage[];
};

/**
 * Tells people what the clock has for them. Who already hears something of this transaction gets it in the same message,
 * also above their share of the week: it is no further one. The caller keeps what was told; a key is looked at only where a
 * message of its own is made. Returns the row that carries each key.
 */
export async function sayTogether(
  tx: Transaction,
  told: readonly Told[],
  at: Temporal.Instant,
): Promise<ReadonlyMap<string, DeliveryId>> {
  const said = await loadSaidNow(
    tx,
    told.map(({ person }) => person),
    at,
  );
  const added = told.flatMap(({ person, dedupKey, messages }) => {
    const before = said.get(person);
    if (before === undefined) return [];
    return [{ ...before, dedupKey, message: joined([before.message, ...messages]) }];
  });
  await rewordDeliveries(tx, added);
  const own = await enqueueWorded(
    tx,
    told.flatMap(({ person, chat, ...one }) =>
      chat === undefined || said.has(person) ? [] : [{ ...one, chat }],
    ),
    at,
  );
  return new Map([...own, ...added.map(({ dedupKey, delivery }) => [dedupKey, delivery] as const)]);
}

/** The words of a reply as one message, for what is kept to be said later. */
export function wordAsOne(reply: Reply, clock: Clock): OutgoingMessage {
  return withTemplate(joined(word(reply, clock)), reply, clock);
}

/** Messages as one, with empty lines between. A template that says what one of several does says a part. */
export function joined(messages: readonly OutgoingMessage[]): OutgoingMessage {
  const text = messages.flatMap((message, index) => [...(index === 0 ? [] : ['\n\n']), ...message.text]);
  const pages = messages.flatMap((message) => message.pages ?? []);
  const [one] = messages.flatMap(({ template }) => template ?? []);
  const template: TemplateUse | undefined = one && messages.length > 1 ? { ...one, isPart: true } : one;
  return {
    text,
    buttons: messages.flatMap(({ buttons }) => buttons),
    ...(template && { template }),
    ...(pages.length > 0 && { pages }),
  };
}

/** The words of a digest as `enqueue` finds them, for the snapshot that is kept of it. */
export function wordDigestMessage(view: DigestView): {
  readonly message: OutgoingMessage;
  readonly layoutVersion: number;
  readonly leavesOut: boolean;
} {
  return {
    message: wordDigest(view),
    layoutVersion: DIGEST_LAYOUT_VERSION,
    leavesOut: leavesOut(view),
  };
}

/** As `wordDigestMessage`, of what changed after a digest. */
export function wordSupplementMessage(
  view: DigestView,
  changes: DigestChanges,
  sentAt: Temporal.Instant,
  zone: string,
): { readonly message: OutgoingMessage; readonly layoutVersion: number } {
  return { message: wordSupplement(view, changes, sentAt, zone), layoutVersion: DIGEST_LAYOUT_VERSION };
}
