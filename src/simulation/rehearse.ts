import { Temporal } from 'temporal-polyfill';
import type { StatedNotice } from '../core/calendar/notice-file.ts';
import type { OrganizationFile } from '../core/organization/organization-file.ts';
import { momentsOfDay } from '../core/simulation/moments.ts';
import type { Rehearsal } from '../core/simulation/rehearsal.ts';
import { setDemoClock } from '../db/clock.ts';
import { saveNotice } from '../db/queries/holidays.ts';
import { loadOnPhones } from '../db/queries/sample.ts';
import { loadUnasked } from '../db/queries/simulation.ts';
import type { SimulatedService } from './run.ts';
import { weeklySpread } from './spread.ts';

export type RehearsalOptions = {
  readonly organization: OrganizationFile;
  /** What was announced beyond the built-in holidays. */
  readonly notices: readonly StatedNotice[];
  readonly now: Temporal.Instant;
  readonly weeks: number;
};

/**
 * Runs the organisation's plan of messages from now on in an empty database, where all are linked and nobody reports. Nothing
 * reaches a person.
 */
export async function rehearse(
  service: Pick<SimulatedService, 'db' | 'zone' | 'tick' | 'settle'>,
  { organization, notices, now, weeks }: RehearsalOptions,
): Promise<Rehearsal> {
  const { db, zone } = service;
  await setDemoClock(db, now);
  await db.transaction(async (tx) => {
    for (const notice of notices) await saveNotice(tx, notice, now);
    await loadOnPhones(tx, organization, now, zone);
  });
  const from = now.toZonedDateTimeISO(zone).toPlainDate();
  const until = from.add({ weeks });
  for (let date = from; Temporal.PlainDate.compare(date, until) < 0; date = date.add({ days: 1 })) {
    for (const moment of momentsOfDay(date, zone)) {
      if (Temporal.Instant.compare(moment, now) < 0) continue;
      await setDemoClock(db, moment);
      await service.tick(moment);
    }
  }
  await service.settle();
  const messages = await loadUnasked(db);
  const people = [...Map.groupBy(messages, ({ person }) => person)].map(([person, own]) => ({
    person,
    name: own[0]?.name ?? person,
    messages: own.map(({ decidedAt, text }) => ({ at: decidedAt, text })),
  }));
  return {
    from,
    until,
    perPersonAndWeek: weeklySpread(messages, zone),
    people: people.toSorted(
      (one, other) => other.messages.length - one.messages.length || (one.person < other.person ? -1 : 1),
    ),
  };
}
