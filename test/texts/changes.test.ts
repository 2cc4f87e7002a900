import { describe, expect, it } from 'vitest';
import type { IndicatorFigures } from '../../src/core/digest/figures.ts';
import { plainText } from '../../src/core/messages.ts';
import { previousChange } from '../../src/texts/changes.ts';
import { indicatorSentence } from '../../src/texts/document/sentences.ts';
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
