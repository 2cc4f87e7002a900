import type { FormDefinition } from '../forms/definition.ts';
import type { FieldCode } from '../ids.ts';
import { isSyllable } from './syllables.ts';
import { tokenize } from './tokens.ts';

type Target = {
  readonly field: FieldCode;
  readonly letters: string;
  readonly wordCount: number;
  readonly written: string;
};

/** Names that one slip of a finger may have spoilt, by each way of leaving one letter out. */
export type SlipIndex = ReadonlyMap<string, readonly Target[]>;

export type SlipMatch = {
  readonly fields: readonly FieldCode[];
  readonly written: string;
  /** The typed letters cannot be words of their own, so nothing else can be meant. */
  readonly certain: boolean;
};

/** One wrong letter in a shorter name makes another word too easily. */
const LEAST_LETTERS = 6;
export const MOST_SLIP_WORDS = 4;
const MOST_LETTERS = 28;

export function compileSlips(form: FormDefinition): SlipIndex {
  const index = new Map<string, Target[]>();
  for (const field of form.fields) {
    for (const written of [field.label, ...field.aliases]) {
      const words = tokenize(written).filter((token) => token.kind === 'word');
      const letters = words.map((word) => word.fold).join('');
      if (letters.length < LEAST_LETTERS || letters.length > MOST_LETTERS || words.length > MOST_SLIP_WORDS)
        continue;
      const target = { field: field.code, letters, wordCount: words.length, written };
      for (const key of [letters, ...withoutOneLetter(letters)]) {
        const known = index.get(key);
        if (known === undefined) index.set(key, [target]);
        else if (!known.some((other) => other.letters === letters && other.field === field.code))
          known.push(target);
      }
    }
  }
  return index;
}

/** The name that the words are one letter away from: one letter wrong, missing, doubled, or two neighbours swapped. */
export function findSlip(index: SlipIndex, words: readonly string[]): SlipMatch | undefined {
  const typed = words.join('');
  if (typed.length < LEAST_LETTERS - 1 || typed.length > MOST_LETTERS + 1) return undefined;
  const near = new Map<FieldCode, Target>();
  for (const key of [typed, ...withoutOneLetter(typed)]) {
    for (const target of index.get(key) ?? []) {
      if (target.wordCount === words.length && isOneSlip(typed, target.letters))
        near.set(target.field, target);
    }
  }
  const [first] = near.values();
  if (first === undefined) return undefined;
  return {
    fields: [...near.keys()],
    written: first.written,
    certain: near.size === 1 && words.some((word) => !isSyllable(word)),
  };
}

function withoutOneLetter(letters: string): string[] {
  return Array.from(letters, (_, index) => letters.slice(0, index) + letters.slice(index + 1));
}

/** Whether two different strings are one insertion, deletion, substitution or swap of neighbours apart. */
export function isOneSlip(typed: string, meant: string): boolean {
  if (typed === meant || Math.abs(typed.length - meant.length) > 1) return false;
  let start = 0;
  while (start < typed.length && typed.charAt(start) === meant.charAt(start)) start += 1;
  const typedRest = typed.slice(start);
  const meantRest = meant.slice(start);
  if (typed.length !== meant.length) {
    return typedRest.length > meantRest.length
      ? typedRest.slice(1) === meantRest
      : meantRest.slice(1) === typedRest;
  }
  if (typedRest.slice(1) === meantRest.slice(1)) return true;
  return (
    typedRest.charAt(0) === meantRest.charAt(1) &&
    typedRest.charAt(1) === meantRest.charAt(0) &&
    typedRest.slice(2) === meantRest.slice(2)
  );
}
