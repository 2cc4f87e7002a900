import { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../core/calendar/holidays.ts';
import { nextWorkingMoment, weekAround } from '../core/calendar/working-time.ts';
import type { Owing } from '../core/digest/owing.ts';
import { planNudge, type NudgePlan } from '../core/reminders/plan-nudge.ts';
import type { Transaction } from '../db/connect.ts';
import { routesTo } from '../db/queries/chats.ts';
import type { MeantDigest } from '../db/queries/digest-details.ts';
import { loadPromises } from '../db/queries/late-notices.ts';
import { loadLastReminders, loadNudges } from '../db/queries/nudges.ts';
import { countUnasked } from '../db/queries/outbox.ts';
import { loadAwaited, loadReminded } from '../db/queries/reminders.ts';
import { loadSnoozes } from '../db/queries/snoozes.ts';
import { loadCover } from '../effects/cover.ts';

export type Day = {
  readonly now: Temporal.Instant;
  readonly today: Temporal.PlainDate;
  readonly zone: string;
  readonly holidays: Holidays;
};

/** Whom a reminder asked for now would reach among those that owe a report of the digest's period. */
export async function loadNudgePlan(
  tx: Transaction,
  meant: MeantDigest,
  { missing }: Pick<Owing, 'missing'>,
  { now, today, zone, holidays }: Day,
): Promise<NudgePlan> {
  const named = new Set(missing.map(({ unit }) => unit.code));
  const awaited = (await loadAwaited(tx, now)).filter(
    ({ periodId, feedsUnitId, unit }) =>
      periodId === meant.periodId && feedsUnitId === null && named.has(unit.code),
  );
  const obligations = awaited.map(({ obligation }) => obligation);
  const { contactsOf } = await loadReminded(
    tx,
    awaited.map(({ unitId }) => unitId),
    today,
  );
  const cover = await loadCover(
    tx,
    awaited.flatMap(({ unitId }) => contactsOf(unitId)),
    today,
  );
  const promises = await loadPromises(tx, obligations);
  const snoozes = await loadSnoozes(tx, obligations);
  const nudges = await loadNudges(tx, obligations);
  const units = awaited.map(({ obligation, unit, unitId, period, owedSinceAt }) => {
    const promised = promises.get(obligation);
    const snoozed = snoozes.get(obligation);
    const nudgedAt = nudges.get(obligation);
    return {
      obligation,
      unit,
      untracked: Temporal.Instant.compare(period.dueAt, owedSinceAt) <= 0,
      contacts: [...new Set(cover(contactsOf(unitId)).contacts)],
      ...(promised === undefined ? {} : { promised }),
      ...(snoozed === undefined ? {} : { snoozes: snoozed }),
      ...(nudgedAt === undefined ? {} : { nudgedAt }),
    };
  });
  const people = [...new Set(units.flatMap(({ contacts }) => contacts))];
  const sendAt = nextWorkingMoment(now, zone, holidays);
  const week = weekAround(sendAt, zone);
  const routes = await routesTo(tx, people);
  return planNudge({
    units,
    now,
    sendAt,
    locksAt: meant.locksAt,
    isLinked: (person) => routes.has(person),
    sentThisWeek: await countUnasked(tx, people, week.from, week.until),
    lastReminded: await loadLastReminders(tx, obligations),
  });
}
