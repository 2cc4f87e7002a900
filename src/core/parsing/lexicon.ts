import type { Field, FormDefinition } from '../forms/definition.ts';
import type { FieldCode } from '../ids.ts';
import { aliasVariants } from './alias-variants.ts';
import { writtenNames } from './field-names.ts';
import { isComplaintWord } from './person-names.ts';
import { compileSlips, type SlipIndex } from './slips.ts';
import { PhraseTrie } from './phrase-trie.ts';
import { roleWords, type PartOrWhole } from './role-words.ts';
import { stocksBeside } from './stocks-beside.ts';
import { isSyllable } from './syllables.ts';
import { tokenize } from './tokens.ts';
import { moneyRankOf } from './units.ts';
import { PHRASES } from './vocabulary.ts';

/** What a phrase of the form names. */
export type Label = {
  /** Several: the form gives this alias to more than one field. */
  readonly fields: readonly FieldCode[];
  /** As the form writes it. */
  readonly words: string;
  /** An abbreviation (kn, tthc): counts as a label only beside a value. */
  readonly short: boolean;
  /** Not written in the form, but made of what is. */
  readonly derived: boolean;
  /** The phrase itself says which count of a ratio it names: "hòa giải thành", "đã di dời". */
  readonly role: PartOrWhole | undefined;
};

/** An answer of a choice; `whole` false: by some of its words, which no other answer has. */
export type Option = { readonly option: string; readonly whole: boolean };

/** A form made ready for parsing. */
export type Lexicon = {
  readonly form: FormDefinition;
  readonly fields: ReadonlyMap<FieldCode, Field>;
  readonly labels: PhraseTrie<Label>;
  readonly slips: SlipIndex;
  /** Fields by the initials of their labels: kn → khiếu nại, kiến nghị. */
  readonly initials: ReadonlyMap<string, readonly FieldCode[]>;
  /** Words that name part or whole in a field's own prompt, beyond the usual ones. */
  readonly roles: PhraseTrie<PartOrWhole>;
  /** What the form itself is called: no news in a report. */
  readonly titles: PhraseTrie<true>;
  /** Per choice field: its options. */
  readonly options: ReadonlyMap<FieldCode, PhraseTrie<Option>>;
  /** Folded words of label, prompt, aliases and of what is counted: which counters and units belong to a field. */
  readonly ownWords: ReadonlyMap<FieldCode, ReadonlySet<string>>;
  /** Of what came in a period, the field that asks how many there are of the same thing. */
  readonly stocks: ReadonlyMap<FieldCode, FieldCode>;
  /** How many đồng one of what a field asks for is, where it asks for thousands, millions or more of them. */
  readonly moneyRanks: ReadonlyMap<FieldCode, number>;
  /** Fields about complaints and denunciations, whose people are protected. */
  readonly complaints: ReadonlySet<FieldCode>;
};

/** The vocabulary of all forms, with its tags. */
export const VOCABULARY = compileVocabulary();

const compiled = new WeakMap<FormDefinition, Lexicon>();

export function lexiconOf(form: FormDefinition): Lexicon {
  let lexicon = compiled.get(form);
  if (lexicon === undefined) {
    lexicon = compileLexicon(form);
    compiled.set(form, lexicon);
  }
  return lexicon;
}

function compileVocabulary(): PhraseTrie<number> {
  const tagsOf = new Map<string, number>();
  for (const [tags, phrases] of PHRASES) {
    for (const written of phrases.split('|')) {
      const phrase = written.trim();
      tagsOf.set(phrase, (tagsOf.get(phrase) ?? 0) | tags);
    }
  }
  const trie = new PhraseTrie<number>({ looseUnmarked: false });
  for (const [phrase, tags] of tagsOf) trie.add(phrase, tags);
  return trie;
}

