import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { ReceiverTemplate } from '../../../src/core/templates/template.ts';
import { templateFill } from '../../../src/texts/document/template-cells.ts';
import { WEEK } from '../../support/digest-view.ts';

const TODAY = Temporal.PlainDate.from('2017-08-28');
const TEMPLATE: ReceiverTemplate = {
  code: 'tinh',
  name: 'Biểu 02',
  receiver: 'Ban Dân vận Tỉnh ủy',
  file: 'bieu-02.xlsx',
  cells: [],
};

/** What stands in A1 by these words. */
function holds(words: string) {
  const [cell] = templateFill({ ...TEMPLATE, cells: [`A1 = ${words}`] }, WEEK, TODAY).cells;
  return cell?.value;
}

describe('the cell of a figure', () => {
  it('holds what the digest says: counts, parts, the rate of sums', () => {
    expect(holds('complaints')).toBe(3);
    expect(holds('complaints.previous')).toBe(1);
    expect(holds('complaints.same_period_last_year')).toBe(4);
    expect(holds('complaints.year_to_date')).toBe(1234);
    expect(holds('mediation.part')).toBe(11);
    expect(holds('mediation.whole')).toBe(13);
    expect(holds('mediation.percent')).toEqual({ share: 11 / 13 });
    expect(holds('mediation.year_to_date.percent')).toEqual({ share: 400 / 410 });
    expect(holds('mediation.target')).toEqual({ share: 0.98 });
  });

  it('holds one unit’s value, or all that units wrote', () => {
    expect(holds('complaints of tan-thuan')).toBe(0);
    expect(holds('mediation.whole of binh-minh')).toBe(7);
    expect(holds('difficulties')).toBe('Xã Tân Thuận: Thiếu kinh phí\nXã Bình Minh: thieu kinh phi');
    expect(holds('difficulties of binh-minh')).toBe('thieu kinh phi');
  });

  it('is empty where nobody reported it, never zero', () => {
    expect(holds('mediation.same_period_last_year.part')).toBeNull();
    expect(holds('complaints of vinh-phong')).toBeNull();
    expect(holds('opinions')).toBeNull();
    expect(holds('difficulties of vinh-phong')).toBeNull();
  });
});

describe('the cell of a fact', () => {
  it('says what the digest is about', () => {
    expect(holds('@period')).toBe('tuần 34/2017 (21/8–27/8)');
    expect(holds('@start')).toEqual({ date: '2017-08-21' });
    expect(holds('@end')).toEqual({ date: '2017-08-27' });
    expect(holds('@date')).toEqual({ date: '2017-08-28' });
    expect(holds('@body')).toBe(WEEK.names.body);
    expect(holds('@form')).toBe(WEEK.names.form);
    expect(['@expected', '@received', '@late', '@missing'].map(holds)).toEqual([3, 2, 1, 1]);
  });
});

describe('the rows of a table', () => {
  it('hold each unit’s values in the organisation’s order', () => {
    const rows = {
      from: 8,
      to: 20,
      columns: ['A = @number', 'B = @unit', 'D = mediation.part', 'C = complaints'],
    };
    const { table } = templateFill({ ...TEMPLATE, sheet: 'Biểu', rows }, WEEK, TODAY);
    expect(table?.columns).toEqual([1, 2, 4, 3]);
    expect(table?.units.map(({ code, values }) => [code, ...values])).toEqual([
      ['tan-thuan', 1, 'Xã Tân Thuận', 6, 0],
      ['binh-minh', 2, 'Xã Bình Minh', 5, 3],
      ['vinh-phong', 3, 'Xã Vĩnh Phong', null, null],
      ['phong-dong', 4, 'Xã Phong Đông', null, null],
    ]);
  });
});
