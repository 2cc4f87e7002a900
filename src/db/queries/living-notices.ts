import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { DeliveryId, ObligationId, PersonId } from '../../core/ids.ts';
import { CHANNELS_WITH_EDITS } from '../../core/messages.ts';
import type { NoticedReport } from '../../core/reminders/living-notice.ts';
import type { Executor, Transaction } from '../connect.ts';
import type { NoticedAs } from '../schema/notice.ts';
import type { MessagePart } from './outbox.ts';
import { PERIOD_COLUMNS, periodView, type PeriodColumns } from './period-view.ts';
import { idTable, tableOf } from './rows.ts';
import { readSignOffState, SIGN_OFF, type SignOffColumn } from './sign-off-columns.ts';

export type NewLivingNotice = {
  readonly obligation: ObligationId;
  readonly person: PersonId;
  readonly delivery: DeliveryId;
  readonly noticedAs: NoticedAs;
  readonly standsInFor: string | null;
};

export type LivingNotice = {
  readonly delivery: DeliveryId;
  readonly obligation: ObligationId;
  readonly person: PersonId;
} & MessagePart;

/**
 * All reports of the reminders that are about one of these. They stay locked until the end of the transaction, so that whoever
 * decides on one of those messages at the same time does so with what this one has changed.
 */
export async function lockNotices(
  tx: Transaction,
  obligations: readonly ObligationId[],
): Promise<readonly LivingNotice[]> {
  if (obligations.length === 0) return [];
  // An array and no join: a table that grew since it was last counted would be read whole.
  return tx.execute<LivingNotice>(sql`
    select n.delivery_id as delivery, n.obligation_id as obligation, n.person_id as person,
      n.own_pieces as pieces, n.own_rows as rows
    from living_notice n
    where n.delivery_id = any(array(
      select about.delivery_id from ${idTable(obligations)} join living_notice about on about.obligation_id = wanted.id
    ))
    order by n.obligation_id, n.person_id, n.above
    for no key update of n`);
}

/** From now on these messages are the ones that are rewritten. Nothing has been added to them yet. */
export async function saveNotices(tx: Transaction, notices: readonly NewLivingNotice[]): Promise<void> {
  if (notices.length === 0) return;
  await tx.execute(sql`
    insert into living_notice (obligation_id, person_id, above, delivery_id, noticed_as, stands_in_for, own_pieces, own_rows)
    select obligation, person, "noticedAs" = 'late-unit', delivery, "noticedAs", "standsInFor",
      jsonb_array_length(d.message -> 'text'), jsonb_array_length(d.message -> 'buttons')
    from ${tableOf(
      notices,
      'noticed',
      'obligation bigint, person bigint, delivery bigint, "noticedAs" text, "standsInFor" text',
    )} join delivery d on d.id = noticed.delivery
    order by obligation, person, "noticedAs" = 'late-unit'
    on conflict (obligation_id, person_id, above) do update
    set delivery_id = excluded.delivery_id, noticed_as = excluded.noticed_as, stands_in_for = excluded.stands_in_for,
      own_pieces = excluded.own_pieces, own_rows = excluded.own_rows`);
}

/** Of these reports the ones that have come. */
export async function reportedOf(
  db: Executor,
  obligations: readonly ObligationId[],
): Promise<readonly ObligationId[]> {
  if (obligations.length === 0) return [];
  const rows = await db.execute<{ obligation: ObligationId }>(sql`
    select r.obligation_id as obligation from ${idTable(obligations)} join report r on r.obligation_id = wanted.id`);
  return rows.map(({ obligation }) => obligation);
}

type Row = PeriodColumns & {
  readonly delivery: DeliveryId;
  readonly obligation: ObligationId;
  readonly noticedAs: NoticedAs;
  readonly standsInFor: string | null;
  readonly unitCode: string;
  readonly unitName: string;
  readonly formName: string;
  readonly closesAt: string;
  readonly exempt: boolean;
  readonly sentAt: string | null;
  readonly revision: number | null;
  readonly signOff: SignOffColumn;
};

/**
 * The reports of each of these messages as they stand, in the order in which the plan lists them. A message that cannot be rewritten or
 * whose chat has become another person's is left out.
 */
export async function loadNoticed(
  tx: Transaction,
  deliveries: readonly DeliveryId[],
): Promise<ReadonlyMap<DeliveryId, readonly NoticedReport[]>> {
  if (deliveries.length === 0) return new Map();
  const rows = await tx.execute<Row>(sql`
    select n.delivery_id as delivery, n.obligation_id as obligation, n.noticed_as as "noticedAs",
      n.stands_in_for as "standsInFor", u.code as "unitCode", u.name as "unitName", v.definition ->> 'name' as "formName",
      ${PERIOD_COLUMNS}, greatest(p.locks_at, o.reopened_until) as "closesAt", o.exempt_reason is not null as exempt, first.submitted_at as "sentAt", rev.revision,
      ${SIGN_OFF} as "signOff"
    from ${idTable(deliveries)}
      join delivery d on d.id = wanted.id
      join chat c on c.id = d.chat_id and c.channel = any(string_to_array(${[...CHANNELS_WITH_EDITS].join(',')}::text, ','))
      join living_notice n on n.delivery_id = d.id and n.person_id = c.person_id
      join obligation o on o.id = n.obligation_id
      join period p on p.id = o.period_id
      join form f on f.id = p.form_id
      join form_version v on v.id = p.form_version_id
      join unit u on u.id = o.unit_id
      left join report rep on rep.obligation_id = o.id
      left join report_revision first on first.report_id = rep.id and first.revision = 1
      left join lateral (
        select * from report_revision latest where latest.report_id = rep.id order by latest.revision desc limit 1
      ) rev on true
    order by delivery, "dueAt", f.code, "unitCode"`);
  const noticed = new Map<DeliveryId, NoticedReport[]>();
  for (const row of rows) noticed.set(row.delivery, [...(noticed.get(row.delivery) ?? []), reportOf(row)]);
  return noticed;
}

function reportOf(row: Row): NoticedReport {
  const { obligation, noticedAs, standsInFor, exempt, sentAt, revision } = row;
  return {
    obligation,
    about: {
      unit: { code: row.unitCode, name: row.unitName },
      formName: row.formName,
      period: { ...periodView(row), locksAt: Temporal.Instant.from(row.closesAt) },
    },
    as: noticedAs,
    standsInFor,
    exempt,
    sent:
      sentAt === null || revision === null
        ? null
        : { at: Temporal.Instant.from(sentAt), revision, signOff: readSignOffState(row.signOff) },
  };
}
