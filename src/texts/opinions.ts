import type { DigestView } from '../core/conversation/context.ts';
import { groupOpinions, groupSaid } from '../core/digest/opinions.ts';
import { formatNumber } from './numbers.ts';

/** A sentence of a report that quotes what units wrote, with the reports that it rests on. */
export type SourcedOpinion = {
  readonly field: string;
  readonly text: string;
  readonly units: readonly string[];
  /** ` (nêu 11 lần, 3 năm)`; empty for what was said once, or in one period. */
  readonly times: string;
  /** Codes as on the receipts, each once; none where the digest is of one period. */
  readonly reports: readonly string[];
};

/** Each leader of a body reads the same texts, and to group those of thousands of units takes a while. */
const grouped = new WeakMap<object, readonly SourcedOpinion[]>();

/** What units wrote, those that say the same together, in a longer period with how often and in how many years. */
export function sourced({ figures: { texts }, findings: { said } }: DigestView): readonly SourcedOpinion[] {
  const known = grouped.get(said ?? texts);
  if (known) return known;
  const opinions = said === undefined ? ofOnePeriod(texts) : ofSeveral(said);
  grouped.set(said ?? texts, opinions);
  return opinions;
}

function ofOnePeriod(texts: DigestView['figures']['texts']): readonly SourcedOpinion[] {
  return groupOpinions(texts).map((one) => ({ ...one, times: '', reports: [] }));
}

function ofSeveral(said: NonNullable<DigestView['findings']['said']>): readonly SourcedOpinion[] {
  return groupSaid(said).map(({ text, said: all }) => ({
    field: all[0].field,
    text,
    units: [...new Set(all.map(({ unit }) => unit))],
    times: timesWords(
      all.length,
      // A period's code begins with its year.
      new Set(all.map(({ period }) => period.slice(0, 4))).size,
    ),
    reports: [...new Set(all.map(({ report }) => report))],
  }));
}

function timesWords(times: number, years: number): string {
  if (times < 2) return '';
  return ` (nêu ${formatNumber(times)} lần${years > 1 ? `, ${formatNumber(years)} năm` : ''})`;
}

/** Days are stored as ISO dates and said as people say them. */
export function quotable(words: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(words) ?? [];
  return year === undefined ? words : `${Number(day)}/${Number(month)}/${year}`;
}
