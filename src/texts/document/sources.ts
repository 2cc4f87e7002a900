import type { DigestView } from '../../core/conversation/context.ts';
import type { IndicatorFigures } from '../../core/digest/figures.ts';
import { groupOpinions, groupSaid } from '../../core/digest/opinions.ts';
import { withCounted } from '../counted.ts';
import { quotable } from '../digest-lines.ts';
import { fieldName, nounOf } from '../digest-names.ts';
import { formatNumber } from '../numbers.ts';
import { clip, onOneLine } from '../screen.ts';
import type { ReportContent } from './content.ts';

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

const MOST_CODES = 40;
const LONGEST_QUOTE = 90;

/** What units wrote, those that say the same together, in a longer period with how often and in how many years. */
export function sourced({ figures, findings: { said } }: DigestView): readonly SourcedOpinion[] {
  if (said === undefined)
    return groupOpinions(figures.texts).map((one) => ({ ...one, times: '', reports: [] }));
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

/**
 * What each sentence of a longer period rests on: a figure on how many units' reports, a quotation on the reports by their codes. None
 * for a digest of one period, whose reports the units' table names.
 */
export function sourcesAnnex(view: DigestView): ReportContent['annexes'] {
  const { indicators } = view.figures;
  if (view.findings.parts === undefined) return [];
  const told = [
    ...indicators.flatMap((one) =>
      one.total === null
        ? []
        : [[`${fieldName(view, one.code)}: ${withCounted(one.total, one)}`, figureWords(view, one)]],
    ),
    ...sourced(view)
      .filter(({ reports }) => reports.length > 0)
      .map(({ field, text, times, reports }) => [
        `${fieldName(view, field)}: “${clip(quotable(onOneLine(text)), LONGEST_QUOTE)}”${times}`,
        codeWords(reports),
      ]),
  ];
  if (told.length === 0) return [];
  const rows = told.map((cells, index) => ({ cells: [formatNumber(index + 1), ...cells] }));
  const heads = ['TT', 'Nội dung trong báo cáo', 'Căn cứ'];
  const { received } = view.figures;
  return [
    {
      title: 'Căn cứ của từng nội dung',
      tables: [{ heads, widths: [6, 54, 40], centred: [0], rows }],
      notes: [
        `Số liệu cộng từ ${formatNumber(received)} báo cáo đã nhận; mã ở trên biên nhận của đơn vị, số sau dấu chấm là lần đính chính.`,
      ],
    },
  ];
}

/** Units that have a value; each of their reports stands in the table of units, too many to name here. */
function figureWords(view: DigestView, { units }: IndicatorFigures): string {
  return `Báo cáo của ${formatNumber(units.length)} ${nounOf(view)}`;
}

function codeWords(reports: readonly string[]): string {
  const more = reports.length - MOST_CODES;
  const shown = reports.slice(0, MOST_CODES).join(', ');
  return more > 0 ? `${shown} và ${formatNumber(more)} báo cáo khác` : shown;
}
