import { Temporal } from 'temporal-polyfill';
import type { Receive } from '../channels/channel.ts';
import { createChance } from '../core/sample/chance.ts';
import { updateKey } from '../core/ids.ts';
import type { InboundMessage } from '../core/messages.ts';
import { momentsOfDay } from '../core/simulation/moments.ts';
import { setDemoClock } from '../db/clock.ts';
import type { Database } from '../db/connect.ts';
import { loadDeliveredSince, loadLastLock, loadOwed } from '../db/queries/simulation.ts';
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
type Agenda = Map<number, Act[]>;
type Act = { readonly contact: Contact; readonly does: Doing['does'] };

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

  /** `spoke`: when those who just spoke did so; what they hear answers that. */
  async function hear(
    now: Temporal.Instant,
    spoke: ReadonlyMap<string, Temporal.Instant> = new Map(),
  ): Promise<void> {
    await service.settle();
    const delivered = await loadDeliveredSince(db, heardUntil);
    const byPerson = Map.groupBy(delivered, (message) => message.person);
    const owed = await loadOwed(db, [...byPerson.keys()], now);
    for (const [person, messages] of byPerson) {
      heardUntil = Math.max(heardUntil, ...messages.map(({ id }) => id));
      const contact = contacts.get(person) ?? createContact(person, createChance(`${seed} ${person}`), zone);
      contacts.set(person, contact);
      const spokeAt = spoke.get(person) ?? now;
      for (const doing of contact.hear(messages, owed.get(person) ?? [], spokeAt))
        plan(contact, doing, spokeAt);
    }
  }

  function plan(contact: Contact, { does, afterMinutes }: Doing, now: Temporal.Instant): void {
    const minute = Math.floor(now.epochMilliseconds / MINUTE) + afterMinutes;
    const acts = agenda.get(minute) ?? [];
    acts.push({ contact, does });
    agenda.set(minute, acts);
  }

  /**
   * Lets people speak whose minute has come before the next tick. They are received together, by the clock of the first of them: what
   * a message means for a deadline changes at ticks only. Answers to them are given in their own minutes.
   */
  async function speakUntil(moment: Temporal.Instant): Promise<void> {
    for (;;) {
      const minutes = [...agenda.keys()]
        .filter((minute) => minute * MINUTE < moment.epochMilliseconds)
        .toSorted((one, other) => one - other);
      const [first] = minutes;
      if (first === undefined) return;
      const now = instantOf(first);
      const spoke = new Map<string, Temporal.Instant>();
      const messages: InboundMessage[] = [];
      for (const minute of minutes) {
        for (const { contact, does } of agenda.get(minute) ?? []) {
          spoke.set(contact.person, instantOf(minute));
          messages.push(written(contact, does, now));
        }
        agenda.delete(minute);
      }
      await setDemoClock(db, now);
      await service.receive(messages);
      await hear(now, spoke);
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

  const end = start.add({ weeks });
  let last = end;
  for (let date = start; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    // What is owed for the last week locks some days later.
    if (date.equals(end)) last = (await loadLastLock(db, end)).toZonedDateTimeISO(zone).toPlainDate();
    for (const moment of momentsOfDay(date, zone)) {
      await speakUntil(moment);
      await setDemoClock(db, moment);
      await service.tick(moment);
      await hear(moment);
    }
    if (date.dayOfWeek === 7) progress(Math.floor(start.until(date).days / 7) + 1);
  }
  return [...contacts.values()];
}

function instantOf(minute: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(minute * MINUTE);
}
