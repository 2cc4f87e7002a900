import { and, count, desc, eq, isNull, max, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { DigestFile } from '../../core/digest/digest-file.ts';
import type { DigestPage } from '../../core/digest/page.ts';
import type { PersonCode } from '../../core/ids.ts';
import type { Button, ChoiceToken, OutgoingMessage, RichText } from '../../core/messages.ts';
import type { Executor } from '../connect.ts';
import { momentOfDemoKey } from './demo-key.ts';
import { chat, delivery, inboundUpdate } from '../schema/chat.ts';

/** One bubble of a phone. `at` is calendar time. A tap shows what stood on the button. */
export type DemoMessage = {
  readonly id: string;
  readonly from: 'bot' | 'person';
  readonly text: RichText;
  readonly buttons: readonly (readonly Button[])[];
  readonly files: readonly DemoFileView[];
  /** A digest that the bot sent as a file. */
  readonly digest?: DigestFile;
  /** Where the bot says all. */
  readonly pages?: readonly DigestPage[];
  readonly at: Temporal.Instant;
  /** Another one each time the bubble was rewritten. */
  readonly edition: number;
};

/** A file in a bubble; `hash` is where its content is stored. */
export type DemoFileView = {
  readonly hash: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
};

/**
 * The chat as its phone shows it, oldest first: what the person sent, and what was sent to them. With `newest` only the last
 * so many of either side. Both sides carry the real time at which they passed, which orders them whatever the demo clock did.
 */
export async function demoMessages(
  db: Executor,
  person: PersonCode,
  newest?: number,
): Promise<DemoMessage[]> {
  const [said, told] = [saidOn(db, person), toldTo(db, person)];
  const [inbound, outbound] = await Promise.all(
    newest === undefined ? [said, told] : [said.limit(newest), told.limit(newest)],
  );
  const passed = [
    ...inbound
      .toReversed()
      .map((row) => ({ ...fromPerson(row), passedAt: momentOfDemoKey(row.key) ?? row.receivedAt })),
    ...outbound.toReversed().map((row) => ({ ...fromBot(row), passedAt: row.sentAt ?? row.createdAt })),
  ];
  // The sort is stable: within one instant a message stands before its answer, and each side keeps its order.
  return nameTaps(passed.toSorted((one, other) => Temporal.Instant.compare(one.passedAt, other.passedAt)));
}

function saidOn(db: Executor, person: PersonCode) {
  return db
    .select({
      id: inboundUpdate.id,
      key: inboundUpdate.updateKey,
      message: inboundUpdate.message,
      receivedAt: inboundUpdate.receivedAt,
    })
    .from(inboundUpdate)
    .innerJoin(chat, eq(chat.id, inboundUpdate.chatId))
    .where(and(eq(chat.channel, 'demo'), eq(chat.externalId, person)))
    .orderBy(desc(inboundUpdate.id))
    .$dynamic();
}

/** A message that was rewritten stands in its old place with its new words. */
function toldTo(db: Executor, person: PersonCode) {
  const rewriting = alias(delivery, 'rewriting');
  const latest = db
    .select({ id: rewriting.id, message: rewriting.message })
    .from(rewriting)
    .where(and(eq(rewriting.edits, delivery.id), eq(rewriting.state, 'sent')))
    .orderBy(desc(rewriting.id))
    .limit(1)
    .as('latest');
  return db
    .select({
      id: delivery.id,
      message: delivery.message,
      edition: latest.id,
      rewritten: latest.message,
      between: sql<readonly OutgoingMessage['buttons'][]>`(
        select coalesce(jsonb_agg(edit.message -> 'buttons'), '[]') from delivery edit where edit.edits = ${delivery.id})`,
      createdAt: delivery.createdAt,
      sentAt: delivery.sentAt,
    })
    .from(delivery)
    .innerJoin(chat, eq(chat.id, delivery.chatId))
    .leftJoinLateral(latest, sql`true`)
    .where(
      and(
        eq(chat.channel, 'demo'),
        eq(chat.externalId, person),
        eq(delivery.state, 'sent'),
        isNull(delivery.edits),
      ),
    )
    .orderBy(desc(delivery.id))
    .$dynamic();
}

type Shown = DemoMessage & {
  readonly tapped: ChoiceToken | null;
  /** Buttons that it has or ever had. */
  readonly offered: readonly Button[];
};

/** The part of a stored inbound message that a bubble shows; `sentAt` was the demo clock's. */
const storedMessage = z.object({
  text: z.string().optional(),
  token: z.string().optional(),
  caption: z.string().optional(),
  files: z
    .array(
      z.object({ externalId: z.string(), name: z.string(), mediaType: z.string(), sizeBytes: z.number() }),
    )
    .default([]),
  sentAt: z.string().optional(),
});

function fromPerson(row: {
  readonly id: number;
  readonly message: unknown;
  readonly receivedAt: Temporal.Instant;
}): Shown {
  const { text, token, caption, files, sentAt } = storedMessage.parse(row.message);
  return {
    id: `in-${row.id}`,
    from: 'person',
    text: [text ?? caption ?? token ?? ''],
    buttons: [],
    files: files.map(({ externalId, ...file }) => ({ ...file, hash: externalId })),
    at: sentAt === undefined ? row.receivedAt : Temporal.Instant.from(sentAt),
    edition: 0,
    tapped: token ?? null,
    offered: [],
  };
}

function fromBot(row: {
  readonly id: number;
  readonly message: OutgoingMessage;
  readonly edition: number | null;
  readonly rewritten: OutgoingMessage | null;
  /** The buttons of all that it was rewritten to. */
  readonly between: readonly OutgoingMessage['buttons'][];
  readonly createdAt: Temporal.Instant;
}): Shown {
  const { text, buttons, file, pages } = row.rewritten ?? row.message;
  return {
    id: `out-${row.id}`,
    from: 'bot',
    text,
    buttons,
    files: [],
    ...(file && { digest: file }),
    ...(pages && { pages }),
    at: row.createdAt,
    edition: row.edition ?? 0,
    tapped: null,
    offered: [...row.message.buttons.flat(), ...row.between.flat(2)],
  };
}

/** A button keeps its words for the bubble of its tap; a token that no earlier message offered stands for itself. */
function nameTaps(messages: readonly Shown[]): DemoMessage[] {
  const labels = new Map<ChoiceToken, string>();
  return messages.map(({ tapped, offered, ...message }) => {
    for (const button of offered) labels.set(button.token, button.text);
    const label = tapped === null ? undefined : labels.get(tapped);
    return label === undefined ? message : { ...message, text: [label] };
  });
}

/** Changes whenever a phone may show something new, and costs three index look-ups however long the chats are. */
export async function demoPulse(db: Executor): Promise<string> {
  const [[said], [told], [pending]] = await Promise.all([
    db.select({ last: max(inboundUpdate.id) }).from(inboundUpdate),
    db.select({ last: max(delivery.id) }).from(delivery),
    // Written out, not as parameters: only so does the plan see that the partial index serves it.
    db
      .select({ rows: count() })
      .from(delivery)
      .where(sql`${delivery.state} in ('waiting', 'sending')`),
  ]);
  return [said?.last, told?.last, pending?.rows].join('/');
}

/** The number of the newest message on each phone that has any: a phone that showed a lower one has something unread. */
export async function newestOnPhones(db: Executor): Promise<Readonly<Record<PersonCode, number>>> {
  const newest = db
    .select({ id: delivery.id })
    .from(delivery)
    .where(and(eq(delivery.chatId, chat.id), eq(delivery.state, 'sent'), isNull(delivery.edits)))
    .orderBy(desc(delivery.id))
    .limit(1)
    .as('newest');
  const rows = await db
    .select({ person: chat.externalId, id: newest.id })
    .from(chat)
    .innerJoinLateral(newest, sql`true`)
    .where(eq(chat.channel, 'demo'));
  return Object.fromEntries(rows.map((row) => [row.person, row.id]));
}
