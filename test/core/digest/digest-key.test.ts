import { describe, expect, it } from 'vitest';
import { joinKeys, liveKey, readKeys, sentKey } from '../../../src/core/digest/digest-key.ts';
import { bodyId, digestId, periodId } from '../../../src/core/ids.ts';

const LIVE = liveKey(periodId(34), bodyId(3));
const SENT = sentKey(digestId(12));

describe('the short names of digests', () => {
  it('are read back from a button', () => {
    expect(readKeys(joinKeys([SENT, LIVE]))).toEqual([
      { kind: 'sent', digest: 12 },
      { kind: 'live', period: 34, body: 3 },
    ]);
  });

  it('stand on a button as far as they fit', () => {
    const many = Array.from({ length: 20 }, (_, index) => sentKey(digestId(1_000 + index)));
    const joined = joinKeys(many);
    expect(joined.length).toBeLessThanOrEqual(32);
    expect(readKeys(joined).map((meant) => meant.kind === 'sent' && meant.digest)).toEqual([
      1_000, 1_001, 1_002, 1_003, 1_004,
    ]);
  });

  it.each(['', 's', 'b', '12', 's12b3', 'x', '1b2c', `s${'9'.repeat(20)}`])('%j is none', (text) => {
    expect(readKeys(text)).toEqual([]);
  });
});
