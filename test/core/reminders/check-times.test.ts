import { describe, expect, it } from 'vitest';
import type { FormDefinition } from '../../../src/core/forms/definition.ts';
import { checkTimes } from '../../../src/core/reminders/check-times.ts';
import { tuan } from '../../support/forms.ts';
import { MONTHLY } from './week-plan.ts';

const check = (change: Partial<FormDefinition>): string[] =>
  checkTimes({ ...tuan, ...change }).map((problem) => `${problem.path}: ${problem.message}`);

describe("a form's rules of time", () => {
  it('of the sample form and of an official monthly one are accepted', () => {
    expect(check({})).toEqual([]);
    expect(check({ ...MONTHLY })).toEqual([]);
    for (const period of ['month', 'quarter', 'half', 'nine-months', 'year', 'custom'] as const) {
      for (const cutoff of ['calendar', 'nd09'] as const) {
        expect(check({ period, cutoff, due: '17 or working day before', lock: '17 16:00' })).toEqual([]);
      }
    }
  });

  it('that cannot be read are named one by one', () => {
    expect(
      check({
        due: 'fryday',
        lock: 'later',
        reminders: ['open', 'soon', '-3h', '-3h escalate'],
        digests: [
          { cron: '0 7 * * 1', to: 'leaders' },
          { cron: 'mondays', to: 'leaders' },
        ],
      }),
    ).toEqual([
      expect.stringMatching(/^due: “fryday” .* ví dụ: friday 16:00/),
      expect.stringMatching(/^lock: “later” /),
      expect.stringMatching(/^reminders\[1\]: “soon” .* ví dụ: open/),
      expect.stringMatching(/^reminders\[3\]: “-3h escalate” trùng/),
      expect.stringMatching(/^digests\[1\]\.cron: “mondays” .* ví dụ: 0 7 \* \* 1/),
    ]);
  });

  it('must lock at the due moment or later, in every period', () => {
    expect(check({ lock: 'friday 16:00' })).toEqual([]);
    expect(check({ lock: 'friday 15:59' })).toEqual([
      expect.stringMatching(/^lock: kỳ 2023-W01 khóa sổ lúc 15:59/),
    ]);
    // The first Friday after the data end comes before the 17th in some months.
    expect(check({ ...MONTHLY, due: '17 16:00', lock: 'friday 16:00' })).toEqual([
      expect.stringMatching(/^lock: kỳ .* trước hạn nộp/),
    ]);
    expect(check({ ...MONTHLY, due: '17 16:00', lock: '16 16:00' })).toHaveLength(1);
  });

  it('must be due after the opening', () => {
    expect(check({ due: 'monday 00:00' })).toEqual([expect.stringMatching(/^due: hạn nộp phải sau/)]);
    expect(check({ due: 'monday 00:01' })).toEqual([]);
  });
});