function compileLexicon(form: FormDefinition): Lexicon {
  const roles = new PhraseTrie<PartOrWhole>({ looseUnmarked: true });
  const labels = new PhraseTrie<Label>({ looseUnmarked: true });
  const named = nameFields(form, roles);
  for (const name of named.values()) labels.addTokens(name.words, tokenize(name.key), toLabel(name));
  return {
    form,
    fields: new Map(form.fields.map((field) => [field.code, field])),
    labels,
    slips: compileSlips(form),
    initials: compileInitials(form),
    roles,
    titles: compileTitles(form),
    options: compileOptions(form),
    ownWords: new Map(form.fields.map((field) => [field.code, ownWords(field)])),
    stocks: stocksBeside(form.fields),
    moneyRanks: new Map(
      form.fields.flatMap((field) => {
        const rank = moneyRankOf(field);
        return rank === undefined ? [] : [[field.code, rank] as const];
      }),
    ),
    complaints: new Set(form.fields.filter(speaksOfComplaints).map((field) => field.code)),
  };
}

type Name = {
  /** The phrase to look for. */
  readonly key: string;
  readonly fields: FieldCode[];
  readonly words: string;
  readonly derived: boolean;
  readonly role: PartOrWhole | undefined;
};

/** Every phrase that names a field. What the form writes outranks what is derived from it; a derived clash is dropped. */
function nameFields(form: FormDefinition, roles: PhraseTrie<PartOrWhole>): Map<string, Name> {
  const named = new Map<string, Name>();
  const add = (key: string, words: string, field: Field, derived: boolean, role: PartOrWhole | undefined) => {
    const id = soundOf(key);
    const known = named.get(id);
    if (known === undefined) named.set(id, { key, fields: [field.code], words, derived, role });
    else if (known.fields.includes(field.code)) return;
    else if (known.derived && !derived) named.set(id, { key, fields: [field.code], words, derived, role });
    else if (known.derived === derived) known.fields.push(field.code);
  };
  for (const field of form.fields) {
    for (const phrase of writtenNames(field)) {
      for (const key of keysOf(phrase)) add(key, phrase, field, false, endingRole(phrase));
    }
  }
  for (const { field, phrase, words } of aliasVariants(form))
    add(phrase.toLowerCase(), words, field, true, endingRole(words));
  for (const field of form.fields) addRoleNames(field, roles, add);
  for (const [id, name] of named) {
    if (name.derived && name.fields.length > 1) named.delete(id);
  }
  return named;
}

type AddName = (
  key: string,
  words: string,
  field: Field,
  derived: boolean,
  role: PartOrWhole | undefined,
) => void;

/** "đã di dời" in the prompt of "di dời" is a name of the field that also says which count follows. */
function addRoleNames(field: Field, roles: PhraseTrie<PartOrWhole>, add: AddName): void {
  if (field.type !== 'ratio') return;
  const names = writtenNames(field).map((name) => ` ${keyOf(name)} `);
  for (const { phrase, role } of roleWords(field)) {
    const padded = ` ${keyOf(phrase)} `;
    const own = names.find((name) => padded.includes(name));
    if (own === undefined) roles.add(phrase, role);
    else {
      // "đã di dời" is also said as "đã sơ tán".
      const full = names.filter((name) => name === own || name.trim().includes(' '));
      for (const name of full) add(padded.replace(own, name).trim(), phrase, field, true, role);
    }
  }
}

/** With its own punctuation, another in its place, and none: "Khó khăn, vướng mắc", "khó khăn - vướng mắc", "khó khăn vướng mắc". */
function keysOf(phrase: string): string[] {
  const plain = keyOf(phrase);
  const tokens = tokenize(phrase.replace(/[()]/g, ' '));
  if (!tokens.some((token) => token.kind === 'mark')) return [plain];
  const withJoint = (joint: string) =>
    tokens
      .map((token) => (token.kind === 'mark' ? joint : phrase.slice(token.start, token.end).toLowerCase()))
      .join(' ');
  return [...new Set([plain, ...[',', '-', '/', 'và'].map(withJoint)])];
}

/** The same for "hoà giải" and "hòa giải". */
function soundOf(phrase: string): string {
  return tokenize(phrase)
    .map((token) => `${token.shape}${token.tone}`)
    .join(' ');
}

