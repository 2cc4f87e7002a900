import { describe, expect, it } from 'vitest';
import { taps, Talk } from '../../../support/conversation.ts';

const TEXT = 'kn 1; kk: bà Nguyễn Thị Hoa khiếu nại đất, sđt 0912 345 678, ấp 2 thiếu nước';
const asked = () => {
  const talk = new Talk();
  const answer = talk.says(TEXT);
  return { talk, answer };
};

describe('words about a person who complained', () => {
  it('are asked about first, and shown only in part', () => {
    const { talk, answer } = asked();
    expect(answer.reply.kind).toBe('privacy-question');
    expect(answer.text).toContain('«bà N…»');
    expect(answer.text).toContain('«0912…»');
    expect(answer.text).not.toMatch(/Nguyễn|678/);
    expect(talk.labels).toEqual(['Bỏ phần đó', 'Giữ nguyên']);
  });

  it.each(['[Bỏ phần đó]', 'bỏ phần đó', 'bỏ'])(
    '%s takes them out and keeps what stands around them',
    (word) => {
      const { talk } = asked();
      const answer = word.startsWith('[') ? talk.taps('Bỏ phần đó') : talk.says(word);
      expect(answer.reply.kind).toBe('preview');
      expect(answer.text).toContain('[đã bỏ] khiếu nại đất, sđt [đã bỏ], ấp 2 thiếu nước');
      expect(talk.draft()?.values['complaints']).toBe(1);
      expect(JSON.stringify([talk.draft(), talk.state()])).not.toMatch(/Hoa|0912/);
      expect(answer.effects).toContainEqual({
        kind: 'forget-words',
        words: ['bà Nguyễn Thị Hoa', '0912 345 678'],
      });
    },
  );

  it.each(['[Giữ nguyên]', 'giữ nguyên'])('%s keeps them on purpose, and the draft says so', (word) => {
    const { talk } = asked();
    const answer = word.startsWith('[') ? talk.taps('Giữ nguyên') : talk.says(word);
    expect(answer.reply.kind).toBe('preview');
    expect(answer.text).toContain('bà Nguyễn Thị Hoa khiếu nại đất');
    expect(talk.draft()?.keptPersonal).toEqual(['bà Nguyễn Thị Hoa', '0912 345 678']);
    expect(answer.effects.map(({ kind }) => kind)).not.toContain('forget-words');
  });

  it('are asked about once: what was kept is no question again', () => {
    const { talk } = asked();
    talk.taps('Giữ nguyên');
    expect(talk.says(TEXT.replace('kn 1', 'kn 2')).reply.kind).toBe('preview');
  });

  it('stay a question until it is answered, whatever else is said', () => {
    const { talk } = asked();
    expect(talk.says('hg 5/6').reply.kind).toBe('privacy-question');
    expect(talk.says('ok').reply.kind).toBe('privacy-question');
    talk.taps('Bỏ phần đó');
    expect(talk.draft()?.values).toMatchObject({ complaints: 1, mediation: { part: 5, whole: 6 } });
  });

  it('are no question any more when a corrected text holds none', () => {
    const { talk } = asked();
    expect(talk.says('kk: ấp 2 thiếu nước').reply.kind).toBe('preview');
  });

  it('go from the remark of a figure and from a question that waits', () => {
    const talk = new Talk();
    talk.says('tc 1 (ông Trần Văn Bảy tố cáo), hg 6/5');
    const answer = talk.taps('Bỏ phần đó');
    expect(answer.reply).toMatchObject({ kind: 'question', question: { quote: 'hg 6/5' } });
    expect(talk.draft()?.notes['denunciations']).toBe('[đã bỏ] tố cáo');
  });

  it('are asked about in the guided way too, which then goes on', () => {
    const talk = new Talk();
    talk.says('từng mục');
    for (let step = 0; step < 12; step += 1) talk.says('bỏ qua');
    expect(talk.says('bà Lê Thị Hai khiếu nại đất').reply.kind).toBe('privacy-question');
    talk.taps('Bỏ phần đó');
    expect(talk.draft()?.values['difficulties']).toBe('[đã bỏ] khiếu nại đất');
  });

  it('an old button says so and changes nothing', () => {
    const { talk } = asked();
    const token = talk.tokenOf('Bỏ phần đó');
    talk.taps('Giữ nguyên');
    const answer = talk.hears(taps(token ?? ''));
    expect(answer.replies.map(({ kind }) => kind)).toEqual(['stale-choice', 'preview']);
  });
});

describe('a message under a mark of secrecy', () => {
  it('is refused whole, courteously, and is not kept', () => {
    const talk = new Talk();
    talk.says('hg 5/6');
    const before = talk.draft();
    const answer = talk.says('Độ mật: MẬT\nkn 3');
    expect(answer.reply.kind).toBe('secrecy-refused');
    expect(answer.text).toContain('Luật Bảo vệ bí mật nhà nước');
    expect(answer.effects).toEqual([{ kind: 'forget-message', key: 'test' }]);
    expect(talk.draft()).toEqual(before);
  });

  it('leaves an open question open', () => {
    const talk = new Talk();
    talk.says('hg 6/5');
    talk.says('[MẬT] 5/6');
    talk.says('5/6');
    expect(talk.draft()?.values['mediation']).toEqual({ part: 5, whole: 6 });
  });

  it('is not kept of a stranger either', () => {
    const talk = new Talk({ person: null, posts: [], duties: [] });
    expect(talk.says('TUYỆT MẬT: kế hoạch').effects).toContainEqual({ kind: 'forget-message', key: 'test' });
  });
});
