import { sql, type SQL } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { fieldsInScope, scopeOfBody, type AccessScope } from '../../core/access/scope.ts';
import type { PeriodView } from '../../core/conversation/context.ts';
import { receiptCode } from '../../core/conversation/report/receipt-code.ts';
import { quoted, type UnitReport } from '../../core/digest/figures.ts';
import { figuresOf, type UnitDetail } from '../../core/digest/unit-detail.ts';
import type { PlacedUnit } from '../../core/digest/unit-list.ts';
import type { Figure } from '../../core/explanations/explanation.ts';
import { isFigure, type Field, type FormDefinition } from '../../core/forms/definition.ts';
import { MOST_HISTORY } from '../../core/forms/values.ts';
import type { FieldCode, ObligationId, PeriodId, RevisionId, UnitCode, UnitId } from '../../core/ids.ts';
import type { Reach } from '../../core/reach.ts';
import type { Executor } from '../connect.ts';
import { lastReminderReach } from './reach.ts';
import { promisedUntil, remindersSent } from './duty-columns.ts';
import { findUnit, reachesUnit } from './access.ts';
import type { MeantDigest } from './digest-details.ts';
import { loadExplanations } from './explanations.ts';
import { nameOn } from './lineage.ts';
import { exemptReasonThen } from './owed-then.ts';
import { PERIOD_COLUMNS, periodView, type PeriodColumns } from './period-view.ts';
import { loadNotes, loadRevisionValues } from './revision-values.ts';
import { periodList, submittedBy } from './revisions.ts';

/** The units in the scope that are asked for the period's report, with those above them. Their names are those of now. */
export async function loadPlacedUnits(
  db: Executor,
  scope: AccessScope,
  period: PeriodId,
): Promise<readonly PlacedUnit[]> {
  const rows = await db.execute<{
    id: UnitId;
    code: UnitCode;
    name: string;
    above: PlacedUnit['above'] | null;
  }>(sql`
    with recursive asked as (
      select u.id, u.code, u.name, u.parent_id from obligation o join unit u on u.id = o.unit_id
      where o.period_id = ${period} and o.feeds is null and ${reachesUnit(scope, sql`o.unit_id`)}
    ), line (unit, id, name, parent_id, height) as (
      select asked.id, up.id, up.name, up.parent_id, 1 from asked join unit up on up.id = asked.parent_id
      union all
      select line.unit, up.id, up.name, up.parent_id, line.height + 1 from line join unit up on up.id = line.parent_id
    ), placed as (
      select unit, jsonb_agg(jsonb_build_object('id', id, 'name', name) order by height desc) as above from line group by unit
    )
    select asked.id, asked.code, asked.name, placed.above
    from asked left join placed on placed.unit = asked.id order by asked.id`);
  return rows.map(({ id, code, name, above }) => ({ id, unit: { code, name }, above: above ?? [] }));
}

type Revision = {
  readonly id: RevisionId;
  readonly revision: number;
  readonly nil: boolean;
  readonly gaps: readonly FieldCode[];
};

type AskedRow = {
  readonly obligation: ObligationId;
  readonly code: UnitCode;
  readonly name: string;
  readonly above: UnitId | null;
  readonly exemptReason: string | null;
  readonly at: string | null;
  readonly lateMinutes: number | null;
  readonly now: Revision | null;
  readonly then: Revision | null;
  readonly reminders: number;
  readonly lastReach: Reach | null;
  readonly promised: string | null;
};

const REVISION = sql`jsonb_build_object('id', rev.id, 'revision', rev.revision, 'nil', rev.nil, 'gaps', coalesce(to_jsonb(rev.gaps), '[]'))`;

/** Of the row `report`, as far as it had come by then. */
function latestRevision(until: Temporal.Instant | undefined): SQL {
  return sql`(
    select ${REVISION} from report_revision rev where rev.report_id = report.id and ${submittedBy('rev', until)}
    order by rev.revision desc limit 1)`;
}

/**
 * What a unit in the scope reported for the digest's period, as the digest has it, beside its earlier reports; undefined where it
 * is none of the scope's, or was not asked.
 */
