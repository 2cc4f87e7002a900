import { describe, expect, it } from 'vitest';
import { decideExemption, LONGEST_REASON, UNIT_ENDED } from '../../../src/core/actions/exempt.ts';

const STORM = { reason: 'bão số 10' };
const exempt = (reason: string) => ({ kind: 'exempt', reason }) as const;

describe('an exemption', () => {
  it('keeps its reason on one line', () => {
    expect(decideExemption(false, exempt('  bão\n số 10 '))).toEqual({
      kind: 'decided',
      reason: 'bão số 10',
    });
  });

  it('needs a reason that fits a digest', () => {
    expect(decideExemption(false, exempt(' \n'))).toEqual({ kind: 'no-reason' });
    expect(decideExemption(false, exempt('x'.repeat(LONGEST_REASON + 1)))).toEqual({ kind: 'long-reason' });
  });

  it('may get another reason, but not the same twice', () => {
    expect(decideExemption(STORM, exempt('lũ'))).toEqual({ kind: 'decided', reason: 'lũ' });
    expect(decideExemption(STORM, exempt('bão số 10'))).toEqual({
      kind: 'exempt-already',
      reason: 'bão số 10',
    });
  });

  it('is withdrawn where there is one', () => {
    expect(decideExemption(STORM, { kind: 'withdraw' })).toEqual({ kind: 'decided', reason: null });
    expect(decideExemption(false, { kind: 'withdraw' })).toEqual({ kind: 'not-exempt' });
  });

  it('is nothing to decide for a unit that has ended, nor can words pretend it', () => {
    const ended = { reason: UNIT_ENDED };
    expect(decideExemption(ended, { kind: 'withdraw' })).toEqual({ kind: 'unit-ended' });
    expect(decideExemption(ended, exempt('bão'))).toEqual({ kind: 'unit-ended' });
    expect(decideExemption(false, exempt(UNIT_ENDED))).toEqual({ kind: 'no-reason' });
  });
});
