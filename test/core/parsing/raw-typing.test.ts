import { describe, expect, it } from 'vitest';
import { decodeRawTyping } from '../../../src/core/parsing/raw-typing.ts';
import { tokenize } from '../../../src/core/parsing/tokens.ts';

const known = new Set(['khieu', 'nai', 'hoa', 'giai', 'doi', 'thoai', 'kn', 'tc', 'hg', 'to', 'cao']);
const written = new Set(['gop 2', 'i 2', 'đơn 0', 'hoa 1', 'giai 4']);
const decode = (text: string) =>
  decodeRawTyping(
    tokenize(text),
    (fold) => known.has(fold),
    (shape, tone) => written.has(`${shape} ${tone}`),
  ).map(({ shape, tone }) => `${shape}${tone}`);

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

  it('understands VNI whose digits only end words, where they spell the diacritics of a label', () => {
    expect(decode('gop1 y1:10')).toEqual(['gop2', 'i2', ':0', '100']);
    expect(decode('hoa2 giai3 5/6')).toEqual(['hoa1', 'giai4', '50', '/0', '60']);
    expect(decode('don97 kn:3')).toEqual(['đơn0', 'kn0', ':0', '30']);
  });

  it('leaves a single such word, and other digits, alone: they may be values', () => {
    expect(decode('gop1 10')).toEqual(['gop0', '10', '100']);
    expect(decode('gop5 y2')).toEqual(['gop0', '50', 'i0', '20']);
    expect(decode('don12 kn 1')).toEqual(['don0', '120', 'kn0', '10']);
  });

  it('leaves glued values and ordinary words alone', () => {
    expect(decode('kn1 tc0 hg5')).toEqual(['kn0', '10', 'tc0', '00', 'hg0', '50']);
    expect(decode('hoa giai cas')).toEqual(['hoa0', 'giai0', 'ca2']);
    expect(decode('hòa giải')).toEqual(['hoa1', 'giai4']);
  });
});
