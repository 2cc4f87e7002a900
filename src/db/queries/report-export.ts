import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { AccessScope } from '../../core/access/scope.ts';
import type { FormDefinition, Value } from '../../core/forms/definition.ts';
import type { FieldCode, FormCode, PeriodId, PersonCode, UnitCode } from '../../core/ids.ts';
import type { Channel } from '../../core/messages.ts';
import type { Executor } from '../connect.ts';
import { form, formVersion, obligation, period } from '../schema/form.ts';
import { person, unit } from '../schema/organization.ts';
import { report, reportRevision } from '../schema/report.ts';
import { reachesUnit } from './access.ts';
import { isLatest } from './revisions.ts';
import { isUnsigned } from './sign-off-columns.ts';
import { loadRevisionValues } from './revision-values.ts';

/** A revision of a report as `reports export` gives it. */
export type ExportedReport = {
  readonly unit: UnitCode;
  readonly form: FormCode;
  readonly period: string;
  readonly revision: number;
  readonly nil: boolean;
  readonly submittedAt: Temporal.Instant;
  /** Whether the report's first revision came in time. */
  readonly onTime: boolean;
  readonly submittedBy: PersonCode | null;
  readonly channel: Channel | null;
  /** Whether the unit's head accepted it, or time ran out and that counts as accepted. Absent: the form asks for no sign-off; null: this revision needed none. */
  readonly signedOff?: boolean | null;
  /** In the order of the form, the fields that have a value. */
  readonly values: Readonly<Record<FieldCode, Value>>;
};

/** `allRevisions`: all of them in order, not the current ones alone. `allLevels`: also reports that are put together into others. */
export type ExportScope = { readonly allRevisions: boolean; readonly allLevels: boolean };

/** The reports of one period by units in the scope, units in the organisation's order. */
export async function exportPeriod(
  db: Executor,
  scope: AccessScope,
  periodId: PeriodId,
  { allRevisions, allLevels }: ExportScope,
): Promise<readonly ExportedReport[]> {
  const rows = await db
    .select({
      id: reportRevision.id,
      unit: unit.code,
      form: form.code,
      period: period.code,
      revision: reportRevision.revision,
      nil: reportRevision.nil,
      submittedAt: reportRevision.submittedAt,
      onTime: sql<boolean>`(
        select first.late_minutes = 0 from report_revision first
        where first.report_id = ${reportRevision.reportId} and first.revision = 1
      )`,
      submittedBy: person.code,
      channel: reportRevision.channel,
      needsSignOff: reportRevision.needsSignOff,
      unsigned: isUnsigned(),
      versionId: period.formVersionId,
    })
    .from(period)
    .innerJoin(form, eq(form.id, period.formId))
    .innerJoin(obligation, eq(obligation.periodId, period.id))
    .innerJoin(unit, eq(unit.id, obligation.unitId))
    .innerJoin(report, eq(report.obligationId, obligation.id))
    .innerJoin(reportRevision, eq(reportRevision.reportId, report.id))
    .leftJoin(person, eq(person.id, reportRevision.personId))
    .where(
      and(
        eq(period.id, periodId),
        reachesUnit(scope, sql`${obligation.unitId}`),
        allRevisions ? undefined : isLatest('report_revision', undefined),
        allLevels ? undefined : isNull(obligation.feeds),
      ),
    )
    .orderBy(asc(unit.id), asc(reportRevision.revision));
  const [first] = rows;
  if (first === undefined) return [];
  const [version] = await db
    .select({ definition: formVersion.definition })
    .from(formVersion)
    .where(eq(formVersion.id, first.versionId));
  const values = await loadRevisionValues(
    db,
    rows.map((row) => row.id),
    version?.definition.fields ?? [],
  );
  return rows.map((row) => ({
    unit: row.unit,
    form: row.form,
    period: row.period,
    revision: row.revision,
    nil: row.nil,
    submittedAt: row.submittedAt,
    onTime: row.onTime,
    submittedBy: row.submittedBy,
    channel: row.channel,
    ...(version?.definition.signoff ? { signedOff: row.needsSignOff ? !row.unsigned : null } : {}),
    values: values.get(row.id) ?? {},
  }));
}

/** Every version of these forms, the earliest first. */
export async function loadFormVersions(
  db: Executor,
  codes: readonly FormCode[],
): Promise<readonly FormDefinition[]> {
  if (codes.length === 0) return [];
  const rows = await db
    .select({ definition: formVersion.definition })
    .from(formVersion)
    .innerJoin(form, eq(form.id, formVersion.formId))
    .where(inArray(form.code, [...codes]))
    .orderBy(asc(form.id), asc(formVersion.version));
  return rows.map((row) => row.definition);
}
