import { describe, expect, it } from 'vitest';
import { readCellMapping, readColumnMapping } from '../../../src/core/templates/mapping.ts';

const cell = (words: string) => {
  const read = readCellMapping(words);
  return read.ok ? read.value : read.message;
};
const column = (words: string) => {
  const read = readColumnMapping(words);
  return read.ok ? read.value : read.message;
};

describe('what a cell of a template holds', () => {
  it('is a figure, by the names that digest --format json uses', () => {
    expect(cell('D20 = mediation.part')).toEqual({
      address: { row: 20, column: 4 },
      source: { kind: 'figure', field: 'mediation', moment: 'total', piece: 'part' },
    });
    expect(cell('$e$5=complaints.year_to_date')).toMatchObject({
      address: { row: 5, column: 5 },
      source: { field: 'complaints', moment: 'year_to_date' },
    });
    expect(cell('AA7 = mediation.previous.percent')).toMatchObject({
      address: { row: 7, column: 27 },
      source: { moment: 'previous', piece: 'percent' },
    });
  });

  it('is one unit’s figure, or a fact of the digest, or lies on another sheet', () => {
    expect(cell('C9 = complaints of binh-minh')).toMatchObject({ source: { unit: 'binh-minh' } });
    expect(cell('C3 = @period')).toMatchObject({ source: { kind: 'fact', fact: 'period' } });
    expect(cell("'Phụ lục 1'!C4 = complaints")).toMatchObject({ sheet: 'Phụ lục 1' });
    expect(cell('Phụ lục 1!C4 = complaints')).toMatchObject({ sheet: 'Phụ lục 1' });
  });

  it.each([
    ['mediation.part', 'viết vị trí, dấu = rồi số liệu'],
    ['7C = complaints', '“7C” không phải địa chỉ ô'],
    ['XFE1 = complaints', 'không phải địa chỉ ô'],
    ['A1048577 = complaints', 'không phải địa chỉ ô'],
    ['C3 = @kỳ', 'không có “@kỳ”; ở đây dùng được: @period'],
    ['C3 = @unit', 'không có “@unit”'],
    ['C3 = mediation.half', 'không hiểu “mediation.half”'],
    ['C3 = mediation.part.part', 'không hiểu'],
  ])('of %s cannot be told', (words, message) => {
    expect(cell(words)).toContain(message);
  });
});

describe('what a column of a template holds', () => {
  it('is a figure or the name of each row’s unit', () => {
    expect(column('C = mediation.whole')).toMatchObject({ column: 3, source: { piece: 'whole' } });
    expect(column('b = @unit')).toEqual({ column: 2, source: { kind: 'fact', fact: 'unit' } });
  });

  it('is no single cell, no figure of one unit, no fact of the whole', () => {
    expect(column('C7 = complaints')).toContain('“C7” không phải cột');
    expect(column('C = complaints of binh-minh')).toContain('mỗi dòng là một đơn vị');
    expect(column('C = @period')).toContain('không có “@period”');
  });
});
