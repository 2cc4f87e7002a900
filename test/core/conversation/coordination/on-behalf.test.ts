import { describe, expect, it } from 'vitest';
import type { Context, Duty } from '../../../../src/core/conversation/context.ts';
import { readInformant } from '../../../../src/core/conversation/coordination/informant.ts';
import { obligationId } from '../../../../src/core/ids.ts';
import { matchUnits } from '../../../../src/core/organization/match-units.ts';
import {
  at,
  BINH_MINH,
  COORDINATOR,
  duty,
  FULL,
  sent,
  Talk,
  week,
  type Answer,
} from '../../../support/conversation.ts';

const AT_WORK: Partial<Context> = { ...COORDINATOR, now: at('24/8 9:00') };

/** A coordinator who begins with these words; what they name is looked up as the inbox does. */
function entering(
  words: string,
  changes: Partial<Duty> = {},
  more: readonly Duty[] = [],
  now = at('24/8 9:00'),
) {
  const { units, rest } = matchUnits([BINH_MINH], words);
  const duties = [duty({ entrusted: true, ...changes }), ...more];
  const desk = new Talk({ ...COORDINATOR, now, duties, looked: { kind: 'units', units, rest } });
  const answer: Answer = desk.says(`nhập thay ${words}`);
  return { desk, ...answer };
}

