import type { Field } from '../forms/definition.ts';
import { bareKey } from '../forms/spelling.ts';
import type { UnitView } from '../conversation/context.ts';
import { nameWithoutKind } from '../organization/unit-name.ts';

/** `about`: which figure, possibly empty. `answer`: what stands behind a colon; null: there is none. */
export type ExplanationWish = {
  readonly kind: 'explain-ask' | 'explain-answer';
  readonly about: string;
  readonly answer: string | null;
};

const WISH = /^\s*(?:\/giaitrinh(?:@\w+)?|\S+\s+\S+?)(?=[\s:]|$)(?<about>[^:]*)(?::(?<answer>.*))?$/su;

/** "Giải trình hòa giải Bình Minh" asks; "giải trình: …" and "giải trình hòa giải: …" answer. Undefined for other words. */
export function readExplanation(text: string): ExplanationWish | undefined {
  const begins = /^(?:giaitrinh|giai trinh)\b/.test(bareKey(text.slice(0, 40)));
  const groups = begins ? WISH.exec(text)?.groups : undefined;
  if (!groups) return undefined;
  const answer = groups['answer']?.trim() ?? null;
  return {
    kind: answer === null ? 'explain-ask' : 'explain-answer',
    about: (groups['about'] ?? '').trim(),
    answer,
  };
}

type NamedField = Pick<Field, 'code' | 'label' | 'aliases'>;

/** The units whose name stands in the words; the longest name counts. Several can share one. */
export function unitsIn<Unit extends UnitView>(words: string, units: readonly Unit[]): readonly Unit[] {
  return namedIn(words, units, namesOfUnit);
}

/** The fields whose label, its first words or an alias stands in the words; the longest counts. */
export function fieldsIn<Known extends NamedField>(
  words: string,
  fields: readonly Known[],
): readonly Known[] {
  return namedIn(words, fields, namesOfField);
}

/** Words that may stand beside the names: kinds of places, and those that hold a sentence together. */
const BESIDE = new Set(
  'xa phuong thi tran huyen quan tinh thanh pho dac khu khom ap thon to dan cua ve o tai muc so lieu bao cao giup voi nhe a'.split(
    ' ',
  ),
);

/** Whether the words name these and nothing else: another week, or a unit of a longer name, would be misunderstood. */
export function saysOnly(words: string, unit: UnitView, field: NamedField): boolean {
  const names = [longestIn(words, namesOfUnit(unit)), longestIn(words, namesOfField(field))];
  const rest = names.reduce((left, name) => left.replace(` ${name} `, ' '), spaced(words));
  return rest
    .trim()
    .split(' ')
    .every((word) => word === '' || BESIDE.has(word));
}

function namesOfUnit({ code, name }: UnitView): readonly string[] {
  return [name, nameWithoutKind(name), code];
}

function namesOfField({ code, label, aliases }: NamedField): readonly string[] {
  return [label, label.split(/[,;:(]/)[0] ?? '', code, ...aliases];
}

function namedIn<T>(
  words: string,
  things: readonly T[],
  namesOf: (thing: T) => readonly string[],
): readonly T[] {
  const lengths = things.map((thing) => longestIn(words, namesOf(thing)).length);
  const longest = Math.max(0, ...lengths);
  return longest === 0 ? [] : things.filter((_, index) => lengths[index] === longest);
}

/** The longest of the names that stands in the words, folded; empty if none does. */
function longestIn(words: string, names: readonly string[]): string {
  const said = spaced(words);
  const found = names.map(bareKey).filter((name) => name !== '' && said.includes(` ${name} `));
  return found.toSorted((one, other) => other.length - one.length)[0] ?? '';
}

function spaced(words: string): string {
  return ` ${bareKey(words)} `;
}
