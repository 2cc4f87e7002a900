import { describe, expect, it } from 'vitest';
import { splitText } from '../../src/channels/split.ts';
import { plainText, type RichText } from '../../src/core/messages.ts';
import type { Reply } from '../../src/core/replies.ts';
import { word } from '../../src/texts/word.ts';
import { ZONE } from '../support/conversation.ts';
import { moment } from '../support/extremes.ts';
import { replies } from '../support/replies.ts';
import { stretched } from '../support/stretched.ts';

/** The longest text of a message, in UTF-16 units, and how many messages one answer may take. */
const CHANNELS = [
  { name: 'Telegram and the demo phones', limit: 4096, most: 6, choices: 'buttons' },
  { name: 'Zalo, where a number is a value', limit: 2000, most: 11, choices: 'words' },
  { name: 'Zalo, with numbers', limit: 2000, most: 11, choices: 'numbers' },
] as const;
type Choices = (typeof CHANNELS)[number]['choices'];
/** With the form and names of the sample district. */
const MOST_USUALLY = 3;
/** Of a digest, with whatever form and names: it is made for Zalo. */
const MOST_OF_DIGEST = 2;

const words = (whole: string) => whole.split(/\s+/).filter((part) => part !== '');

const isDigest = ({ kind }: Reply) => kind === 'digest' || kind === 'digests';

function said(reply: Reply, choices: Choices): readonly RichText[] {
  const stage = { at: moment, zone: ZONE };
  const numbers = choices === 'numbers' ? reply.offers.flat().map(({ token }) => token) : [];
  return word(reply, choices === 'buttons' ? stage : { ...stage, numbers }).map(({ text }) => text);
}

const cases = replies.map((reply, index) => [`${reply.kind} ${index}`, reply] as const);

describe.each(CHANNELS)('on $name', ({ limit, most, choices }) => {
  it.each(cases)('%s fits, with the largest form and the longest names', (_, reply) => {
    for (const text of said(stretched(reply), choices)) {
      const pieces = splitText(text, limit).map(plainText);
      expect(pieces.length).toBeLessThanOrEqual(isDigest(reply) ? MOST_OF_DIGEST : most);
      for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(limit);
      // Nothing is lost, and no word is cut.
      expect(pieces.flatMap(words)).toEqual(words(plainText(text)));
      // A piece ends with a line, or a long line with a sign.
      const lines = new Set(plainText(text).split('\n'));
      for (const piece of pieces)
        expect(lines.has(piece.split('\n').at(-1) ?? '') || /[.;,]$/.test(piece)).toBe(true);
    }
  });

  it.each(cases)('%s fits in few messages, with the sample’s form', (_, reply) => {
    for (const text of said(reply, choices))
      expect(splitText(text, limit).length).toBeLessThanOrEqual(MOST_USUALLY);
  });
});

it.each(cases)('%s: what stands under a file is no longer than any channel takes there', (_, reply) => {
  const under = word(stretched(reply), { at: moment, zone: ZONE }).filter(({ file }) => file !== undefined);
  for (const { text } of under) expect(plainText(text).length).toBeLessThanOrEqual(1_000);
});
