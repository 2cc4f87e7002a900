import type { Temporal } from 'temporal-polyfill';
import type { PersonId } from '../core/ids.ts';
import { coverAbsent } from '../core/reminders/cover-absent.ts';
import type { Transaction } from '../db/connect.ts';
import { loadAway } from '../db/queries/absences.ts';
import { routesTo } from '../db/queries/chats.ts';

/** Who hears it for each group of these people while some of them are away. */
export async function loadCover(
  tx: Transaction,
  people: readonly PersonId[],
  today: Temporal.PlainDate,
): Promise<(group: readonly PersonId[]) => ReturnType<typeof coverAbsent>> {
  const distinct = [...new Set(people)];
  const away = await loadAway(tx, distinct, today);
  if (away.size === 0) return (group) => ({ contacts: group, standsIn: NOBODY });
  const standIns = [...away.values()].flatMap(({ standIn }) => standIn ?? []);
  const alsoAway = await loadAway(tx, standIns, today);
  const routes = await routesTo(tx, [...distinct, ...standIns]);
  const awayOf = (person: PersonId) => away.get(person) ?? alsoAway.get(person);
  return (group) => coverAbsent(group, awayOf, (person) => routes.has(person));
}

const NOBODY: ReadonlyMap<PersonId, string> = new Map();
