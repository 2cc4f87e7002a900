import { describe, expect, it } from 'vitest';
import { converse } from '../../../../src/core/conversation/converse.ts';
import { inviteId, obligationId } from '../../../../src/core/ids.ts';
import { readState, INITIAL_STATE } from '../../../../src/core/conversation/state.ts';
import {
  context,
  duty,
  FULL,
  past,
  sent,
  Talk,
  TAN_THUAN,
  taps,
  week,
  says,
  shows,
  type Answer,
} from '../../../support/conversation.ts';

const MARK = 'TẬP – không tính';

const practising = (changes: ConstructorParameters<typeof Talk>[0] = {}) => {
  const talk = new Talk(changes);
  talk.says('tập');
  return talk;
};

/** Nothing of it leaves the chat's own state. */
function expectNothingDone(talk: Talk, ...answers: readonly Answer[]): void {
  expect(answers.flatMap(({ effects }) => effects)).toEqual([]);
  expect(talk.submitted).toEqual([]);
  expect(talk.draft()).toBeNull();
}

describe('practice', () => {
  it.each(['tập', 'Tap', 'tập thử', 'làm thử', 'cho em làm thử ạ', 'dạ em muốn tập'])(
    '%s begins one',
    (text) => {
      const talk = new Talk();
      const { reply, text: words } = talk.says(text);
      expect(reply).toMatchObject({ kind: 'practice-begun', about: { period: { code: '2017-W34' } } });
      expect(words).toContain(MARK);
      expect(words).toContain('không có gì được lưu hay gửi đi');
    },
  );

  it.each(['tập huấn 2', 'mở 2 lớp tập huấn', 'kk: chưa có người làm thử'])('%s does not', (text) => {
    expect(new Talk().says(text).text).not.toContain(MARK);
  });

  it('runs a whole report in the same words, marked, and sends nothing', () => {
    const talk = new Talk();
    const answers = ['tập', 'hg 5/6, kn 1', 'gửi', 'gửi thiếu'].map((text) => talk.says(text));
    const [, preview, gaps, receipt] = answers;
    expect(preview?.text).toContain(`${MARK}\nBáo cáo xã Bình Minh, tuần 34/2017`);
    expect(preview?.text).toContain('Hòa giải ở cơ sở: 5/6');
    expect(gaps?.text).toContain(MARK);
    expect(receipt?.reply.kind).toBe('practice-receipt');
    expect(receipt?.text).toContain('Mã: TẬP');
    expect(receipt?.text).not.toContain('BC-');
    expect(receipt?.text).toContain('Không có gì được gửi');
    expectNothingDone(talk, ...answers);
  });

  it('takes doubts, unusual figures, additions and the guided way like a real one', () => {
    const talk = practising({ duties: [duty({ history: past(FULL, FULL, FULL, FULL) })] });
    const answers = [
      talk.says('hg 6/5'),
      talk.taps('5/6'),
      talk.says('kn 250'),
      talk.taps('Đúng rồi'),
      talk.says('từng mục'),
      talk.taps('Bỏ qua'),
      talk.taps('Như kỳ trước (35)'),
    ];
    expect(answers.map(({ text }) => text.startsWith(MARK))).toEqual(answers.map(() => true));
    expectNothingDone(talk, ...answers);
  });

  it('ends with sending: the same words afterwards are a real report', () => {
    const talk = practising();
    talk.says('kps');
    expect(talk.says('gửi').reply.kind).toBe('practice-receipt');
    const real = talk.says('kn 1');
    expect(real.text).not.toContain(MARK);
    expect(talk.draft()?.values).toEqual({ complaints: 1 });
  });

  it('begins anew with nothing in it', () => {
    const talk = practising();
    talk.says('hg 5/6');
    talk.says('tập');
    expect(talk.says('kn 1').text).not.toContain('5/6');
  });

  it.each(['thôi tập', 'hết tập', '/bo', 'báo cáo thật', 'gửi thật'])(
    '%s ends it, and says that nothing was sent',
    (text) => {
      const talk = practising();
      talk.says('hg 5/6');
      const end = talk.says(text);
      expect(end.reply).toMatchObject({ kind: 'practice-over', why: 'said' });
      expectNothingDone(talk, end);
      expect(talk.says('gửi').text).toContain('Chưa có số liệu nào');
    },
  );

  it('ends where its draft is dropped, by button or by word', () => {
    const talk = practising();
    talk.says('hg 5/6');
    talk.taps('Hủy');
    expect(talk.taps('Bỏ bản nháp').reply).toMatchObject({ kind: 'practice-over', why: 'said' });
    expect(practising().says('hủy báo cáo').reply.kind).toBe('practice-over');
    const begun = new Talk();
    begun.says('tập');
    expect(begun.taps('Thôi tập').reply.kind).toBe('practice-over');
  });

  it('after two hours of silence the next message is a real one, which is said once', () => {
    const talk = practising();
    talk.says('hg 5/6');
    const later = talk.clock('24/8 11:01').says('kn 1');
    expect(later.replies.map(({ kind }) => kind)).toEqual(['practice-over', 'preview']);
    expect(later.text).toContain('Từ tin này là báo cáo thật');
    expect(talk.draft()?.values).toEqual({ complaints: 1 });
    expect(talk.says('tc 1').replies.map(({ kind }) => kind)).toEqual(['preview']);
  });

  it('within two hours goes on', () => {
    const talk = practising();
    talk.says('hg 5/6');
    expect(talk.clock('24/8 10:59').says('kn 1').text).toMatch(new RegExp(`^${MARK}[^]*5/6[^]*mới: 1`));
  });

  it('a button of one that is over says so and does nothing', () => {
    const talk = practising();
    talk.says('hg 5/6');
    const send = talk.tokenOf('Gửi') ?? '';
    talk.says('thôi tập');
    const late = talk.hears(taps(send));
    expect(late.reply).toMatchObject({ kind: 'practice-over', why: 'old-button' });
    expectNothingDone(talk, late);
    expect(talk.hears(taps('practiceend')).reply).toMatchObject({ why: 'old-button' });
  });

  it('"thôi tập" without one says that words are real', () => {
    expect(new Talk().says('thôi tập').reply).toMatchObject({ kind: 'practice-over', why: 'not-begun' });
  });

  it('keeps no photos, and reads their caption', () => {
    const talk = practising();
    expect(talk.hears(shows(['a.jpg'])).replies.map(({ kind }) => kind)).toEqual(['practice-files']);
    const captioned = talk.hears(shows(['a.jpg'], { caption: 'hg 5/6' }));
    expect(captioned.replies.map(({ kind }) => kind)).toEqual(['practice-files', 'practice']);
    expectNothingDone(talk, captioned);
  });

  it('says of an album once that it is not kept', () => {
    const talk = practising();
    talk.hears(shows(['a.jpg'], { album: 'a' }));
    const later = converse(talk.state(), shows(['a.jpg'], { album: 'a' }), context());
    expect([later.replies, later.effects]).toEqual([[], []]);
    expect(later.state.practice).not.toBeNull();
  });

  it('takes the rest of an album for the real report that it began with', () => {
    const talk = new Talk();
    talk.hears(shows(['a.jpg'], { album: 'a' }));
    talk.says('tập');
    const later = converse(talk.state(), shows(['a.jpg'], { album: 'a' }), context());
    expect(later.effects).toMatchObject([{ kind: 'attach-files', obligation: 1 }]);
    expect(later.state.practice).not.toBeNull();
  });

  it('leaves files that wait for the choice of a report waiting', () => {
    const talk = new Talk({ duties: [duty(), duty({ obligation: obligationId(2), unit: TAN_THUAN })] });
    talk.hears(shows(['a.jpg']));
    talk.says('tập');
    talk.says('thôi tập');
    expect(talk.says('Tân Thuận').effects).toMatchObject([{ kind: 'attach-files', obligation: 2 }]);
  });
});

