import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { Fault } from '../../core/errors.ts';
import type { PersonId } from '../../core/ids.ts';
import type { Channel } from '../../core/messages.ts';
import type { PersonalData } from '../../core/personal/personal-data.ts';
import type { OwnField } from '../../core/personal/words.ts';
import type { Executor, Transaction } from '../connect.ts';

/** Reports that are named one by one. */
const MOST_REPORTS = 10;
const MOST_ABSENCES = 5;

type Row = {
  readonly phone: string | null;
  readonly preferred: Channel | null;
  readonly channels: readonly {
    readonly channel: Channel;
    readonly linkedAt: string | null;
    readonly blocked: boolean;
  }[];
  readonly consents: readonly {
    readonly version: number;
    readonly givenAt: string;
    readonly channel: Channel;
    readonly withdrawnAt: string | null;
  }[];
  readonly reports: readonly {
    readonly unit: string;
    readonly form: string;
    readonly period: string;
    readonly revision: number;
    readonly at: string;
  }[];
  readonly reportCount: number;
  readonly fileCount: number;
  readonly messageCount: number;
  readonly absences: readonly { readonly firstDay: string; readonly lastDay: string }[];
};

/** All that is kept of the person who asks. Never for another: what others may see goes by an AccessScope. */
export async function loadPersonalData(db: Executor, person: PersonId): Promise<PersonalData> {
  const [row] = await db.execute<Row>(sql`
    select p.phone, p.preferred_channel as preferred,
      coalesce((
        select jsonb_agg(jsonb_build_object('channel', c.channel, 'linkedAt', c.linked_at, 'blocked', c.state = 'blocked')
          order by c.state = 'blocked', (c.channel is not distinct from p.preferred_channel) desc, c.last_inbound_at desc nulls last)
        from chat c where c.person_id = p.id and c.state in ('linked', 'blocked')
      ), '[]') as channels,
      coalesce((
        select jsonb_agg(jsonb_build_object('version', s.text_version, 'givenAt', s.given_at, 'channel', c.channel,
          'withdrawnAt', s.withdrawn_at) order by s.id)
        from consent s join chat c on c.id = s.chat_id where s.person_id = p.id
      ), '[]') as consents,
      coalesce((
        select jsonb_agg(jsonb_build_object('unit', unit, 'form', form, 'period', period, 'revision', revision, 'at', at) order by at desc)
        from (
          select u.name as unit, v.definition ->> 'name' as form, period.code as period, r.revision, r.submitted_at as at
          from report_revision r
            join report on report.id = r.report_id
            join obligation o on o.id = report.obligation_id
            join unit u on u.id = o.unit_id
            join period on period.id = o.period_id
            join form_version v on v.id = period.form_version_id
          where r.person_id = p.id
          order by r.submitted_at desc limit ${MOST_REPORTS}
        ) latest
      ), '[]') as reports,
      (select count(*)::int from report_revision r where r.person_id = p.id) as "reportCount",
      (select count(*)::int from attachment a where a.person_id = p.id) as "fileCount",
      (select count(*)::int from inbound_update i join chat c on c.id = i.chat_id where c.person_id = p.id) as "messageCount",
      coalesce((
        select jsonb_agg(jsonb_build_object('firstDay', first_day, 'lastDay', last_day) order by last_day desc)
        from (select * from absence where person_id = p.id order by last_day desc limit ${MOST_ABSENCES}) away
      ), '[]') as absences
    from person p where p.id = ${person}`);
  if (!row) throw new Fault(`there is no person ${person}`);
  return {
    ...row,
    channels: row.channels.map((one) => ({ ...one, linkedAt: instant(one.linkedAt) })),
    consents: row.consents.map((one) => ({
      ...one,
      givenAt: Temporal.Instant.from(one.givenAt),
      withdrawnAt: instant(one.withdrawnAt),
    })),
    reports: row.reports.map((one) => ({ ...one, at: Temporal.Instant.from(one.at) })),
    absences: row.absences.map(({ firstDay, lastDay }) => ({
      firstDay: Temporal.PlainDate.from(firstDay),
      lastDay: Temporal.PlainDate.from(lastDay),
    })),
  };
}

function instant(text: string | null): Temporal.Instant | null {
  return text === null ? null : Temporal.Instant.from(text);
}

/** Replaces what is kept of the person by what they say. */
export async function correctPerson(
  tx: Transaction,
  person: PersonId,
  field: OwnField,
  value: string,
): Promise<void> {
  await tx.execute(sql`update person set ${sql.identifier(field)} = ${value} where id = ${person}`);
}

export async function preferChannel(tx: Transaction, person: PersonId, channel: Channel): Promise<void> {
  await tx.execute(sql`update person set preferred_channel = ${channel} where id = ${person}`);
}
