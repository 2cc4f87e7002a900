import { describe, expect, it } from 'vitest';
import { choiceToken } from '../../../../src/core/conversation/choices.ts';
import type { Context, Duty, SentReport } from '../../../../src/core/conversation/context.ts';
import { obligationId } from '../../../../src/core/ids.ts';
import { at, duty, Talk, taps, TAN_THUAN, week } from '../../../support/conversation.ts';
import { CHAIRMAN, waiting } from '../../../support/heads.ts';

const desk = (changes: Partial<Context> = {}) =>
  new Talk({ ...CHAIRMAN, now: at('24/8 10:00'), signOffs: [waiting()], ...changes });
const tap = (verb: 'signapprove' | 'signreturn' | 'signnoreason' | 'signsee', revision = 1) =>
  taps(choiceToken(verb, obligationId(1), String(revision)));
const stands = (signOff: SentReport['signOff'], changes: Partial<Duty> = {}) =>
  desk({ signOffs: [waiting(changes, { signOff })] });
const APPROVED = { state: 'approved', by: 'Trần Thị Út', at: at('24/8 9:30'), reason: null } as const;

describe('the head of a unit who is asked to sign a report off', () => {
  it.each(['duyệt', 'Đã duyệt.', 'duyet', 'phê duyệt', 'duyệt báo cáo tuần 34', 'nhất trí', 'đồng ý'])(
    'does so with "%s"; the contacts are told',
    (words) => {
      const report = desk();
      expect(report.says(words).reply).toMatchObject({ kind: 'sign-off-done', outcome: 'approved' });
      expect(report.settled).toEqual([
        { kind: 'settle-sign-off', obligation: 1, revision: 1, outcome: 'approved', reason: null },
      ]);
      expect(report.notified).toMatchObject([
        {
          to: { kind: 'holders', role: 'contact', unit: 'binh-minh' },
          reply: { kind: 'signed-off', by: 'Lê Văn Hải' },
        },
      ]);
    },
  );

  it('does so by a tap', () => {
    const report = desk();
    expect(report.hears(tap('signapprove')).reply.kind).toBe('sign-off-done');
    expect(report.settled).toMatchObject([{ outcome: 'approved' }]);
  });

  it.each([
    ['trả lại: kn phải là 3', 'kn phải là 3'],
    ['tra lai kn phai la 3', 'kn phai la 3'],
    ['không duyệt, lý do: thiếu ấp 3', 'thiếu ấp 3'],
  ])('returns it with "%s"', (words, reason) => {
    const report = desk();
    report.says(words);
    expect(report.settled).toMatchObject([{ outcome: 'returned', reason }]);
    expect(report.notified).toMatchObject([
      {
        reply: {
          kind: 'report-returned',
          reason,
          locked: false,
          offers: [[{ label: 'edit' }, { label: 'review' }]],
        },
      },
    ]);
  });

  it('is asked once what is wrong, and may leave it unsaid or think again', () => {
    const said = desk();
    expect(said.hears(tap('signreturn')).reply.kind).toBe('return-question');
    said.says('kn phải là 3');
    expect(said.settled).toMatchObject([{ outcome: 'returned', reason: 'kn phải là 3' }]);

    const unsaid = desk();
    unsaid.says('trả lại');
    unsaid.taps('Bỏ qua');
    expect(unsaid.settled).toMatchObject([{ outcome: 'returned', reason: null }]);

    const kept = desk();
    kept.says('trả lại');
    expect(kept.says('thôi').reply.kind).toBe('sign-off-kept');
    expect(kept.settled).toEqual([]);

    const approved = desk();
    approved.says('trả lại');
    approved.says('duyệt');
    expect(approved.settled).toMatchObject([{ outcome: 'approved' }]);
  });

  it('is told the way when it was locked meanwhile', () => {
    const report = desk().clock('30/8 9:00');
    report.says('trả lại: kn phải là 3');
    expect(report.notified).toMatchObject([{ reply: { locked: true, offers: [[{ label: 'reopen' }]] } }]);
  });

  it('answers by numbers where there are no buttons; the same number twice is harmless', () => {
    const report = desk({ numbered: true });
    expect(report.says('/duyet').text).toMatch(/1\. Duyệt\n2\. Trả lại$/);
    expect(report.says('2').reply.kind).toBe('return-question');
    expect(report.says('2').reply.kind).toBe('return-question');
    expect(report.settled).toEqual([]);
    report.says('thiếu ấp 3');
    expect(report.settled).toMatchObject([{ outcome: 'returned', reason: 'thiếu ấp 3' }]);

    const other = desk({ numbered: true });
    other.says('/duyet');
    other.says('1');
    expect(other.says('1').reply.kind).toBe('sign-off-settled');
    expect(other.settled).toHaveLength(1);
  });

  it('is shown what was not shown yet before words settle it', () => {
    for (const words of ['duyệt', 'trả lại: sai']) {
      const report = desk({ signOffs: [waiting({}, {}, false)] });
      expect(report.says(words).reply.kind).toBe('sign-off-request');
      expect(report.withdrawn).toEqual(['sign-off asked 1 1']);
      expect(report.settled).toEqual([]);
      report.says(words);
      expect(report.settled).toHaveLength(1);
    }
  });

  it('is shown the report again when the words say more than a sign-off', () => {
    const report = desk();
    expect(report.says('duyệt nhưng sửa kn 2').reply.kind).toBe('sign-off-request');
    expect(report.settled).toEqual([]);
  });

  it.each(['ok', 'gửi', 'có', 'xem', 'hg 5/6', 'cảm ơn'])('settles nothing with "%s"', (words) => {
    const report = desk();
    report.says(words);
    expect(report.settled).toEqual([]);
  });

  it('reads in the status what waits', () => {
    expect(desk().says('/trangthai').text).toBe(
      'Chờ đồng chí duyệt: xã Bình Minh, tuần 34/2017 (21/8–27/8). Gõ /duyet để xem.',
    );
  });
});

