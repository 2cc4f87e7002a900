import type { FormDefinition, PeriodKind } from '../forms/definition.ts';
import type { BodyCode } from '../ids.ts';
import { bodyOf } from './check.ts';
import type { ReceiverTemplate } from './template.ts';

/** A form that fills a receiver's workbook, with the figures of a body. */
export type Carrier = {
  readonly form: FormDefinition;
  readonly template: ReceiverTemplate;
  readonly body: BodyCode;
};

const FROM_SHORTEST: readonly PeriodKind[] = [
  'week',
  'month',
  'quarter',
  'half',
  'nine-months',
  'year',
  'custom',
];

/**
 * The forms that fill the workbook of this code, those with the longest periods first: it is about a period of the first one, to
 * which those of the others can be added up.
 */
export function carriersOf(forms: readonly FormDefinition[], code: string): readonly Carrier[] {
  return forms
    .flatMap((form) =>
      (form.templates ?? [])
        .filter((template) => template.code.toLowerCase() === code.toLowerCase())
        .map((template) => ({ form, template, body: bodyOf(form, template) })),
    )
    .toSorted(
      (one, other) => FROM_SHORTEST.indexOf(other.form.period) - FROM_SHORTEST.indexOf(one.form.period),
    );
}
