import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Duty } from '../../../src/core/conversation/context.ts';
import { obligationId } from '../../../src/core/ids.ts';
import { at, duty, sent, FULL, TAN_THUAN, Talk, taps, week, ZONE } from '../../support/conversation.ts';
import { tuan } from '../../support/forms.ts';

const periods = () =>
  new Talk({ duties: [duty(), duty({ obligation: obligationId(2), period: week(35) })] }).clock('28/8 9:00');
const units = () => new Talk({ duties: [duty(), duty({ obligation: obligationId(2), unit: TAN_THUAN })] });
const WEEK_34 = 'Xã Bình Minh, tuần 34/2017 (21/8–27/8)';

describe('with two periods open', () => {
  it('a report is asked for its period, and nothing is stored before the choice', () => {
    const report = periods();
    expect(report.says('hg 5/6').text).toBe('Đồng chí báo cáo cho kỳ nào ạ?');
    expect([report.draft(1), report.draft(2)]).toEqual([null, null]);
    report.taps(WEEK_34);
    expect(report.draft(1)?.values).toEqual({ mediation: { part: 5, whole: 6 } });
  });

  it.each(['tuần trước', 'tuần 34', 'tuần 34/2017'])('%s answers the question', (answer) => {
    const report = periods();
    report.says('hg 5/6');
    report.says(answer);
    expect(report.draft(1)?.values).toEqual({ mediation: { part: 5, whole: 6 } });
  });

  it('words that come before the choice are kept together', () => {
    const report = periods();
    report.says('hg 5/6');
    report.says('kn 1');
    report.taps(WEEK_34);
    expect(report.draft(1)?.values).toEqual({ mediation: { part: 5, whole: 6 }, complaints: 1 });
  });

  it('a period named in the report needs no question', () => {
    const report = periods();
    report.says('tuần này hg 4/4');
    report.says('tuần trước hg 5/6');
    expect(report.draft(2)?.values).toEqual({ mediation: { part: 4, whole: 4 } });
    expect(report.draft(1)?.values).toEqual({ mediation: { part: 5, whole: 6 } });
  });

  it('a period that is not open is never taken for another one', () => {
    const report = periods();
    expect(report.says('báo cáo tuần 20: hg 5/6').reply).toMatchObject({
      kind: 'which-duty',
      named: 'not-owed',
    });
    expect([report.draft(1), report.draft(2)]).toEqual([null, null]);
    report.says('tuần 35');
    expect(report.draft(2)?.values).toEqual({ mediation: { part: 5, whole: 6 } });
  });

  it('"gửi" with two drafts asks which, and shows it before it is sent', () => {
    const report = periods();
    report.says('tuần trước hg 5/6');
    report.says('tuần này hg 4/4');
    expect(report.says('gửi', 'deputy').reply.kind).toBe('which-duty');
    const token = report.tokenOf(WEEK_34) ?? '';
    expect(report.hears(taps(token), 'deputy').reply).toMatchObject({
      kind: 'preview',
      about: { period: { code: '2017-W34' } },
    });
    expect(report.submitted).toEqual([]);
  });
});

describe('with one period open', () => {
  it('another one named is asked about, not stored', () => {
    const report = new Talk();
    expect(report.says('tuần trước hg 5/6').reply).toMatchObject({ kind: 'which-duty', named: 'not-owed' });
    expect(report.draft()).toBeNull();
  });

  it('a locked one named is refused with its lock', () => {
    const report = new Talk({
      duties: [duty({ obligation: obligationId(9), period: week(33) }), duty()],
    });
    expect(report.says('tuần trước hg 5/6').reply).toMatchObject({
      kind: 'locked',
      about: { period: { code: '2017-W33' } },
    });
  });
});

