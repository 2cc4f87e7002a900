import { randomUUID } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { ChatId, DeliveryId, PersonId } from '../../core/ids.ts';
import { CHANNELS_WITH_EDITS, type OutgoingMessage } from '../../core/messages.ts';
import type { Executor, Transaction } from '../connect.ts';
import { idTable, tableOf } from './rows.ts';

export type NewDelivery = {
  readonly chat: ChatId;
  readonly dedupKey: string;
  readonly message: OutgoingMessage;
  readonly urgency: 0 | 1;
  /** Whether the sender of this process would begin it at once. */
  readonly take?: boolean;
};

/** A message as it stands in the outbox. */
export type Written = {
  readonly id: DeliveryId;
  readonly key: string;
  /** Whether it belongs to the sender of this process already: see `insertingDeliveriesBeside`. */
  readonly isTaken: boolean;
};

/**
 * What a notice of new messages carries: which process wrote them. That one wakes its own senders, so the notice tells it
 * nothing new.
 */
export const PROCESS: string = randomUUID();

/** Transactions that leave something for senders to find. */
const leaving = new WeakSet<Transaction>();

/** Whether a transaction wrote something, by a statement of its own, that nobody has taken. */
export function leavesForSenders(tx: Transaction): boolean {
  return leaving.has(tx);
}

/** Writes messages into the outbox and wakes the senders when the transaction commits. A known key is left as it is. */
export async function insertDeliveries(
  tx: Transaction,
  messages: readonly NewDelivery[],
  at: Temporal.Instant,
  realNow: Temporal.Instant,
): Promise<ReadonlyMap<string, DeliveryId>> {
  if (messages.length === 0) return new Map();
  leaving.add(tx);
  const rows = await tx.execute<Written>(
    sql`with ${writtenDeliveries(messages, at, realNow, 0)} ${READ_WRITTEN}`,
  );
  return new Map(rows.map((row) => [row.key, row.id]));
}

/**
 * Does the same beside other statements, the beginnings of a WITH; gives rows of `Written`. A message that asks to be taken is, as a
 * claim for so many seconds would take it (`claimDeliveries`), unless another stands before it in its chat.
 */
export function insertingDeliveriesBeside(
  others: readonly SQL[],
  messages: readonly NewDelivery[],
  at: Temporal.Instant,
  realNow: Temporal.Instant,
  leaseSeconds: number,
): SQL {
  const parts = others.map((statement, index) => sql`${sql.raw(`beside_${index}`)} as (${statement})`);
  return sql`
    with ${sql.join([...parts, writtenDeliveries(messages, at, realNow, leaseSeconds)], sql`, `)} ${READ_WRITTEN}`;
}

const READ_WRITTEN = sql`select id, dedup_key as key, state = 'sending' as "isTaken",
  case state when 'waiting' then pg_notify('delivery', ${PROCESS})::text end from written`;

function writtenDeliveries(
  messages: readonly NewDelivery[],
  at: Temporal.Instant,
  realNow: Temporal.Instant,
  leaseSeconds: number,
): SQL {
  return sql`written as (
    insert into delivery (chat_id, dedup_key, message, urgency, not_before, created_at, state, attempts, leased_until)
    select chat, "dedupKey", message, urgency, ${realNow.toString()}::timestamptz, ${at.toString()}::timestamptz,
      case when taken then 'sending' else 'waiting' end, taken::integer,
      case when taken then clock_timestamp() + make_interval(secs => ${leaseSeconds}) end
    from ${tableOf(messages, 'decided', 'chat bigint, "dedupKey" text, message jsonb, urgency integer, take boolean')},
      lateral (select take is true and not exists (
        select from delivery other
        where other.chat_id = decided.chat and other.state in ('waiting', 'sending')
          and (other.edits is null or other.state = 'sending')
      ) as taken) claimed
    order by position
    on conflict (dedup_key) do nothing
    returning id, dedup_key, state
  )`;
}

export type NewEdit = {
  /** The message to rewrite; never an edit itself. */
  readonly target: DeliveryId;
  readonly dedupKey: string;
  /** Null: the words stay and the buttons go. */
  readonly message: OutgoingMessage | null;
  /** Where only the beginning of the message is meant; what stands behind it stays. */
  readonly part?: MessagePart;
  /** Somebody waits for it; absent: nobody does. */
  readonly urgency?: 1;
};

/** The first pieces of text and rows of buttons of a message. */
export type MessagePart = { readonly pieces: number; readonly rows: number };

