import { describe, expect, it } from 'vitest';
import { Talk } from '../../../support/conversation.ts';

const after = (...texts: readonly string[]) => {
  const talk = new Talk();
  for (const text of texts) talk.says(text);
  return talk.corrections.map(({ words, field }) => [words, field]);
};

describe('words that were quoted back', () => {
  it('are noted for the field that gets their figures', () => {
    const talk = new Talk();
    talk.says('hgxc 5/6, kn 1');
    talk.says('hòa giải 5/6');
    expect(talk.corrections).toEqual([
      {
        kind: 'note-correction',
        unit: 'binh-minh',
        form: 'tuan',
        obligation: 1,
        words: 'hgxc',
        field: 'mediation',
      },
    ]);
  });

  it('teach nothing where the figures are others, or fit two fields or two pieces', () => {
    expect(after('hgxc 5/6, kn 1', 'hòa giải 4/6')).toEqual([]);
    expect(after('abx 7, kn 1', 'tc 7, tcd 7')).toEqual([]);
    expect(after('abx 7. tcc 7, kn 1', 'tcd 7')).toEqual([]);
  });

  it('teach nothing without a later message about them', () => {
    expect(after('hgxc 5/6, kn 1', 'kn 2', 'gửi')).toEqual([]);
  });

  it('teach nothing in practice', () => {
    expect(after('tập', 'hgxc 5/6, kn 1', 'hòa giải 5/6')).toEqual([]);
  });
});