const two = () =>
  desk({ signOffs: [waiting(), waiting({ obligation: obligationId(2), period: week(35) })] }).clock(
    '28/8 9:00',
  );

describe('with several reports waiting', () => {
  it('is asked which, and the reason goes with the choice', () => {
    const approved = two();
    expect(approved.says('duyệt').reply.kind).toBe('which-sign-off');
    approved.taps('Xã Bình Minh, tuần 35/2017 (28/8–3/9)');
    expect(approved.settled).toMatchObject([{ obligation: 2, outcome: 'approved' }]);

    const returned = two();
    returned.says('trả lại: thiếu ấp 3');
    returned.taps('Xã Bình Minh, tuần 34/2017 (21/8–27/8)');
    expect(returned.settled).toMatchObject([{ obligation: 1, outcome: 'returned', reason: 'thiếu ấp 3' }]);
  });

  it('means the one whose period is named', () => {
    const report = two();
    report.says('duyệt tuần 35');
    expect(report.settled).toMatchObject([{ obligation: 2 }]);
  });

  it.each(['duyệt Tân Thuận', 'duyệt báo cáo tuần công tác dân vận xã tân thuận', 'duyet tan thuan tuan 34'])(
    'means the one whose unit is named: "%s"',
    (words) => {
      const report = desk({
        posts: [...CHAIRMAN.posts, { ...CHAIRMAN.posts[0], place: TAN_THUAN.name, unit: TAN_THUAN }],
        signOffs: [waiting(), waiting({ obligation: obligationId(2), unit: TAN_THUAN })],
      });
      report.says(words);
      expect(report.settled).toMatchObject([{ obligation: 2 }]);
    },
  );

  it('means the one that was just shown', () => {
    const report = two();
    report.says('/duyet');
    report.taps('Xã Bình Minh, tuần 34/2017 (21/8–27/8)');
    report.says('duyệt');
    expect(report.settled).toMatchObject([{ obligation: 1, outcome: 'approved' }]);
  });

  it('shows first those that were not shown', () => {
    const report = desk({
      signOffs: [waiting(), waiting({ obligation: obligationId(2), period: week(35) }, {}, false)],
    });
    report.says('duyệt');
    expect(report.taps('Xã Bình Minh, tuần 35/2017 (28/8–3/9)').reply.kind).toBe('sign-off-request');
    expect(report.settled).toEqual([]);
  });
});

