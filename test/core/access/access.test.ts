import { describe, expect, it } from 'vitest';
import { may, unitsWhere } from '../../../src/core/access/access.ts';

describe('what a role may do', () => {
  it.each([
    ['contact', 'report', true],
    ['contact', 'see-digest', false],
    ['leader', 'see-digest', true],
    ['leader', 'report', false],
    ['superior', 'see-reports', true],
    ['coordinator', 'see-reports', true],
    ['coordinator', 'decide-own-words', true],
    ['contact', 'decide-own-words', false],
    ['leader', 'decide-own-words', false],
    ['operator', 'see-reports', false],
    ['coordinator', 'report-for-others', true],
    ['leader', 'report-for-others', false],
    ['superior', 'report-for-others', false],
    ['contact', 'report-for-others', false],
    ['coordinator', 'reopen', true],
    ['contact', 'reopen', false],
    ['leader', 'reopen', false],
    ['operator', 'reopen', false],
    ['superior', 'sign-off', true],
    ['contact', 'sign-off', false],
    ['leader', 'sign-off', false],
    ['coordinator', 'sign-off', false],
    ['contact', 'subscribe', true],
    ['leader', 'subscribe', true],
    ['coordinator', 'subscribe', true],
    ['superior', 'subscribe', false],
    ['operator', 'subscribe', false],
    ['contact', 'stand-in', true],
    ['leader', 'stand-in', true],
    ['operator', 'stand-in', false],
  ] as const)('%s, %s: %s', (role, action, allowed) => {
    expect(may([{ role }], action)).toBe(allowed);
  });

  it('signs off in the very unit of the post alone', () => {
    const posts = [
      { role: 'superior', unit: { code: 'binh-minh' } },
      { role: 'contact', unit: { code: 'tan-thuan' } },
      { role: 'superior', unit: null },
    ] as const;
    expect(unitsWhere(posts, 'sign-off')).toEqual(['binh-minh']);
  });

  it('one of several posts is enough, none allows nothing', () => {
    expect(may([{ role: 'contact' }, { role: 'leader' }], 'see-digest')).toBe(true);
    expect(may([], 'report')).toBe(false);
  });
});
