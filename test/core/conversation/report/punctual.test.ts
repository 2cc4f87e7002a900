import { describe, expect, it } from 'vitest';
import { punctualRun } from '../../../../src/core/conversation/report/punctual.ts';
import { duty, FULL, past } from '../../../support/conversation.ts';

describe('a run of reports in time', () => {
  it('is worth a word at the fourth and the eighth, then at every dozen', () => {
    const told = Array.from({ length: 49 }, (_, before) => punctualRun(duty({ punctualBefore: before }), 0));
    expect(told.filter((run) => run !== undefined)).toEqual([4, 8, 12, 24, 36, 48]);
  });

  it('is told of no report that is late, corrects another, is entered for the unit or was not looked up', () => {
    const [before] = past(FULL);
    const eleven = { punctualBefore: 11 };
    expect(punctualRun(duty(eleven), 0)).toBe(12);
    expect(punctualRun(duty(eleven), 1)).toBeUndefined();
    expect(punctualRun(duty({ ...eleven, sent: before?.sent ?? null }), 0)).toBeUndefined();
    expect(punctualRun(duty({ ...eleven, entrusted: true }), 0)).toBeUndefined();
    expect(punctualRun(duty({ punctualBefore: null }), 0)).toBeUndefined();
    expect(punctualRun(duty({}), 0)).toBeUndefined();
  });
});
