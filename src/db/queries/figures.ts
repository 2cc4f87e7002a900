import type { Temporal } from 'temporal-polyfill';
import { scopeOfBody, type AccessScope } from '../../core/access/scope.ts';
import type { DigestNames, DigestView } from '../../core/conversation/context.ts';
import { liveKey } from '../../core/digest/digest-key.ts';
import { computeFigures, type DigestFigures, type UnitObligation } from '../../core/digest/figures.ts';
import { findIn, type DigestFindings, type UnitHistory } from '../../core/digest/findings.ts';
import { rollUp } from '../../core/digest/roll-up.ts';
import { fieldsFor, isFigure, type Field } from '../../core/forms/definition.ts';
import type { BodyCode, FormCode, UnitCode } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { loadComparisons, withPreviousAlone, type Comparisons } from './comparisons.ts';
import { findSubject, type DigestSubject } from './digest-subject.ts';
import { loadExplanations } from './explanations.ts';
import { loadLineages } from './lineage.ts';
import { loadLevels } from './levels.ts';
import { loadOtherForms } from './other-forms.ts';
import { countOwedReports, owedReports } from './owed-reports.ts';
import { unitFlows } from './period-totals.ts';
import { loadReportCodes } from './report-codes.ts';
import { periodList } from './revisions.ts';
import { loadNotes, loadRevisionValues, type ValuesByRevision } from './revision-values.ts';
import { loadSameUnits } from './same-units.ts';
import { loadUnitHistories } from './unit-histories.ts';
import { loadWords } from './words-of-reports.ts';

export type DigestOf = {
  readonly form: FormCode;
  readonly body: BodyCode;
  /** A period of the form, or a longer one that its periods are added up to. */
  readonly period: string;
  /** What came later is not looked at: reports, exemptions, units that were added. Names are those of now. */
  readonly asOf?: Temporal.Instant | undefined;
  /** What a chat tells: compared with the previous period alone, nothing added up since January. */
  readonly inChat?: boolean;
};

/** Whose reports are looked at, and when. */
type Sight = { readonly seen: AccessScope; readonly asOf: Temporal.Instant | undefined };

/**
 * The figures of a body about a period as they stand, of the units in the scope, with the names to word them; undefined for an
 * unknown code.
 */
export async function loadDigest(
  db: Executor,
  scope: AccessScope,
  of: DigestOf,
): Promise<DigestView | undefined> {
  const found = await findSubject(db, of);
  if (found === undefined) return undefined;
  const subject = of.inChat ? { ...found, compared: withPreviousAlone(found.compared) } : found;
  const sight = { seen: scopeOfBody(scope, of.body), asOf: of.asOf };
  const view = await (subject.isRolledUp ? loadRolledUp : loadAsked)(db, sight, subject);
  const explanations = await loadExplanations(
    db,
    sight.seen,
    periodList([
      ...subject.parts.map(({ id }) => id),
      ...(subject.isRolledUp ? [] : subject.compared.previous),
    ]),
    fieldsFor(subject.definition, of.body).map(({ code }) => code),
    of.asOf,
  );
  const other = await loadOtherForms(db, sight.seen, subject, view.figures, of.asOf);
  const levels = await loadLevels(db, Object.keys(view.names.units), subject.end);
  return {
    figures: explanations.length === 0 ? view.figures : { ...view.figures, explanations },
    findings: {
      ...view.findings,
      ...(other.length === 0 ? {} : { other_forms: other }),
      ...(levels.length === 0 ? {} : { levels }),
    },
    names: view.names,
    ...(subject.isRolledUp ? {} : { key: liveKey(subject.parts[0].id, subject.bodyId) }),
  };
}

/** As `loadDigest`, without the names. */
export async function loadDigestFigures(
  db: Executor,
  scope: AccessScope,
  of: DigestOf,
): Promise<DigestFigures | undefined> {
  return (await loadDigest(db, scope, of))?.figures;
}

async function loadAsked(db: Executor, sight: Sight, subject: DigestSubject): Promise<DigestView> {
  const fields = fieldsFor(subject.definition, subject.body);
  const { figures, succession, units, ...reports } = await loadAskedFigures(db, sight, subject, fields);
  const unitOf = new Map(units.flatMap((row) => (row.revision ? [[row.revision, row.unit] as const] : [])));
  const notes = await loadNotes(db, [...unitOf.keys()], fields.filter(isFigure));
  const findings = findIn({
    fields,
    obligations: reports.obligations,
    histories: await loadUnitHistories(db, sight.seen, { ...reports.about, start: subject.start }),
    notes: notes.flatMap(({ revision, ...note }) => {
      const owner = unitOf.get(revision);
      return owner === undefined ? [] : [{ ...note, unit: owner }];
    }),
  });
  return { figures, findings: { ...findings, ...said(succession) }, names: namesOf(subject, units, fields) };
}