export async function loadUnitDetail(
  db: Executor,
  scope: AccessScope,
  meant: MeantDigest,
  id: UnitId,
  { fields, start }: { readonly fields: readonly Field[]; readonly start: Temporal.PlainDate },
): Promise<UnitDetail | undefined> {
  const seen = scopeOfBody(scope, meant.body);
  const asOf = meant.sent?.at;
  const [row] = await db.execute<AskedRow>(sql`
    select obligation.id as obligation, u.code, ${nameOn('u', 'unit', sql`p.data_end`)} as name, u.parent_id as above,
      ${exemptReasonThen('obligation', asOf)} as "exemptReason",
      to_json(first.submitted_at) #>> '{}' as at, first.late_minutes as "lateMinutes", ${latestRevision(undefined)} as now, ${latestRevision(asOf)} as then, ${remindersSent('obligation')} as reminders, ${lastReminderReach('obligation')} as "lastReach", ${promisedUntil('obligation')} as promised
    from obligation join unit u on u.id = obligation.unit_id join period p on p.id = obligation.period_id
      left join report on report.obligation_id = obligation.id
      left join report_revision first on first.report_id = report.id and first.revision = 1
    where obligation.period_id = ${meant.periodId} and obligation.unit_id = ${id} and obligation.feeds is null
      and ${reachesUnit(seen, sql`obligation.unit_id`)}`);
  if (!row) return undefined;
  const { code, name, above, now, at, obligation } = row;
  const unit = { id, unit: { code, name }, above };
  const shown = row.then ?? now;
  if (shown === null || now === null || at === null) {
    const report =
      row.exemptReason === null
        ? ({
            kind: 'missing',
            reminders: row.reminders,
            lastReach: row.lastReach,
            promised: row.promised === null ? null : Temporal.Instant.from(row.promised),
          } as const)
        : ({ kind: 'exempt', reason: row.exemptReason } as const);
    return { ...unit, report, figures: [], texts: [] };
  }
  const earlier = await loadEarlier(db, meant.periodId, id, start);
  const ids = [...new Set([shown.id, now.id, ...earlier.flatMap((one) => one?.id ?? [])])];
  const values = await loadRevisionValues(db, ids, fields, true);
  const notes = await loadNotes(db, [shown.id], fields.filter(isFigure));
  const codes = fields.map((field) => field.code);
  const answered = await loadExplanations(db, seen, periodList([meant.periodId]), codes, undefined);
  const reportOf = ({ id: revision, nil, gaps }: Revision): UnitReport => ({
    nil,
    gaps,
    lateMinutes: 0,
    unsigned: false,
    values: values.get(revision) ?? {},
  });
  const report = reportOf(shown);
  const own = answered.filter((one) => one.unit === code);
  return {
    ...unit,
    report: {
      kind: 'received',
      obligation,
      revision: now.revision,
      code: receiptCode(obligation, shown.revision),
      at: Temporal.Instant.from(at),
      lateMinutes: row.lateMinutes ?? 0,
      nil: shown.nil,
      since: row.then === null,
      gaps: fields.filter((field) => shown.gaps.includes(field.code)),
    },
    figures: figuresOf(
      fields,
      report,
      earlier.map((one) => one && reportOf(one)),
      {
        notes: new Map(notes.map(({ field, note }) => [field, note])),
        explanations: new Map(own.map(({ field, text }) => [field, text])),
        now: now.id === shown.id ? undefined : reportOf(now),
      },
    ),
    texts: fields.flatMap((field) => {
      const value = isFigure(field) ? undefined : report.values[field.code];
      const texts = value === undefined ? [] : quoted(code, field, value).map(({ text }) => text);
      return texts.length > 0 ? [{ field, texts }] : [];
    }),
  };
}

/** The unit's reports for the form's periods before, the latest first; undefined where there is none. */
async function loadEarlier(
  db: Executor,
  period: PeriodId,
  unit: UnitId,
  start: Temporal.PlainDate,
): Promise<readonly (Revision | undefined)[]> {
  const rows = await db.execute<{ revision: Revision | null }>(sql`
    select (
      select ${REVISION} from obligation o join report on report.obligation_id = o.id
        join report_revision rev on rev.report_id = report.id
      where o.period_id = recent.id and o.unit_id = ${unit} and o.feeds is null
      order by rev.revision desc limit 1
    ) as revision
    from (
      select other.id, other.data_end from period other join period p on p.id = ${period} and p.form_id = other.form_id
      where other.data_end < ${start.toString()} order by other.data_end desc, other.data_start limit ${MOST_HISTORY}
    ) recent
    order by recent.data_end desc`);
  return rows.map(({ revision }) => revision ?? undefined);
}

type FigureRow = PeriodColumns & {
  readonly code: UnitCode;
  readonly name: string;
  readonly definition: FormDefinition;
  readonly revision: number;
  readonly revisionId: RevisionId;
};

/**
 * A figure of that revision of a report, if it is the latest and the scope holds it; `field`: its place in the form, from 0.
 * Undefined: there is none.
 */
export async function loadFigure(
  db: Executor,
  scope: AccessScope,
  { obligation, revision, field: place }: FigureAt,
): Promise<Figure | undefined> {
  const [row] = await db.execute<FigureRow>(sql`
    select u.code, u.name, v.definition, rev.revision, rev.id as "revisionId", ${PERIOD_COLUMNS}
    from obligation o join unit u on u.id = o.unit_id join period p on p.id = o.period_id
      join form_version v on v.id = p.form_version_id
      join report on report.obligation_id = o.id
      join report_revision rev on rev.report_id = report.id
    where o.id = ${obligation} and ${reachesUnit(scope, sql`o.unit_id`)}
    order by rev.revision desc limit 1`);
  const line = row && (await findUnit(db, row.code))?.line;
  if (!line || row.revision !== revision) return undefined;
  const { code, name, definition } = row;
  const field = definition.fields[place];
  const isSeen = fieldsInScope(scope, line, definition).some((one) => one.code === field?.code);
  if (!field || !isFigure(field) || !isSeen) return undefined;
  const value = (await loadRevisionValues(db, [row.revisionId], [field], true)).get(row.revisionId)?.[
    field.code
  ];
  if (value === undefined) return undefined;
  const period: PeriodView = periodView(row);
  const about = { unit: { code, name }, formName: definition.name, period };
  return { about, obligation, field: field.code, label: field.label, value };
}

export type FigureAt = {
  readonly obligation: ObligationId;
  readonly revision: number;
  readonly field: number;
};
