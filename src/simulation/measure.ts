import { isDeepStrictEqual } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { startOfDay } from '../core/calendar/wall-time.ts';
import { isQuiet } from '../core/calendar/working-time.ts';
import type { Values } from '../core/forms/definition.ts';
import type { Outcome, WrongReport } from '../core/simulation/outcome.ts';
import { loadHolidays } from '../db/queries/holidays.ts';
import { loadEndedReports, loadUnasked, type Unasked } from '../db/queries/simulation.ts';
import type { Contact, ReportOfContact } from './contact.ts';
import type { SimulatedService } from './run.ts';
import { spreadOf, weeklySpread } from './spread.ts';
import { weeksOf } from './weeks.ts';

const DAY_MILLISECONDS = 24 * 3_600_000;
/** As many as a person reads. */
const MOST_WRONG = 50;

export async function measure(
  { db, zone }: Pick<SimulatedService, 'db' | 'zone'>,
  contacts: readonly Contact[],
  { start, weeks }: { readonly start: Temporal.PlainDate; readonly weeks: number },
): Promise<Outcome> {
  const ended = await loadEndedReports(db, start, start.add({ weeks }));
  const unasked = await loadUnasked(db);
  const holidays = await loadHolidays(db);
  const end = startOfDay(start.add({ weeks }), zone);
  const written = new Map(contacts.flatMap(({ reports }) => [...reports]));
  const sent = ended.filter((report) => report.lateMinutes !== null);
  const reporters = new Set(contacts.filter(({ reports }) => reports.size > 0).map(({ person }) => person));
  const reminders = unasked.filter(
    ({ person, decidedAt }) => reporters.has(person) && Temporal.Instant.compare(decidedAt, end) < 0,
  );
  const counted = (count: (report: ReportOfContact) => number) =>
    spreadOf(
      sent.flatMap(({ obligation }) => {
        const report = written.get(obligation);
        return report ? [count(report)] : [];
      }),
    );
  const wrong = sent.flatMap(({ obligation, values }) => differences(values, written.get(obligation)) ?? []);
  return {
    expected: ended.length,
    onTime: sent.filter((report) => report.lateMinutes === 0).length,
    late: sent.filter((report) => report.lateMinutes !== 0).length,
    missing: ended.length - sent.length,
    wrong: wrong.length,
    wrongReports: wrong.slice(0, MOST_WRONG),
    remindersPerReport: reminders.length / ended.length,
    messagesPerReport: counted((report) => report.messages),
    questionsPerReport: counted((report) => report.questions),
    unaskedPerPersonAndWeek: weeklySpread(
      unasked.filter(({ decidedAt }) => Temporal.Instant.compare(decidedAt, end) < 0),
      zone,
    ),
    inQuietTime: unasked.filter(({ decidedAt }) => isQuiet(decidedAt, zone, holidays)).length,
    doubles: countDoubles(unasked),
    weekly: weeksOf(ended, unasked, reminders, { start, weeks, zone }),
  };
}

/** Undefined: the report holds what was meant. One that nobody wrote is wrong, whatever it holds. */
function differences(stored: Values, report: ReportOfContact | undefined): WrongReport | undefined {
  if (!report) return { text: '', expected: {}, stored };
  const { meant, typed } = report;
  const differing = Object.keys(meant).filter((code) => !isDeepStrictEqual(stored[code], meant[code]));
  if (differing.length === 0) return undefined;
  const held = (values: Values) => Object.fromEntries(differing.map((code) => [code, values[code] ?? null]));
  return { text: typed.join('\n'), expected: held(meant), stored: held(stored) };
}

function countDoubles(unasked: readonly Unasked[]): number {
  const last = new Map<string, number>();
  let doubles = 0;
  for (const { person, text, decidedAt } of unasked) {
    const before = last.get(`${person} ${text}`);
    if (before !== undefined && decidedAt.epochMilliseconds - before < DAY_MILLISECONDS) doubles += 1;
    last.set(`${person} ${text}`, decidedAt.epochMilliseconds);
  }
  return doubles;
}
