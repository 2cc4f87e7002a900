import { sql, type SQL } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { ChatId, DeliveryId } from '../../core/ids.ts';
import type { BlockedBecause } from '../../core/organization/blocked.ts';
import { CHANNELS_WITH_REPEATS, type Channel, type OutgoingMessage } from '../../core/messages.ts';
import type { Executor, Database } from '../connect.ts';
import { blockChats, rerouteKept, rerouteRefused } from './blocked-chats.ts';

/** No platform is waited for longer before it is asked again. */
export const LONGEST_WAIT_SECONDS = 3_600;

/** What a platform puts off to the next day waits no longer than this. */
export const LONGEST_PUT_OFF_SECONDS = 36 * 3_600;

/**
 * What lies further ahead than any wait comes from before the clock was set back, by a day say: it counts as over, for nobody
 * would look after the message until that day has passed again. The minute is for clocks that differ.
 */
const isFromLaterClock = (moment: SQL, now: SQL, longest = sql.raw(String(LONGEST_WAIT_SECONDS))) =>
  sql`${moment} > ${now} + make_interval(secs => ${longest} + 60)`;

const LONGEST_WAIT = sql.raw(
  `case when d.is_put_off then ${LONGEST_PUT_OFF_SECONDS} else ${LONGEST_WAIT_SECONDS} end`,
);

/** A message that this process has taken to send. */
export type ClaimedDelivery = {
  readonly id: DeliveryId;
  readonly dedupKey: string;
  readonly chatId: ChatId;
  readonly externalId: string;
  /** 1: answers someone who waits. 0: unasked. */
  readonly urgency: number;
  readonly message: OutgoingMessage;
  /** This one included. */
  readonly attempts: number;
  /** When it was put into the outbox, in milliseconds of this process' monotonic clock. */
  readonly queuedMs: number;
  /** The earlier message that this one rewrites; `providerId` null: it did not arrive. Null: a message of its own. */
  readonly target: { readonly providerId: string | null; readonly message: OutgoingMessage } | null;
  /** Đồng; absent: its channel has no prices. */
  readonly expectedCost?: number;
};

export type Claim = {
  readonly channel: Channel;
  /** Messages to take at most, and how many of them may be unasked ones. */
  readonly room: { readonly all: number; readonly unasked: number };
  /** Chats that were written to a moment ago. */
  readonly resting: readonly ChatId[];
  readonly now: Temporal.Instant;
  readonly leaseSeconds: number;
};

export type Claimed = {
  readonly deliveries: readonly ClaimedDelivery[];
  /** Whether messages are due that were not taken: others of the same chats, of resting ones, or beyond the room. */
  readonly more: boolean;
};

/** Each column but `more` is null where nothing was taken. */
type ClaimRow = { readonly more: boolean } & (
  | (Omit<ClaimedDelivery, 'queuedMs'> & { readonly ageSeconds: number })
  | { readonly id: null }
);

/**
 * What keeps a row `d` of a chat waiting: messages before it. An edit rings nowhere, so nobody waits for it: it lets every message
 * of its chat go first, and edits keep their order among each other. One thing at a time is on its way to a chat. Whoever writes gets
 * the answer also while something unasked is put off.
 */
const GOES_BEFORE = sql`other.chat_id = d.chat_id and other.id <> d.id and (
  (other.edits is null and (other.id < d.id or d.edits is not null)
    and not (d.urgency = 1 and other.state = 'waiting' and (other.is_put_off or (other.urgency = 0 and exists (
      select from delivery first
      where first.chat_id = other.chat_id and first.id < other.id and first.is_put_off and first.state = 'waiting'
    )))))
  or (other.edits is not null and (other.state = 'sending' or (d.edits is not null and other.id < d.id)))
)`;

/**
 * Takes due messages: in a chat only the first that is not done with, answers before unasked messages, then in the order of `id`.
 * Any number of processes may claim at once; each message goes to one of them.
 */
