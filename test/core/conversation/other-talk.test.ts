import { describe, expect, it } from 'vitest';
import type { Context } from '../../../src/core/conversation/context.ts';
import type { InboundMessage } from '../../../src/core/messages.ts';
import { duty, FULL, past, says, sent, Talk } from '../../support/conversation.ts';

const envelope = () => {
  const { key, chat, sentAt } = says('');
  return { key, chat, sentAt };
};
const unsupported = (what: Extract<InboundMessage, { kind: 'unsupported' }>['what']): InboundMessage => ({
  ...envelope(),
  kind: 'unsupported',
  what,
});
const droppingAsked = () => {
  const report = new Talk();
  report.says('hg 5/6');
  expect(report.says('hủy').reply).toMatchObject({ kind: 'cancel-question', sent: false });
  return report;
};

describe('dropping a draft', () => {
  it.each(['đúng', 'bỏ', 'hủy', 'bỏ bản nháp', 'có', '[Bỏ bản nháp]'])('%s drops it', (yes) => {
    const report = droppingAsked();
    if (yes.startsWith('[')) report.taps('Bỏ bản nháp');
    else report.says(yes);
    expect(report.draft()).toBeNull();
  });

  it.each(['không', 'giữ lại', 'gửi', 'ok gửi đi', 'đừng bỏ', '[Giữ lại]'])(
    '%s keeps it and shows it',
    (no) => {
      const report = droppingAsked();
      const { reply } = no.startsWith('[') ? report.taps('Giữ lại') : report.says(no);
      expect(reply.kind).toBe('preview');
      expect(report.draft()?.values).toEqual({ mediation: { part: 5, whole: 6 } });
      expect(report.submitted).toEqual([]);
    },
  );

  it('is not done by an "ok" to something else', () => {
    const report = droppingAsked();
    report.says('em nộp chưa');
    expect(report.says('ok').reply.kind).toBe('cancel-question');
    expect(report.draft()).not.toBeNull();
  });

  it('is given up by new figures', () => {
    const report = droppingAsked();
    report.says('kn 1');
    expect(report.draft()?.values).toMatchObject({ mediation: { part: 5, whole: 6 }, complaints: 1 });
  });

  it.each(['/bo', 'hủy', 'thôi'])('%s without a draft says that there is none', (word) => {
    expect(new Talk().says(word).reply.kind).toBe('nothing-to-cancel');
  });
});

const leavingAsked = () => {
  const person = new Talk();
  expect(person.says('/roi').reply.kind).toBe('leave-question');
  return person;
};

describe('leaving', () => {
  it.each(['đồng ý', 'rời khỏi', 'đúng', '[Rời khỏi]'])('%s leaves', (yes) => {
    const person = leavingAsked();
    const { effects } = yes.startsWith('[') ? person.taps('Rời khỏi') : person.says(yes);
    expect(effects).toEqual([{ kind: 'leave-chat' }]);
  });

  it.each(['không', 'ở lại', '[Ở lại]'])('%s stays', (no) => {
    const person = leavingAsked();
    const { reply, effects } = no.startsWith('[') ? person.taps('Ở lại') : person.says(no);
    expect(reply.kind).toBe('stayed');
    expect(effects).toEqual([]);
  });

  it('a report instead of an answer is taken, and a later "ok" does not leave', () => {
    const person = leavingAsked();
    expect(person.says('hg 5/6').reply.kind).toBe('preview');
    expect(person.says('ok').effects).not.toContainEqual({ kind: 'leave-chat' });
  });

  it('a command in between closes the question for a bare yes', () => {
    const person = leavingAsked();
    person.says('/trangthai');
    expect(person.says('có').effects).not.toContainEqual({ kind: 'leave-chat' });
  });

  it('on the platform itself is noted without an answer', () => {
    const person = new Talk();
    person.says('hg 5/6');
    expect(() => person.hears({ ...envelope(), kind: 'left' })).toThrow('no reply');
    expect(person.draft()).not.toBeNull();
  });
});

