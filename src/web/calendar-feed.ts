import { Hono, type Context } from 'hono';
import { etag } from 'hono/etag';
import type { Temporal } from 'temporal-polyfill';
import { may } from '../core/access/access.ts';
import { scopeFor } from '../core/access/scope.ts';
import { AGENDA_PAST_DAYS, agendaOf, type AgendaEvent } from '../core/agenda/agenda.ts';
import type { PersonId } from '../core/ids.ts';
import { readCalendarToken } from '../db/calendar-token.ts';
import type { Database } from '../db/connect.ts';
import {
  isCalendarLinkOpen,
  loadAgendaDuties,
  loadAgendaUnits,
  loadHolidaysChange,
} from '../db/queries/calendar-links.ts';
import type { HolidayCalendar } from '../db/queries/holidays.ts';
import { loadFormsInForce } from '../db/queries/openings.ts';
import { loadPeople, type KnownPerson } from '../db/queries/people.ts';
import { writeIcs } from '../documents/ics.ts';
import { limitRate } from './rate-limit.ts';

export type CalendarParts = {
  readonly db: Database;
  /** What links are signed with. */
  readonly secret: string;
  readonly zone: string;
  readonly calendar: HolidayCalendar;
  /** Calendar time. */
  readonly now: () => Promise<Temporal.Instant>;
  readonly remoteAddress: (c: Context) => string | undefined;
};

const PER_MINUTE = 60;

/**
 * `GET /lich/TOKEN.ics`: the deadlines of the person to whom the link was given. A link that was never given, was changed for
 * another or whose person has left or lost their posts answers as any page that does not exist.
 */
export function calendarRoutes(parts: CalendarParts): Hono {
  const { remoteAddress } = parts;
  const app = new Hono();
  app.get(
    '/lich/:file{[\\w-]+\\.ics}',
    limitRate({ perMinute: PER_MINUTE, remoteAddress, clock: () => performance.now() }),
    etag(),
    async (c) => {
      const link = readCalendarToken(parts.secret, c.req.param('file').replace(/\.ics$/, ''));
      const events = link && (await loadEvents(parts, link.person, link.serial));
      if (!events) return c.notFound();
      c.header('Content-Type', 'text/calendar; charset=utf-8');
      c.header('Cache-Control', 'private');
      return c.body(writeIcs(events, parts.zone));
    },
  );
  return app;
}

/** Undefined for a link that leads nowhere. */
async function loadEvents(
  parts: CalendarParts,
  person: PersonId,
  serial: number,
): Promise<readonly AgendaEvent[] | undefined> {
  const { db, zone } = parts;
  const now = await parts.now();
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const [isOpen, people] = await Promise.all([
    isCalendarLinkOpen(db, person, serial),
    loadPeople(db, [person], today),
  ]);
  const subscriber = people.get(person);
  if (!isOpen || !subscriber || !may(subscriber.posts, 'subscribe')) return undefined;
  return loadAgenda(parts, subscriber, now);
}

async function loadAgenda(
  { db, zone, calendar }: CalendarParts,
  { posts, places }: KnownPerson,
  now: Temporal.Instant,
): Promise<readonly AgendaEvent[]> {
  const scope = scopeFor(places, 'report');
  const [forms, reporting, duties, holidays, holidaysChangedAt] = await Promise.all([
    loadFormsInForce(db),
    loadAgendaUnits(db, scope),
    loadAgendaDuties(db, scope, now.subtract({ hours: 24 * AGENDA_PAST_DAYS })),
    calendar.current(db),
    loadHolidaysChange(db),
  ]);
  const led = posts.filter(({ role }) => role === 'leader' || role === 'coordinator');
  const bodies = new Map(led.flatMap(({ body }) => (body ? [[body.code, body]] : [])));
  return agendaOf({
    now,
    zone,
    holidays,
    holidaysChangedAt,
    forms,
    units: reporting,
    duties,
    bodies: [...bodies.values()],
  });
}
