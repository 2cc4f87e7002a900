import { and, isNull, lt, sql, type SQL } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { ChatId, UpdateKey } from '../../core/ids.ts';
import type { InboundMessage } from '../../core/messages.ts';
import type { Transaction } from '../connect.ts';
import { inboundUpdate } from '../schema/chat.ts';
import type { ChatRow } from './chats.ts';
import { tableOf } from './rows.ts';

export type Admission = {
  /** Real time. */
  readonly at: Temporal.Instant;
  /** Why the messages are set aside instead of taking effect; null: they do. */
  readonly error: string | null;
  /** What else is held from now on, for people whose ids the given select gives as `id`. */
  readonly holding?: (people: SQL) => SQL;
};

type AdmittedRow = Omit<ChatRow, 'wrongCodesSince'> & {
  readonly key: UpdateKey;
  readonly wrongCodesSince: string | null;
};

/**
 * Notes messages under their platform keys and makes known the chats they came from. Holds each chat's row until the transaction
 * ends, in one order for all transactions: messages of one chat take effect one after the other. Gives the chat of a message
 * that is new; undefined: it took effect before. What the round still asks runs by plans that were made once: making one for
 * these values each time costs more than it can save.
 */
export async function admitUpdates(
  tx: Transaction,
  messages: readonly InboundMessage[],
  { at, error, holding }: Admission,
): Promise<(message: InboundMessage) => ChatRow | undefined> {
  const said = messages.map((message) => ({
    ...message.chat,
    key: message.key,
    message,
    heardAt: heardAt(message, at),
  }));
  const rows = await tx.execute<AdmittedRow>(sql`
    with quick as (select set_config('plan_cache_mode', 'force_generic_plan', true)),
    said as (
      select * from ${tableOf(said, 'stated', 'channel text, "externalId" text, key text, message jsonb, "heardAt" timestamptz')}
    ), met as (
      insert into chat (channel, external_id, last_inbound_at)
      select channel, "externalId", max("heardAt") from said
      group by channel, "externalId" order by channel collate "C", "externalId" collate "C"
      on conflict (channel, external_id) do update
        set last_inbound_at = greatest(chat.last_inbound_at, excluded.last_inbound_at)
      returning id, channel, external_id, person_id, state, wrong_codes, wrong_codes_since
    ), noted as (
      insert into inbound_update (channel, update_key, chat_id, message, received_at, processed_at, error)
      select said.channel, said.key, met.id, said.message, ${at.toString()}::timestamptz,
        ${error === null ? at.toString() : null}::timestamptz, ${error}::text
      from said join met on met.channel = said.channel and met.external_id = said."externalId"
      order by said.position
      on conflict (channel, update_key) do nothing
      returning chat_id, update_key
    )${
      holding &&
      sql`, held as (${holding(sql`select met.person_id as id from noted join met on met.id = noted.chat_id`)})`
    }
    select${holding && sql` (select count(*) from held),`} noted.update_key as key, met.id, met.channel, met.external_id as "externalId", met.person_id as "personId",
      met.state, met.wrong_codes as "wrongCodes", met.wrong_codes_since as "wrongCodesSince"
    from quick cross join noted join met on met.id = noted.chat_id`);
  const fresh = new Map(rows.map((row) => [`${row.channel} ${row.key}`, chatRow(row)]));
  return (message) => fresh.get(`${message.chat.channel} ${message.key}`);
}

/**
 * When it counts as heard, in real time. Zalo keeps windows by the moment at which a person did something, which a call that it
 * repeats brings up to an hour later, and leaving opens none.
 */
function heardAt({ chat, kind, sentAt }: InboundMessage, at: Temporal.Instant): Temporal.Instant | null {
  if (chat.channel !== 'zalo-oa') return at;
  if (kind === 'left') return null;
  return Temporal.Instant.compare(sentAt, at) < 0 ? sentAt : at;
}

function chatRow(row: AdmittedRow): ChatRow {
  const { id, channel, externalId, personId, state, wrongCodes } = row;
  const since = row.wrongCodesSince === null ? null : Temporal.Instant.from(row.wrongCodesSince);
  return { id, channel, externalId, personId, state, wrongCodes, wrongCodesSince: since };
}

/** Which messages of a chat: the one of a platform key, or all that hold one of these words. */
export type Forgotten = { readonly key: UpdateKey } | { readonly words: readonly string[] };

/** Blanks messages for good; that they came, and took effect once, stays known. */
export async function forgetMessages(tx: Transaction, chat: ChatId, which: Forgotten): Promise<void> {
  await tx.execute(sql`
    update inbound_update set message = jsonb_build_object('kind', 'forgotten', 'sentAt', message -> 'sentAt')
    where chat_id = ${chat} and ${
      'key' in which
        ? sql`update_key = ${which.key}`
        : sql`exists (
            select from ${tableOf(
              which.words.map((word) => ({ word })),
              'wanted',
              'word text',
            )}
            where strpos(normalize(concat_ws(' ', message ->> 'text', message ->> 'caption')), word) > 0)`
    }`);
}

/** Days that raw messages are kept, as the consent text says; those set aside stay until someone has looked. */
const KEPT_DAYS = 30;

/** Deletes raw messages that are older than the consent text promises to keep them. `now` is real time. */
export async function deleteOldUpdates(tx: Transaction, now: Temporal.Instant): Promise<void> {
  await tx
    .delete(inboundUpdate)
    .where(
      and(lt(inboundUpdate.receivedAt, now.subtract({ hours: KEPT_DAYS * 24 })), isNull(inboundUpdate.error)),
    );
}
