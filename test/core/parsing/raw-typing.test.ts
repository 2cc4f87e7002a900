import { describe, expect, it } from 'vitest';
import { decodeRawTyping } from '../../../src/core/parsing/raw-typing.ts';
import { tokenize } from '../../../src/core/parsing/tokens.ts';

const known = new Set(['khieu', 'nai', 'hoa', 'giai', 'doi', 'thoai', 'kn', 'tc', 'hg', 'to', 'cao']);
const decode = (text: string) =>
  decodeRawTyping(tokenize(text), (fold) => known.has(fold)).map(({ shape, tone }) => `${shape}${tone}`);

describe('raw typing', () => {
  it('understands Telex', () => {
    expect(decode('khieeus naij')).toEqual(['khiêu2', 'nai5']);
    expect(decode('ddoois thoaij')).toEqual(['đôi2', 'thoai5']);
    expect(decode('hoaf giari luowtj')).toEqual(['hoa1', 'giai4', 'lươt5']);
  });

  it('understands VNI where some digit stands inside a known word', () => {
    expect(decode('khie61u na5i 1')).toEqual(['khiêu2', 'nai5', '10']);
    expect(decode('d9o6i1 thoa5i')).toEqual(['đôi2', 'thoai5']);
  });

  it('leaves glued values and ordinary words alone', () => {
    expect(decode('kn1 tc0 hg5')).toEqual(['kn0', '10', 'tc0', '00', 'hg0', '50']);
    expect(decode('hoa giai cas')).toEqual(['hoa0', 'giai0', 'ca2']);
    expect(decode('hòa giải')).toEqual(['hoa1', 'giai4']);
  });
});