export async function claimDeliveries(db: Executor, claim: Claim): Promise<Claimed> {
  const now = sql`${claim.now.toString()}::timestamptz`;
  const isDue = sql`d.state = 'waiting'
    and (d.not_before <= ${now} or ${isFromLaterClock(sql`d.not_before`, now, LONGEST_WAIT)})
    and exists (select from chat c where c.id = d.chat_id and c.channel = ${claim.channel})`;
  const due = (urgency: 0 | 1, limit: ReturnType<typeof sql>) => sql`
    select d.id from delivery d
    where d.urgency = ${sql.raw(String(urgency))} and ${isDue}
      and not d.chat_id = any(${numbers(claim.resting)})
      and not exists (
        select from delivery other where ${GOES_BEFORE} and other.state in ('waiting', 'sending')
      )
    order by d.urgency desc, d.id
    limit ${limit}
    for update of d skip locked`;
  const unaskedRoom = sql`greatest(0, least(${claim.room.unasked}::bigint, ${claim.room.all}::bigint - (select count(*) from answer)))`;
  const rows = await db.execute<ClaimRow>(sql`
    with answer as (${due(1, sql`${claim.room.all}::bigint`)}),
    unasked as (${due(0, unaskedRoom)}),
    head as (select id from answer union all select id from unasked),
    taken as (
      update delivery d
      set state = 'sending', is_put_off = false, attempts = d.attempts + 1, leased_until = ${leaseOf(claim.leaseSeconds)}
      from head, chat c
      where d.id = head.id and c.id = d.chat_id
      returning d.id, d.dedup_key as "dedupKey", d.chat_id as "chatId", c.external_id as "externalId", d.urgency, d.message, d.attempts,
        extract(epoch from clock_timestamp() - d.queued_at)::float8 as "ageSeconds", (
        select jsonb_build_object('providerId', target.provider_id, 'message', target.message)
        from delivery target where target.id = d.edits
      ) as target
    )
    select left_over.more, taken.*
    from (select exists (select from delivery d where ${isDue} and d.id not in (select id from head)) as more) left_over
      left join taken on true`);
  return {
    deliveries: rows.flatMap((row) => {
      if (row.id === null) return [];
      const { more: _, ageSeconds, ...claimed } = row;
      return [{ ...claimed, queuedMs: performance.now() - Math.max(0, ageSeconds) * 1_000 }];
    }),
    more: rows.some((row) => row.more),
  };
}

/** What a message cost by the platform's answer, in đồng. */
export type Charge = { readonly cost: number; readonly quotaType: string | null };

/** How an attempt ended, in the words of the `delivery` table. */
export type Outcome = {
  readonly id: DeliveryId;
  readonly chatId: ChatId;
  /** Which attempt it was, as claimed. */
  readonly attempt: number;
} & (
  | {
      readonly state: 'sent';
      readonly providerId: string;
      readonly sentAt: Temporal.Instant;
      readonly parts?: number | undefined;
      readonly charge?: Charge | undefined;
    }
  | {
      readonly state: 'waiting';
      readonly notBefore: Temporal.Instant;
      readonly isPutOff: boolean;
      readonly error: string;
      /** The platform refuses not this message but the account. */
      readonly refusesAccount: boolean;
    }
  | {
      readonly state: 'unreachable' | 'rejected' | 'unknown' | 'gone';
      readonly error: string;
      readonly parts?: number | undefined;
      /** Of one that is unreachable: its chat takes others. */
      readonly keepsChat?: boolean;
      readonly because?: BlockedBecause | undefined;
    }
);

/**
 * Writes down how attempts ended. That a message was sent holds even if its lease ran out meanwhile; everything else only while
 * the message is still ours. A chat that cannot be written to is blocked: see `blockChats`; one that takes others is not. What an
 * account that is refused cannot say goes by other channels.
 */
export async function recordOutcomes(db: Database, outcomes: readonly Outcome[]): Promise<void> {
  const unreachable = outcomes.filter(({ state }) => state === 'unreachable');
  const refused = outcomes.filter((outcome) => outcome.state === 'waiting' && outcome.refusesAccount);
  if (unreachable.length === 0 && refused.length === 0) return updateOutcomes(db, outcomes);
  const isKept = (outcome: Outcome) => 'keepsChat' in outcome && outcome.keepsChat;
  await db.transaction(async (tx) => {
    await updateOutcomes(tx, outcomes);
    await blockChats(
      tx,
      unreachable
        .filter((outcome) => !isKept(outcome))
        .map((outcome) => ({
          chat: outcome.chatId,
          because: 'because' in outcome ? (outcome.because ?? null) : null,
        })),
    );
    await rerouteKept(
      tx,
      unreachable.filter(isKept).map(({ id }) => id),
    );
    await rerouteRefused(
      tx,
      refused.map(({ id }) => id),
    );
  });
}

