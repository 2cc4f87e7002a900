import { eq } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { periodByCode } from '../../src/core/calendar/period.ts';
import type { FormDefinition, Value, Values } from '../../src/core/forms/definition.ts';
import type { BodyId, FormId, PeriodId, PersonId, UnitId } from '../../src/core/ids.ts';
import type { Channel } from '../../src/core/messages.ts';
import type { Executor } from '../../src/db/connect.ts';
import { form, formVersion, obligation, period } from '../../src/db/schema/form.ts';
import { body, unit, unitPredecessor } from '../../src/db/schema/organization.ts';
import { report, reportRevision, reportValue } from '../../src/db/schema/report.ts';

const ZONE = 'Asia/Ho_Chi_Minh';

export type WrittenRevision = {
  readonly values?: Values;
  readonly nil?: boolean;
  readonly gaps?: readonly string[];
  readonly lateMinutes?: number;
  readonly submittedAt?: Temporal.Instant;
  readonly person?: PersonId;
  readonly channel?: Channel;
  readonly needsSignOff?: boolean;
};

export type WrittenObligation = {
  readonly unit: string;
  readonly exempt?: boolean;
  /** From the first to the current one; none: nothing was sent. */
  readonly revisions: readonly WrittenRevision[];
};

export type WrittenUnit = {
  readonly code: string;
  readonly name: string;
  /** Above it; one of the same history. */
  readonly parent?: string;
  /** Its first day, and the first on which it no longer exists. */
  readonly from?: string;
  readonly until?: string;
  readonly predecessors?: readonly string[];
};

export type WrittenHistory = {
  readonly form: FormDefinition;
  readonly bodies: readonly { readonly code: string; readonly name: string }[];
  readonly units: readonly WrittenUnit[];
  readonly periods: readonly { readonly code: string; readonly obligations: readonly WrittenObligation[] }[];
};

/** Writes an organisation with its reports row by row, past all rules of the program. Friday 16:00 is due. */
export async function writeHistory(
  db: Executor,
  history: WrittenHistory,
): Promise<{ form: FormId; bodies: Map<string, BodyId>; periods: Map<string, PeriodId> }> {
  const units = await writeUnits(db, history);
  const bodies = await writeBodies(db, history, units);
  const [written] = await db
    .insert(form)
    .values({ code: history.form.code, owedSince: Temporal.PlainDate.from('2010-01-01') })
    .returning({ id: form.id });
  if (written === undefined) throw new Error('no form was written');
  const [version] = await db
    .insert(formVersion)
    .values({ formId: written.id, version: 1, definition: history.form, createdAt: at('2010-01-01') })
    .returning({ id: formVersion.id });
  if (version === undefined) throw new Error('no form version was written');
  const periods = new Map<string, PeriodId>();
  for (const { code, obligations } of history.periods) {
    const span = periodByCode(history.form.period, history.form.cutoff, code);
    if (span === undefined) throw new Error(`no period ${code}`);
    const [row] = await db
      .insert(period)
      .values({
        formId: written.id,
        formVersionId: version.id,
        code,
        dataStart: span.start,
        dataEnd: span.end,
        opensAt: span.start.toZonedDateTime(ZONE).toInstant(),
        dueAt: dueAt(span.start),
        locksAt: dueAt(span.start).add({ hours: 96 }),
      })
      .returning({ id: period.id });
    if (row === undefined) throw new Error(`period ${code} was not written`);
    periods.set(code, row.id);
    await writeObligations(db, row.id, units, obligations, dueAt(span.start));
  }
  return { form: written.id, bodies, periods };
}

/** The Friday of the week that begins on this Monday, 16:00. */
export function dueAt(start: Temporal.PlainDate): Temporal.Instant {
  return start
    .add({ days: 4 })
    .toZonedDateTime({ timeZone: ZONE, plainTime: Temporal.PlainTime.from('16:00') })
    .toInstant();
}

function at(day: string): Temporal.Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime(ZONE).toInstant();
}

