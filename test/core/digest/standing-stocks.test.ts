import { describe, expect, it } from 'vitest';
import { standingStocks, type LastStock } from '../../../src/core/digest/standing-stocks.ts';
import type { Lineage } from '../../../src/core/organization/succession.ts';
import { tuan } from '../../support/forms.ts';

const [first] = tuan.fields;
if (first === undefined) throw new Error('the sample form has no field');
const FIELD = { ...first, type: 'integer', aggregate: 'latest' } as const;
const CHANGE = '2025-07-01';
const [BEFORE, STRADDLING, AFTER] = ['2025-06-29', '2025-07-06', '2025-07-13'];

const ended = (code: string): Lineage => ({ code, until: CHANGE });
const begun = (code: string, ...predecessors: string[]): Lineage => ({ code, from: CHANGE, predecessors });
const MERGER = [ended('bac'), ended('nam'), begun('binh', 'bac', 'nam')];
const SPLIT = [ended('whole'), begun('east', 'whole'), begun('west', 'whole')];
const TAKEN_IN: readonly Lineage[] = [{ code: 'a', predecessors: ['b'] }, ended('b')];

const at = (value: number, day: string): LastStock => ({ value, day });

function stocks(
  lineages: readonly Lineage[],
  asked: readonly string[],
  last: Readonly<Record<string, LastStock>>,
  day = STRADDLING,
) {
  return Object.fromEntries(standingStocks(FIELD, asked, new Map(Object.entries(last)), day, lineages));
}

describe('the stock of a merged unit', () => {
  const before = { bac: at(12, BEFORE), nam: at(5, '2025-05-04') };

  it('is the sum of the last words of those before it', () => {
    expect(stocks(MERGER, ['binh'], before)).toEqual({ binh: 17 });
  });

  it('adds up what is known of them', () => {
    expect(stocks(MERGER, ['binh'], { bac: at(12, BEFORE) })).toEqual({ binh: 12 });
    expect(stocks(MERGER, ['binh'], {})).toEqual({});
  });

  it('is its own word as soon as there is one', () => {
    expect(stocks(MERGER, ['binh'], { ...before, binh: at(20, STRADDLING) }, AFTER)).toEqual({ binh: 20 });
  });

  it('stands alone where a unit before it reported for the days of the change as well', () => {
    const late = { bac: at(13, STRADDLING), nam: at(5, BEFORE) };
    expect(stocks(MERGER, ['bac', 'binh'], late)).toEqual({ binh: 18 });
    expect(stocks(MERGER, ['bac', 'binh'], { ...late, binh: at(20, STRADDLING) })).toEqual({ binh: 20 });
  });

  it('goes back over several changes', () => {
    const later = [
      ...MERGER.slice(0, 2),
      { code: 'binh', from: CHANGE, until: '2025-07-08', predecessors: ['bac', 'nam'] },
      { code: 'new', from: '2025-07-08', predecessors: ['binh'] },
    ];
    expect(stocks(later, ['new'], before, AFTER)).toEqual({ new: 17 });
  });
});

describe('the stock of a unit that took in another', () => {
  const before = { a: at(3, BEFORE), b: at(4, BEFORE) };

  it('is the sum of both until it reports again', () => {
    expect(stocks(TAKEN_IN, ['a'], before)).toEqual({ a: 7 });
    expect(stocks(TAKEN_IN, ['a'], { ...before, a: at(8, STRADDLING) }, AFTER)).toEqual({ a: 8 });
  });

  it('is its own as long as the other exists', () => {
    expect(stocks(TAKEN_IN, ['a', 'b'], before, BEFORE)).toEqual({ a: 3, b: 4 });
  });
});

describe('the stock of a unit that was split', () => {
  it('is handed on to no part', () => {
    expect(stocks(SPLIT, ['east', 'west'], { whole: at(9, BEFORE) })).toEqual({});
  });

  it('counts for the days of the change, as long as no part has told its own', () => {
    const last = { whole: at(9, STRADDLING) };
    expect(stocks(SPLIT, ['whole', 'east', 'west'], last)).toEqual({ whole: 9 });
    expect(stocks(SPLIT, ['whole', 'east', 'west'], { ...last, east: at(4, STRADDLING) })).toEqual({
      east: 4,
    });
  });
});
