import { describe, expect, it } from 'vitest';
import {
  parseReminderStep,
  sameMeaning,
  type ReminderStep,
} from '../../../src/core/reminders/reminder-step.ts';

function step(text: string): ReminderStep {
  const parsed = parseReminderStep(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
}

describe('a reminder step', () => {
  it('is the opening notice, hours, days or working days from the due moment', () => {
    expect(step('open').when).toEqual({ kind: 'open' });
    expect(step('-3h').when).toEqual({ kind: 'hours', hours: -3 });
    expect(step('+6h').when).toEqual({ kind: 'hours', hours: 6 });
    expect(step('-2wd 08:00').when).toMatchObject({ kind: 'days', days: -2, working: true });
    expect(step('+1d 08:00').when).toMatchObject({ kind: 'days', days: 1, working: false });
    expect(step('+1d').when).toMatchObject({ days: 1, time: undefined });
  });

  it('keeps its words as its name, and escalates if it says so', () => {
    expect(step('  +1d 08:00 escalate ')).toMatchObject({ text: '+1d 08:00 escalate', escalate: true });
    expect(step('-3h')).toMatchObject({ text: '-3h', escalate: false });
    expect(step('open escalate')).toMatchObject({ when: { kind: 'open' }, escalate: true });
  });

  it.each([
    ['', 'ví dụ: open; -2wd 08:00'],
    ['2wd 08:00', 'ví dụ: open'],
    ['-3 giờ', 'ví dụ: open'],
    ['open 08:00', 'ví dụ: open'],
    ['+1d 08:00 escalated', 'ví dụ: open'],
    ['escalate', 'ví dụ: open'],
    ['-0h', 'từ 1 đến 366'],
    ['-999d 08:00', 'từ 1 đến 366'],
    ['-3h 08:00', 'không ghi thêm giờ'],
    ['-2wd 25:00', 'từ 00:00 đến 23:59'],
  ])('“%s” is refused, with the remedy', (text, remedy) => {
    expect(parseReminderStep(text)).toEqual({ problem: expect.stringContaining(remedy) });
  });

  it('means the same in other words', () => {
    expect(sameMeaning(step('-2WD 8:00'), step('-2wd 08:00 escalate'))).toBe(true);
    expect(sameMeaning(step('-2d 08:00'), step('-2wd 08:00'))).toBe(false);
    expect(sameMeaning(step('+24h'), step('+1d'))).toBe(false);
  });
});
