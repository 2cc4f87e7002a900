import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { FormDefinition, Values } from '../../core/forms/definition.ts';
import type { ObligationId, PersonCode, RevisionId, UnitCode } from '../../core/ids.ts';
import { plainText, type OutgoingMessage } from '../../core/messages.ts';
import type { Executor } from '../connect.ts';
import { loadRevisionValues } from './revision-values.ts';
import { tableOf } from './rows.ts';

export type DeliveredMessage = {
  readonly id: number;
  readonly person: PersonCode;
  readonly message: OutgoingMessage;
  readonly isUnasked: boolean;
};

/** What reached the demo phones after the delivery `id`, in order. A rewritten message rings with nobody. */
export async function loadDeliveredSince(db: Executor, id: number): Promise<readonly DeliveredMessage[]> {
  return db.execute<DeliveredMessage>(sql`
    select d.id, c.external_id as person, d.message, d.urgency = 0 as "isUnasked"
    from delivery d join chat c on c.id = d.chat_id
    where d.id > ${id} and d.state = 'sent' and d.edits is null and c.channel = 'demo'
    order by d.id`);
}

/** A report that is awaited from a person's unit. */
export type OwedReport = {
  readonly obligation: ObligationId;
  readonly unit: UnitCode;
  readonly form: FormDefinition;
  readonly periodStart: Temporal.PlainDate;
};

/** What the units of these contacts have not reported yet, of periods that are open, latest last. */
export async function loadOwed(
  db: Executor,
  people: readonly PersonCode[],
  now: Temporal.Instant,
): Promise<ReadonlyMap<PersonCode, readonly OwedReport[]>> {
  if (people.length === 0) return new Map();
  const rows = await db.execute<Omit<OwedReport, 'periodStart'> & { person: PersonCode; start: string }>(sql`
    select wanted.code as person, o.id as obligation, u.code as unit, v.definition as form, p.data_start as start
    from ${tableOf(
      people.map((code) => ({ code })),
      'wanted',
      'code text',
    )}
      join person on person.code = wanted.code
      join holder h on h.person_id = person.id
      join post on post.id = h.post_id and post.role = 'contact'
      join unit u on u.id = post.unit_id
      join obligation o on o.unit_id = u.id
      join period p on p.id = o.period_id and p.opens_at <= ${now.toString()} and p.locks_at > ${now.toString()}
      join form_version v on v.id = p.form_version_id
    where not exists (select from report r where r.obligation_id = o.id)
    order by p.data_start`);
  return Map.groupBy(
    rows.map(({ start, ...row }) => ({ ...row, periodStart: Temporal.PlainDate.from(start) })),
    (row) => row.person,
  );
}

/** When the last of the periods that ended before the day locks. Throws if there is none. */
export async function loadLastLock(db: Executor, before: Temporal.PlainDate): Promise<Temporal.Instant> {
  const [row] = await db.execute<{ at: string | null }>(
    sql`select max(locks_at) as at from period where data_end < ${before.toString()}`,
  );
  if (!row?.at) throw new Error(`no period ended before ${before.toString()}`);
  return Temporal.Instant.from(row.at);
}

/** A report of the simulated weeks as it ended. */
export type EndedReport = {
  readonly obligation: ObligationId;
  readonly periodStart: Temporal.PlainDate;
  /** Null: it never came. */
  readonly lateMinutes: number | null;
  readonly values: Values;
};

/** What was owed for periods that lie within the days, the last one excluded. */
export async function loadEndedReports(
  db: Executor,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
): Promise<readonly EndedReport[]> {
  const rows = await db.execute<
    Omit<EndedReport, 'values' | 'periodStart'> & { start: string; revision: RevisionId | null }
  >(sql`
    select o.id as obligation, p.data_start as start, rev.late_minutes as "lateMinutes", rev.id as revision
    from obligation o
      join period p on p.id = o.period_id and p.data_start >= ${from.toString()} and p.data_end < ${until.toString()}
      left join report r on r.obligation_id = o.id
      left join lateral (
        select * from report_revision candidate where candidate.report_id = r.id order by revision desc limit 1
      ) rev on true
    where o.feeds is null`);
  const valuesOf = await loadRevisionValues(
    db,
    rows.flatMap(({ revision }) => revision ?? []),
    [],
  );
  return rows.map(({ revision, start, ...row }) => ({
    ...row,
    periodStart: Temporal.PlainDate.from(start),
    values: (revision === null ? undefined : valuesOf.get(revision)) ?? {},
  }));
}

/** An unasked message that went out. */
export type Unasked = {
  readonly person: PersonCode;
  readonly name: string;
  readonly decidedAt: Temporal.Instant;
  readonly text: string;
};

export async function loadUnasked(db: Executor): Promise<readonly Unasked[]> {
  const rows = await db.execute<{
    person: PersonCode;
    name: string;
    at: string;
    message: OutgoingMessage;
  }>(sql`
    select person.code as person, person.name, d.created_at as at, d.message
    from delivery d join chat c on c.id = d.chat_id join person on person.id = c.person_id
    where d.urgency = 0 and d.state = 'sent' and d.edits is null
    order by d.id`);
  return rows.map(({ person, name, at, message }) => ({
    person,
    name,
    decidedAt: Temporal.Instant.from(at),
    text: plainText(message.text),
  }));
}
