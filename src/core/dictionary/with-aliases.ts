import type { FormDefinition } from '../forms/definition.ts';
import { bareKey } from '../forms/spelling.ts';
import type { FieldCode } from '../ids.ts';

/** A unit's own words for a field of a form. */
export type OwnAlias = { readonly field: FieldCode; readonly words: string };

/** Forms of units that are kept ready at a time, each some 250 KB: more than write at once. */
const MOST_KEPT = 100;

const made = new WeakMap<FormDefinition, Map<string, FormDefinition>>();

/**
 * The form as one unit speaks of it: its fields with the unit's own words behind the form's. Words of fields that the form no longer
 * has, and words that it knows already, add nothing. The same form and words give the same object while it is in use: a form is
 * made ready for parsing once an object.
 */
export function withAliases(form: FormDefinition, aliases: readonly OwnAlias[]): FormDefinition {
  if (aliases.length === 0) return form;
  const key = JSON.stringify(aliases.map(({ field, words }) => `${field} ${words}`).toSorted());
  const known = made.get(form) ?? new Map<string, FormDefinition>();
  made.set(form, known);
  const own = known.get(key) ?? extended(form, aliases);
  // The one that was not asked for the longest time goes.
  known.delete(key);
  known.set(key, own);
  const [oldest] = known.keys();
  if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest);
  return own;
}

function extended(form: FormDefinition, aliases: readonly OwnAlias[]): FormDefinition {
  const fields = form.fields.map((field) => {
    const known = new Set([field.label, ...field.aliases].map(bareKey));
    const added = aliases.flatMap(({ field: code, words }) =>
      code === field.code && !known.has(bareKey(words)) ? [words] : [],
    );
    return added.length === 0 ? field : { ...field, aliases: [...field.aliases, ...new Set(added)] };
  });
  const isSame = fields.every((field, index) => field === form.fields[index]);
  return isSame ? form : { ...form, fields };
}
