import type { Temporal } from 'temporal-polyfill';
import { BUILT_IN_HOLIDAYS } from '../calendar/built-in-holidays.ts';
import { periodContaining, previousPeriod, type PeriodSpan } from '../calendar/period.ts';
import { periodMoments, type PeriodMoments } from '../calendar/period-moments.ts';
import type { FormDefinition, Ratio, Value, Values } from '../forms/definition.ts';
import type { FieldCode, UnitCode } from '../ids.ts';
import { createChance, type Chance } from './chance.ts';
import { DIFFICULTIES, PROPOSALS } from './remarks.ts';

/** Enough for what is usual in a unit (four periods) and for a look at a trend. */
const WEEKS = 6;
/** The week, counted back from now, in which one unit never reported: locked long ago, so that nobody owes it still. */
const MISSING_WEEK = 3;

export type SampleReport = {
  readonly unit: UnitCode;
  readonly submittedAt: Temporal.Instant;
  readonly lateMinutes: number;
  readonly values: Values;
};

export type SampleWeek = {
  readonly span: PeriodSpan;
  readonly moments: PeriodMoments;
  /** One a unit that reported; the others did not. */
  readonly reports: readonly SampleReport[];
};

/**
 * Invented reports on the form `tuan` for the weeks that ended before the one that contains `now`, oldest first. The same week
 * of the same unit is always the same.
 */
export function sampleHistory(
  form: FormDefinition,
  units: readonly UnitCode[],
  now: Temporal.Instant,
  zone: string,
): readonly SampleWeek[] {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const weeks: SampleWeek[] = [];
  let span = periodContaining(form.period, form.cutoff, today);
  for (let back = 1; span !== undefined && back <= WEEKS; back += 1) {
    span = previousPeriod(span);
    weeks.unshift(inventWeek(form, units, span, zone, back === MISSING_WEEK));
  }
  return weeks;
}

function inventWeek(
  form: FormDefinition,
  units: readonly UnitCode[],
  span: PeriodSpan,
  zone: string,
  oneMissing: boolean,
): SampleWeek {
  const moments = periodMoments(form, span, zone, BUILT_IN_HOLIDAYS);
  const missing = oneMissing ? createChance(span.code).pick(units) : undefined;
  const reports = units
    .filter((unit) => unit !== missing)
    .map((unit) => inventReport(form, unit, span, moments));
  return { span, moments, reports };
}

function inventReport(
  form: FormDefinition,
  unit: UnitCode,
  span: PeriodSpan,
  moments: PeriodMoments,
): SampleReport {
  const chance = createChance(`${unit} ${span.code}`);
  const lateMinutes = chance.oneIn(8) ? chance.between(12, 170) : 0;
  // In office hours: Friday from 8:00, or Thursday afternoon, if Friday 16:00 is due.
  const earlyMinutes = chance.oneIn(3) ? chance.between(23 * 60, 26 * 60) : chance.between(5, 8 * 60);
  const submittedAt = moments.dueAt.add({ minutes: lateMinutes > 0 ? lateMinutes : -earlyMinutes });
  return { unit, submittedAt, lateMinutes, values: inventValues(form, unit, span, chance) };
}

/** What happened in a unit in a week, for the fields of the form that this invention knows: the codes of the form `tuan`. */
export function inventValues(
  form: FormDefinition,
  unit: UnitCode,
  span: PeriodSpan,
  chance: Chance = createChance(`${unit} ${span.code}`),
): Values {
  const invented = inventWeekOf(unit, span, chance);
  return Object.fromEntries(
    form.fields.flatMap((field): [FieldCode, Value][] => {
      const value = invented[field.code];
      return value === undefined ? [] : [[field.code, value]];
    }),
  );
}

function inventWeekOf(unit: UnitCode, span: PeriodSpan, chance: Chance): Values {
  const unitChance = createChance(unit);
  // One-stop desks are busy in some weeks and quiet in others: a visitor's own figures are rarely a jump.
  const procedures = unitChance.between(95, 125) + chance.between(-40, 40);
  const complaints = chance.oneIn(3) ? chance.between(1, 2) : 0;
  const openCases = complaints + (chance.oneIn(3) ? 1 : 0);
  const values: Record<FieldCode, Value> = {
    models: newModels(unit, span.start),
    models_active: activeModels(unit, span.start),
    mediation: mostly(chance.between(0, 6), chance.oneIn(12) ? 1 : 0),
    complaints,
    denunciations: chance.oneIn(12) ? 1 : 0,
    cases_resolved: mostly(openCases, chance.oneIn(8) ? 1 : 0),
    procedures: mostly(procedures, chance.oneIn(4) ? chance.between(1, 2) : 0),
    citizen_reception: unitChance.between(8, 13) + chance.between(-3, 3),
    dialogues: chance.oneIn(4) ? 1 : 0,
    democracy: chance.between(0, 4),
    opinions: chance.between(0, 3),
    supervisions: chance.between(0, 2),
  };
  const difficulty = chance.oneIn(5) ? chance.pick(DIFFICULTIES) : undefined;
  const proposal = chance.oneIn(8) ? chance.pick(PROPOSALS) : undefined;
  if (difficulty !== undefined) values['difficulties'] = difficulty;
  if (proposal !== undefined) values['proposals'] = proposal;
  return values;
}

function newModels(unit: UnitCode, monday: Temporal.PlainDate): number {
  return createChance(`${unit} ${monday.toString()} models`).oneIn(5) ? 1 : 0;
}

/** Models kept up: some that have always been there, and those that began in the last half year. */
function activeModels(unit: UnitCode, monday: Temporal.PlainDate): number {
  let active = createChance(`${unit} models`).between(14, 28);
  for (let weeks = 0; weeks < 26; weeks += 1) active += newModels(unit, monday.subtract({ weeks }));
  return active;
}

function mostly(whole: number, failed: number): Ratio {
  return { part: Math.max(0, whole - failed), whole };
}
