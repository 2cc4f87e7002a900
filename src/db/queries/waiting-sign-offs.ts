import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../../core/calendar/holidays.ts';
import type { PeriodView, UnitView } from '../../core/conversation/context.ts';
import type { FormDefinition, SignOffRule } from '../../core/forms/definition.ts';
import type { FormVersionId, ObligationId, PersonId, RevisionId, UnitId } from '../../core/ids.ts';
import { signOffMoments } from '../../core/sign-off/moments.ts';
import { stageOf, type SignOffMoments, type Stage } from '../../core/sign-off/stage.ts';
import type { Executor, Transaction } from '../connect.ts';
import type { FormVersions } from './form-versions.ts';
import { loadHeads } from './heads.ts';
import { PERIOD_COLUMNS, periodView, type PeriodColumns } from './period-view.ts';
import { idTable, onceEach } from './rows.ts';

/** A report whose latest revision nobody has signed off, with what its form says about that. */
export type WaitingSignOff = SignOffMoments & {
  readonly id: RevisionId;
  readonly revision: number;
  readonly obligation: ObligationId;
  readonly unitId: UnitId;
  readonly parentId: UnitId | null;
  readonly unit: UnitView;
  readonly form: FormDefinition;
  readonly rule: SignOffRule;
  readonly period: PeriodView;
  readonly sentAt: Temporal.Instant;
  readonly stage: Stage;
  /** Holders and deputies of the superior posts of the very unit. */
  readonly heads: readonly PersonId[];
};

type Row = PeriodColumns &
  Pick<WaitingSignOff, 'id' | 'revision' | 'obligation' | 'unitId' | 'parentId'> & {
    readonly unitCode: string;
    readonly unitName: string;
    readonly formVersion: FormVersionId;
    readonly sentAt: string;
  };

/**
 * Those sent after `since`, as they stand at `now`, earliest due first. Finds them by an index of what needs a sign-off and looks
 * each one's answer up, so that older years cost nothing. `known`: moments that were reckoned before.
 */
export async function loadWaitingSignOffs(
  db: Executor,
  { since, now }: { readonly since: Temporal.Instant; readonly now: Temporal.Instant },
  {
    zone,
    holidays,
    versions,
    known,
  }: {
    readonly zone: string;
    readonly holidays: Holidays;
    readonly versions: FormVersions;
    readonly known?: ReadonlyMap<RevisionId, SignOffMoments>;
  },
): Promise<readonly WaitingSignOff[]> {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const rows = await db.execute<Row>(sql`
    select rev.id, rev.revision, rev.submitted_at as "sentAt", o.id as obligation, u.id as "unitId", u.parent_id as "parentId",
      u.code as "unitCode", u.name as "unitName", p.form_version_id as "formVersion", ${PERIOD_COLUMNS}
    from report_revision rev
      join report rep on rep.id = rev.report_id
      join obligation o on o.id = rep.obligation_id
      join period p on p.id = o.period_id
      join unit u on u.id = o.unit_id
    where rev.needs_sign_off and rev.submitted_at > ${since.toString()} and rev.submitted_at <= ${now.toString()}
      and (select so.revision_id from sign_off so where so.revision_id = rev.id) is null
      and not exists (select from report_revision later where later.report_id = rep.id and later.revision > rev.revision)
    order by p.due_at, o.id`);
  const formOf = await versions.load(
    db,
    rows.map(({ formVersion }) => formVersion),
  );
  const headsOf = await loadHeads(
    db,
    rows.map(({ unitId }) => unitId),
    today,
  );
  const periodOf = onceEach(rows, (row) => `${row.formVersion} ${row.periodCode} ${row.dueAt}`, periodView);
  return rows.flatMap((row) => {
    const form = formOf(row.formVersion);
    if (!form.signoff) return [];
    const sentAt = Temporal.Instant.from(row.sentAt);
    const moments = known?.get(row.id) ?? signOffMoments(form.signoff, sentAt, zone, holidays);
    return [
      {
        id: row.id,
        revision: row.revision,
        obligation: row.obligation,
        unitId: row.unitId,
        parentId: row.parentId,
        unit: { code: row.unitCode, name: row.unitName },
        form,
        rule: form.signoff,
        period: periodOf(row),
        sentAt,
        remindAt: moments.remindAt,
        endsAt: moments.endsAt,
        stage: stageOf(moments, form.signoff.otherwise, now),
        heads: (headsOf.get(row.unitId) ?? []).map(({ person }) => person),
      },
    ];
  });
}

/** Changes with every revision that is sent, in whatever order of calendar time. */
export async function loadSignOffMark(db: Executor): Promise<string> {
  const [row] = await db.execute<{ mark: string | null }>(
    sql`select max(id)::text as mark from report_revision`,
  );
  return row?.mark ?? '';
}

/** Writes down that nobody answered in time; gives those that nobody settled or corrected meanwhile. */
export async function lapseSignOffs(
  tx: Transaction,
  revisions: readonly RevisionId[],
  at: Temporal.Instant,
): Promise<ReadonlySet<RevisionId>> {
  if (revisions.length === 0) return new Set();
  const rows = await tx.execute<{ id: RevisionId }>(sql`
    insert into sign_off (revision_id, outcome, settled_at)
    select rev.id, 'timed-out', ${at.toString()}::timestamptz
    from ${idTable(revisions)} join report_revision rev on rev.id = wanted.id
    where not exists (
      select from report_revision later where later.report_id = rev.report_id and later.revision > rev.revision
    )
    order by rev.id
    on conflict (revision_id) do nothing
    returning revision_id as id`);
  return new Set(rows.map(({ id }) => id));
}