/**
 * Writes edits of earlier messages into the outbox, at most one a message. Nothing is written where the channel rewrites nothing,
 * for a known key, or if the message reads so already. Edits of the same message that still wait are superseded. Callers who
 * decide on one message at the same time take turns (`lockNotices`), or the later of them overlooks what the other decided.
 */
export async function insertEdits(
  tx: Transaction,
  edits: readonly NewEdit[],
  at: Temporal.Instant,
  realNow: Temporal.Instant,
): Promise<void> {
  if (edits.length === 0) return;
  leaving.add(tx);
  await tx.execute(sql`
    with decided as (
      select d.position, d."dedupKey", coalesce(d.urgency, 0) as urgency, target.id as target, target.chat_id, standing.message as before,
        jsonb_build_object(
          'text', coalesce((d.message -> 'text') || ${behind('text', 'pieces')}, standing.message -> 'text'),
          'buttons', coalesce(d.message -> 'buttons', '[]') || ${behind('buttons', 'rows')}
        ) as message
      from ${tableOf(edits, 'd', 'target bigint, "dedupKey" text, message jsonb, part jsonb, urgency integer')}
        join delivery target on target.id = d.target and target.edits is null
        join chat c on c.id = target.chat_id
        cross join lateral (
          select coalesce((
            select latest.message from delivery latest where latest.edits = target.id order by latest.id desc limit 1
          ), target.message) as message
        ) standing
      where c.channel = any(string_to_array(${[...CHANNELS_WITH_EDITS].join(',')}::text, ',')) and c.state <> 'left'
    ), written as (
      insert into delivery (chat_id, dedup_key, message, urgency, edits, not_before, created_at)
      select chat_id, "dedupKey", message, urgency, target, ${realNow.toString()}::timestamptz, ${at.toString()}::timestamptz
      from decided where message <> before
      order by position
      on conflict (dedup_key) do nothing
      returning id, edits
    ), superseded as (
      update delivery earlier set state = 'superseded', error = null
      from written where earlier.edits = written.edits and earlier.state in ('waiting', 'unreachable')
    )
    select pg_notify('delivery', ${PROCESS}) from written`);
}

/** What stands behind the part of the target that an edit is about; nothing where it is about the whole. */
function behind(list: 'text' | 'buttons', count: keyof MessagePart): SQL {
  return sql.raw(`case when d.part is null then '[]'
    else jsonb_path_query_array(target.message, '$.${list}[$from to last]', jsonb_build_object('from', d.part -> '${count}')) end`);
}

/** Unasked messages that each person got between two calendar moments, the first included. */
export async function countUnasked(
  db: Executor,
  people: readonly PersonId[],
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<ReadonlyMap<PersonId, number>> {
  if (people.length === 0) return new Map();
  const rows = await db.execute<{ person: PersonId; messages: number }>(sql`
    select c.person_id as person, count(*) as messages
    from ${idTable(people)} join chat c on c.person_id = wanted.id join delivery d on d.chat_id = c.id
    where d.urgency = 0 and d.edits is null and d.created_at >= ${from.toString()} and d.created_at < ${until.toString()}
    group by c.person_id`);
  return new Map(rows.map((row) => [row.person, row.messages]));
}

/** What a person is told by the transaction that asks, at this moment, and nobody has sent yet. */
export type SaidNow = { readonly delivery: DeliveryId; readonly message: OutgoingMessage };

/** What this very transaction has decided to tell them at the calendar moment, by person. */
export async function loadSaidNow(
  tx: Transaction,
  people: readonly PersonId[],
  at: Temporal.Instant,
): Promise<ReadonlyMap<PersonId, SaidNow>> {
  if (people.length === 0) return new Map();
  const rows = await tx.execute<SaidNow & { person: PersonId }>(sql`
    select c.person_id as person, d.id as delivery, d.message
    from ${idTable(people)} join chat c on c.person_id = wanted.id join delivery d on d.chat_id = c.id
    where d.state = 'waiting' and d.edits is null and d.created_at = ${at.toString()}
      and d.xmin = pg_current_xact_id()::xid`);
  return new Map(rows.map(({ person, ...said }) => [person, said]));
}

/** Puts other words in the place of those that this transaction has decided. */
export async function rewordDeliveries(tx: Transaction, said: readonly SaidNow[]): Promise<void> {
  if (said.length === 0) return;
  await tx.execute(sql`
    update delivery d set message = reworded.message
    from ${tableOf(said, 'reworded', 'delivery bigint, message jsonb')} where d.id = reworded.delivery`);
}
