import type { FieldCode, UnitCode } from '../ids.ts';
import { readAddress, readLetters, type Address } from '../spreadsheet-address.ts';

/** Which of a field's figures; named as `digest --format json` names them. */
export const MOMENTS = ['total', 'previous', 'same_period_last_year', 'year_to_date', 'target'] as const;
export type Moment = (typeof MOMENTS)[number];

/** Of a ratio: one of its counts, or their rate. */
export const PIECES = ['part', 'whole', 'percent'] as const;
export type Piece = (typeof PIECES)[number];

/** What is known of the whole digest beside its fields. */
export const FACTS = [
  'period',
  'start',
  'end',
  'date',
  'body',
  'form',
  'expected',
  'received',
  'late',
  'missing',
] as const;
export type Fact = (typeof FACTS)[number];

/** What is known of each row's unit beside its fields; `number` counts from 1. */
export const ROW_FACTS = ['number', 'unit', 'code'] as const;
export type RowFact = (typeof ROW_FACTS)[number];

export type FigureSource = {
  readonly kind: 'figure';
  readonly field: FieldCode;
  readonly moment: Moment;
  readonly piece?: Piece;
  /** One unit's value instead of the figure of all. */
  readonly unit?: UnitCode;
};

export type FactSource<Known> = { readonly kind: 'fact'; readonly fact: Known };

export type CellMapping = {
  /** Absent: the template's own sheet. */
  readonly sheet?: string;
  readonly address: Address;
  readonly source: FigureSource | FactSource<Fact>;
};

export type ColumnMapping = {
  /** Counts from 1. */
  readonly column: number;
  readonly source: FigureSource | FactSource<RowFact>;
};

/** What the words of a file mean, or why they mean nothing. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

/** `D20 = mediation.part`, `Phụ lục!C4 = complaints.year_to_date`, `C9 = complaints of binh-minh`, `C3 = @period`. */
export function readCellMapping(words: string): Read<CellMapping> {
  const sides = readSides(words, 'D20 = mediation.part');
  if (!sides.ok) return sides;
  const { target, meaning } = sides.value;
  const mark = target.lastIndexOf('!');
  const address = readAddress(target.slice(mark + 1));
  if (address === undefined) {
    return refuse(`“${target.slice(mark + 1)}” không phải địa chỉ ô; viết chữ cột rồi số dòng, ví dụ: C7`);
  }
  const source = readSource(meaning, FACTS);
  if (!source.ok) return source;
  const sheet = mark > 0 ? { sheet: target.slice(0, mark).replace(/^'(.*)'$/, '$1') } : {};
  return { ok: true, value: { ...sheet, address, source: source.value } };
}

/** `C = mediation.part`, `B = @unit`. */
export function readColumnMapping(words: string): Read<ColumnMapping> {
  const sides = readSides(words, 'C = mediation.part');
  if (!sides.ok) return sides;
  const { target, meaning } = sides.value;
  const column = readLetters(target);
  if (column === undefined) {
    return refuse(`“${target}” không phải cột; trong rows chỉ ghi chữ cột, ví dụ: C`);
  }
  const source = readSource(meaning, ROW_FACTS);
  if (!source.ok) return source;
  if (source.value.kind === 'figure' && source.value.unit !== undefined) {
    return refuse('trong rows mỗi dòng là một đơn vị, xin bỏ phần “of …”');
  }
  return { ok: true, value: { column, source: source.value } };
}

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}

function readSides(
  words: string,
  example: string,
): Read<{ readonly target: string; readonly meaning: string }> {
  const at = words.indexOf('=');
  const target = words.slice(0, Math.max(0, at)).trim();
  const meaning = words.slice(at + 1).trim();
  return target === '' || meaning === ''
    ? refuse(`viết vị trí, dấu = rồi số liệu, ví dụ: ${example}`)
    : { ok: true, value: { target, meaning } };
}

function readSource<Known extends string>(
  meaning: string,
  facts: readonly Known[],
): Read<FigureSource | FactSource<Known>> {
  if (meaning.startsWith('@')) {
    const fact = facts.find((known) => `@${known}` === meaning);
    return fact === undefined
      ? refuse(`không có “${meaning}”; ở đây dùng được: ${facts.map((known) => `@${known}`).join(', ')}`)
      : { ok: true, value: { kind: 'fact', fact } };
  }
  const [figure = '', unit, ...more] = meaning.split(/\s+of\s+/);
  const [field = '', ...rest] = figure.split('.');
  const moment = MOMENTS.find((known) => known === rest[0]);
  const pieces = moment === undefined ? rest : rest.slice(1);
  const piece = PIECES.find((known) => known === pieces[0]);
  if (more.length > 0 || pieces.length > (piece === undefined ? 0 : 1) || /\s/.test(field)) {
    return refuse(
      `không hiểu “${meaning}”; viết mã mục, rồi nếu cần .${MOMENTS.slice(1).join(', .')}, rồi .${PIECES.join(', .')}`,
    );
  }
  return {
    ok: true,
    value: {
      kind: 'figure',
      field,
      moment: moment ?? 'total',
      ...(piece === undefined ? {} : { piece }),
      ...(unit === undefined ? {} : { unit }),
    },
  };
}
