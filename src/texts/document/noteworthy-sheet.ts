import type { DigestView } from '../../core/conversation/context.ts';
import { newModels, NEW_MODELS, outliersByIndicator } from '../../core/digest/standouts.ts';
import { isRatio, type Value } from '../../core/forms/definition.ts';
import { headingOf } from '../counted.ts';
import { fieldName, unitName } from '../digest-names.ts';
import { capital } from '../report-lines.ts';
import { column, UNIT_COLUMNS, type Sheet, type SheetCell } from './sheets.ts';

/** Every unit that stands out: where messages and documents name a few and count the others, all are here. */
export function noteworthySheet(view: DigestView, name: string): Sheet {
  const { figures, findings } = view;
  const unit = (code: string) => [code, capital(unitName(view, code))];
  return {
    name,
    columns: [
      ...UNIT_COLUMNS,
      column('Điều đáng chú ý', 36),
      column('Chỉ số', 34),
      column('Số lượng', 12),
      column('Tổng số', 12),
      column('Thường khoảng', 16),
      column('Đơn vị ghi', 50),
    ],
    rows: [
      ...outliersByIndicator(figures, findings).flatMap(({ indicator, outliers }) =>
        outliers.map((one) => [
          ...unit(one.unit),
          'Khác thường so với chính đơn vị',
          headingOf(indicator),
          ...counts(one.value),
          one.usual,
          null,
        ]),
      ),
      ...newModels(figures, findings).map((one) => [
        ...unit(one.unit),
        'Mô hình mới',
        fieldName(view, NEW_MODELS),
        one.count,
        null,
        null,
        one.note ?? null,
      ]),
      ...findings.nil_streaks.map((one) => [
        ...unit(one.unit),
        'Số báo cáo liên tiếp không phát sinh',
        null,
        one.periods,
        null,
        null,
        null,
      ]),
    ],
  };
}

/** What was counted, or part and whole. */
function counts(value: Value): readonly [SheetCell, SheetCell] {
  if (isRatio(value)) return [value.part, value.whole];
  return [typeof value === 'number' ? value : null, null];
}
