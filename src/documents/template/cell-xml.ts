import { Temporal } from 'temporal-polyfill';
import { longDate } from '../../texts/numbers.ts';
import type { TemplateValue } from '../../texts/document/template-cells.ts';
import { workbookText } from '../../workbook-text.ts';
import type { NumberLook } from './workbook.ts';
import { escapeXml } from './xml.ts';

/** What a cell holds at most, in any program. */
const LONGEST_TEXT = 32_767;
const CUT_OFF = '…';

export type CellLook = {
  /** What stands before the names of elements: `x:`, or nothing. */
  readonly prefix: string;
  /** The number of its style; undefined: none. */
  readonly style: string | undefined;
  readonly look: NumberLook;
  readonly from1904: boolean;
};

/** A cell in XML. Numbers are numbers; texts are kept as texts in the cell itself, so that no `=` begins a formula. */
export function cellXml(address: string, value: TemplateValue, cell: CellLook): string {
  const { prefix, style } = cell;
  const begin = `<${prefix}c r="${address}"${style === undefined ? '' : ` s="${style}"`}`;
  const shown = shownAs(value, cell);
  if (shown === null) return `${begin}/>`;
  const content =
    typeof shown === 'number'
      ? `><${prefix}v>${shown}</${prefix}v>`
      : ` t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${textXml(shown)}</${prefix}t></${prefix}is>`;
  return `${begin}${content}</${prefix}c>`;
}

function textXml(text: string): string {
  const cut = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT - 1) + CUT_OFF : text;
  return escapeXml(workbookText(cut));
}

/** In a cell that shows percentages a share is what it is, elsewhere the percentage with two decimals; days likewise. */
function shownAs(value: TemplateValue, { look, from1904 }: CellLook): number | string | null {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if ('share' in value) return look === 'percent' ? value.share : Number((value.share * 100).toFixed(2));
  const day = Temporal.PlainDate.from(value.date);
  return look === 'date' ? serialOf(day, from1904) : longDate(day);
}

/** Days are numbered from here; before March 1900 a day is counted that never was, and no digest is that old. */
function serialOf(day: Temporal.PlainDate, from1904: boolean): number {
  const first = Temporal.PlainDate.from(from1904 ? '1904-01-01' : '1899-12-30');
  return first.until(day, { largestUnit: 'day' }).days;
}