describe('wishes', () => {
  it.each([
    ['/trangthai', 'status'],
    ['trạng thái', 'status'],
    ['em nộp chưa', 'status'],
    ['Da gui roi nhe dc', 'status'],
    ['/lichsu', 'history'],
    ['lịch sử', 'history'],
    ['/huongdan', 'help'],
    ['/start', 'help'],
    ['hướng dẫn', 'help'],
    ['?', 'help'],
    ['cho em hỏi hạn nộp là khi nào', 'due'],
    ['mai em gửi', 'late-in-time'],
    ['/xem binh-minh', 'not-for-this-role'],
    ['/tonghop', 'not-for-this-role'],
    ['gửi', 'nothing-sent-yet'],
    ['không', 'nothing-sent-yet'],
    ['xin chào', 'status'],
    ['😀😀', 'status'],
    ['...', 'status'],
  ])('%s is answered and changes nothing', (text, kind) => {
    const { reply, effects } = new Talk().says(text);
    expect(reply.kind).toBe(kind);
    expect(effects).toEqual([]);
  });

  it('figures that come with a late notice are kept', () => {
    const report = new Talk();
    report.says('hg 5/6, còn lại mai em gửi');
    expect(report.draft()?.values).toEqual({ mediation: { part: 5, whole: 6 } });
  });

  it('the history shows what was sent, latest first', () => {
    const report = new Talk({ duties: [duty({ sent: sent(FULL), history: past(FULL, FULL) })] });
    const { reply } = report.says('/lichsu');
    expect(reply.kind === 'history' && reply.reports.map(({ about }) => about.period.code)).toEqual([
      '2017-W34',
      '2017-W33',
      '2017-W32',
    ]);
  });

  it('the status tells a draft from a report', () => {
    const report = new Talk();
    report.says('hg 5/6');
    expect(report.says('/trangthai').reply).toMatchObject({ duties: [{ state: { kind: 'begun' } }] });
  });
});

describe('what is no text', () => {
  it.each(['sticker', 'voice', 'edit', 'location', 'contact', 'other'] as const)(
    'a %s is answered and leaves the open question open',
    (what) => {
      const report = new Talk();
      report.says('từng mục');
      expect(report.hears(unsupported(what)).reply).toMatchObject({ kind: 'unsupported', what });
      report.says('2');
      expect(report.draft()?.values).toEqual({ models: 2 });
    },
  );

  it('a group is not answered', () => {
    expect(() => new Talk().hears(unsupported('group'))).toThrow('no reply');
  });
});

describe('people who do not report', () => {
  const leader: Context['posts'][number] = {
    role: 'leader',
    title: 'Trưởng ban',
    place: 'Ban Dân vận',
    unit: null,
    body: { code: 'ban-dan-van', name: 'Ban Dân vận' },
  };

  it('a leader who writes a report is told what there is for leaders', () => {
    const { reply, effects } = new Talk({ duties: [], posts: [leader] }).says('hg 5/6');
    expect(reply).toMatchObject({ kind: 'help', reports: false, leads: true });
    expect(effects).toEqual([]);
  });

  it('a person without a post is told so', () => {
    expect(new Talk({ duties: [], posts: [] }).says('hg 5/6').text).toContain(
      'chưa giữ nhiệm vụ báo cáo nào',
    );
  });

  it('one who is both reports and reads', () => {
    const both = new Talk({
      posts: [leader, { ...leader, role: 'contact' }],
      looked: { kind: 'digests', digests: [] },
    });
    expect(both.says('hg 5/6').reply.kind).toBe('preview');
    expect(both.says('tổng hợp').reply.kind).toBe('digests');
    expect(both.says('?').reply).toMatchObject({ reports: true, leads: true });
  });

  it('a leader sees a unit’s report, or that there is no such unit', () => {
    const unit = { code: 'binh-minh', name: 'Xã Bình Minh' };
    const shown = new Talk({ posts: [leader], duties: [], looked: { kind: 'report', unit, found: null } });
    expect(shown.says('/xem binh-minh').text).toBe('Xã Bình Minh chưa có báo cáo nào.');
    const unknown = new Talk({ posts: [leader], duties: [], looked: { kind: 'unknown-unit', code: 'x' } });
    expect(unknown.says('/xem x').reply.kind).toBe('unknown-unit');
  });
});

describe('a question about the due moment behind figures', () => {
  it('is answered, and the figures are shown', () => {
    const { replies } = new Talk().says('kn 2, tc 0. Hạn nộp khi nào ạ');
    expect(replies.map(({ kind }) => kind)).toEqual(['due', 'preview']);
  });
});
