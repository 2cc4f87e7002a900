import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumberAt } from '../../../src/core/parsing/numbers.ts';
import { tokenize } from '../../../src/core/parsing/tokens.ts';
import { spellNumber } from './spell-number.ts';

const read = (text: string) => {
  const tokens = tokenize(text);
  const found = readNumberAt(tokens, 0);
  return found === undefined ? undefined : { ...found.number, isAll: found.end === tokens.length };
};

describe('digits', () => {
  it.each([
    ['05', 5],
    ['00', 0],
    ['1.234', 1234],
    ['1.234.567', 1_234_567],
    ['99,7', 99.7],
    ['1.250,5', 1250.5],
    ['12.5', 12.5],
    ['0.125', 0.125],
    ['2k', 2000],
    ['3 chục', 30],
    ['2 trăm', 200],
    ['1 nghìn rưỡi', 1500],
    ['2 ngàn', 2000],
    ['1,5 triệu', 1_500_000],
    ['2 rưỡi', 2.5],
    ['ba phẩy tư', 3.4],
    ['chín phẩy không bảy', 9.07],
    ['bon muoi phay hai lam', 40.25],
  ])('%s is %d', (text, value) => {
    expect(read(text)).toMatchObject({ value, unreadable: false, identifier: false, isAll: true });
  });

  it.each(['1,234', '1,2,3', '1.23.4', '1.234.56'])('%s is no number that can be told', (text) => {
    expect(read(text)).toMatchObject({ unreadable: true });
  });

  it.each(['0912345678', '092088001234', '123456789', '0912.345.678'])(
    '%s names someone or something',
    (text) => {
      expect(read(text)).toMatchObject({ identifier: true });
    },
  );

  it('is two numbers to some where a thousand is followed by digits', () => {
    expect(read('1 nghìn 2')).toMatchObject({ approximate: true });
  });
});

describe('number words', () => {
  it.each([
    ['mười lăm', 15],
    ['mười nhăm', 15],
    ['muoi lam', 15],
    ['hai mươi mốt', 21],
    ['hai mốt', 21],
    ['hăm mốt', 21],
    ['hai tư', 24],
    ['ba lăm', 35],
    ['ba chục', 30],
    ['chục', 10],
    ['hai chục rưỡi', 25],
    ['một trăm linh năm', 105],
    ['một trăm lẻ năm', 105],
    ['một trăm hai mốt', 121],
    ['một nghìn không trăm năm mươi', 1050],
    ['hai ngàn rưởi', 2500],
    ['mot tram hai muoi', 120],
  ])('%s is %d', (text, value) => {
    expect(read(text)).toMatchObject({ value, spelled: true, approximate: false, isAll: true });
  });

  it.each(['hai ba', 'năm sáu', 'một trăm hai', 'một nghìn hai', 'mười năm', 'hai mười', 'hai mot'])(
    '%s can mean two numbers',
    (text) => {
      expect(read(text)).toMatchObject({ approximate: true });
    },
  );

  it.each(['bà', 'làm', 'tú', 'sâu', 'nhà'])('%s is no number', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('reads back every number as it is said in either region, with and without diacritics', () => {
    const saying = fc.record({
      four: fc.constantFrom('tư' as const, 'bốn' as const),
      five: fc.constantFrom('lăm' as const, 'nhăm' as const),
      zero: fc.constantFrom('linh' as const, 'lẻ' as const),
      thousand: fc.constantFrom('nghìn' as const, 'ngàn' as const),
      twenty: fc.constantFrom('hai mươi' as const, 'hăm' as const),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), saying, (value, how) => {
        expect(read(spellNumber(value, how))).toMatchObject({ value, approximate: false, isAll: true });
      }),
    );
  });
});