/** The figures of one period as it was asked, as far as these fields tell, with the reports that they stand on. */
async function loadAskedFigures(
  db: Executor,
  { seen, asOf }: Sight,
  subject: DigestSubject,
  fields: readonly Field[],
) {
  const { definition, body, code, formId } = subject;
  const [{ id }] = subject.parts;
  const units = await owedReports(db, seen, [id], asOf);
  const about = {
    form: formId,
    fields,
    units: units.map(({ unit }) => unit),
    end: id,
    asOf,
    lineages: await loadLineages(db),
  };
  const { succession, ...totals } = await loadComparisons(db, seen, about, subject.compared);
  const revisions = units.flatMap(({ revision }) => revision ?? []);
  const values = await loadRevisionValues(db, revisions, fields, true);
  const obligations = units.map((row) => toObligation(row, values));
  const form = { ...definition, fields };
  // Whose figures those of forebears stand for is not told unit by unit.
  const isSucceeded = succession.some(({ figure }) => figure === 'previous');
  const sameUnits = isSucceeded
    ? undefined
    : await loadSameUnits(db, seen, { ...about, previous: subject.compared.previous });
  const figures = computeFigures({
    form,
    body,
    period: code,
    obligations,
    ...totals,
    ...(sameUnits && { sameUnits }),
  });
  return { figures, succession, units, obligations, about };
}

/** A part of the digest of one period: what is told of these fields. */
export type DigestPart = {
  readonly figures: DigestFigures;
  readonly outliers: DigestFindings['outliers'];
  readonly units: ReadonlySet<UnitCode>;
};

/**
 * As much of a digest of one period as whoever taps a way through it looks at; the rest is not read. `withOutliers`: also what is
 * unusual for each unit, by its own past.
 */
export async function loadDigestPart(
  db: Executor,
  scope: AccessScope,
  subject: DigestSubject,
  of: {
    readonly fields: readonly Field[];
    readonly asOf: Temporal.Instant | undefined;
    readonly withOutliers: boolean;
  },
): Promise<DigestPart> {
  const { fields, asOf } = of;
  const sight = { seen: scopeOfBody(scope, subject.body), asOf };
  const { figures, obligations, about } = await loadAskedFigures(db, sight, subject, fields);
  const histories = of.withOutliers
    ? await loadUnitHistories(db, sight.seen, { ...about, start: subject.start })
    : new Map<UnitCode, UnitHistory>();
  const { outliers } = findIn({ fields, obligations, histories, notes: [] });
  return { figures, outliers, units: new Set(about.units) };
}

/** Eight communes for five years of weeks; more codes are looked up in an export. */
const MOST_CODES = 2_500;

async function loadRolledUp(
  db: Executor,
  { seen, asOf }: Sight,
  subject: DigestSubject,
): Promise<DigestView> {
  const { definition: form, body, code, formId, parts } = subject;
  const fields = fieldsFor(form, body);
  const ids = parts.map(({ id }) => id);
  const end = ids.at(-1) ?? parts[0].id;
  const units = await countOwedReports(db, seen, ids, asOf);
  const about = {
    form: formId,
    fields,
    units: units.map(({ unit }) => unit),
    end,
    asOf,
    lineages: await loadLineages(db),
  };
  const { succession, ...totals } = await loadComparisons(db, seen, about, subject.compared);
  const rolled = rollUp({
    form,
    body,
    period: code,
    parts: parts.map((part) => part.code),
    units,
    flows: await unitFlows(db, seen, ids, fields, asOf),
    ...(await loadWords(db, seen, ids, fields, asOf)),
    ...totals,
  });
  const isReadable = rolled.figures.received <= MOST_CODES;
  const findings = {
    ...rolled.findings,
    ...(isReadable ? { reports: await loadReportCodes(db, seen, ids, asOf) } : {}),
    ...said(succession),
  };
  return { figures: rolled.figures, findings, names: namesOf(subject, units, fields) };
}

/** Nothing is said of what is not so: findings without it are those of digests that were sent before it was known. */
function said(succession: Comparisons['succession']): Pick<DigestFindings, 'succession'> {
  return succession.length === 0 ? {} : { succession };
}

type UnitRow = Awaited<ReturnType<typeof owedReports>>[number];

function toObligation(row: UnitRow, values: ValuesByRevision): UnitObligation {
  const { unit: code, exemptReason, revision, nil, gaps, lateMinutes, unsigned, lateCause: cause } = row;
  return {
    unit: code,
    exempt: exemptReason !== null && { reason: exemptReason },
    ...(cause === null ? {} : { lateCause: cause }),
    report:
      revision === null
        ? undefined
        : { nil: nil ?? false, gaps: gaps ?? [], lateMinutes, unsigned, values: values.get(revision) ?? {} },
  };
}

function namesOf(
  subject: DigestSubject,
  units: readonly { readonly unit: string; readonly name: string }[],
  fields: readonly Field[],
): DigestNames {
  const facts = fields.flatMap(({ code, type }) => (type === 'choice' || type === 'date' ? [code] : []));
  return {
    body: subject.bodyName,
    form: subject.definition.name,
    period: { code: subject.code, start: subject.start, end: subject.end },
    units: Object.fromEntries(units.map((row) => [row.unit, row.name])),
    fields: Object.fromEntries(fields.map((field) => [field.code, field.label])),
    ...(facts.length === 0 ? {} : { facts }),
  };
}
