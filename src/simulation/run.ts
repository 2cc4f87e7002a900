import { Temporal } from 'temporal-polyfill';
import type { Receive } from '../channels/channel.ts';
import { createChance } from '../core/sample/chance.ts';
import { updateKey } from '../core/ids.ts';
import type { InboundMessage } from '../core/messages.ts';
import { momentsOfDay } from '../core/simulation/moments.ts';
import { setDemoClock } from '../db/clock.ts';
import type { Database } from '../db/connect.ts';
import { loadDeliveredSince, loadOwed } from '../db/queries/simulation.ts';
import { createContact, type Contact, type Doing } from './contact.ts';

/** The real service on a database of its own, without channels: the demo phones are the simulated people's. */
export type SimulatedService = {
  readonly db: Database;
  readonly zone: string;
  readonly receive: Receive;
  /** Does what is due at a calendar moment and returns when its messages are sent. */
  readonly tick: (now: Temporal.Instant) => Promise<void>;
  /** Returns when all messages decided so far are sent. */
  readonly settle: () => Promise<void>;
};

export type SimulationOptions = {
  /** A Monday. */
  readonly start: Temporal.PlainDate;
  readonly weeks: number;
  readonly seed: number;
  /** Hears of each week that is over. */
  readonly progress: (weeksDone: number) => void;
};

const MINUTE = 60_000;

/** What people are about to do, by the minute. */
type Agenda = Map<number, { readonly contact: Contact; readonly does: Doing['does'] }[]>;

/**
 * Lets a whole organisation work through some weeks on a fast clock: the schedule ticks, people hear what is delivered to them
 * and answer through the inbox. What comes of it is in the database.
 */
export async function runSimulation(
  service: SimulatedService,
  { start, weeks, seed, progress }: SimulationOptions,
): Promise<readonly Contact[]> {
  const { db, zone } = service;
  const contacts = new Map<string, Contact>();
  const agenda: Agenda = new Map();
  let heardUntil = 0;
  let updates = 0;

  async function hear(now: Temporal.Instant): Promise<void> {
    await service.settle();
    const delivered = await loadDeliveredSince(db, heardUntil);
    const byPerson = Map.groupBy(delivered, (message) => message.person);
    const owed = await loadOwed(db, [...byPerson.keys()], now);
    for (const [person, messages] of byPerson) {
      heardUntil = Math.max(heardUntil, ...messages.map(({ id }) => id));
      const contact = contacts.get(person) ?? createContact(person, createChance(`${seed} ${person}`), zone);
      contacts.set(person, contact);
      for (const doing of contact.hear(messages, owed.get(person) ?? [], now)) plan(contact, doing, now);
    }
  }

  function plan(contact: Contact, { does, afterMinutes }: Doing, now: Temporal.Instant): void {
    const minute = Math.floor(now.epochMilliseconds / MINUTE) + afterMinutes;
    agenda.set(minute, [...(agenda.get(minute) ?? []), { contact, does }]);
  }

  /** Lets people speak whose minute has come before the next tick. */
  async function speakUntil(moment: Temporal.Instant): Promise<void> {
    for (;;) {
      const minute = Math.min(...agenda.keys());
      if (minute * MINUTE >= moment.epochMilliseconds) return;
      const now = Temporal.Instant.fromEpochMilliseconds(minute * MINUTE);
      const speakers = agenda.get(minute) ?? [];
      agenda.delete(minute);
      await setDemoClock(db, now);
      await Promise.all(speakers.map(({ contact, does }) => service.receive([written(contact, does, now)])));
      await hear(now);
    }
  }

  function written({ person }: Contact, does: Doing['does'], sentAt: Temporal.Instant): InboundMessage {
    updates += 1;
    const envelope = {
      key: updateKey(`simulated ${updates}`),
      chat: { channel: 'demo', externalId: person },
      sentAt,
    } as const;
    if (does === 'blocks') return { ...envelope, kind: 'left' };
    return 'text' in does
      ? { ...envelope, kind: 'text', text: does.text }
      : { ...envelope, kind: 'choice', token: does.tap };
  }

  // The last week is due at its end and locks in the next one.
  const days = (weeks + 1) * 7;
  for (let day = 0; day < days; day += 1) {
    const date = start.add({ days: day });
    for (const moment of momentsOfDay(date, zone)) {
      await speakUntil(moment);
      await setDemoClock(db, moment);
      await service.tick(moment);
      await hear(moment);
    }
    if (date.dayOfWeek === 7) progress((day + 1) / 7);
  }
  return [...contacts.values()];
}
