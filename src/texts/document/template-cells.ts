import type { Temporal } from 'temporal-polyfill';
import type { DigestView } from '../../core/conversation/context.ts';
import { isRatio, type Value } from '../../core/forms/definition.ts';
import type { UnitCode } from '../../core/ids.ts';
import type { Address } from '../../core/spreadsheet-address.ts';
import {
  readCellMapping,
  readColumnMapping,
  type Fact,
  type FigureSource,
  type RowFact,
} from '../../core/templates/mapping.ts';
import type { NamedUnit } from '../../core/templates/rows.ts';
import type { ReceiverTemplate, TemplateRows } from '../../core/templates/template.ts';
import { unitName } from '../digest-names.ts';
import { periodName } from '../numbers.ts';
import { quotable } from '../opinions.ts';
import { capital } from '../report-lines.ts';

/** What a cell is to hold; its own style says how it looks. `share`: between 0 and 1. `date`: an ISO day. Null: nothing. */
export type TemplateValue = number | { readonly share: number } | { readonly date: string } | string | null;

/** What one form fills of a workbook. */
export type TemplateFill = {
  /** Absent: the first. */
  readonly sheet?: string;
  readonly cells: readonly {
    readonly sheet?: string;
    readonly address: Address;
    readonly value: TemplateValue;
  }[];
  readonly table?: TemplateTable;
};

export type TemplateTable = {
  readonly rows: TemplateRows;
  /** Counting from 1; each unit's values are in their order. */
  readonly columns: readonly number[];
  /** In the organisation's order. */
  readonly units: readonly (NamedUnit & { readonly values: readonly TemplateValue[] })[];
};

/**
 * What the figures of a digest put into the receiver's cells. A cell whose figure nobody reported is emptied, so that nothing which
 * stood there passes for a figure. `today`: the day of the figures.
 */
export function templateFill(
  { sheet, cells, rows }: ReceiverTemplate,
  view: DigestView,
  today: Temporal.PlainDate,
): TemplateFill {
  const read = readFigures(view);
  return {
    ...(sheet === undefined ? {} : { sheet }),
    cells: cells.flatMap((words) => {
      const mapping = readCellMapping(words);
      if (!mapping.ok) return [];
      const { source, ...place } = mapping.value;
      const value = source.kind === 'fact' ? factOf(source.fact, view, today) : read(source);
      return [{ ...place, value }];
    }),
    ...(rows && { table: tableOf(rows, view, read) }),
  };
}

function tableOf(
  rows: TemplateRows,
  view: DigestView,
  read: (source: FigureSource) => TemplateValue,
): TemplateTable {
  const columns = rows.columns.flatMap((words) => {
    const mapping = readColumnMapping(words);
    return mapping.ok ? [mapping.value] : [];
  });
  return {
    rows,
    columns: columns.map(({ column }) => column),
    units: Object.keys(view.names.units).map((code, index) => {
      const unit = { code, name: capital(unitName(view, code)) };
      const values = columns.map(({ source }) =>
        source.kind === 'fact' ? rowFactOf(source.fact, unit, index + 1) : read({ ...source, unit: code }),
      );
      return { ...unit, values };
    }),
  };
}

function factOf(fact: Fact, { names, figures }: DigestView, today: Temporal.PlainDate): TemplateValue {
  const { code, start, end } = names.period;
  switch (fact) {
    case 'period':
      return periodName(code, start, end);
    case 'start':
      return { date: start.toString() };
    case 'end':
      return { date: end.toString() };
    case 'date':
      return { date: today.toString() };
    case 'body':
      return names.body;
    case 'form':
      return names.form;
    case 'expected':
      return figures.expected;
    case 'received':
      return figures.received;
    case 'late':
      return figures.late.length;
    case 'missing':
      return figures.missing.length;
  }
}

function rowFactOf(fact: RowFact, { code, name }: NamedUnit, number: number): TemplateValue {
  switch (fact) {
    case 'number':
      return number;
    case 'unit':
      return name;
    case 'code':
      return code;
  }
}

/** Finds figures and texts of a digest, however often it is asked. */
function readFigures(view: DigestView): (source: FigureSource) => TemplateValue {
  const indicators = new Map(
    view.figures.indicators.map((one) => [
      one.code,
      { one, ofUnits: new Map(one.units.map(({ unit, value }) => [unit, value])) },
    ]),
  );
  const texts = Map.groupBy(view.figures.texts, ({ field }) => field);
  return ({ field, moment, piece, unit }) => {
    const known = indicators.get(field);
    if (known === undefined) return saidBy(texts.get(field) ?? [], unit, view);
    if (moment === 'target') return known.one.target === null ? null : { share: known.one.target };
    return pieceOf((unit === undefined ? known.one[moment] : known.ofUnits.get(unit)) ?? null, piece);
  };
}

function pieceOf(value: Value | null, piece: FigureSource['piece']): TemplateValue {
  if (value === null) return null;
  if (!isRatio(value)) return typeof value === 'number' && piece === undefined ? value : null;
  if (piece !== 'percent') return piece === undefined ? null : value[piece];
  return value.whole === 0 ? null : { share: value.part / value.whole };
}

/** Texts as written, a line each; those of several units with their names. */
function saidBy(
  texts: DigestView['figures']['texts'],
  unit: UnitCode | undefined,
  view: DigestView,
): TemplateValue {
  const lines =
    unit === undefined
      ? texts.map((one) => `${capital(unitName(view, one.unit))}: ${quotable(one.text)}`)
      : texts.filter((one) => one.unit === unit).map(({ text }) => quotable(text));
  return lines.length === 0 ? null : lines.join('\n');
}
