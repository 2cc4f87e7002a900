import ical, { ICalEventTransparency } from 'ical-generator';
import type { AgendaEvent } from '../core/agenda/agenda.ts';
import { AGENDA_NAME, wordEvent } from '../texts/agenda.ts';

/** How often a calendar may ask anew, as far as it heeds us. */
const ASK_AGAIN_SECONDS = 3_600;
const MILLISECONDS_A_MINUTE = 60_000;

/**
 * The events as an iCalendar file (RFC 5545), moments in UTC. The same events give the same bytes, so that an unchanged calendar
 * is not sent again. There are no alarms: the bot reminds.
 */
export function writeIcs(events: readonly AgendaEvent[], zone: string): string {
  const calendar = ical({
    name: AGENDA_NAME,
    prodId: { company: 'Hai Chieu', product: 'lich', language: 'VI' },
    ttl: ASK_AGAIN_SECONDS,
  });
  for (const event of events) {
    const changed = new Date(event.changedAt.epochMilliseconds);
    calendar.createEvent({
      id: `${event.key}@hai-chieu`,
      start: new Date(event.at.epochMilliseconds),
      stamp: changed,
      lastModified: changed,
      // Grows with each change, as it must, without being counted.
      sequence: Math.floor(event.changedAt.epochMilliseconds / MILLISECONDS_A_MINUTE),
      transparency: ICalEventTransparency.TRANSPARENT,
      ...wordEvent(event, zone),
    });
  }
  return calendar.toString();
}
