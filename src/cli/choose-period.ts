import type { Temporal } from 'temporal-polyfill';
import { parsePeriodCode } from '../core/calendar/period-code.ts';
import { coveredPeriod } from '../core/digest/covered-period.ts';
import { Refused } from '../core/errors.ts';
import type { FormDefinition } from '../core/forms/definition.ts';
import type { Executor } from '../db/connect.ts';
import { loadFormPeriods, type FormPeriod } from '../db/queries/form-periods.ts';
import { loadCurrentForms } from '../db/queries/forms.ts';
import { FIGURES } from '../texts/figures-command.ts';

/** The forms that a command is about: the named one, else all. Refused for an unknown code, or when there is none at all. */
export async function chooseForms(
  db: Executor,
  code: string | undefined,
): Promise<readonly FormDefinition[]> {
  const forms = await loadCurrentForms(db);
  if (forms.length === 0) throw new Refused(FIGURES.noForm);
  const chosen = code === undefined ? forms : forms.filter((form) => form.code === code);
  if (chosen.length > 0) return chosen;
  const known = forms.map((form) => form.code);
  throw new Refused(FIGURES.unknownForm(code ?? '', known));
}

/** The named form, else the only one. Refused where there are several. */
export async function chooseForm(db: Executor, code: string | undefined): Promise<FormDefinition> {
  const forms = await chooseForms(db, code);
  const [form] = forms;
  if (form !== undefined && forms.length === 1) return form;
  throw new Refused(FIGURES.whichForm(forms.map((one) => one.code)));
}

/** The form's period of this code, else the one whose figures are the latest complete ones at `moment`. */
export async function choosePeriod(
  db: Executor,
  form: FormDefinition,
  code: string | undefined,
  moment: Temporal.Instant,
): Promise<FormPeriod> {
  const periods = await loadFormPeriods(db, form.code);
  const [first] = periods;
  const last = periods.at(-1);
  if (first === undefined || last === undefined) {
    throw new Refused(form.period === 'custom' ? FIGURES.noSpan(form.code) : FIGURES.noPeriod(form.code));
  }
  if (code === undefined) {
    const covered = coveredPeriod(periods, moment);
    if (covered === undefined) throw new Refused(FIGURES.nothingDue(form.code, last.code));
    return covered;
  }
  const parsed = parsePeriodCode(code);
  if ('problem' in parsed) throw new Refused(parsed.problem);
  const found = periods.find((period) => period.code === parsed.code);
  if (found !== undefined) return found;
  const kind = parsed.kind === 'range' ? 'custom' : parsed.kind;
  if (kind !== form.period) throw new Refused(FIGURES.otherKind(parsed.code, form.code, last.code));
  throw new Refused(FIGURES.unknownPeriod(parsed.code, form.code, first.code, last.code));
}
