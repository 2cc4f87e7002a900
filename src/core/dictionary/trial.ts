import type { Temporal } from 'temporal-polyfill';
import type { Field, FormDefinition } from '../forms/definition.ts';
import { sameValue } from '../forms/values.ts';
import type { Reading } from '../parsing/understanding.ts';
import { generatedCorpus } from './generated-corpus.ts';
import { isFree } from './proposed-aliases.ts';
import { replay, type Changed } from './replay.ts';
import { withAliases, type OwnAlias } from './with-aliases.ts';

/**
 * Whether new words may join a form: `taken` by something else in it, or messages that would be read otherwise than before, with
 * the fields that they are about.
 */
export type Trial =
  | { readonly kind: 'passed' }
  | { readonly kind: 'taken' }
  | { readonly kind: 'changes'; readonly messages: number; readonly fields: readonly Field[] };

/** Tries words on a unit's form: on what people wrote (`heard`) and on messages made from the form itself. Takes half a second with 2,000. */
export function tryAlias(
  form: FormDefinition,
  alias: OwnAlias,
  heard: readonly string[],
  today: Temporal.PlainDate,
): Trial {
  if (!isFree(form, alias.field, alias.words)) return { kind: 'taken' };
  const messages = [...new Set([...heard, ...generatedCorpus(form)])];
  const { other } = replay(form, withAliases(form, [alias]), messages, today);
  if (other.length === 0) return { kind: 'passed' };
  const codes = new Set(other.flatMap(changedFields));
  return {
    kind: 'changes',
    messages: other.length,
    fields: form.fields.filter(({ code }) => codes.has(code)),
  };
}

function changedFields({ before, after }: Changed): readonly string[] {
  return [
    ...before.filter((reading) => !holds(after, reading)),
    ...after.filter((reading) => !holds(before, reading)),
  ].map(({ field }) => field);
}

function holds(readings: Changed['before'], { field, value }: Reading): boolean {
  return readings.some((other) => other.field === field && sameValue(other.value, value));
}
