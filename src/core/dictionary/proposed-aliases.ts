import { Temporal } from 'temporal-polyfill';
import { checkAliases } from '../forms/aliases.ts';
import { findField, type FormDefinition } from '../forms/definition.ts';
import { bareKey } from '../forms/spelling.ts';
import type { FieldCode, FormCode, ObligationId, UnitCode } from '../ids.ts';
import { parse } from '../parsing/parse.ts';
import type { Doubt } from '../parsing/understanding.ts';
import { withAliases } from './with-aliases.ts';

/** That words which were not understood, or asked about, were settled as a field. */
export type Correction = {
  readonly unit: UnitCode;
  readonly form: FormCode;
  readonly obligation: ObligationId;
  /** As typed or folded; compared without case and diacritics. */
  readonly words: string;
  readonly field: FieldCode;
};

/** Words that a unit uses for a field; `reports`: in how many different ones. */
export type ProposedAlias = Omit<Correction, 'obligation'> & { readonly reports: number };

/** Once is a slip and twice a coincidence. */
export const LEAST_REPORTS = 3;
/** Words without a number name no day. */
const ANY_DAY = Temporal.PlainDate.from('2017-08-24');
/** One letter would be found everywhere. */
const LEAST_LETTERS = 2;

/**
 * Words that the same unit settled the same way in several reports and never otherwise, and that nothing else in the form or the
 * language means. Ordered by unit, form and words. `formOf` gives the form as the unit has it now.
 */
export function proposedAliases(
  corrections: readonly Correction[],
  formOf: (unit: UnitCode, form: FormCode) => FormDefinition | undefined,
): readonly ProposedAlias[] {
  const groups = Map.groupBy(corrections, ({ unit, form, words }) =>
    JSON.stringify([unit, form, bareKey(words)]),
  );
  const proposed = [...groups.values()].flatMap((group): ProposedAlias[] => {
    const [first] = group;
    if (!first || group.some(({ field }) => field !== first.field)) return [];
    const reports = new Set(group.map(({ obligation }) => obligation)).size;
    const { unit, form, field } = first;
    const words = bareKey(first.words);
    const definition = formOf(unit, form);
    if (reports < LEAST_REPORTS || !definition || !isFree(definition, field, words)) return [];
    return [{ unit, form, words, field, reports }];
  });
  return proposed.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

function sortKey({ unit, form, words }: ProposedAlias): string {
  return JSON.stringify([unit, form, words]);
}

/** Whether the words can name the field in this form and mean nothing else, not even nearly. Known ones are not free. */
export function isFree(form: FormDefinition, code: FieldCode, words: string): boolean {
  const field = findField(form, code);
  if (!field || words.length < LEAST_LETTERS || !/^[a-z]+(?: [a-z]+)*$/.test(words)) return false;
  const known = form.fields.flatMap((one) => [one.label, ...one.aliases]).map(bareKey);
  if (known.includes(words) || meansSomething(form, code, words)) return false;
  const others = form.fields
    .flatMap((one) => (one === field ? [] : [one.label, ...one.aliases]))
    .map(bareKey);
  if (others.some((name) => holds(words, name) || holds(name, words))) return false;
  const before = countFindings(form);
  return countFindings(withAliases(form, [{ field: code, words }])) === before;
}

/**
 * Whether a message of these words, alone or with figures, says anything already: words that are understood need no alias, and words
 * such as "khoảng" in "kn khoảng 3" are doubts on purpose.
 */
function meansSomething(form: FormDefinition, code: FieldCode, words: string): boolean {
  return [words, `${words} 3`, `${words} 5/6`].some((text) => {
    const said = parse(text, form, { today: ANY_DAY });
    const isNews = said.nil || said.restNil || said.intent !== undefined || said.readings.length > 0;
    const isPeriod = said.period !== undefined || said.namedPeriod !== undefined;
    return (
      isNews || isPeriod || said.doubts.length === 0 || !said.doubts.every((doubt) => isOpen(doubt, code))
    );
  });
}

/** A doubt about what the words name, and about nothing else. */
function isOpen(doubt: Doubt, code: FieldCode): boolean {
  switch (doubt.kind) {
    case 'not-understood':
    case 'which-field':
    case 'label-missing':
      return true;
    case 'value-missing':
      return doubt.field === code;
    default:
      return false;
  }
}

/** Whole words within others: "kn" in "kn moi". */
function holds(outer: string, inner: string): boolean {
  return ` ${outer} `.includes(` ${inner} `);
}

function countFindings(form: FormDefinition): number {
  const { problems, warnings } = checkAliases(form, []);
  return problems.length + warnings.length;
}