/** What the receipt of a practice says at a moment. */
const receiptAt = (moment: string) => {
  const talk = new Talk().clock(moment);
  talk.says('tập');
  talk.says('kps');
  return talk.says('gửi').text;
};

describe('what practice is like', () => {
  it('is the report owed first, with its history', () => {
    const done = duty({ sent: sent(FULL) });
    const owed = duty({ obligation: obligationId(2), unit: TAN_THUAN, history: past(FULL) });
    const talk = practising({ duties: [done, owed] });
    expect(talk.says('như kỳ trước').text).toContain('xã Tân Thuận');
  });

  it('is a sent or locked one where none is owed', () => {
    expect(practising({ duties: [duty({ sent: sent(FULL) })] }).says('kn 3').text).not.toContain('Bản sửa');
    const locked = new Talk().clock('30/8 9:00');
    locked.says('tập');
    locked.says('kps');
    expect(locked.says('gửi').reply.kind).toBe('practice-receipt');
  });

  it('is never another’s, though the person may enter it', () => {
    expect(new Talk({ duties: [duty({ entrusted: true })] }).says('tập').reply.kind).toBe(
      'practice-unavailable',
    );
  });

  it('is refused to those who have nothing to report', () => {
    expect(new Talk({ duties: [] }).says('tập').reply).toMatchObject({
      kind: 'practice-unavailable',
      reports: true,
    });
    expect(new Talk({ duties: [], posts: [] }).says('tập').reply).toMatchObject({ reports: false });
  });

  it('reminds at its end of what is really due within a day, or late', () => {
    expect(receiptAt('24/8 15:59')).not.toContain('còn phải nộp');
    expect(receiptAt('24/8 16:00')).toContain('Báo cáo thật còn phải nộp: xã Bình Minh, tuần 34/2017');
    expect(receiptAt('28/8 9:00')).toContain('Báo cáo thật còn phải nộp');
  });
});

