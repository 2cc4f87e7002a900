import type { DigestView } from '../../core/conversation/context.ts';
import type { IndicatorFigures } from '../../core/digest/figures.ts';
import { figureWords } from '../counted.ts';
import { fieldName, nounOf, unitName } from '../digest-names.ts';
import { quotable, sourced } from '../opinions.ts';
import { formatNumber } from '../numbers.ts';
import { clip, onOneLine } from '../screen.ts';
import { capital } from '../report-lines.ts';
import type { DocumentTable, ReportContent } from './content.ts';

const MOST_CODES = 40;
const LONGEST_QUOTE = 90;

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
        : [[`${fieldName(view, one.code)}: ${figureWords(one.total, one)}`, baseWords(view, one)]],
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
  const { reports = [] } = view.findings;
  const where = reports.length > 0 ? ', mã từng báo cáo ở bảng “Mã báo cáo”' : '';
  return [
    {
      title: 'Căn cứ của từng nội dung',
      tables: [
        { heads, widths: [6, 54, 40], centred: [0], rows },
        ...(reports.length > 0 ? [codesTable(view, reports)] : []),
      ],
      notes: [
        `Số liệu cộng từ ${formatNumber(received)} báo cáo đã nhận${where}. Mã ghi trên biên nhận của đơn vị, số sau dấu chấm là lần đính chính.`,
      ],
    },
  ];
}

function codesTable(
  view: DigestView,
  reports: NonNullable<DigestView['findings']['reports']>,
): DocumentTable {
  return {
    heads: ['TT', 'Đơn vị', 'Mã báo cáo'],
    widths: [6, 20, 74],
    centred: [0],
    rows: reports.map(({ unit, codes }, index) => ({
      cells: [formatNumber(index + 1), capital(unitName(view, unit)), codes.join(', ')],
    })),
  };
}

/** Units that have a value; the codes of their reports stand in a table of their own. */
function baseWords(view: DigestView, { units }: IndicatorFigures): string {
  return `Báo cáo của ${formatNumber(units.length)} ${nounOf(view)}`;
}

function codeWords(reports: readonly string[]): string {
  const more = reports.length - MOST_CODES;
  const shown = reports.slice(0, MOST_CODES).join(', ');
  return more > 0 ? `${shown} và ${formatNumber(more)} báo cáo khác` : shown;
}