/** A monthly form beside the weekly one. */
const THANG = { ...tuan, code: 'thang', name: 'Báo cáo tháng', period: 'month' as const };
const month = (number: number): Duty['period'] => {
  const start = Temporal.PlainDate.from({ year: 2017, month: number, day: 1 });
  const end = start.add({ months: 1 }).subtract({ days: 1 });
  return {
    code: `2017-0${number}`,
    start,
    end,
    opensAt: start.toZonedDateTime(ZONE).toInstant(),
    dueAt: end.add({ days: 1 }).toZonedDateTime({ timeZone: ZONE, plainTime: '16:00' }).toInstant(),
    locksAt: end.add({ days: 31 }).toZonedDateTime({ timeZone: ZONE, plainTime: '16:00' }).toInstant(),
  };
};
const [JULY, AUGUST, WEEK_33, W34, W35] = [3, 4, 9, 1, 2] as const;
const both = () =>
  new Talk({
    duties: [
      duty({ obligation: obligationId(WEEK_33), period: week(33) }),
      duty({ obligation: obligationId(W34), sent: sent(FULL) }),
      duty({ obligation: obligationId(W35), period: week(35) }),
      duty({ obligation: obligationId(JULY), form: THANG, period: month(7) }),
      duty({ obligation: obligationId(AUGUST), form: THANG, period: month(8) }),
    ],
  }).clock('28/8 9:00');

describe('figures for a period that is named', () => {
  it.each([
    ['tháng 7: hg 5/6, kn 1', '2017-07'],
    ['bc thang 7 hg 5/6', '2017-07'],
    ['T7/2017 hg 5/6', '2017-07'],
    ['báo cáo tháng trước: hg 5/6', '2017-07'],
    ['tháng này hg 5/6', '2017-08'],
    ['tuần 35 hg 5/6', '2017-W35'],
    ['báo cáo tuần 35 tháng 8 năm 2017: hg 5/6', '2017-W35'],
    ['tuần này kn 3', '2017-W35'],
  ])('%j goes to the form of its kind: %s', (text, code) => {
    expect(both().says(text).reply).toMatchObject({ kind: 'preview', about: { period: { code } } });
  });

  it.each(['tuần trước kn 3', 'tuần 34 kn 3', 'sửa kn tuần trước thành 3', 'kn tuần 34 sửa lại là 3'])(
    '%j of a report already sent is its correction, whatever else was begun',
    (text) => {
      const report = both();
      report.says('tuần này kn 1');
      expect(report.says(text).reply).toMatchObject({
        kind: 'preview',
        about: { period: { code: '2017-W34' } },
        correctsRevision: 1,
      });
      expect(report.draft(W34)?.values).toMatchObject({ complaints: 3 });
      expect(report.draft(W35)?.values).toEqual({ complaints: 1 });
    },
  );

  it('for one that is locked says so and how to ask for it', () => {
    const { reply, text } = both().says('tuần 33 hg 5/6');
    expect(reply).toMatchObject({ kind: 'locked', about: { period: { code: '2017-W33' } } });
    expect(text).toContain('Xin mở lại');
  });

  it.each([
    ['quý 2 hg 5/6', 'Đơn vị không có báo cáo phải nộp cho kỳ đồng chí nêu.'],
    ['tuần 20: hg 5/6', 'Đơn vị không có báo cáo phải nộp cho kỳ đồng chí nêu.'],
    ['tuần 40: hg 5/6', 'Kỳ đồng chí nêu chưa mở.'],
  ])('%j says what is the case and asks which is meant', (text, why) => {
    const said = both().says(text);
    expect(said.reply.kind).toBe('which-duty');
    expect(said.text).toContain(why);
  });

  it('for one that is waived says so', () => {
    const report = new Talk({
      duties: [duty({ obligation: obligationId(5), period: week(33), exempt: { reason: 'bão' } }), duty()],
    });
    expect(report.says('tuần 33 hg 5/6').text).toContain('Kỳ đồng chí nêu được miễn báo cáo.');
  });

  it.each(['tháng 7: hg 5/6, kn 1', 'báo cáo tháng trước hg 5/6', 'năm 2016: hg 5/6'])(
    'of a kind that nobody here reports on, %j is not taken for a week outside it',
    (text) => {
      expect(new Talk().says(text).reply).toMatchObject({ kind: 'which-duty', named: 'not-owed' });
    },
  );

  it.each(['tháng 8: hg 5/6', 'báo cáo năm 2017: hg 5/6', 'quý 3 hg 5/6', 'tháng này hg 5/6'])(
    'of a kind that nobody here reports on, %j can speak of a week inside it',
    (text) => {
      expect(new Talk().says(text).reply).toMatchObject({ kind: 'preview' });
    },
  );

  it('of a week are not those of a month', () => {
    const duties = [duty({ form: THANG, period: month(8) })];
    expect(new Talk({ duties }).says('tuần 34 hg 5/6').reply.kind).toBe('which-duty');
    expect(new Talk({ duties }).says('tuần này em gửi: hg 5/6').reply.kind).toBe('preview');
  });
});

