import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choiceToken, readChoice } from '../../../src/core/conversation/choices.ts';
import { obligationId } from '../../../src/core/ids.ts';

describe('a button’s token', () => {
  it('says what the button said, within 64 bytes, whatever the report and argument', () => {
    const verb = fc.constantFrom('send', 'answer', 'gapsend', 'review', 'same');
    const argument = fc.stringMatching(/^[\w-]{0,32}$/);
    fc.assert(
      fc.property(verb, fc.integer({ min: 1, max: 999_999_999_999_999 }), argument, (name, number, arg) => {
        const token = choiceToken(name, obligationId(number), arg);
        expect(Buffer.byteLength(token)).toBeLessThanOrEqual(64);
        expect(readChoice(token)).toEqual({ verb: name, obligation: number, arg });
      }),
    );
  });

  it('needs no report', () => {
    expect(choiceToken('agree')).toBe('agree');
    expect(readChoice('agree')).toEqual({ verb: 'agree', obligation: null, arg: '' });
  });

  it('that is none of ours is nothing, and never throws', () => {
    expect(readChoice('delete.1')).toBeUndefined();
    expect(readChoice('send.one')).toBeUndefined();
    fc.assert(
      fc.property(fc.string(), (text) => {
        readChoice(text);
      }),
    );
  });
});
