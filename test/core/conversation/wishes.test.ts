import { describe, expect, it } from 'vitest';
import { Talk } from '../../support/conversation.ts';

describe('a wish that the coordinator decides', () => {
  it.each([['nghỉ đến 25/8, đ/c Lan thay', 'Đồng chí báo nghỉ đến']])(
    '%j is named back, and what is open stays open',
    (wish, said) => {
      const talk = new Talk();
      talk.says('hg 6/5');
      const answer = talk.says(wish);
      expect(answer.text).toContain(said);
      expect(answer.effects).toEqual([]);
      talk.says('5/6');
      expect(talk.draft()?.values).toEqual({ mediation: { part: 5, whole: 6 } });
    },
  );
});
