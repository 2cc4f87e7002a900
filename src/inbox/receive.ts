import type { SQL } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { converse } from '../core/conversation/converse.ts';
import type { Turn } from '../core/conversation/turn.ts';
import type { ObligationId, UnitAliasId } from '../core/ids.ts';
import { NO_PLACES, type JoinPlaces } from '../core/invites/places.ts';
import { CHANNELS_WITH_WINDOWS, type InboundMessage } from '../core/messages.ts';
import { readClock } from '../db/clock.ts';
import { transactEndingWith } from '../db/last-statement.ts';
import type { Database, Transaction } from '../db/connect.ts';
import { markUnblocked, requeueUnreachable } from '../db/queries/blocked-chats.ts';
import { savingConversations } from '../db/queries/conversations.ts';
import { savingDrafts } from '../db/queries/drafts.ts';
import { heldDuties } from '../db/queries/duties.ts';
import { createFormVersions } from '../db/queries/form-versions.ts';
import type { HolidayCalendar } from '../db/queries/holidays.ts';
import { admitUpdates, forgetMessages } from '../db/queries/inbound-updates.ts';
import { leavesForSenders, type Written } from '../db/queries/outbox.ts';
import { answeringBeside, type Answer, type Answering, type Taker } from '../delivery/enqueue-answers.ts';
import { enqueue } from '../delivery/enqueue.ts';
import { applyAllButDrafts } from '../effects/apply.ts';
import type { Act } from '../effects/families.ts';
import type { Log } from '../log.ts';
import { isOutage, mayKeepWords, reasonOf } from './failures.ts';
import { createContextLoader, type Admitted, type Known, type Today } from './context.ts';
import { createGatherer, type Gatherer, type Outcome } from './gather.ts';

export type InboxParts = {
  readonly db: Database;
  /** The demo clock may run: calendar time is read in each transaction. */
  readonly demo: boolean;
  readonly zone: string;
  readonly calendar: HolidayCalendar;
  /** What invite codes are hashed with and links are signed with. */
  readonly secret: string;
  /** How phones reach this service: what links begin with. Undefined: they cannot. */
  readonly publicUrl: () => string | undefined;
  /** Where people find the channels in use, for invites. Absent: nowhere. */
  readonly joinPlaces?: () => JoinPlaces;
  readonly log: Log;
  /** What sends the replies. */
  readonly sender: Taker;
};

/** Tries before a message that cannot be processed is set aside for the operator and its sender is told. */
const TRIES = 3;

/** Messages at most in one transaction: what a failure makes us repeat singly stays small. */
const MOST = 64;

/** A round that waits for a lock of another process holds the other chats up no longer than `patienceMs`. */
const ROUNDS = { roundsAtOnce: 3, patienceMs: 150 };

/** Some seconds of work; what is beyond it is better kept by the platform, which asks again later. */
const BACKLOG = { all: 2_000, ofChat: 30 };

/**
 * Takes messages so that each has its effects exactly once: in one transaction its platform key, the conversation's decision, what
 * that changes and the replies. Messages of different chats that arrive meanwhile share the next transaction. Resolves when all is
 * committed, for messages seen before too; rejects when the database does not answer or too many messages wait, and then the
 * platform is to deliver again what it has not been told to be stored.
 */
export function createInbox(parts: InboxParts): Gatherer {
  const { db, log, sender } = parts;
  const process = createProcess(parts);

  /** A round that fails for any reason is repeated one message at a time, so that one bad message harms no other. */
  async function take(round: readonly InboundMessage[]): Promise<readonly Outcome[]> {
    try {
      if (round.length > 1 && (await succeeds(round))) return round.map(() => STORED);
    } catch (error) {
      return round.map(() => ({ kind: 'failed', error }));
    }
    const outcomes: Outcome[] = [];
    for (const message of round) outcomes.push(await receiveOne(message).then(succeeded, failed));
    return outcomes;
  }

  async function store(round: readonly InboundMessage[]): Promise<void> {
    const work: { done?: Work | undefined } = {};
    const rows = await transactEndingWith(db, async (tx) => {
      const done = await process(tx, round);
      work.done = done;
      return done && (async () => tx.execute<Written>(done.answering.statement));
    });
    work.done?.answering.send(rows ?? []);
    if (work.done?.leaves === true) sender.wake();
    for (const message of round) log.debug('message stored', { correlation: correlationOf(message) });
  }

  /** Throws only when the database is away. */
  async function succeeds(round: readonly InboundMessage[]): Promise<boolean> {
    try {
      await store(round);
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
        await store([message]);
        return;
      } catch (error) {
        if (isOutage(error)) throw error;
        reason = reasonOf(error);
      }
    }
    await db.transaction((tx) => setAside(tx, message, reason, parts));
    sender.wake();
    log.error('message set aside', {
      channel: message.chat.channel,
      correlation: correlationOf(message),
      reason,
    });
  }

  return createGatherer({ take, most: MOST, ...ROUNDS, backlog: BACKLOG });
}

/** The same on the lines of the answers. */
function correlationOf({ chat, key }: InboundMessage): string {
  return `${chat.channel} ${key}`;
}

const STORED: Outcome = { kind: 'stored' };
const succeeded = (): Outcome => STORED;
const failed = (error: unknown): Outcome => ({ kind: 'failed', error });

