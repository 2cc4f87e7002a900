import { sql, type SQL } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { countFiles } from '../../core/attachments/attached.ts';
import { fieldsInScope, type AccessScope } from '../../core/access/scope.ts';
import type { Duty, PastReport, SentReport } from '../../core/conversation/context.ts';
import type { Draft } from '../../core/conversation/report/draft.ts';
import { withAliases } from '../../core/dictionary/with-aliases.ts';
import type { FedReport } from '../../core/hamlets/hamlet.ts';
import type { FieldCode, FormId, FormVersionId, ObligationId, PersonId, UnitId } from '../../core/ids.ts';
import type { Field, FormDefinition } from '../../core/forms/definition.ts';
import type { Executor, Transaction } from '../connect.ts';
import type { ReportSource } from '../schema/report.ts';
import { reachesUnit, type UnitInTree } from './access.ts';
import { ask, question, type Answers, type Question } from './ask.ts';
import { filesOf, type FilesColumn } from './attachments.ts';
import type { FormVersions } from './form-versions.ts';
import {
  LATEST_LATE_NOTICE,
  LATEST_REOPENING,
  readLateNotice,
  readReopening,
  type LateNoticeRow,
  type ReopeningRow,
} from './duty-columns.ts';
import { loadHeads } from './heads.ts';
import { FED_REPORT, loadHamlets } from './hamlets.ts';
import { isHeld } from './held.ts';
import { ownWordsOf, type OwnWordsColumn } from './own-words.ts';
import { PERIOD_COLUMNS, periodView, type PeriodColumns } from './period-view.ts';
import { PUNCTUAL_BEFORE } from './punctual-reports.ts';
import { idTable, tableOf } from './rows.ts';
import { readSignOffState, SIGN_OFF, type SignOffColumn } from './sign-off-columns.ts';
import { contentOf, storedValuesOf, type StoredValue } from './stored-values.ts';

/** Periods of a unit's past that a conversation looks at, the current ones included. */
const PERIODS_BACK = 10;
const HISTORY_LENGTH = 8;

/** What is looked at: the reports of `units` for which `which` holds, a condition on `o` and `p`. */
export type Scope = { readonly units: SQL; readonly which: SQL; readonly entrusted: boolean };
export type Day = { readonly now: Temporal.Instant; readonly today: Temporal.PlainDate };

/**
 * What each unit that these people report for owes or has sent: periods that are open at `now` and, of each form, the one that
 * locked last; with drafts, the reports as they stand and the unit's history. To be asked after their obligations are held
 * (`heldDuties`).
 */
export function currentDuties(
  people: readonly PersonId[],
  day: Day,
  versions: FormVersions,
): Asked<ReadonlyMap<UnitId, readonly Duty[]>> {
  const units = unitsReportedBy(idsOf(people), day.today);
  const scope = { units, which: isCurrent(units, day.now, 1), entrusted: false };
  const { questions, read } = scopeQuestions(scope, day, versions);
  return {
    questions,
    async read(tx, answer) {
      const duties = Map.groupBy(await read(tx, answer), ({ unitId }) => unitId);
      return new Map([...duties].map(([unit, of]) => [unit, of.map(({ duty }) => duty)]));
    },
  };
}

/** For a statement of one who does so before the duties of people are asked for: their obligations, `people` giving their ids. */
export function heldDuties(people: SQL, { now, today }: Day): SQL {
  return obligationsOf(isCurrent(unitsReportedBy(people, today), now, 1));
}

/** Locked periods that a coordinator may open again by naming them. */
const LOCKED_BACK = 10;

/**
 * Reports that somebody deals with for units in the scope: these obligations, and all that these units owe. Else as `loadDuties`.
 */