describe('a report entered for a unit', () => {
  it('is previewed as such, sent with who told it, and told to the unit', () => {
    const { desk, reply, text } = entering('binh-minh: hg 5/6, kn 1 (chị Mai báo qua điện thoại)');
    expect(reply).toMatchObject({
      kind: 'preview',
      onBehalf: { informant: 'chị Mai báo qua điện thoại' },
      unclear: [],
    });
    expect(text).toContain('Nhập thay báo cáo xã Bình Minh, tuần 34');
    expect(text).toContain('Người báo: «chị Mai báo qua điện thoại»');
    desk.says('gửi');
    const receipt = desk.says('gửi thiếu');
    expect(receipt.text).toContain('Đã ghi nhập thay báo cáo xã Bình Minh');
    expect(desk.submitted).toMatchObject([
      {
        source: 'on-behalf',
        informant: 'chị Mai báo qua điện thoại',
        values: { mediation: { part: 5, whole: 6 }, complaints: 1 },
      },
    ]);
    expect(desk.notified).toMatchObject([
      {
        to: { kind: 'holders', role: 'contact', unit: 'binh-minh' },
        reply: { kind: 'entered-on-behalf', by: 'Ngô Thị Cẩm Tú', code: 'BC-2223' },
      },
    ]);
  });

  it('asks once who told it', () => {
    const { desk, reply } = entering('Bình Minh hg 5/6');
    expect(reply.kind).toBe('informant-question');
    expect(desk.says('anh Tư ở văn phòng').reply).toMatchObject({
      kind: 'preview',
      onBehalf: { informant: 'anh Tư ở văn phòng' },
    });
    expect(desk.says('kn 2').reply).toMatchObject({
      kind: 'preview',
      onBehalf: { informant: 'anh Tư ở văn phòng' },
    });
  });

  it.each(['bỏ qua', 'không'])('goes on without a name after "%s"', (word) => {
    const { desk } = entering('binh-minh hg 5/6');
    const { reply, text } = desk.says(word);
    expect(reply).toMatchObject({ kind: 'preview', onBehalf: { informant: null } });
    expect(text).not.toContain('Người báo');
  });

  it('goes on by the button too, and takes more figures instead of a name', () => {
    const { desk } = entering('binh-minh hg 5/6');
    expect(desk.says('kn 2').reply.kind).toBe('informant-question');
    expect(desk.taps('Bỏ qua').reply).toMatchObject({ kind: 'preview', onBehalf: { informant: null } });
    expect(desk.draft()?.values).toEqual({ mediation: { part: 5, whole: 6 }, complaints: 2 });
  });

  it('has the same doubts as any other', () => {
    expect(entering('binh-minh hg 6/5 (chị Mai báo)').reply).toMatchObject({
      kind: 'question',
      question: { doubt: { kind: 'part-exceeds-whole' } },
    });
  });

  it('takes a nil report', () => {
    const { desk, reply } = entering('binh-minh không phát sinh, theo chị Mai');
    expect(reply).toMatchObject({ kind: 'preview', nil: true, onBehalf: { informant: 'theo chị Mai' } });
    desk.says('gửi');
    expect(desk.submitted).toMatchObject([{ nil: true, informant: 'theo chị Mai' }]);
  });

  it('asks for which period, where two are open, and keeps who told it', () => {
    const more = [duty({ obligation: obligationId(2), entrusted: true, period: week(35) })];
    const { desk, reply } = entering('binh-minh kn 1 (chị Mai báo)', {}, more, at('28/8 9:00'));
    expect(reply.kind).toBe('which-duty');
    expect(desk.taps('Xã Bình Minh, tuần 35/2017 (28/8–3/9)').reply).toMatchObject({
      kind: 'preview',
      about: { period: { code: '2017-W35' } },
      onBehalf: { informant: 'chị Mai báo' },
    });
  });

  it('corrects what the unit sent', () => {
    const { desk, reply } = entering('binh-minh sửa kn thành 3 (chị Mai báo)', { sent: sent(FULL) });
    expect(reply).toMatchObject({ kind: 'preview', correctsRevision: 1 });
    desk.says('gửi');
    expect(desk.submitted).toMatchObject([{ follows: 1, source: 'on-behalf' }]);
    expect(desk.notified[0]?.reply).toMatchObject({ changes: [{ before: 1, after: 3 }] });
  });

  it('of a locked period offers to open it, and keeps the figures', () => {
    const { desk, reply } = entering('binh-minh kn 1 (chị Mai báo)', { period: week(32) });
    expect(reply).toMatchObject({ kind: 'locked', kept: true, decides: true });
    expect(desk.labels[0]).toBe('Mở đến 16:00 thứ Năm 24/8');
  });

  it('begins with the unit alone', () => {
    const { desk, reply } = entering('binh-minh');
    expect(reply.kind).toBe('nothing-sent-yet');
    expect(desk.says('hg 5/6 (chị Mai báo)').reply).toMatchObject({
      kind: 'preview',
      onBehalf: { informant: 'chị Mai báo' },
    });
  });

  it('owes nothing to the coordinator: the status does not list it', () => {
    const { desk } = entering('binh-minh hg 5/6 (chị Mai báo)');
    expect(desk.says('/trangthai').reply).toMatchObject({ kind: 'status', duties: [] });
  });

  it('names the unit that was not understood, and shows how', () => {
    expect(entering('xã Bình An: hg 5/6').text).toContain('Chưa rõ đơn vị nào trong «xã Bình An: hg 5/6»');
    expect(new Talk(AT_WORK).says('/nhapthay').reply.kind).toBe('on-behalf-usage');
  });

  it('is nobody else’s to enter', () => {
    expect(new Talk().says('/nhapthay tan-thuan hg 5/6').reply.kind).toBe('not-for-this-role');
  });
});

describe('who told the figures', () => {
  it.each([
    ['hg 5/6 (chị Mai báo qua điện thoại)', 'chị Mai báo qua điện thoại', 'hg 5/6'],
    ['hg 5/6, theo anh Hai văn phòng.', 'theo anh Hai văn phòng', 'hg 5/6'],
    ['hg 5/6; do chị Mai báo', 'do chị Mai báo', 'hg 5/6'],
    ['hg 5/6, chị Mai gọi điện', 'chị Mai gọi điện', 'hg 5/6'],
    ['tthc 120/121 (1 hồ sơ trễ hẹn do cúp điện)', undefined, 'tthc 120/121 (1 hồ sơ trễ hẹn do cúp điện)'],
    ['hg 5/6, kn 1', undefined, 'hg 5/6, kn 1'],
  ])('%s', (text, informant, rest) => {
    expect(readInformant(text)).toEqual({ informant, rest });
  });
});
