import type { Field, FormDefinition } from '../forms/definition.ts';
import { writtenNames } from './field-names.ts';
import { isSyllable } from './syllables.ts';
import { tokenize } from './tokens.ts';

/** A phrase that follows from the form's own names, its marks being part of it. `words`: the name it stands for. */
export type AliasVariant = { readonly field: Field; readonly phrase: string; readonly words: string };

type Named = { readonly field: Field; readonly words: readonly string[]; readonly written: string };

/** Names are few; a form with very many is not multiplied out. */
const MAX_NAMES = 400;
/** Squashed names shorter than this could be abbreviations or other words. */
const LEAST_SQUASHED = 6;

/**
 * What people make of a form's names: "mô hình duy trì" where the form has "mh duy trì" and "mh" for "mô hình";
 * "duy trì mh"; "mh dt" for "mhdt"; "tổng số mô hình" for "tổng mô hình"; each side of a comma alone; words run together or clipped.
 */
export function aliasVariants(form: FormDefinition): AliasVariant[] {
  const names = form.fields.flatMap((field) => namesOf(field));
  if (names.length > MAX_NAMES) return [];
  return [
    ...names.flatMap(partsOfLists),
    ...composites(names),
    ...splits(names),
    ...names.flatMap(squashed),
    ...names.flatMap(clipped),
    ...names.flatMap(totals),
  ];
}

function namesOf(field: Field): Named[] {
  return writtenNames(field).map((written) => ({
    field,
    written,
    words: tokenize(written)
      .filter((token) => token.kind === 'word' || token.kind === 'number')
      .map((token) => written.slice(token.start, token.end).toLowerCase()),
  }));
}

function partsOfLists({ field, written }: Named): AliasVariant[] {
  const parts = written.split(/,|;|\/| và | - /).map((part) => part.trim());
  if (parts.length < 2) return [];
  return parts.filter((part) => part.includes(' ')).map((phrase) => ({ field, phrase, words: phrase }));
}

/** "mh duy trì" = "mh" + "duy trì": with what "mh" is short for in its place, and the other way round. */
function composites(names: readonly Named[]): AliasVariant[] {
  const variants: AliasVariant[] = [];
  for (const name of names) {
    for (const head of names) {
      if (head.field === name.field || head.words.length >= name.words.length) continue;
      if (!head.words.every((word, index) => word === name.words[index])) continue;
      const rest = name.words.slice(head.words.length);
      for (const other of names) {
        if (other.field !== head.field || !isSameName(head, other)) continue;
        variants.push(toVariant(name, [...other.words, ...rest]), toVariant(name, [...rest, ...other.words]));
      }
    }
  }
  return variants;
}

/** "mhdt" where "mh" names a field: "mh dt", and "mô hình dt" as "mh" is short for "mô hình". */
function splits(names: readonly Named[]): AliasVariant[] {
  const variants: AliasVariant[] = [];
  for (const name of names) {
    const [letters] = name.words;
    if (name.words.length !== 1 || letters === undefined || letters.length < 4 || letters.length > 6)
      continue;
    for (const head of names) {
      const [start] = head.words;
      if (head.words.length !== 1 || start === undefined || start.length < 2) continue;
      const rest = letters.slice(start.length);
      if (rest.length < 2 || !letters.startsWith(start)) continue;
      for (const other of names) {
        if (other.field === head.field && isSameName(head, other)) {
          variants.push(toVariant(name, [...other.words, rest]));
        }
      }
    }
  }
  return variants;
}

/** The same name, or one is short for the other: "mh" and "mô hình", but not "mô hình mới". */
function isSameName(one: Named, other: Named): boolean {
  const letters = (name: Named) => name.words.join('');
  const initials = (name: Named) => name.words.map((word) => word.charAt(0)).join('');
  return (
    letters(one) === letters(other) || initials(one) === letters(other) || letters(one) === initials(other)
  );
}

function squashed(name: Named): AliasVariant[] {
  const joined = name.words.join('');
  return name.words.length > 1 && joined.length >= LEAST_SQUASHED ? [toVariant(name, [joined])] : [];
}

/** "hgiải", "h.giải", "k/nại": the first word of two by its first letter. */
function clipped(name: Named): AliasVariant[] {
  const [first, second, third] = name.words;
  if (first === undefined || second === undefined || third !== undefined || second.length < 3) return [];
  const letter = first.charAt(0);
  const together = `${letter}${second}`;
  const [token] = tokenize(together);
  const variants = [`${letter}.${second}`, `${letter}/${second}`].map((written) =>
    toVariant(name, [written]),
  );
  return token === undefined || isSyllable(token.fold)
    ? variants
    : [toVariant(name, [together]), ...variants];
}

function totals(name: Named): AliasVariant[] {
  const [first, ...rest] = name.words;
  if (first !== 'tổng' || rest.length === 0) return [];
  return [toVariant(name, ['tổng số', ...rest]), toVariant(name, ['tổng cộng', ...rest])];
}

function toVariant(name: Named, words: readonly string[]): AliasVariant {
  return { field: name.field, phrase: words.join(' '), words: name.written };
}
