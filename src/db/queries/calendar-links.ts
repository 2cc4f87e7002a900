import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { AccessScope } from '../../core/access/scope.ts';
import type { KnownDuty, ReportingUnit } from '../../core/agenda/agenda.ts';
import type { ChatId, FormCode, PersonId } from '../../core/ids.ts';
import type { Executor, Transaction } from '../connect.ts';
import { reachesUnit } from './access.ts';
import { PERIOD_COLUMNS, periodView, type PeriodColumns } from './period-view.ts';
import { tableOf } from './rows.ts';

export type CalendarLink = { readonly serial: number; readonly active: boolean };

/** The link that the person was given last; undefined: none yet. */
export async function loadCalendarLink(db: Executor, person: PersonId): Promise<CalendarLink | undefined> {
  const [link] = await db.execute<CalendarLink>(
    sql`select serial, active from calendar_link where person_id = ${person}`,
  );
  return link;
}

/** Whether a link that was given out leads somewhere still: it is the latest, and its person has a chat here. */
export async function isCalendarLinkOpen(db: Executor, person: PersonId, serial: number): Promise<boolean> {
  const found = await db.execute(sql`
    select from calendar_link l
    where l.person_id = ${person} and l.serial = ${serial} and l.active
      and exists (select from chat c where c.person_id = l.person_id)`);
  return found.length > 0;
}

/** From now on the link of that serial is the person's, and one before it ends. */
export async function openCalendarLinks(
  tx: Transaction,
  links: readonly {
    readonly person: PersonId;
    readonly serial: number;
    readonly at: Temporal.Instant;
  }[],
): Promise<void> {
  if (links.length === 0) return;
  await tx.execute(sql`
    insert into calendar_link (person_id, serial, active, changed_at)
    select person, serial, true, at
    from ${tableOf(links, 'given', 'person bigint, serial integer, at timestamptz')}
    on conflict (person_id) do update set serial = excluded.serial, active = true, changed_at = excluded.changed_at
      where excluded.serial > calendar_link.serial`);
}

/** Who leaves by the chat, and has no other, has no calendar any more; one who joins again gets another link. */
export async function closeCalendarLink(
  tx: Transaction,
  person: PersonId,
  chat: ChatId,
  at: Temporal.Instant,
): Promise<void> {
  await tx.execute(sql`
    update calendar_link set active = false, changed_at = ${at.toString()}
    where person_id = ${person} and active
      and not exists (select from chat c where c.person_id = ${person} and c.id <> ${chat})`);
}

/** The units in the scope, with the days between which they exist. */
export async function loadAgendaUnits(db: Executor, scope: AccessScope): Promise<readonly ReportingUnit[]> {
  const rows = await db.execute<
    Omit<ReportingUnit, 'from' | 'until'> & { readonly from: string | null; readonly until: string | null }
  >(sql`
    select u.code, u.name, u.kind, u.active_from as "from", u.active_until as "until"
    from unit u where ${reachesUnit(scope, sql`u.id`)} order by u.id`);
  return rows.map(({ from, until, ...unit }) => ({
    ...unit,
    from: from === null ? null : Temporal.PlainDate.from(from),
    until: until === null ? null : Temporal.PlainDate.from(until),
  }));
}

type DutyRow = PeriodColumns & {
  readonly unitCode: string;
  readonly unitName: string;
  readonly form: FormCode;
  readonly formName: string;
  readonly exempt: boolean;
  readonly sentAt: string | null;
  readonly lateMinutes: number | null;
};

/** What the units in the scope owe, or have sent, for known periods that fall due from `since` on. */
export async function loadAgendaDuties(
  db: Executor,
  scope: AccessScope,
  since: Temporal.Instant,
): Promise<readonly KnownDuty[]> {
  const rows = await db.execute<DutyRow>(sql`
    select u.code as "unitCode", u.name as "unitName", f.code as form, v.definition ->> 'name' as "formName",
      o.exempt_reason is not null as exempt, rev.submitted_at as "sentAt", rev.late_minutes as "lateMinutes", ${PERIOD_COLUMNS}
    from obligation o
      join period p on p.id = o.period_id
      join form f on f.id = p.form_id
      join form_version v on v.id = p.form_version_id
      join unit u on u.id = o.unit_id
      left join report r on r.obligation_id = o.id
      left join lateral (
        select * from report_revision candidate where candidate.report_id = r.id order by revision desc limit 1
      ) rev on true
    where p.due_at >= ${since.toString()} and ${reachesUnit(scope, sql`o.unit_id`)}
    order by p.due_at, o.id`);
  return rows.map((row) => ({
    unit: { code: row.unitCode, name: row.unitName },
    form: row.form,
    formName: row.formName,
    period: periodView(row),
    exempt: row.exempt,
    sent:
      row.sentAt === null
        ? null
        : { at: Temporal.Instant.from(row.sentAt), lateMinutes: row.lateMinutes ?? 0 },
  }));
}

/** When days off were last announced to this database; null: never. */
export async function loadHolidaysChange(db: Executor): Promise<Temporal.Instant | null> {
  const [row] = await db.execute<{ at: string | null }>(
    sql`select max(imported_at) as at from holiday_notice`,
  );
  return row?.at ? Temporal.Instant.from(row.at) : null;
}