async function writeUnits(db: Executor, history: WrittenHistory): Promise<Map<string, UnitId>> {
  const rows = await db
    .insert(unit)
    .values(
      history.units.map(({ code, name, from, until }) => ({
        code,
        name,
        kind: 'commune',
        activeFrom: from === undefined ? null : Temporal.PlainDate.from(from),
        activeUntil: until === undefined ? null : Temporal.PlainDate.from(until),
      })),
    )
    .returning({ id: unit.id, code: unit.code });
  const ids = new Map(rows.map((row) => [row.code, row.id]));
  for (const { code, parent, predecessors = [] } of history.units) {
    if (parent !== undefined) {
      await db
        .update(unit)
        .set({ parentId: idOf(ids, parent) })
        .where(eq(unit.code, code));
    }
    for (const [position, earlier] of predecessors.entries()) {
      const link = { unitId: idOf(ids, code), predecessorId: idOf(ids, earlier), position };
      await db.insert(unitPredecessor).values(link);
    }
  }
  return ids;
}

function idOf(units: ReadonlyMap<string, UnitId>, code: string): UnitId {
  const id = units.get(code);
  if (id === undefined) throw new Error(`no unit ${code}`);
  return id;
}

async function writeBodies(
  db: Executor,
  history: WrittenHistory,
  units: ReadonlyMap<string, UnitId>,
): Promise<Map<string, BodyId>> {
  const [seat] = units.values();
  if (seat === undefined) throw new Error('a history needs a unit');
  const rows = await db
    .insert(body)
    .values(history.bodies.map((one) => ({ ...one, style: 'party' as const, unitId: seat })))
    .returning({ id: body.id, code: body.code });
  return new Map(rows.map((row) => [row.code, row.id]));
}

async function writeObligations(
  db: Executor,
  periodId: PeriodId,
  units: ReadonlyMap<string, UnitId>,
  obligations: readonly WrittenObligation[],
  due: Temporal.Instant,
): Promise<void> {
  if (obligations.length === 0) return;
  const rows = await db
    .insert(obligation)
    .values(
      obligations.map(({ unit: code, exempt }) => {
        return { periodId, unitId: idOf(units, code), exemptReason: exempt ? 'bão lụt' : null };
      }),
    )
    .returning({ id: obligation.id });
  const sent = obligations.flatMap(({ revisions }, index) => {
    const obligationId = rows[index]?.id;
    return obligationId === undefined || revisions.length === 0 ? [] : [{ obligationId, revisions }];
  });
  if (sent.length === 0) return;
  const heads = await db
    .insert(report)
    .values(sent.map(({ obligationId }) => ({ obligationId })))
    .returning({ id: report.id });
  const revisions = heads.flatMap(({ id }, index) =>
    (sent[index]?.revisions ?? []).map((written, number) => ({ reportId: id, number, written })),
  );
  const made = await db
    .insert(reportRevision)
    .values(
      revisions.map(({ reportId, number, written }) => ({
        reportId,
        revision: number + 1,
        nil: written.nil ?? false,
        gaps: written.gaps ?? [],
        lateMinutes: written.lateMinutes ?? 0,
        submittedAt: written.submittedAt ?? due.subtract({ hours: 5 }).add({ hours: number }),
        personId: written.person ?? null,
        channel: written.channel ?? null,
        source: 'chat' as const,
        needsSignOff: written.needsSignOff ?? false,
      })),
    )
    .returning({ id: reportRevision.id });
  const values = made.flatMap(({ id }, index) =>
    Object.entries(revisions[index]?.written.values ?? {}).map(([field, value]) => ({
      revisionId: id,
      field,
      ...columnsOf(value),
    })),
  );
  if (values.length > 0) await db.insert(reportValue).values(values);
}

function columnsOf(value: Value) {
  if (typeof value === 'number') return { number: value };
  if (typeof value === 'string') return { text: value };
  return 'part' in value ? { part: value.part, whole: value.whole } : { list: value };
}
