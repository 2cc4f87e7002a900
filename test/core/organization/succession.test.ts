import { describe, expect, it } from 'vitest';
import { forebears, type Lineage } from '../../../src/core/organization/succession.ts';

const CHANGE = '2025-07-01';
const BEFORE = '2024-08-18';

const ended = (code: string): Lineage => ({ code, until: CHANGE });
const begun = (code: string, ...predecessors: string[]): Lineage => ({ code, from: CHANGE, predecessors });

const merger = [
  ended('bac'),
  ended('nam'),
  ended('minh'),
  begun('vinh-binh', 'bac', 'nam', 'minh'),
  begun('vinh-phong', 'phong-dong'),
  ended('phong-dong'),
];

describe('what a unit is compared with on an earlier day', () => {
  it('is itself, where it existed', () => {
    expect(forebears(['a'], BEFORE, [])).toEqual({ of: ['a'], merged: [], split: [] });
    expect(forebears(['vinh-binh'], CHANGE, merger)).toEqual({ of: ['vinh-binh'], merged: [], split: [] });
  });

  it('is the sum of all that were merged into it, up to the day before', () => {
    const sum = { of: ['bac', 'nam', 'minh'], merged: ['vinh-binh'], split: [] };
    expect(forebears(['vinh-binh'], BEFORE, merger)).toEqual(sum);
    expect(forebears(['vinh-binh'], '2025-06-30', merger)).toEqual(sum);
  });

  it('is nothing for a unit that came from none', () => {
    expect(forebears(['new'], BEFORE, [begun('new')])).toEqual({ of: [], merged: [], split: [] });
  });

  it('is itself and what it took in, for a unit that went on', () => {
    const lineages: Lineage[] = [{ code: 'a', predecessors: ['b'] }, ended('b')];
    expect(forebears(['a'], BEFORE, lineages)).toEqual({ of: ['a', 'b'], merged: ['a'], split: [] });
    expect(forebears(['a'], CHANGE, lineages)).toEqual({ of: ['a'], merged: [], split: [] });
  });

  it('goes back over several changes', () => {
    const lineages: Lineage[] = [
      begun('c', 'b'),
      { code: 'b', from: '2020-01-01', until: CHANGE, predecessors: ['a'] },
      { code: 'a', until: '2020-01-01' },
    ];
    expect(forebears(['c'], '2019-05-01', lineages).of).toEqual(['a']);
    expect(forebears(['c'], BEFORE, lineages).of).toEqual(['b']);
  });
});

describe('a unit that was split', () => {
  const split = [ended('whole'), begun('east', 'whole'), begun('west', 'whole')];

  it('cannot be summed back into one of its parts', () => {
    expect(forebears(['east'], BEFORE, split)).toEqual({ of: ['whole'], merged: ['east'], split: ['east'] });
  });

  it('is whole where all its parts are asked about together, and counted once', () => {
    expect(forebears(['east', 'west'], BEFORE, split)).toEqual({
      of: ['whole'],
      merged: ['east', 'west'],
      split: [],
    });
  });

  it('hides what a later merger of one part came from', () => {
    const later = [
      ended('whole'),
      { code: 'east', from: CHANGE, until: '2030-01-01', predecessors: ['whole'] },
      begun('west', 'whole'),
      { code: 'joined', from: '2030-01-01', predecessors: ['east', 'other'] },
      { code: 'other', until: '2030-01-01' },
    ];
    expect(forebears(['joined'], BEFORE, later).split).toEqual(['joined']);
    expect(forebears(['joined'], '2029-06-01', later)).toMatchObject({ of: ['east', 'other'], split: [] });
  });
});
