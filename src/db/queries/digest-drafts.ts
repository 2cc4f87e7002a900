import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { Effect } from '../../core/effects.ts';
import { draftKey, type DigestDraft } from '../../core/digest/draft.ts';
import type { BodyId, FormId, PeriodId, PersonId } from '../../core/ids.ts';
import type { Executor, Transaction } from '../connect.ts';
import { idTable, tableOf } from './rows.ts';

export type NewDraft = {
  readonly form: FormId;
  readonly period: PeriodId;
  readonly body: BodyId;
  readonly writtenAt: Temporal.Instant;
  readonly plannedAt: Temporal.Instant;
};

/** Notes digests that coordinators are shown now; gives those that were not noted before. */
export async function insertDrafts(
  tx: Transaction,
  drafts: readonly NewDraft[],
  shownAt: Temporal.Instant,
): Promise<readonly PeriodId[]> {
  if (drafts.length === 0) return [];
  const columns = 'form bigint, period bigint, body bigint, "writtenAt" timestamptz, "plannedAt" timestamptz';
  const rows = await tx.execute<{ period: PeriodId }>(sql`
    insert into digest_draft (form_id, period_id, body_id, written_at, planned_at, send_at, shown_at)
    select form, period, body, "writtenAt", "plannedAt", "plannedAt", ${shownAt.toString()}
    from ${tableOf(drafts, 'stated', columns)} order by position
    on conflict (period_id, body_id, written_at) do nothing
    returning period_id as period`);
  return rows.map(({ period }) => period);
}

type DraftRow = {
  readonly form: FormId;
  readonly body: BodyId;
  readonly formName: string;
  readonly plannedAt: string;
  readonly sendAt: string;
  readonly remark: string | null;
};

/** Digests that were shown and have not gone out, those of several periods in one message as one, the first to go out first. */
export async function loadOpenDrafts(
  db: Executor,
): Promise<readonly (Omit<DigestDraft, 'bodies'> & { readonly body: BodyId })[]> {
  const rows = await db.execute<DraftRow>(sql`
    select d.form_id as form, d.body_id as body, v.definition ->> 'name' as "formName",
      to_json(d.planned_at) #>> '{}' as "plannedAt", to_json(d.send_at) #>> '{}' as "sendAt", d.remark
    from (
      select form_id, body_id, planned_at, min(send_at) as send_at, max(remark) as remark, max(period_id) as period_id
      from digest_draft where issued_at is null group by form_id, body_id, planned_at
    ) d join period p on p.id = d.period_id join form_version v on v.id = p.form_version_id
    order by d.send_at, d.form_id, d.body_id`);
  return rows.map((row) => {
    const plannedAt = Temporal.Instant.from(row.plannedAt);
    return {
      ...row,
      key: draftKey(row.form, plannedAt),
      plannedAt,
      sendAt: Temporal.Instant.from(row.sendAt),
    };
  });
}

/** Changes what is not sent yet. */
export async function changeDigestDraft(
  tx: Transaction,
  { form, bodies, plannedAt, change }: Extract<Effect, { kind: 'change-digest-draft' }>,
  person: PersonId | null,
): Promise<void> {
  const set =
    change.kind === 'send-at'
      ? sql`send_at = ${change.at.toString()}`
      : sql`remark = ${change.text}, remark_by = ${person}`;
  await tx.execute(sql`
    update digest_draft set ${set}
    where form_id = ${form} and planned_at = ${plannedAt.toString()} and issued_at is null
      and body_id in (select id from ${idTable(bodies)})`);
}

export type WaitingDraft = NewDraft & {
  readonly id: number;
  readonly periodCode: string;
  readonly sendAt: Temporal.Instant;
  readonly remark: { readonly text: string; readonly by: string } | null;
};

type WaitingRow = Omit<WaitingDraft, 'writtenAt' | 'plannedAt' | 'sendAt'> & {
  readonly writtenAt: string;
  readonly plannedAt: string;
  readonly sendAt: string;
};

/** Digests of forms that were shown beforehand and have fallen due, planned after `since`. */
export async function loadDueDrafts(
  db: Executor,
  now: Temporal.Instant,
  since: Temporal.Instant,
): Promise<readonly WaitingDraft[]> {
  const rows = await db.execute<WaitingRow>(sql`
    select d.id, d.form_id as form, d.period_id as period, d.body_id as body, p.code as "periodCode",
      to_json(d.written_at) #>> '{}' as "writtenAt", to_json(d.planned_at) #>> '{}' as "plannedAt",
      to_json(d.send_at) #>> '{}' as "sendAt",
      case when d.remark is not null then jsonb_build_object('text', d.remark, 'by', n.name) end as remark
    from digest_draft d join period p on p.id = d.period_id left join person n on n.id = d.remark_by
    where d.issued_at is null and d.send_at <= ${now.toString()} and d.planned_at > ${since.toString()}
    order by d.send_at, d.id`);
  return rows.map((row) => ({
    ...row,
    writtenAt: Temporal.Instant.from(row.writtenAt),
    plannedAt: Temporal.Instant.from(row.plannedAt),
    sendAt: Temporal.Instant.from(row.sendAt),
  }));
}

/** The periods and moments of a form whose digest was shown beforehand: it is sent as was decided then. */
export async function loadShown(
  db: Executor,
  form: FormId,
  since: Temporal.Instant,
): Promise<(period: PeriodId, body: BodyId, writtenAt: Temporal.Instant) => boolean> {
  const rows = await db.execute<{ period: PeriodId; body: BodyId; writtenAt: string }>(sql`
    select period_id as period, body_id as body, to_json(written_at) #>> '{}' as "writtenAt"
    from digest_draft where form_id = ${form} and planned_at > ${since.toString()}`);
  const known = new Set(rows.map((row) => keyOf(row.period, row.body, Temporal.Instant.from(row.writtenAt))));
  return (period, body, writtenAt) => known.has(keyOf(period, body, writtenAt));
}

function keyOf(period: PeriodId, body: BodyId, writtenAt: Temporal.Instant): string {
  return `${period} ${body} ${writtenAt.epochMilliseconds}`;
}

/** They have gone out, or there was nobody left to tell. */
export async function markIssued(
  tx: Transaction,
  drafts: readonly number[],
  at: Temporal.Instant,
): Promise<void> {
  if (drafts.length === 0) return;
  await tx.execute(sql`
    update digest_draft set issued_at = ${at.toString()}
    where id in (select id from ${idTable(drafts)})`);
}
