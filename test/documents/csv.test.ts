import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../src/documents/csv.ts';

describe('a line of CSV', () => {
  it.each([
    [['a', 1, true, null, ''], 'a,1,true,,'],
    [['thiếu kinh phí, cán bộ'], '"thiếu kinh phí, cán bộ"'],
    [['mưa "lớn"'], '"mưa ""lớn"""'],
    [['một\nhai'], '"một\nhai"'],
    [[-2.5], '-2.5'],
  ])('of %j is %j', (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '=HYPERLINK("http://x","y")'])(
    'never begins a text cell as the formula %j does',
    (formula) => {
      const line = csvLine([formula]);
      expect(line.replace(/^"/, '').startsWith("'")).toBe(true);
    },
  );

  it('gives each text back, after the apostrophe that a formula gets', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (texts) => {
        const back = readLine(csvLine(texts));
        expect(back.map((cell) => cell.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, ''))).toEqual(
          texts.map((text) => text.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, '')),
        );
      }),
    );
  });
});

/** A reader of its own, as RFC 4180 says. */
function readLine(line: string): string[] {
  return [...`${line},`.matchAll(/(?:"((?:[^"]|"")*)"|([^",]*)),/gy)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}
