import type { DigestView } from '../core/conversation/context.ts';
import type { SuccessionFinding } from '../core/digest/findings.ts';
import { nounOf, unitName } from './digest-names.ts';
import { listNames } from './unit-names.ts';

const MOST_UNITS = 3;

const FIGURES: Readonly<Record<SuccessionFinding['figure'], string>> = {
  previous: 'kỳ trước',
  same_period_last_year: 'cùng kỳ năm trước',
  year_to_date: 'lũy kế từ đầu năm',
};

/**
 * What figures of units that came from others stand on, one sentence a reason: `Số kỳ trước và cùng kỳ năm trước của xã Vĩnh Bình là
 * tổng số liệu các đơn vị cũ đã báo cáo.` Of the figures named alone, where a text does not show all.
 */
export function successionSentences(
  view: DigestView,
  shown: readonly SuccessionFinding['figure'][] = ['previous', 'same_period_last_year', 'year_to_date'],
): readonly string[] {
  const found = (view.findings.succession ?? []).filter(({ figure }) => shown.includes(figure));
  return (['summed', 'parted'] as const).flatMap((by) => {
    const alike = found.filter((one) => one.by === by);
    if (alike.length === 0) return [];
    const units = [...new Set(alike.flatMap((one) => one.units))];
    const most = units.length > MOST_UNITS ? 0 : MOST_UNITS;
    const names = listNames(
      units.map((unit) => unitName(view, unit)),
      most,
      nounOf(view),
    );
    const figures = inOneBreath(alike.map(({ figure }) => FIGURES[figure]));
    return by === 'summed'
      ? [`Số ${figures} của ${names} là tổng số liệu các đơn vị cũ đã báo cáo.`]
      : [
          `Không có số ${figures} để so sánh: đơn vị cũ của ${names} đã chia tách, chưa rõ phần của từng nơi.`,
        ];
  });
}

function inOneBreath(words: readonly string[]): string {
  const [last = '', ...others] = words.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(', ')} và ${last}`;
}
