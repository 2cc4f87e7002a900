import type { Temporal } from 'temporal-polyfill';
import { weekAround } from '../core/calendar/working-time.ts';
import type { ChatId, PersonId } from '../core/ids.ts';
import { UNASKED_A_WEEK } from '../core/reminders/weekly-room.ts';
import type { Transaction } from '../db/connect.ts';
import { bulkRoutesTo } from '../db/queries/zalo-bot-use.ts';
import { lockPeople } from '../db/queries/people.ts';
import { countUnasked } from '../db/queries/outbox.ts';

/**
 * Where an unasked message to each of these people may go; undefined: nowhere, or the person's share of the week is used up. Until
 * the transaction ends no other one reckons with these people: each of several at once would find the same last place.
 */
export async function unaskedRoom(
  tx: Transaction,
  people: readonly PersonId[],
  at: Temporal.Instant,
  zone: string,
): Promise<(person: PersonId) => ChatId | undefined> {
  await lockPeople(tx, people);
  const week = weekAround(at, zone);
  const routes = await bulkRoutesTo(tx, people);
  const sentThisWeek = await countUnasked(tx, people, week.from, week.until);
  return (person) => ((sentThisWeek.get(person) ?? 0) < UNASKED_A_WEEK ? routes.get(person) : undefined);
}
