import type { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../core/calendar/holidays.ts';
import { isQuiet } from '../core/calendar/working-time.ts';
import type { PersonId } from '../core/ids.ts';
import type { Transaction } from '../db/connect.ts';
import { loadDueNotices, markNoticesSent, type HeldNotice } from '../db/queries/held-notices.ts';
import { sayTogether } from '../delivery/enqueue.ts';
import { unaskedRoom } from '../effects/unasked-room.ts';

/** Says what quiet time held back: one message a person. Gives the number of messages. */
export async function sendHeldNotices(
  tx: Transaction,
  now: Temporal.Instant,
  { zone, holidays }: { readonly zone: string; readonly holidays: Holidays },
): Promise<number> {
  const due = await loadDueNotices(tx, now);
  if (due.length === 0 || isQuiet(now, zone, holidays)) return 0;
  const byPerson = Map.groupBy(due, (notice) => notice.person);
  const roomOf = await unaskedRoom(tx, [...byPerson.keys()], now, zone);
  const told = [...byPerson].map(([person, notices]) => ({
    person,
    chat: roomOf(person),
    dedupKey: keyOf(person, notices),
    messages: notices.map(({ message }) => message),
    notices,
  }));
  const sent = await sayTogether(tx, told, now);
  await markNoticesSent(
    tx,
    told.flatMap(({ dedupKey, notices }) => {
      const delivery = sent.get(dedupKey);
      return delivery === undefined ? [] : notices.map(({ id }) => ({ id, delivery }));
    }),
  );
  return sent.size;
}

/** A message is known by the first notice in it, which is never said again. */
function keyOf(person: PersonId, [first]: readonly HeldNotice[]): string {
  return `notice ${person} ${first?.id ?? ''}`;
}