/** Words alone, one space between. */
function keyOf(phrase: string): string {
  return tokenize(phrase)
    .filter((token) => token.kind === 'word' || token.kind === 'number')
    .map((token) => phrase.slice(token.start, token.end).toLowerCase())
    .join(' ');
}

const PART_ENDINGS = /(?:^| )(?:thành|thành công|đúng hẹn|đúng hạn|đạt|xong|hoàn thành)$/u;

function endingRole(phrase: string): PartOrWhole | undefined {
  return PART_ENDINGS.test(phrase.toLowerCase().normalize('NFC')) ? 'part' : undefined;
}

function toLabel(name: Name): Label {
  return {
    fields: name.fields,
    words: name.words,
    short: isShort(name.words),
    derived: name.derived,
    role: name.role,
  };
}

/** One word of few letters that is no syllable, or has no vowel: an abbreviation. */
function isShort(words: string): boolean {
  const tokens = tokenize(words).filter((token) => token.kind === 'word');
  const [first] = tokens;
  return tokens.length === 1 && first !== undefined && first.fold.length <= 5 && !isSyllable(first.fold);
}

function compileInitials(form: FormDefinition): Map<string, FieldCode[]> {
  const initials = new Map<string, FieldCode[]>();
  for (const field of form.fields) {
    for (const name of writtenNames(field)) {
      const words = tokenize(name).filter((token) => token.kind === 'word');
      if (words.length < 2 || words.length > 5) continue;
      const key = words.map((word) => word.fold.charAt(0)).join('');
      const fields = initials.get(key) ?? [];
      if (!fields.includes(field.code)) initials.set(key, [...fields, field.code]);
    }
  }
  return initials;
}

const TITLE_HEADS = new Set([
  'bao',
  'cao',
  'tuan',
  'thang',
  'quy',
  'nam',
  'ki',
  'cong',
  'tac',
  'dinh',
  'nhanh',
  've',
  'ket',
  'qua',
]);

/** "công tác dân vận" of "Báo cáo tuần công tác dân vận": each ending of the form's name that says what it is about. */
function compileTitles(form: FormDefinition): PhraseTrie<true> {
  const titles = new PhraseTrie<true>({ looseUnmarked: false });
  const words = tokenize(form.name).filter((token) => token.kind === 'word');
  const start = words.findIndex((word) => !TITLE_HEADS.has(word.fold));
  words.slice(0, start + 1).forEach((_, from) => {
    if (words.length - from >= 2) titles.addTokens(form.name, words.slice(from), true);
  });
  return titles;
}

function compileOptions(form: FormDefinition): Map<FieldCode, PhraseTrie<Option>> {
  const options = new Map<FieldCode, PhraseTrie<Option>>();
  for (const field of form.fields) {
    if (field.type !== 'choice') continue;
    const trie = new PhraseTrie<Option>({ looseUnmarked: true });
    for (const option of field.options) trie.add(option, { option, whole: true });
    for (const [part, option] of partsOfOptions(field.options)) trie.add(part, { option, whole: false });
    options.set(field.code, trie);
  }
  return options;
}

/** "rút" for "đang rút", where no other option has the word. */
function partsOfOptions(options: readonly string[]): Map<string, string> {
  const parts = new Map<string, string>();
  const shared = new Set<string>();
  for (const option of options) {
    const words = keyOf(option).split(' ');
    for (const word of words.length > 1 ? new Set(words) : []) {
      if (
        parts.has(word) ||
        options.some((other) => other !== option && keyOf(other).split(' ').includes(word))
      ) {
        shared.add(word);
      } else parts.set(word, option);
    }
  }
  for (const word of shared) parts.delete(word);
  return parts;
}

function speaksOfComplaints(field: Field): boolean {
  return [field.label, ...field.aliases].some((name) => {
    const tokens = tokenize(name);
    return tokens.some((_, index) => isComplaintWord(tokens, index));
  });
}

function ownWords(field: Field): Set<string> {
  return new Set(
    [field.label, field.prompt, field.counted ?? '', ...field.aliases].flatMap((text) =>
      tokenize(text).map((token) => token.fold),
    ),
  );
}
