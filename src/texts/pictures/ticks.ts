import type { Course } from '../../core/digest/course.ts';
import { formatDay } from '../numbers.ts';

/** Short names of periods below a chart: `T34`, `Th8`, `QIII`, `2017`; of what is no such period its first day. */
export function periodTicks(periods: Course['periods']): readonly string[] {
  return periods.map(({ code, start }) => {
    const [, week] = /^\d{4}-W(\d{2})$/.exec(code) ?? [];
    if (week !== undefined) return `T${Number(week)}`;
    const [, month] = /^\d{4}-(\d{2})$/.exec(code) ?? [];
    if (month !== undefined) return `Th${Number(month)}`;
    const [, quarter] = /^\d{4}-Q([1-4])$/.exec(code) ?? [];
    if (quarter !== undefined) return `Q${quarter}`;
    return /^\d{4}$/.test(code) ? code : formatDay(start);
  });
}