const opened = () => {
  const report = new Talk();
  report.says('hg 5/6');
  return report.add(duty({ obligation: obligationId(2), period: week(35) })).clock('28/8 9:00');
};

describe('a period that opens while a draft is open', () => {
  it('is asked about, never mixed', () => {
    const report = opened();
    expect(report.says('kn 1').reply.kind).toBe('which-duty');
    report.taps(WEEK_34);
    expect(report.draft(1)?.values).toMatchObject({ complaints: 1 });
  });

  it('makes "gửi" show the draft once more', () => {
    const report = opened();
    expect(report.says('gửi').reply).toMatchObject({
      kind: 'preview',
      about: { period: { code: '2017-W34' } },
    });
    expect(report.submitted).toEqual([]);
  });

  it('leaves the buttons of the older one working: they name it', () => {
    const report = opened();
    expect(report.taps('Gửi').reply).toMatchObject({ kind: 'gaps', about: { period: { code: '2017-W34' } } });
  });
});

const named = (first: string, second: string) =>
  new Talk({
    duties: [
      duty({ unit: { code: 'a', name: first } }),
      duty({ obligation: obligationId(2), unit: { code: 'b', name: second } }),
    ],
  });

describe('with two units', () => {
  it('the unit is asked for, and its name answers', () => {
    const report = units();
    expect(report.says('hg 5/6').text).toBe('Đồng chí báo cáo cho đơn vị nào ạ?');
    expect(report.says('Tân Thuận').reply).toMatchObject({ kind: 'preview', unclear: [] });
    expect(report.draft(2)?.values).toEqual({ mediation: { part: 5, whole: 6 } });
  });

  it('a unit named in the report needs no question', () => {
    const report = units();
    report.says('xã Tân Thuận: hg 5/6');
    expect(report.draft(2)?.values).toEqual({ mediation: { part: 5, whole: 6 } });
  });

  it('the longer of two names that begin alike is meant, and a shared name is asked about', () => {
    const longer = named('Xã Vĩnh Bình', 'Xã Vĩnh Bình Bắc');
    longer.says('vinh binh bac hg 5/6');
    expect(longer.draft(2)?.values).toMatchObject({ mediation: { part: 5, whole: 6 } });
    expect(named('Xã Vĩnh Thuận', 'Thị trấn Vĩnh Thuận').says('báo cáo hg 5/6').reply.kind).toBe(
      'which-duty',
    );
  });

  it('the receipt names what is still owed, and the next report is asked for its unit', () => {
    const report = units();
    report.says('Bình Minh hg 5/6');
    report.says('gửi');
    const { reply } = report.says('gửi thiếu');
    expect(reply).toMatchObject({ kind: 'receipt', stillOwed: [{ unit: TAN_THUAN }] });
    expect(report.says('hg 3/3').reply.kind).toBe('which-duty');
  });
});

describe('two people of one unit', () => {
  it('fill one draft and see each other’s values', () => {
    const report = new Talk();
    report.says('hg 5/6');
    expect(report.says('kn 2', 'deputy').text).toContain('Hòa giải ở cơ sở: 5/6');
  });

  it('send only what they have seen', () => {
    const report = new Talk();
    report.says('hg 5/6');
    report.says('kn 2', 'deputy');
    expect(report.says('gửi').reply).toMatchObject({ kind: 'preview' });
    expect(report.submitted).toEqual([]);
  });

  it('send one report: the second "gửi" names the receipt', () => {
    const report = new Talk();
    report.says('kps');
    report.says('xem lại', 'deputy');
    report.says('gửi', 'deputy');
    expect(report.says('gửi').reply).toMatchObject({ kind: 'already-sent', code: 'BC-2223' });
    expect(report.submitted).toHaveLength(1);
  });
});