/** An edit that has to be tried again is not, if a later one of the same message waits. */
async function updateOutcomes(db: Executor, outcomes: readonly Outcome[]): Promise<void> {
  const rows = outcomes.map((outcome) => ({
    id: outcome.id,
    attempt: outcome.attempt,
    state: outcome.state,
    provider_id: outcome.state === 'sent' ? outcome.providerId : null,
    sent_at: outcome.state === 'sent' ? outcome.sentAt : null,
    not_before: outcome.state === 'waiting' ? outcome.notBefore : null,
    is_put_off: outcome.state === 'waiting' && outcome.isPutOff,
    error: outcome.state === 'sent' ? null : outcome.error,
    parts: outcome.state === 'waiting' ? undefined : outcome.parts,
    cost: outcome.state === 'sent' ? outcome.charge?.cost : undefined,
    quota_type: outcome.state === 'sent' ? outcome.charge?.quotaType : undefined,
  }));
  await db.execute(sql`
    update delivery d
    set state = case when o.state = 'waiting' and exists (
        select from delivery later where later.edits = d.edits and later.id > d.id
      ) then 'superseded' else o.state end,
      provider_id = o.provider_id, sent_at = o.sent_at, error = o.error, leased_until = null,
      not_before = coalesce(o.not_before, d.not_before), is_put_off = o.is_put_off, parts = coalesce(o.parts, d.parts),
      cost = coalesce(o.cost, d.cost), quota_type = coalesce(o.quota_type, d.quota_type)
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as o (
      id bigint, attempt integer, state text, provider_id text, sent_at timestamptz, not_before timestamptz,
      is_put_off boolean, error text, parts integer, cost integer, quota_type text
    )
    where d.id = o.id and (
      (d.state = 'sending' and d.attempts = o.attempt) or (o.state = 'sent' and d.state in ('waiting', 'sending', 'unknown'))
    )`);
}

/** The database's own clock, so that processes whose clocks differ agree on who is dead. */
function leaseOf(seconds: number) {
  return sql`clock_timestamp() + make_interval(secs => ${seconds})`;
}

/** Says that the sender of these messages lives and is still at it. */
export async function renewLeases(
  db: Executor,
  claimed: readonly ClaimedDelivery[],
  leaseSeconds: number,
): Promise<void> {
  const rows = claimed.map(({ id, attempts }) => ({ id, attempt: attempts }));
  await db.execute(sql`
    update delivery d set leased_until = ${leaseOf(leaseSeconds)}
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as o (id bigint, attempt integer)
    where d.id = o.id and d.attempts = o.attempt and d.state = 'sending'`);
}

/** Puts messages back that were taken and not begun, for whoever sends now. */
export async function giveBack(db: Executor, taken: readonly ClaimedDelivery[]): Promise<void> {
  if (taken.length === 0) return;
  const rows = taken.map(({ id, attempts }) => ({ id, attempt: attempts }));
  await db.execute(sql`
    with given as (
      update delivery d set state = 'waiting', leased_until = null, attempts = d.attempts - 1
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as o (id bigint, attempt integer)
      where d.id = o.id and d.attempts = o.attempt and d.state = 'sending'
      returning d.id
    )
    select pg_notify('delivery', '') from given`);
}

/**
 * Puts messages back whose sender died: nobody reported their end or renewed their lease in time. Nobody could while the database
 * was away, so that it gives no one up right after its start. Where nothing may be repeated they are marked instead.
 */
export async function returnAbandoned(db: Executor): Promise<void> {
  await db.execute(sql`
    update delivery d
    set leased_until = null,
      state = case when c.channel = any(${REPEATING}) then 'waiting' else 'unknown' end,
      error = case when c.channel = any(${REPEATING}) then d.error else 'its sender ended' end
    from chat c
    where c.id = d.chat_id and d.state = 'sending'
      and (leased_until < clock_timestamp() or ${isFromLaterClock(sql`leased_until`, sql`clock_timestamp()`)})
      and pg_postmaster_start_time() < clock_timestamp() - interval '3 seconds'`);
}

const REPEATING = sql`string_to_array(${[...CHANNELS_WITH_REPEATS].join(',')}::text, ',')`;

/** Whether a message of these channels was due at that moment and is neither done with nor put off. */
export async function hasDue(
  db: Executor,
  at: Temporal.Instant,
  channels: readonly Channel[],
): Promise<boolean> {
  const [row] = await db.execute<{ due: boolean }>(sql`
    select exists (
      select from delivery d join chat c on c.id = d.chat_id
      where ${dueAt(at)} and c.channel = any(string_to_array(${channels.join(',')}::text, ','))
    ) as due`);
  return row?.due === true;
}

/** The number of such messages on all channels. */
export async function countDue(db: Executor, at: Temporal.Instant): Promise<number> {
  const [row] = await db.execute<{ due: number }>(
    sql`select count(*) as due from delivery d where ${dueAt(at)}`,
  );
  return row?.due ?? 0;
}

/** A message that stands behind one that was put off is put off with it. */
function dueAt(at: Temporal.Instant) {
  return sql`d.state in ('waiting', 'sending') and d.not_before <= ${at.toString()} and not exists (
    select from delivery other
    where ${GOES_BEFORE} and other.state = 'waiting' and other.not_before > ${at.toString()}
  )`;
}

function numbers(ids: readonly number[]) {
  return sql`string_to_array(${ids.join(',')}::text, ',')::bigint[]`;
}
