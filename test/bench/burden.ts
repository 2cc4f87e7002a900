import { measureBurden } from '../support/burden.ts';
import type { Figure } from './figure.ts';

/** Messages and questions of whole reports, beside the bars of quality.md "People's time". */
export function burdenFigures(): readonly Figure[] {
  return measureBurden().map((burden) => [
    `${burden.name}, ${burden.numbered ? 'without' : 'with'} buttons`,
    `${burden.messages} messages${barOf(burden.bar.messages)}, ${burden.written} written${barOf(burden.bar.written)}, ${burden.questions} questions`,
  ]);
}

function barOf(most: number | undefined): string {
  return most === undefined ? '' : ` (<= ${most})`;
}
