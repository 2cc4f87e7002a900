import { describe, expect, it } from 'vitest';
import { choiceToken } from '../../../../src/core/conversation/choices.ts';
import { obligationId, personId } from '../../../../src/core/ids.ts';
import { at, COORDINATOR, duty, FULL, past, sent, Talk, taps, week } from '../../../support/conversation.ts';
import { HEADS, signed } from '../../../support/heads.ts';

const asking = (changes = {}) => duty({ form: signed, heads: HEADS, ...changes });
const RETURNED = {
  state: 'returned',
  by: 'Lê Văn Hải',
  at: at('24/8 8:00'),
  reason: 'kn phải là 3',
} as const;

describe('a report that needs the sign-off of the unit’s head', () => {
  it('is sent at once; the head gets the figures, and the contact hears whom it waits for', () => {
    const report = new Talk({ duties: [asking()] });
    report.says('hg 5/6, kn 1, tc 0');
    report.says('gửi');
    const { reply } = report.says('gửi thiếu');
    expect(reply).toMatchObject({ kind: 'receipt', waitsFor: HEADS });
    expect(report.submitted).toMatchObject([{ needsSignOff: true }]);
    expect(report.notified).toMatchObject([
      {
        to: { kind: 'holders', role: 'superior', unit: 'binh-minh' },
        key: 'sign-off asked 1 1',
        reply: {
          kind: 'sign-off-request',
          by: 'Võ Minh Nhựt',
          revision: 1,
          items: [{ value: { part: 5, whole: 6 }, source: undefined }, { value: 1 }, { value: 0 }],
          offers: [[{ token: 'signapprove.1.1' }, { token: 'signreturn.1.1' }]],
        },
      },
    ]);
  });

  it('needs it as a nil report and as one like the last, too', () => {
    for (const words of ['không phát sinh', 'như tuần trước']) {
      const report = new Talk({ duties: [asking({ history: past(FULL) })] });
      report.says(words);
      report.says('gửi');
      expect(report.submitted).toMatchObject([{ needsSignOff: true }]);
      expect(report.notified).toHaveLength(1);
    }
  });

  it('is asked for anew when it is corrected, with what changed; what still waited is withdrawn', () => {
    const report = new Talk({ duties: [asking({ sent: sent(FULL, { signOff: { state: 'waiting' } }) })] });
    report.says('kn 3');
    report.says('gửi');
    expect(report.withdrawn).toEqual(['sign-off asked 1 1']);
    expect(report.notified).toMatchObject([
      { key: 'sign-off asked 1 2', reply: { revision: 2, changes: [{ before: 1, after: 3 }] } },
    ]);
  });

  it('is sent again as it is when it was returned, and only then', () => {
    const report = new Talk({ duties: [asking({ sent: sent(FULL, { signOff: RETURNED }) })] });
    expect(report.says('gửi').reply.kind).toBe('preview');
    report.says('gửi');
    expect(report.submitted).toMatchObject([{ follows: 1, values: FULL, needsSignOff: true }]);
    expect(report.says('gửi').reply.kind).toBe('already-sent');
    expect(report.submitted).toHaveLength(1);
  });

  it('is not mixed up with the report of the next period when it was returned', () => {
    const report = new Talk({
      duties: [
        asking({ sent: sent(FULL, { signOff: RETURNED, submittedAt: at('25/8 9:00') }) }),
        asking({ obligation: obligationId(2), period: week(35) }),
      ],
    }).clock('28/8 9:00');
    expect(report.says('kn 3').reply.kind).toBe('which-duty');
  });

  it('names several heads, and says where none can be reached', () => {
    const heads = [
      { person: personId(7), name: 'Lê Văn Hải', linked: false },
      { person: personId(8), name: 'Trần Thị Út', linked: false },
    ];
    const report = new Talk({ duties: [asking({ heads, history: past(FULL) })] });
    report.says('không phát sinh');
    const { text } = report.says('gửi');
    expect(text).toContain('Đang chờ đồng chí Lê Văn Hải hoặc Trần Thị Út duyệt.');
    expect(text).toContain('Người duyệt chưa kết nối nên chưa nhận được, đồng chí báo trực tiếp giúp.');
  });

  it('needs nobody’s where the reporter heads the unit, or nobody does', () => {
    for (const heads of [[], [{ person: personId(1), name: 'Võ Minh Nhựt', linked: true }]]) {
      const report = new Talk({ duties: [asking({ heads, history: past(FULL) })] });
      report.says('không phát sinh');
      expect(report.says('gửi').text).toContain('Đã nhận báo cáo');
      expect(report.submitted).toMatchObject([{ needsSignOff: false }]);
      expect(report.notified).toEqual([]);
    }
  });

  it('says so to the unit where a coordinator enters it', () => {
    const report = new Talk({
      ...COORDINATOR,
      duties: [asking({ entrusted: true, history: past(FULL) })],
      looked: {
        kind: 'units',
        units: [{ code: 'binh-minh', name: 'Xã Bình Minh' }],
        rest: 'không phát sinh',
      },
    });
    report.says('/nhapthay binh-minh không phát sinh');
    report.says('bỏ qua');
    report.says('gửi');
    expect(report.notified.map(({ reply }) => reply)).toMatchObject([
      { kind: 'entered-on-behalf', waitsFor: HEADS },
      { kind: 'sign-off-request', by: 'Ngô Thị Cẩm Tú', onBehalf: { informant: null } },
    ]);
  });
});

describe('the contact of the unit', () => {
  it('settles nothing, whatever is tapped or typed', () => {
    const report = new Talk({ duties: [asking({ sent: sent(FULL, { signOff: { state: 'waiting' } }) })] });
    expect(report.hears(taps(choiceToken('signapprove', obligationId(1), '1'))).reply.kind).toBe(
      'not-for-this-role',
    );
    report.says('duyệt');
    report.says('trả lại: sai');
    expect(report.settled).toEqual([]);
  });
});
