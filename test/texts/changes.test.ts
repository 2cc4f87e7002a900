import { describe, expect, it } from 'vitest';
import type { IndicatorFigures } from '../../src/core/digest/figures.ts';
import { plainText } from '../../src/core/messages.ts';
import { previousChange } from '../../src/texts/changes.ts';
import { indicatorSentence } from '../../src/texts/document/sentences.ts';
import { fieldOf, fieldsOf } from '../../src/texts/digest-field.ts';
import { wordDigest } from '../../src/texts/leader.ts';

import { WEEK } from '../support/digest-view.ts';

const complaints: IndicatorFigures = {
  code: 'complaints',
  label: 'Đơn khiếu nại mới',
  counted: 'đơn',
  total: 3,
  previous: 80,
  same_period_last_year: null,
  year_to_date: null,
  target: null,
  met: null,
  units: [{ unit: 'tan-thuan', value: 3 }],
};
/** One of eight units has reported: the fall from 80 to 3 says nothing. */
const early: IndicatorFigures = { ...complaints, same_units: { units: 1, total: 3, previous: 1 } };
/** Who has reported is new, or was silent before. */
const alone: IndicatorFigures = { ...complaints, same_units: { units: 0, total: null, previous: null } };

describe('the change since the previous period', () => {
  it('is told over the units that tell of both periods', () => {
    expect(previousChange(complaints, 'đơn')).toBe('giảm 77 đơn');
    expect(previousChange(early, 'đơn')).toBe('tăng 2 đơn');
  });

  it('is not told where no unit tells of both', () => {
    expect(previousChange(alone)).toBeUndefined();
  });

  it('names its grounds in the document', () => {
    expect(indicatorSentence(WEEK, early)).toBe(
      'Đơn khiếu nại mới: 3 đơn, tăng 2 đơn so với kỳ trước (tính trên 1 đơn vị có số liệu cả hai kỳ).',
    );
    expect(indicatorSentence(WEEK, alone)).toBe('Đơn khiếu nại mới: 3 đơn.');
  });

  it('names its grounds in the heading of the message', () => {
    expect(told(complaints)).toContain('\nKết quả so với kỳ trước:\n');
    expect(told(early)).toContain('\nKết quả so với kỳ trước, tính trên cùng các đơn vị:\n');
    expect(told(alone)).toContain('\nKết quả:\n');
  });
});

function told(indicator: IndicatorFigures): string {
  return plainText(wordDigest({ ...WEEK, figures: { ...WEEK.figures, indicators: [indicator] } }).text);
}

describe('where the indicators are looked at one by one', () => {
  it('the list says of whom the changes are told, where that is not all', () => {
    const grounds = 'Mức tăng, giảm chỉ tính trên các đơn vị có số liệu cả hai kỳ.';
    expect(listed(complaints, early)).toContain(`tăng 2\n${grounds}`);
    expect(listed(complaints, alone)).not.toContain(grounds);
  });

  it('one says on how many units its change stands, before the totals that it is not the difference of', () => {
    const detail = { indicator: early, exceptions: [], others: [], groups: [], silent: 7 };
    const { names } = WEEK;
    const shown = fieldOf({ ...detail, kind: 'digest-field', names, detail, page: 1, pages: 1 });
    expect(plainText(shown)).toContain(
      'Toàn kỳ: 3 đơn, tăng 2.\nMức tăng, giảm chỉ tính trên 1 đơn vị có số liệu cả hai kỳ.\nKỳ trước 80 đơn.',
    );
  });
});

function listed(...indicators: readonly IndicatorFigures[]): string {
  const { names } = WEEK;
  return plainText(fieldsOf({ kind: 'digest-fields', names, indicators, page: 1, pages: 1 }));
}
