import type { Temporal } from 'temporal-polyfill';
import type { AccessScope } from '../core/access/scope.ts';
import type { DigestView } from '../core/conversation/context.ts';
import { Refused } from '../core/errors.ts';
import { fieldsFor, isFigure, type Field, type FormDefinition } from '../core/forms/definition.ts';
import type { BodyCode, FieldCode } from '../core/ids.ts';
import type { Executor } from '../db/connect.ts';
import { loadCourse } from '../db/queries/courses.ts';
import type { Drawing } from '../pictures/render.ts';
import { FIGURES } from '../texts/figures-command.ts';
import { periodName } from '../texts/numbers.ts';
import { digestPicture, type PictureAsked } from '../texts/pictures/digest-picture.ts';

/** As many periods as can be read side by side on a phone. */
const MOST_PERIODS = 12;
/** Below a heat map; more would make the picture taller than anybody scrolls. */
const MOST_TRENDS = 2;

export type DigestPicture = PictureAsked & {
  readonly form: FormDefinition;
  readonly view: DigestView;
  readonly indicator: FieldCode | undefined;
  readonly asOf: Temporal.Instant | undefined;
};

/** What the picture of a digest's recent periods is drawn from. Refused for an indicator that the body does not see. */
export async function digestDrawing(
  db: Executor,
  scope: AccessScope,
  asked: DigestPicture,
): Promise<Drawing> {
  const { form, view, asOf } = asked;
  const { figures, names } = view;
  const fields = chooseFields(form, figures.body, asked.indicator);
  const course = await loadCourse(db, scope, {
    form: form.code,
    body: figures.body,
    end: names.period.end,
    periods: MOST_PERIODS,
    fields,
    asOf,
  });
  const { code, start, end } = names.period;
  const period = periodName(code, start, end);
  return digestPicture(course, { body: names.body, period }, asked);
}

/** The named indicator; else those with a target, else the first ones. */
function chooseFields(
  form: FormDefinition,
  body: BodyCode,
  indicator: FieldCode | undefined,
): readonly Field[] {
  const figures = fieldsFor(form, body).filter(isFigure);
  if (indicator === undefined) {
    const aimed = figures.filter(({ target }) => target !== undefined);
    return (aimed.length > 0 ? aimed : figures).slice(0, MOST_TRENDS);
  }
  const named = figures.find(({ code }) => code === indicator);
  if (named) return [named];
  throw new Refused(
    FIGURES.unknownIndicator(
      indicator,
      figures.map(({ code }) => code),
    ),
  );
}
