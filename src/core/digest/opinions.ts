import { bareKey, exactKey, words } from '../forms/spelling.ts';
import type { FieldCode, UnitCode } from '../ids.ts';
import type { DigestFigures } from './figures.ts';

/** What units wrote in a text field, those that say the same together. */
export type Opinion = {
  readonly field: FieldCode;
  /** As one of them wrote it: with diacritics if any did. */
  readonly text: string;
  /** Each once, in the order of the figures. */
  readonly units: readonly UnitCode[];
};

/** Courtesy that changes nothing of what is said. Only as written here: bare, "kinh" begins "kinh phi". */
const COURTESY = new Set(['dạ', 'vâng', 'ạ', 'nhé', 'nha', 'thưa', 'kính']);

/**
 * Groups texts that say the same in the same words: case, punctuation, the place of the tone and words of courtesy do not count, and
 * a text typed without diacritics is the same as the one it can be read as. Nothing is guessed about other words of the same meaning.
 */
export function groupOpinions(texts: DigestFigures['texts']): readonly Opinion[] {
  return groupSaid(texts).map(({ text, said }) => ({
    field: said[0].field,
    text,
    units: [...new Set(said.map(({ unit }) => unit))],
  }));
}

type Text = DigestFigures['texts'][number];

/** As `groupOpinions`, with all that was said, each time. */
export function groupSaid<Said extends Text>(
  texts: readonly Said[],
): readonly { readonly text: string; readonly said: readonly [Said, ...Said[]] }[] {
  const keyed = texts.map((one) => ({ one, ...keysOf(one) }));
  const marked = Map.groupBy(
    keyed.filter(({ exact, bare }) => exact !== bare),
    ({ bare }) => bare,
  );
  const groups = Map.groupBy(keyed, ({ exact, bare }) => {
    if (exact !== bare) return exact;
    const readings = new Set(marked.get(bare)?.map((other) => other.exact));
    const [reading] = readings;
    // Of two readings neither is certain.
    return readings.size === 1 && reading !== undefined ? reading : exact;
  });
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group;
    if (first === undefined) return [];
    const { one } = group.find(({ exact, bare }) => exact !== bare) ?? first;
    return [{ text: one.text, said: [first.one, ...others.map((other) => other.one)] as const }];
  });
}

function keysOf({ field, text }: Text): { exact: string; bare: string } {
  const kept = words(text).filter((word) => !COURTESY.has(word));
  const said = kept.length > 0 ? kept.join(' ') : text;
  return { exact: `${field}: ${exactKey(said)}`, bare: `${field}: ${bareKey(said)}` };
}
