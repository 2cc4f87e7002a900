import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { generatedCorpus } from '../../../src/core/dictionary/generated-corpus.ts';
import { replay } from '../../../src/core/dictionary/replay.ts';
import { withAliases } from '../../../src/core/dictionary/with-aliases.ts';
import { tuan } from '../../support/forms.ts';

const today = Temporal.PlainDate.from('2017-08-24');
const own = (words: string, field = 'mediation') => withAliases(tuan, [{ field, words }]);

describe('replaying a change', () => {
  it('lists a message that was in doubt and is a value now as better', () => {
    const { better, other, messages } = replay(tuan, own('hgxc'), ['hgxc 5/6, kn 1', 'kn 2'], today);
    expect(messages).toBe(2);
    expect(better).toMatchObject([{ text: 'hgxc 5/6, kn 1', before: [{ field: 'complaints' }] }]);
    expect(better[0]?.after.map(({ field }) => field)).toEqual(['mediation', 'complaints']);
    expect(other).toEqual([]);
  });

  it('lists a message whose value is another one now as other', () => {
    const { better, other } = replay(tuan, own('khiếu nại'), ['khiếu nại 3'], today);
    expect(better).toEqual([]);
    expect(other).toMatchObject([{ text: 'khiếu nại 3', before: [{ field: 'complaints', value: 3 }] }]);
  });

  it('lists a message that asked for something as other', () => {
    expect(replay(tuan, own('như tuần trước'), ['như tuần trước'], today).other).toHaveLength(1);
  });
});

describe('the corpus that a form makes of itself', () => {
  it('changes nothing for a good alias', () => {
    const { better, other, messages } = replay(tuan, own('hgxc'), generatedCorpus(tuan), today);
    expect(messages).toBeGreaterThan(500);
    expect([better, other]).toEqual([[], []]);
  });

  it.each(['kn', 'tiếp công dân', 'như cũ'])('shows what %s would break', (words) => {
    expect(replay(tuan, own(words), generatedCorpus(tuan), today).other.length).toBeGreaterThan(0);
  });
});