type Work = {
  /** What is left to do. */
  readonly answering: Answering;
  /** Whether others than those who wrote are told something. */
  readonly leaves: boolean;
};
/** Undefined: nothing was new. */
type Process = (tx: Transaction, messages: readonly InboundMessage[]) => Promise<Work | undefined>;

function createProcess(parts: InboxParts): Process {
  const { demo, zone, calendar } = parts;
  const load = createContextLoader({
    secret: parts.secret,
    publicUrl: parts.publicUrl,
    joinPlaces: parts.joinPlaces ?? (() => NO_PLACES),
    versions: createFormVersions(),
  });
  return async (tx, messages) => {
    const realNow = Temporal.Now.instant();
    const now = await readClock(tx, demo);
    const day = { now, zone, today: now.toZonedDateTimeISO(zone).toPlainDate() };
    const admitted = await admit(tx, messages, day, realNow);
    if (admitted.length === 0) return undefined;
    const holidays = await calendar.recent(tx);
    const contexts = await load(tx, admitted, day, { realNow, holidays });
    const turns = contexts.map((known) => ({
      known,
      turn: converse(known.state, known.message, known.context),
    }));
    refuseOverlap(contexts);
    const drafts = await applyAllButDrafts(
      tx,
      turns.flatMap(({ known, turn }) => actsOf(known, turn, now, realNow)),
      { zone, holidays },
    );
    const states = turns.map(({ known, turn }) => ({ chat: known.chat.id, state: turn.state }));
    const answering = answeringBeside(
      [savingConversations(states, now), ...(drafts.length > 0 ? [savingDrafts(drafts)] : [])],
      turns.flatMap(answersOf),
      { at: now, zone },
      parts.sender,
    );
    return { answering, leaves: leavesForSenders(tx) };
  };
}

/** Notes what is new; its chats, and what their people owe, stay held until the end. */
async function admit(
  tx: Transaction,
  messages: readonly InboundMessage[],
  day: Today,
  realNow: Temporal.Instant,
): Promise<readonly Admitted[]> {
  const holding = (people: SQL) => heldDuties(people, day);
  const chatOf = await admitUpdates(tx, messages, { at: realNow, error: null, holding });
  const admitted = messages.flatMap((message) => {
    const chat = chatOf(message);
    return chat ? [{ message, chat }] : [];
  });
  await welcomeBack(tx, admitted, realNow);
  return admitted;
}

/**
 * A person who had blocked the bot writes again: the chat is reachable, and what could not be said is. So is what a chat did not take
 * though it was not blocked, and what a limit had put off: the window is free now.
 */
async function welcomeBack(
  tx: Transaction,
  admitted: readonly Admitted[],
  realNow: Temporal.Instant,
): Promise<void> {
  const heard = admitted.filter(({ message }) => message.kind !== 'left').map(({ chat }) => chat);
  const back = heard.filter(({ state }) => state === 'blocked');
  const open = heard.filter(({ state, channel }) => state === 'linked' && CHANNELS_WITH_WINDOWS.has(channel));
  const idsOf = (chats: typeof heard) => chats.map(({ id }) => id);
  if (back.length > 0) await markUnblocked(tx, idsOf(back));
  if (back.length + open.length > 0) await requeueUnreachable(tx, idsOf([...back, ...open]), realNow);
}

/** Two people in one round would decide on the same draft or word unseen by each other: the round is repeated singly. */
function refuseOverlap(contexts: readonly Known[]): void {
  const taken = new Set<ObligationId>();
  const decided = new Set<UnitAliasId>();
  for (const { context } of contexts) {
    for (const { id } of context.looked.kind === 'own-words' ? context.looked.words : []) {
      if (decided.has(id)) throw new Error('two messages of the round are about one word');
      decided.add(id);
    }
    const touched = [...context.duties, ...context.signOffs.map(({ duty }) => duty)];
    for (const obligation of new Set(touched.map((duty) => duty.obligation))) {
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

function answersOf({ known, turn }: { readonly known: Known; readonly turn: Turn }): readonly Answer[] {
  const { id, channel, externalId } = known.chat;
  return turn.replies.map((reply, index) => ({
    chat: id,
    channel,
    externalId,
    dedupKey: `reply ${channel} ${known.message.key} ${index}`,
    reply,
    urgency: 'answer',
    ...(known.context.numbered && { numbers: turn.state.choices }),
    ...(known.context.buttonsMayFail && { numbers: turn.state.choices, hasButtons: true }),
  }));
}

/** Keeps a message that could not be processed, with the reason, and tells its sender that nothing was stored. Its words go where they must not stay. */
async function setAside(
  tx: Transaction,
  message: InboundMessage,
  reason: string,
  { demo, zone }: InboxParts,
): Promise<void> {
  const now = await readClock(tx, demo);
  const realNow = Temporal.Now.instant();
  const chat = (await admitUpdates(tx, [message], { at: realNow, error: reason }))(message);
  if (!chat) return;
  if (!mayKeepWords(message)) await forgetMessages(tx, chat.id, { key: message.key });
  const reply = { kind: 'failed', offers: [] } as const;
  const dedupKey = `reply ${chat.channel} ${message.key} 0`;
  await enqueue(tx, [{ chat: chat.id, dedupKey, reply, urgency: 'answer' }], { at: now, zone });
}
