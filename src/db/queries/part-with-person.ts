import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { ChatId, PersonId } from '../../core/ids.ts';
import type { Transaction } from '../connect.ts';
import { unlinkChats } from './chats.ts';
import { revokeInvites } from './invites.ts';
import { endStandIns } from './stand-ins.ts';

/** What stands in the place of a name that was erased, in old reports and lists. */
const NO_NAME = 'Người đã xóa dữ liệu';

/** The person is reached nowhere any more, and what was agreed to is withdrawn. Returns the chats that were theirs. */
export async function withdrawConsent(
  tx: Transaction,
  person: PersonId,
  { at, realNow }: { readonly at: Temporal.Instant; readonly realNow: Temporal.Instant },
): Promise<readonly ChatId[]> {
  const rows = await tx.execute<{ id: ChatId }>(
    sql`select id from chat where person_id = ${person} order by id for update`,
  );
  const chats = rows.map(({ id }) => id);
  if (chats.length > 0) await unlinkChats(tx, chats, at);
  await tx.execute(sql`
    update consent set withdrawn_at = ${at.toString()} where person_id = ${person} and withdrawn_at is null`);
  await revokeInvites(tx, person, realNow);
  await tx.execute(sql`
    update calendar_link set active = false, changed_at = ${at.toString()} where person_id = ${person} and active`);
  await tx.execute(sql`delete from held_notice where person_id = ${person}`);
  return chats;
}

/**
 * Withdraws the consent and takes the person out of what the office keeps: reports and decisions stay under unit and post, signed by
 * somebody without a name, for nobody may change them. What was written and told in the chats is blanked, absences are deleted, and
 * the posts are vacant from `today` on. It cannot be undone.
 */
export async function erasePerson(
  tx: Transaction,
  person: PersonId,
  when: {
    readonly at: Temporal.Instant;
    readonly realNow: Temporal.Instant;
    readonly today: Temporal.PlainDate;
  },
): Promise<void> {
  const chats = await withdrawConsent(tx, person, when);
  const ids = sql`select jsonb_array_elements_text(${JSON.stringify(chats)}::text::jsonb)::bigint`;
  await tx.execute(sql`
    update inbound_update set message = jsonb_build_object('kind', 'forgotten', 'sentAt', message -> 'sentAt') where chat_id in (${ids})`);
  await tx.execute(sql`
    update delivery set message = '{"text": [], "buttons": []}'
    where chat_id in (${ids}) and state not in ('waiting', 'sending')`);
  await tx.execute(sql`delete from conversation where chat_id in (${ids})`);
  await endStandIns(tx, sql`select id from absence where person_id = ${person}`, when.today);
  await tx.execute(sql`delete from absence where person_id = ${person}`);
  await tx.execute(sql`delete from digest_wish where person_id = ${person}`);
  await tx.execute(
    sql`update absence set stand_in_id = null, stand_in_name = null, stand_in_answer = null where stand_in_id = ${person}`,
  );
  // Who was to begin later, or began today, never held the post.
  await tx.execute(
    sql`delete from holder where person_id = ${person} and held_from >= ${when.today.toString()}`,
  );
  await tx.execute(sql`
    update holder set held_until = ${when.today.toString()}
    where person_id = ${person} and (held_until is null or held_until > ${when.today.toString()})`);
  await tx.execute(sql`
    update person set code = 'da-xoa-' || id, name = ${NO_NAME}, honorific = 'đồng chí', phone = null, preferred_channel = null
    where id = ${person}`);
}
