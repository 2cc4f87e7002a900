import type { FormDefinition } from '../core/forms/definition.ts';
import type { About } from '../core/replies.ts';
import { formatNumber } from './numbers.ts';
import { capital } from './report-lines.ts';

const REPORTS: Readonly<Record<FormDefinition['period'], string>> = {
  week: 'báo cáo tuần',
  month: 'báo cáo tháng',
  quarter: 'báo cáo quý',
  half: 'báo cáo 6 tháng',
  'nine-months': 'báo cáo 9 tháng',
  year: 'báo cáo năm',
  custom: 'báo cáo',
};

/** `Xã Bình Minh đã nộp đúng hạn 12 báo cáo tuần liền, cảm ơn đồng chí.` Reports, not weeks: an excused one may lie between. */
export function punctualWords({ unit }: About, run: number, period: FormDefinition['period']): string {
  return `${capital(unit.name)} đã nộp đúng hạn ${formatNumber(run)} ${REPORTS[period]} liền, cảm ơn đồng chí.`;
}