describe('what is real during practice', () => {
  it.each(['/trangthai', 'trạng thái', 'em nộp chưa', 'hạn nộp khi nào'])('%s tells what is owed', (text) => {
    const talk = new Talk();
    talk.says('kn 1');
    talk.says('tập');
    talk.says('hg 5/6');
    const { text: words, replies } = talk.says(text);
    expect(words).not.toContain(MARK);
    expect(JSON.stringify(replies)).not.toContain('"obligation":0');
    expect(words).toContain(text.startsWith('hạn') ? 'hạn nộp thứ Sáu' : 'đang soạn, chưa gửi');
    expect(talk.says('tc 2').text).toMatch(new RegExp(`^${MARK}`));
  });

  it('a state secret is refused and forgotten', () => {
    const { replies, effects } = practising().says('Công văn số 12 (MẬT): hg 5/6');
    expect(replies.map(({ kind }) => kind)).toEqual(['secrecy-refused']);
    expect(effects.map(({ kind }) => kind)).toEqual(['forget-message']);
  });

  it('/roi leaves after a yes; staying goes on with practice', () => {
    const talk = practising();
    expect(talk.says('/roi').text).not.toContain(MARK);
    talk.says('ở lại');
    expect(talk.says('hg 5/6').text).toContain(MARK);
    talk.says('/roi');
    expect(talk.taps('Rời khỏi').effects).toEqual([{ kind: 'leave-chat' }]);
    expect(talk.state().practice).toBeNull();
  });

  it('an invite code is answered as ever, and practice goes on', () => {
    const { person, posts } = context();
    if (!person) throw new Error('the test context has a person');
    const invite = { kind: 'open', invite: inviteId(7), person, posts } as const;
    const before = practising().state();
    const { replies, state } = converse(before, says('C7KPT4XNRH'), context({ invite }));
    expect(replies.map(({ kind }) => kind)).toEqual(['already-linked']);
    expect(state.practice).toEqual(before.practice);
  });

  it('a button of a real report means the real report, and ends practice', () => {
    const talk = new Talk();
    talk.says('kn 1');
    const send = talk.tokenOf('Gửi') ?? '';
    talk.says('tập');
    talk.says('hg 5/6');
    const real = talk.hears(taps(send));
    expect(real.replies.map(({ kind }) => kind)).toEqual(['practice-over', 'gaps']);
    expect(real.replies[0]).toMatchObject({ why: 'real-report' });
    const receipt = talk.taps('Gửi thiếu');
    expect(receipt.text).not.toContain(MARK);
    expect(talk.sent()?.values).toEqual({ complaints: 1 });
  });

  it('a button of a real question that waits is answered for real', () => {
    const talk = new Talk();
    talk.says('hg 6/5');
    const swap = talk.tokenOf('5/6') ?? '';
    talk.says('tập');
    talk.hears(taps(swap));
    expect(talk.draft()?.values).toEqual({ mediation: { part: 5, whole: 6 } });
  });

  it('a stale button says so, and practice goes on', () => {
    const talk = practising();
    talk.says('hg 5/6');
    const { replies, text } = talk.hears(taps('send.77.abc'));
    expect(replies.map(({ kind }) => kind)).toEqual(['stale-choice', 'practice']);
    expect(text).toContain('5/6');
    expect(talk.says('kn 1').text).toMatch(new RegExp(`^${MARK}[^]*5/6`));
  });

  it('"gửi" after practice never sends the real draft that was shown before it', () => {
    const talk = new Talk();
    talk.says('kps');
    talk.says('tập');
    talk.says('kn 1');
    talk.says('thôi tập');
    expect(talk.says('gửi').reply.kind).toBe('preview');
    expect(talk.submitted).toEqual([]);
  });

  it('words that wait for their report are not lost', () => {
    const talk = new Talk({ duties: [duty(), duty({ obligation: obligationId(2), unit: TAN_THUAN })] });
    talk.says('hg 5/6');
    talk.says('tập');
    talk.says('thôi tập');
    talk.says('Tân Thuận');
    expect(talk.draft(2)?.values).toEqual({ mediation: { part: 5, whole: 6 } });
  });

  it('a period that opens meanwhile waits for its own words', () => {
    const talk = practising();
    talk.says('hg 5/6');
    talk.add(duty({ obligation: obligationId(2), period: week(35) })).clock('24/8 10:00');
    expect(talk.says('kn 1').text).toContain('tuần 34/2017');
    expect([talk.draft(1), talk.draft(2)]).toEqual([null, null]);
  });
});

