import { describe, expect, it } from 'vitest';
import { compileSlips, findSlip } from '../../../src/core/parsing/slips.ts';
import { isSyllable } from '../../../src/core/parsing/syllables.ts';
import { tuan } from '../../support/forms.ts';

const index = compileSlips(tuan);

describe('a slip of the fingers', () => {
  it.each([
    [['khieu', 'naii'], 'complaints'],
    [['khiue', 'nai'], 'complaints'],
    [['giam', 'satt'], 'supervisions'],
    [['doi', 'thoaj'], 'dialogues'],
  ])('in %j is certain: the letters are no words of their own', (words, field) => {
    expect(findSlip(index, words)).toMatchObject({ fields: [field], certain: true });
  });

  it.each([
    [['khieu', 'lai'], 'complaints'],
    [['tiep', 'can'], 'citizen_reception'],
    [['dan', 'cu'], 'democracy'],
  ])('in %j is only likely: the words exist', (words, field) => {
    expect(findSlip(index, words)).toMatchObject({ fields: [field], certain: false });
  });

  it.each([[['hoa', 'binh']], [['kn']], [['bao', 'cao']], [['mo', 'hinh']]])('is not seen in %j', (words) => {
    expect(findSlip(index, words)).toBeUndefined();
  });
});

describe('a syllable', () => {
  it.each(['nghieng', 'khuyu', 'quy', 'gi', 'oan', 'xuong', 'y'])('can be %s', (fold) => {
    expect(isSyllable(fold)).toBe(true);
  });

  it.each(['kn', 'nghap', 'kha2', 'ceo', 'gy', 'naii', 'tthc'])('cannot be %s', (fold) => {
    expect(isSyllable(fold)).toBe(false);
  });
});