export async function loadEntrusted(
  tx: Transaction,
  scope: AccessScope,
  wanted: {
    readonly obligations: readonly ObligationId[];
    readonly units: readonly UnitId[];
    /** Also those whose unit asked to have them opened again. */
    readonly requested: boolean;
  },
  day: Day,
  versions: FormVersions,
): Promise<readonly Duty[]> {
  const obligations = sql`select id from ${idTable(wanted.obligations)}`;
  const requested = sql`select obligation_id from reopening where outcome is null`;
  const units = sql`select id from ${idTable(wanted.units)}`;
  // Only what is wanted is asked for: each condition alone finds its rows by an index.
  const asked = [
    ...(wanted.obligations.length > 0 ? [sql`o.id in (${obligations})`] : []),
    ...(wanted.requested ? [sql`o.id in (${requested})`] : []),
    ...(wanted.units.length > 0 ? [sql`(${isCurrent(units, day.now, LOCKED_BACK)})`] : []),
  ];
  if (asked.length === 0) return [];
  const which = sql`(${sql.join(asked, sql` or `)}) and ${reachesUnit(scope, sql`o.unit_id`)}`;
  const owning = sql`select unit_id from obligation
    where id in (${obligations}) or (${wanted.requested} and id in (${requested})) union ${units}`;
  return (await loadScope(tx, { units: owning, which, entrusted: true }, day, versions)).map(
    ({ duty }) => duty,
  );
}

/** Reports of the person's own units that a message reaches back to: these obligations, those of periods with these codes and, with `locked`, those of periods before. */
export async function loadOlderDuties(
  tx: Transaction,
  person: PersonId,
  wanted: {
    readonly obligations: readonly ObligationId[];
    readonly codes: readonly string[];
    readonly locked: boolean;
  },
  day: Day,
  versions: FormVersions,
): Promise<readonly Duty[]> {
  const units = unitsReportedBy(idsOf([person]), day.today);
  const codes = sql`select code from ${tableOf(
    wanted.codes.map((code) => ({ code })),
    'coded',
    'code text',
  )}`;
  const named = sql`o.unit_id in (${units}) and (o.id in (select id from ${idTable(wanted.obligations)})
    or (p.code in (${codes}) and p.opens_at <= ${day.now.toString()}))`;
  const which = wanted.locked
    ? sql`((${named}) or (${isCurrent(units, day.now, LOCKED_BACK)}))`
    : sql`(${named})`;
  return (await loadScope(tx, { units, which, entrusted: false }, day, versions)).map(({ duty }) => duty);
}

/** Questions that are asked beside others, and what their answers say. */
export type Asked<Answer> = {
  readonly questions: readonly Question<unknown>[];
  readonly read: (tx: Transaction, answer: Answers) => Promise<Answer>;
};

type InUnit = { readonly unitId: UnitId; readonly duty: Duty };

/**
 * The reports in the scope, earliest due first. Holds the obligations until the transaction ends, so that two people who fill in
 * one report see each other's values.
 */
export async function loadScope(
  tx: Transaction,
  scope: Scope,
  day: Day,
  versions: FormVersions,
): Promise<readonly InUnit[]> {
  const { questions, read } = scopeQuestions(scope, day, versions);
  // Sent together, done in this order: what another transaction wrote while this one waited must be read after the wait.
  const [, answer] = await Promise.all([tx.execute(obligationsOf(scope.which)), ask(tx, questions)]);
  return read(tx, answer);
}

/** Holds the obligations for which the condition on `o` and `p` is true, in one order for all transactions. */
function obligationsOf(which: SQL): SQL {
  return sql`
    select o.id from obligation o join period p on p.id = o.period_id
    where ${which} order by o.id for no key update of o`;
}

function scopeQuestions(
  { units, which, entrusted }: Scope,
  day: Day,
  versions: FormVersions,
): Asked<readonly InUnit[]> {
  const owed = owedOf(which);
  const recent = recentReports(units, day.now);
  return {
    questions: [owed, recent],
    read: (tx, answer) =>
      readScope(tx, { owed: answer(owed), reports: answer(recent), entrusted }, day, versions),
  };
}

function owedOf(which: SQL): Question<readonly ObligationRow[]> {
  return question(
    sql`
      select o.id as obligation, o.unit_id as "unitId", u.code as "unitCode", u.name as "unitName", p.form_id as "formId",
        p.form_version_id as "formVersionId", o.exempt_reason as "exemptReason", o.reopened_until as "reopenedUntil",
        ${LATEST_REOPENING} as reopening, ${ownWordsOf(sql`o.unit_id`, sql`p.form_id`)} as "ownWords", ${LATEST_LATE_NOTICE} as "lateNotice", ${PUNCTUAL_BEFORE} as "punctualBefore", d.content as draft, ${filesOf(sql`o.id`)} as files, ${FED_REPORT} as feeds, ${PERIOD_COLUMNS}
      from obligation o
        join period p on p.id = o.period_id
        join unit u on u.id = o.unit_id
        left join draft d on d.obligation_id = o.id
      where ${which} order by "dueAt", o.id`,
    (rows: readonly ObligationRow[]) => rows,
  );
}