describe('what does not wait any more', () => {
  it.each([
    [APPROVED, 'Đồng chí Trần Thị Út đã duyệt báo cáo'],
    [{ ...APPROVED, state: 'returned', reason: 'thiếu ấp 3' } as const, 'đã trả lại báo cáo'],
    [{ state: 'timed-out', at: at('24/8 9:30') } as const, 'được coi là đã duyệt'],
  ])('is named with who settled it, for a tap and for words', (signOff, words) => {
    for (const message of ['duyệt', 'trả lại: sai', '/duyet']) {
      const report = stands(signOff);
      const { text, reply } = report.says(message);
      expect(reply.kind).toBe('sign-off-settled');
      expect(text).toContain(words);
    }
    const tapped = stands(signOff);
    expect(tapped.hears(tap('signreturn')).reply.kind).toBe('sign-off-settled');
    expect(tapped.settled).toEqual([]);
  });

  it('is replaced by the revision that stands', () => {
    const report = desk({ signOffs: [waiting({}, { revision: 2 })] });
    const { replies } = report.hears(tap('signapprove', 1));
    expect(replies.map(({ kind }) => kind)).toEqual(['sign-off-replaced', 'sign-off-request']);
    report.says('duyệt');
    expect(report.settled).toMatchObject([{ revision: 2 }]);
  });

  it('is told of while the reason was being thought of', () => {
    const report = desk();
    report.says('trả lại');
    const later = report.heads([waiting({}, { signOff: APPROVED })]).says('thiếu ấp 3');
    expect(later.reply.kind).toBe('sign-off-settled');
    const corrected = desk();
    corrected.says('trả lại');
    expect(corrected.heads([waiting({}, { revision: 2 })]).says('thiếu ấp 3').reply.kind).toBe(
      'sign-off-request',
    );
    expect(corrected.settled).toEqual([]);
  });

  it('is nothing at all', () => {
    for (const words of ['duyệt', 'duyệt tuần 34', 'trả lại: sai', '/duyet'])
      expect(desk({ signOffs: [] }).says(words).reply.kind).toBe('no-sign-off-waits');
    expect(desk({ signOffs: [] }).hears(tap('signapprove')).reply.kind).toBe('stale-choice');
  });
});

describe('others', () => {
  it('cannot sign off for a unit that they do not head', () => {
    const report = desk({ signOffs: [waiting({ unit: TAN_THUAN })] });
    report.hears(tap('signapprove'));
    report.says('duyệt');
    expect(report.settled).toEqual([]);
  });

  it('who head one unit and report for another keep what is open', () => {
    const report = desk({
      posts: [
        ...CHAIRMAN.posts,
        { role: 'contact', title: 'Cán bộ đầu mối', place: TAN_THUAN.name, unit: TAN_THUAN, body: null },
      ],
      duties: [duty({ obligation: obligationId(5), unit: TAN_THUAN })],
    });
    expect(report.says('hg 5/6, kn 1').reply.kind).toBe('preview');
    report.says('duyệt');
    expect(report.settled).toMatchObject([{ obligation: 1 }]);
    expect(report.state().open.kind).toBe('preview');
    // A figure that begins like a return.
    report.says('trả lại 2 đơn');
    expect(report.settled).toHaveLength(1);
    expect(report.says('duyệt kn 2').reply).toMatchObject({ kind: 'preview', changes: [] });
    expect(report.draft(5)?.values['complaints']).toBe(2);
  });
});