describe('on a channel without buttons', () => {
  it('numbers pick from the practice, and afterwards say that it is over', () => {
    const talk = new Talk({ numbered: true });
    talk.says('tập');
    talk.says('hg 5/6');
    expect(talk.says('1').text).toContain(MARK);
    expect(talk.labels).toContain('Gửi thiếu');
    const sendShort = talk.labels.indexOf('Gửi thiếu') + 1;
    expect(talk.says(String(sendShort)).reply.kind).toBe('practice-receipt');
    expect(talk.submitted).toEqual([]);
  });

  it('a number after the silence takes nothing', () => {
    const talk = new Talk({ numbered: true });
    talk.says('tập');
    talk.says('hg 5/6');
    const late = talk.clock('24/8 12:00').says('1');
    expect(late.replies.map(({ kind }) => kind)).toEqual(['practice-over']);
    expect(talk.draft()).toBeNull();
  });
});

describe('a stored state', () => {
  it('of the version before practice is read as one without', () => {
    const old = {
      version: 2,
      open: { kind: 'nothing' },
      choices: ['send.1'],
      interrupted: true,
      heardAt: null,
    };
    expect(readState(old)).toEqual({ ...INITIAL_STATE, choices: ['send.1'], interrupted: true });
  });

  it.each([[null], [{}], [{ version: 1, open: { kind: 'nothing' } }], [{ version: 3, open: { kind: 'x' } }]])(
    '%j is none',
    (stored) => {
      expect(readState(stored)).toBeUndefined();
    },
  );
});
