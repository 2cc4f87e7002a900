import { Temporal } from 'temporal-polyfill';
import type { Course, CourseUnit, ReportState } from '../../src/core/digest/course.ts';
import type { Field } from '../../src/core/forms/definition.ts';

const base = { prompt: '?', aliases: [], for: [], aggregate: 'sum', required: true, options: [] } as const;

export const MEDIATION: Field = {
  ...base,
  code: 'mediation',
  label: 'Hòa giải ở cơ sở',
  type: 'ratio',
  target: 0.98,
};
export const COMPLAINTS: Field = { ...base, code: 'complaints', label: 'Đơn khiếu nại mới', type: 'integer' };

/** Weeks of 2017 with units below `parents` districts of one province; every seventh report is late, every eleventh missing. */
export function courseOf(count: number, parents: number, weeks = 12): Course {
  const units = Array.from({ length: count }, (_, index): CourseUnit => {
    const parent = index % parents;
    const states = Array.from({ length: weeks }, (__, week): ReportState => {
      const place = index * 3 + week;
      return place % 11 === 10 ? 'missing' : place % 7 === 6 ? 'late' : 'in-time';
    });
    return {
      unit: `xa-${index}`,
      name: `Xã Vĩnh Bình Bắc ${index}`,
      above: [
        { unit: `huyen-${parent}`, name: `Huyện ${parent}` },
        { unit: 'tinh', name: 'Tỉnh An Giang' },
      ],
      states,
      values: {
        mediation: states.map((state, week) =>
          state === 'missing' ? null : { part: 4 + ((index + week) % 2), whole: 5 },
        ),
        complaints: states.map((state, week) => (state === 'missing' ? null : (index + week) % 9)),
      },
    };
  });
  const first = Temporal.PlainDate.from('2017-06-05');
  const periods = Array.from({ length: weeks }, (_, week) => ({
    code: `2017-W${23 + week}`,
    start: first.add({ weeks: week }),
  }));
  return { periods, units, fields: [MEDIATION, COMPLAINTS] };
}