async function readScope(
  tx: Transaction,
  {
    owed,
    reports,
    entrusted,
  }: {
    readonly owed: readonly ObligationRow[];
    readonly reports: readonly Recent[];
    readonly entrusted: boolean;
  },
  day: Day,
  versions: FormVersions,
): Promise<readonly InUnit[]> {
  const formOf = await versions.load(
    tx,
    owed.map((row) => row.formVersionId),
  );
  // What goes into another report is signed off with that one.
  const signed = owed.filter((row) => formOf(row.formVersionId).signoff !== undefined && !row.feeds);
  const headsOf = await loadHeads(
    tx,
    signed.map((row) => row.unitId),
    day.today,
  );
  const hamletsOf = await loadHamlets(
    tx,
    owed.flatMap(({ obligation, formVersionId, feeds }) => {
      const { sums } = formOf(formVersionId).reporters;
      return sums && !feeds ? [{ obligation, kind: sums.kind }] : [];
    }),
  );
  const sentOf = new Map(reports.map((row) => [row.obligation, row]));
  return owed.map((row) => {
    const period = periodView(row);
    const sent = sentOf.get(row.obligation);
    const duty: Duty = {
      obligation: row.obligation,
      unit: { code: row.unitCode, name: row.unitName },
      form: withAliases(formOf(row.formVersionId), row.ownWords ?? []),
      period,
      exempt: row.exemptReason !== null && { reason: row.exemptReason },
      reopenedUntil: row.reopenedUntil === null ? null : Temporal.Instant.from(row.reopenedUntil),
      reopening: row.reopening && readReopening(row.reopening),
      lateNotice: row.lateNotice && readLateNotice(row.lateNotice),
      entrusted,
      draft: row.draft,
      sent: sent?.past.sent ?? null,
      heads: signed.includes(row) ? (headsOf.get(row.unitId) ?? []) : [],
      files: row.files ?? [],
      ...(row.feeds ? { feeds: row.feeds } : {}),
      ...hamletsOf(row.obligation),
      punctualBefore: row.punctualBefore,
      history: reports
        .filter((report) => report.unitId === row.unitId && report.formId === row.formId)
        // Spans opened by hand may overlap: such a one is no earlier period.
        .filter((report) => Temporal.PlainDate.compare(report.past.period.end, period.start) < 0)
        .slice(0, HISTORY_LENGTH)
        .map((report) => report.past),
    };
    return { unitId: row.unitId, duty };
  });
}

type ObligationRow = PeriodColumns & {
  readonly obligation: ObligationId;
  readonly unitId: UnitId;
  readonly unitCode: string;
  readonly unitName: string;
  readonly formId: FormId;
  readonly formVersionId: FormVersionId;
  readonly exemptReason: string | null;
  readonly reopenedUntil: string | null;
  readonly reopening: ReopeningRow | null;
  readonly lateNotice: LateNoticeRow | null;
  readonly ownWords: OwnWordsColumn;
  readonly punctualBefore: number | null;
  readonly draft: Draft | null;
  readonly files: FilesColumn;
  readonly feeds: FedReport | null;
};

function idsOf(people: readonly PersonId[]): SQL {
  return sql`select id from ${idTable(people)}`;
}

/** The units whose contact posts these people hold, or stand in for. */
function unitsReportedBy(people: SQL, today: Temporal.PlainDate): SQL {
  return sql`
    select contact.unit_id from (${people}) reporter
      join holder h on h.person_id = reporter.id and ${isHeld(today)}
      join post contact on contact.id = h.post_id and contact.role = 'contact'`;
}

/** Periods that are open to the unit and, of each form, the `locked` that locked last. */
function isCurrent(units: SQL, now: Temporal.Instant, locked: number): SQL {
  return sql`o.unit_id in (${units}) and p.opens_at <= ${now.toString()}
    and (p.locks_at > ${now.toString()} or o.reopened_until > ${now.toString()} or p.locks_at in (
      select locked.locks_at
      from obligation lo join period locked on locked.id = lo.period_id
      where lo.unit_id = o.unit_id and locked.form_id = p.form_id and locked.locks_at <= ${now.toString()}
      order by locked.locks_at desc limit ${locked}
    ))`;
}

