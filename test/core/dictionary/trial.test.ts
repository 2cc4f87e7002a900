import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { tryAlias } from '../../../src/core/dictionary/trial.ts';
import { tuan } from '../../support/forms.ts';

const today = Temporal.PlainDate.from('2017-08-24');
const tried = (words: string, ...heard: readonly string[]) =>
  tryAlias(tuan, { field: 'mediation', words }, heard, today);

describe('words that are tried on what people wrote', () => {
  it('pass where they only settle what was in doubt', () => {
    expect(tried('hgxc', 'hgxc 5/6, kn 1', 'hg 3/4')).toEqual({ kind: 'passed' });
  });

  it('are taken where the form knows them', () => {
    expect(tried('hgcs')).toEqual({ kind: 'taken' });
    expect(tried('kn')).toEqual({ kind: 'taken' });
  });

  it('fail on a message that they would change, which names its fields', () => {
    const trial = tried('hgxc', 'tcd 4 kn 2 hgxc');
    expect(trial).toMatchObject({ kind: 'changes', messages: 1 });
  });
});