describe('without an open report', () => {
  it.each(['hg 5/6', 'gửi', 'không'])('%s is told so', (text) => {
    expect(new Talk({ duties: [] }).says(text).reply.kind).toBe('nothing-owed');
  });

  it('a locked one is named, and what was typed waits in the draft', () => {
    const report = new Talk().clock('29/8 16:00');
    expect(report.says('hg 5/6').reply.kind).toBe('locked');
    expect(report.says('gửi').reply).toMatchObject({
      kind: 'status',
      duties: [{ state: { kind: 'missed' } }],
    });
    expect(report.draft()?.values).toEqual({ mediation: { part: 5, whole: 6 } });
    expect(report.submitted).toEqual([]);
  });

  it('an exempt one is not asked for, and taken all the same', () => {
    const report = new Talk({ duties: [duty({ exempt: { reason: 'bão' } })] });
    expect(report.says('/trangthai').text).toContain('được miễn');
    expect(report.says('hg 5/6, kn 1').text).toContain('đơn vị được miễn');
    report.taps('Gửi');
    expect(report.taps('Gửi thiếu').reply.kind).toBe('receipt');
    expect(report.submitted).toHaveLength(1);
    expect(report.says('sửa kn 2').reply.kind).toBe('preview');
  });

  it('figures go to the one that is owed before an exempt one', () => {
    const exempt = duty({ exempt: { reason: 'bão' } });
    const owed = duty({ obligation: obligationId(2), period: week(35) });
    const report = new Talk({ now: at('28/8 9:00'), duties: [exempt, owed] });
    expect(report.says('hg 5/6').reply).toMatchObject({
      kind: 'preview',
      about: { period: { code: '2017-W35' } },
    });
    const other = new Talk({ now: at('28/8 9:00'), duties: [exempt, owed] });
    expect(other.says('tuần 34: hg 5/6').reply).toMatchObject({ about: { period: { code: '2017-W34' } } });
  });

  it('figures go to an exempt one rather than change a report that was sent', () => {
    const before = duty({ obligation: obligationId(2), period: week(33), sent: sent(FULL) });
    const report = new Talk({ now: at('21/8 9:00'), duties: [before, duty({ exempt: { reason: 'bão' } })] });
    expect(report.says('hg 5/6').reply).toMatchObject({ about: { period: { code: '2017-W34' } } });
  });

  it('all sent: "gửi" names the receipt', () => {
    const report = new Talk({ duties: [duty({ sent: sent(FULL) })] });
    expect(report.says('gửi').reply.kind).toBe('already-sent');
  });
});

const offered = ({ offers }: { readonly offers: readonly (readonly { readonly token: string }[])[] }) =>
  offers.flat().map(({ token }) => token);

describe('the unit that was chosen last', () => {
  it('comes first in the next question, so that "1" means it, and nothing is taken for it unasked', () => {
    const duties = [duty(), duty({ obligation: obligationId(2), unit: TAN_THUAN })];
    const report = new Talk({ duties, numbered: true });
    expect(offered(report.says('hg 5/6').reply)).toEqual(['pick.1', 'pick.2']);
    report.says('2');
    expect(report.draft(2)?.values).toEqual({ mediation: { part: 5, whole: 6 } });
    report.says('/bo');
    report.taps('Bỏ bản nháp');
    const { reply } = report.says('hg 4/4');
    expect(offered(reply)).toEqual(['pick.2', 'pick.1']);
    expect(report.draft(2)).toBeNull();
    report.says('1');
    expect(report.draft(2)?.values).toEqual({ mediation: { part: 4, whole: 4 } });
    expect(report.draft(1)).toBeNull();
  });
});
