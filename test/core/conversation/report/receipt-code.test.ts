import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { receiptCode } from '../../../../src/core/conversation/report/receipt-code.ts';
import { obligationId } from '../../../../src/core/ids.ts';

describe('a receipt code', () => {
  it('names the report, and the revision from the second on', () => {
    expect(receiptCode(obligationId(1), 1)).toBe('BC-2223');
    expect(receiptCode(obligationId(1), 2)).toBe('BC-2223.2');
  });

  it('belongs to one report and revision only', () => {
    const report = fc.record({
      id: fc.integer({ min: 1, max: 10_000_000 }),
      revision: fc.integer({ min: 1, max: 99 }),
    });
    fc.assert(
      fc.property(report, report, (one, other) => {
        const same = one.id === other.id && one.revision === other.revision;
        const codes = [one, other].map(({ id, revision }) => receiptCode(obligationId(id), revision));
        expect(codes[0] === codes[1]).toBe(same);
      }),
    );
  });
});
