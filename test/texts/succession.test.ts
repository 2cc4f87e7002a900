import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { DigestView } from '../../src/core/conversation/context.ts';
import type { SuccessionFinding } from '../../src/core/digest/findings.ts';
import { plainText } from '../../src/core/messages.ts';
import { reportContent } from '../../src/texts/document/report.ts';
import { workbookOf } from '../../src/texts/document/workbook.ts';
import { wordDigest } from '../../src/texts/leader.ts';
import { successionSentences } from '../../src/texts/succession.ts';
import { PEOPLES_COMMITTEE, WEEK } from '../support/digest-view.ts';

const summed = (
  figure: SuccessionFinding['figure'],
  units: readonly string[] = ['binh-minh'],
): SuccessionFinding => ({ figure, by: 'summed', units });
const parted = (figure: SuccessionFinding['figure']): SuccessionFinding => ({
  figure,
  by: 'parted',
  units: ['binh-minh'],
});

function viewOf(...succession: readonly SuccessionFinding[]): DigestView {
  return { ...WEEK, findings: { ...WEEK.findings, succession } };
}

function sentences(...succession: readonly SuccessionFinding[]): readonly string[] {
  const view = viewOf(...succession);
  return successionSentences(view);
}

const BOTH = 'Số kỳ trước và cùng kỳ năm trước của xã Bình Minh là tổng số liệu các đơn vị cũ đã báo cáo.';
const LAST_YEAR = 'Số cùng kỳ năm trước của xã Bình Minh là tổng số liệu các đơn vị cũ đã báo cáo.';
const at = Temporal.Instant.from('2017-08-28T07:00:00+07:00');
const zone = 'Asia/Ho_Chi_Minh';

describe('what figures of merged units stand on', () => {
  it('is said in one sentence for all figures that are sums', () => {
    expect(sentences(summed('previous'), summed('same_period_last_year'))).toEqual([BOTH]);
    expect(sentences(summed('previous'), summed('same_period_last_year'), summed('year_to_date'))).toEqual([
      'Số kỳ trước, cùng kỳ năm trước và lũy kế từ đầu năm của xã Bình Minh là tổng số liệu các đơn vị cũ đã báo cáo.',
    ]);
  });

  it('names a few units, and counts many', () => {
    const units = Object.keys(WEEK.names.units);
    expect(units.length).toBeGreaterThan(3);
    const [sentence] = sentences(summed('previous', units));
    expect(sentence).toBe(`Số kỳ trước của ${units.length} xã là tổng số liệu các đơn vị cũ đã báo cáo.`);
  });

  it('is said of figures that nobody knows, with the reason', () => {
    expect(sentences(summed('previous'), parted('same_period_last_year'))).toEqual([
      'Số kỳ trước của xã Bình Minh là tổng số liệu các đơn vị cũ đã báo cáo.',
      'Không có số cùng kỳ năm trước để so sánh: đơn vị cũ của xã Bình Minh đã chia tách, chưa rõ phần của từng nơi.',
    ]);
  });

  it('is not spoken of where all figures are the units’ own', () => {
    expect(successionSentences(WEEK)).toEqual([]);
  });
});

describe('the sentence', () => {
  it('stands once in a chat, where the previous period is such a sum, as chats compare with that alone', () => {
    const text = plainText(wordDigest(viewOf(summed('previous'), summed('same_period_last_year'))).text);
    expect(text.split('Số kỳ trước của xã Bình Minh là tổng')).toHaveLength(2);
    expect(plainText(wordDigest(viewOf(summed('same_period_last_year'))).text)).not.toContain('đơn vị cũ');
  });

  it('stands under the table of results in Word', () => {
    const view = viewOf(summed('same_period_last_year'));
    const { blocks } = reportContent({ view, office: PEOPLES_COMMITTEE, at, zone });
    const table = blocks.findIndex(({ kind }) => kind === 'table');
    expect(blocks[table + 1]).toEqual({ kind: 'paragraph', text: LAST_YEAR });
  });

  it('stands on the first sheet of a workbook', () => {
    const [about] = workbookOf({ views: [viewOf(summed('same_period_last_year'))], at, zone });
    expect(about?.rows.at(-1)).toEqual(['Ghi chú', LAST_YEAR]);
  });
});
