import { describe, expect, it } from 'vitest';
import { isFree, proposedAliases, type Correction } from '../../../src/core/dictionary/proposed-aliases.ts';
import { withAliases } from '../../../src/core/dictionary/with-aliases.ts';
import { obligationId } from '../../../src/core/ids.ts';
import { tuan } from '../../support/forms.ts';

const correction = (report: number, changes: Partial<Correction> = {}): Correction => ({
  unit: 'binh-minh',
  form: 'tuan',
  obligation: obligationId(report),
  words: 'hgxc',
  field: 'mediation',
  ...changes,
});
const proposed = (...corrections: readonly Correction[]) => proposedAliases(corrections, () => tuan);

describe('an alias is proposed', () => {
  it('when words were settled the same way in three reports, however they were typed', () => {
    expect(proposed(correction(1), correction(2, { words: 'HGXC' }), correction(3))).toEqual([
      { unit: 'binh-minh', form: 'tuan', words: 'hgxc', field: 'mediation', reports: 3 },
    ]);
  });

  it('not for two reports, nor for three times in the same', () => {
    expect(proposed(correction(1), correction(2))).toEqual([]);
    expect(proposed(correction(1), correction(1), correction(2))).toEqual([]);
  });

  it('not when they ever meant something else', () => {
    const other = correction(4, { field: 'complaints' });
    expect(proposed(correction(1), correction(2), correction(3), other)).toEqual([]);
  });

  it('not from the words of several units together', () => {
    expect(proposed(correction(1), correction(2), correction(3, { unit: 'tan-thuan' }))).toEqual([]);
  });

  it('not for a form that is gone', () => {
    expect(proposedAliases([correction(1), correction(2), correction(3)], () => undefined)).toEqual([]);
  });
});

describe('words are not free that', () => {
  it.each([
    ['the form knows for the field', 'mediation', 'hg'],
    ['the form knows for another field', 'mediation', 'kn'],
    ['hold the name of another field', 'mediation', 'kn moi'],
    ['say that there is nothing', 'mediation', 'khong phat sinh'],
    ['say yes or no', 'mediation', 'dong y'],
    ['are a command', 'mediation', 'tap'],
    ['are a number', 'mediation', 'ba'],
    ['count things', 'mediation', 'vu'],
    ['name a period', 'mediation', 'tuan nay'],
    ['say how sure a figure is', 'complaints', 'kn khoang'],
    ['add to a figure', 'complaints', 'kn them'],
    ['are understood as they are', 'mediation', 'hoa giai thanh'],
    ['are one letter', 'mediation', 'h'],
    ['are no letters', 'mediation', '5/6'],
    ['belong to no field of the form', 'no-such-field', 'hgxc'],
  ])('%s', (_, field, words) => {
    expect(isFree(tuan, field, words)).toBe(false);
  });

  it('but others are', () => {
    expect(isFree(tuan, 'mediation', 'hgxc')).toBe(true);
    expect(isFree(tuan, 'mediation', 'hoa giai xom')).toBe(true);
  });
});

describe('a unit’s own form', () => {
  it('has its words behind the form’s, and is the same object each time', () => {
    const alias = { field: 'mediation', words: 'hgxc' };
    const own = withAliases(tuan, [alias]);
    expect(own.fields.find(({ code }) => code === 'mediation')?.aliases.at(-1)).toBe('hgxc');
    expect(withAliases(tuan, [{ ...alias }])).toBe(own);
    expect(tuan.fields.flatMap(({ aliases }) => aliases)).not.toContain('hgxc');
  });

  it('is the form itself where nothing is added', () => {
    expect(withAliases(tuan, [])).toBe(tuan);
    expect(
      withAliases(tuan, [
        { field: 'mediation', words: 'HG' },
        { field: 'gone', words: 'x' },
      ]),
    ).toBe(tuan);
  });
});
