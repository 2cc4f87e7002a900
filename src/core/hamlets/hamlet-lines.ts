import { bareKey } from '../forms/spelling.ts';
import { matchUnits } from '../organization/match-units.ts';
import { nameWithoutKind } from '../organization/unit-name.ts';
import type { UnitView } from '../conversation/context.ts';

/** Words that begin with a hamlet's name, and what was said of it. */
export type HamletWords<Unit extends UnitView> = { readonly hamlet: Unit; readonly words: string };

/** Marks that stand before a name in a list or a quotation. */
const BEFORE = /^[\s"'“”«»>*•+–—-]+/u;
const BEHIND = /^[\s:;,.)–—-]+/u;

/**
 * A message read as what hamlets told: each line that begins with the name of one begins its words, the lines below belong to it.
 * Undefined where the first line names none: then it is no such message. A name without its kind ("Xuân Một" for ấp Xuân Một)
 * counts if it is of several syllables and not the name of `above`, since "một" is a number and "Bình Minh" the commune itself.
 * "ấp Một: hg 2/2, kn 0\nấp Hai: không phát sinh" → what each of the two told.
 */
export function readHamletLines<Unit extends UnitView>(
  hamlets: readonly Unit[],
  above: UnitView,
  text: string,
): readonly HamletWords<Unit>[] | undefined {
  const told: { hamlet: Unit; words: string }[] = [];
  for (const line of text.split('\n')) {
    const named = startsWithHamlet(hamlets, above, line);
    if (named) told.push(named);
    else {
      const last = told.at(-1);
      if (last) last.words = `${last.words}\n${line}`;
      else if (line.trim() !== '') return undefined;
    }
  }
  return told.length === 0 ? undefined : told;
}

function startsWithHamlet<Unit extends UnitView>(
  hamlets: readonly Unit[],
  above: UnitView,
  line: string,
): { hamlet: Unit; words: string } | undefined {
  const plain = line.replace(BEFORE, '');
  const { units, rest } = matchUnits(hamlets, plain);
  const [hamlet] = units;
  if (!hamlet || units.length > 1) return undefined;
  const name = bareKey(plain.slice(0, plain.length - rest.length));
  const isWhole = name === bareKey(hamlet.name);
  const isTelling = name.includes(' ') && name !== nameWithoutKind(above.name);
  return isWhole || isTelling ? { hamlet, words: rest.replace(BEHIND, '') } : undefined;
}