type ReportRow = PeriodColumns & {
  readonly obligation: ObligationId;
  readonly unitId: UnitId;
  readonly formId: FormId;
  readonly formVersionId: FormVersionId;
  readonly revision: number;
  readonly nil: boolean;
  readonly gaps: readonly FieldCode[];
  readonly submittedAt: string;
  readonly lateMinutes: number;
  readonly submittedBy: string | null;
  readonly source: ReportSource;
  readonly informant: string | null;
  readonly signOff: SignOffColumn;
  readonly values: readonly StoredValue[];
  readonly files: FilesColumn;
};

type Recent = {
  readonly obligation: ObligationId;
  readonly unitId: UnitId;
  readonly formId: FormId;
  readonly formVersionId: FormVersionId;
  readonly past: PastReport;
};

/** Reports as they stand, latest period first. */
function recentReports(units: SQL, now: Temporal.Instant): Question<readonly Recent[]> {
  return question(
    sql`
    select o.obligation, o."unitId", o."formId", o."formVersionId", o."periodCode", o."dataStart", o."dataEnd", o."opensAt", o."dueAt", o."locksAt",
      rev.revision, rev.nil, rev.gaps, rev.submitted_at as "submittedAt",
      rev.late_minutes as "lateMinutes", person.name as "submittedBy", rev.source, rev.informant, ${SIGN_OFF} as "signOff",
      ${storedValuesOf(sql`rev.id`)} as values, ${filesOf(sql`o.obligation`)} as files
    from (
      select o.id as obligation, o.unit_id as "unitId", p.form_id as "formId",
        p.form_version_id as "formVersionId", ${PERIOD_COLUMNS},
        row_number() over (partition by o.unit_id, p.form_id order by p.data_start desc) as place
      from obligation o join period p on p.id = o.period_id
      where o.unit_id in (${units}) and p.opens_at <= ${now.toString()}
    ) o
      join report rep on rep.obligation_id = o.obligation
      join lateral (
        select * from report_revision candidate where candidate.report_id = rep.id order by candidate.revision desc limit 1
      ) rev on true
      left join person on person.id = rev.person_id
    where o.place <= ${PERIODS_BACK}
    order by o."dataStart" desc`,
    (rows: readonly ReportRow[]) => rows.map(readRecent),
  );
}

function readRecent(row: ReportRow): Recent {
  const sent: SentReport = {
    revision: row.revision,
    ...contentOf(row.values),
    nil: row.nil,
    gaps: row.gaps,
    submittedAt: Temporal.Instant.from(row.submittedAt),
    lateMinutes: row.lateMinutes,
    submittedBy: row.submittedBy,
    ...(row.source === 'on-behalf' ? { onBehalf: { informant: row.informant } } : {}),
    files: countFiles((row.files ?? []).filter((file) => file.sent)),
    signOff: readSignOffState(row.signOff),
  };
  const { obligation, unitId, formId, formVersionId } = row;
  return { obligation, unitId, formId, formVersionId, past: { obligation, period: periodView(row), sent } };
}

/**
 * The unit's latest report of which the scope holds a field, whatever the form, with these fields alone; undefined if there is
 * none.
 */
export async function loadLatestReport(
  db: Executor,
  scope: AccessScope,
  unit: Pick<UnitInTree, 'id' | 'line'>,
  now: Temporal.Instant,
  versions: FormVersions,
): Promise<
  { readonly form: FormDefinition; readonly fields: readonly Field[]; readonly past: PastReport } | undefined
> {
  const recent = recentReports(sql`${unit.id}::bigint`, now);
  const reports = (await ask(db, [recent]))(recent);
  const formOf = await versions.load(
    db,
    reports.map(({ formVersionId }) => formVersionId),
  );
  for (const { formVersionId, past } of reports) {
    const form = formOf(formVersionId);
    const fields = fieldsInScope(scope, unit.line, form);
    if (fields.length > 0) return { form, fields, past: { ...past, sent: withFields(past.sent, fields) } };
  }
  return undefined;
}

function withFields(sent: SentReport, fields: readonly Field[]): SentReport {
  const codes = new Set(fields.map(({ code }) => code));
  const only = <T>(record: Readonly<Record<FieldCode, T>>) =>
    Object.fromEntries(Object.entries(record).filter(([code]) => codes.has(code)));
  return {
    ...sent,
    values: only(sent.values),
    notes: only(sent.notes),
    gaps: sent.gaps.filter((code) => codes.has(code)),
  };
}
