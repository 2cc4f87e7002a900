import { describe, expect, it } from 'vitest';
import { choiceToken, VERBS, type Verb } from '../../../src/core/conversation/choices.ts';
import { obligationId } from '../../../src/core/ids.ts';
import type { Turn } from '../../../src/core/conversation/turn.ts';
import { duty, FULL, past, sent, Talk, taps, week } from '../../support/conversation.ts';

const ONE = obligationId(1);
/** Buttons about the person or the words of units; all others are about a report. */
const PERSONAL: ReadonlySet<Verb> = new Set([
  'agree',
  'refuse',
  'leave',
  'stay',
  'practice',
  'practiceend',
  'standin',
  'wordaccept',
  'worddecline',
  'wordwithdraw',
  'calendarnew',
  'prefer',
  'withdraw',
  'erase',
  'erasesure',
  'standagree',
  'standdecline',
]);
/** Buttons that are there because the report is locked. */
const OF_LOCKED: ReadonlySet<Verb> = new Set([
  'reopen',
  'reopengrant',
  'reopenrefuse',
  'noreason',
  'reopensee',
]);
/** A contact taps none of these, or has no such question here: that they change nothing all the same is tested with every button. */
const OF_OTHER_ROLES: ReadonlySet<Verb> = new Set([
  'exempt',
  'exemptpick',
  'exemptdrop',
  // Also under a locked report.
  'explain',
  'signapprove',
  'signreturn',
  'signnoreason',
  'signsee',
  'explain',
  'digestnow',
  'digestremark',
  'digestlater',
  'fileword',
  'fileexcel',
  'filepicture',
  'filetemplate',
  'digest',
  'digestowing',
  'digestunits',
  'digestunit',
  'digestfigures',
  'digestfields',
  'digestfield',
  'digestexplain',
  'digestremind',
  'digestremindsure',
]);
const ofReports = VERBS.filter((verb) => !PERSONAL.has(verb) && !OF_OTHER_ROLES.has(verb));
const token = (verb: Verb) => choiceToken(verb, PERSONAL.has(verb) ? null : ONE, 'old');

const kinds = ({ replies }: Pick<Turn, 'replies'>) => replies.map(({ kind }) => kind);

describe('an old button', () => {
  it.each(VERBS)('[%s] on a report that was sent answers, and neither sends nor drops anything', (verb) => {
    const report = new Talk({ duties: [duty({ sent: sent(FULL), history: past(FULL, FULL, FULL, FULL) })] });
    const { replies, effects } = report.hears(taps(token(verb)));
    expect(replies).toHaveLength(1);
    expect(effects.filter(({ kind }) => kind !== 'save-draft')).toEqual([]);
    expect(report.sent()?.values).toEqual(FULL);
  });

  it.each(VERBS)(
    '[%s] with a draft begun since neither sends nor drops it, and changes none of its values',
    (verb) => {
      const report = new Talk();
      report.says('hg 5/6');
      const { replies, effects } = report.hears(taps(token(verb)));
      // An old button says so and shows the preview again.
      expect(replies).toHaveLength(replies[0]?.kind === 'stale-choice' ? 2 : 1);
      expect(effects.filter(({ kind }) => kind !== 'save-draft')).toEqual([]);
      expect(report.draft()?.values).toEqual({ mediation: { part: 5, whole: 6 } });
    },
  );

  it.each(ofReports.filter((verb) => !OF_LOCKED.has(verb)))(
    '[%s] of a locked report says that it is locked',
    (verb) => {
      const report = new Talk().clock('29/8 16:00');
      expect(report.hears(taps(token(verb))).reply.kind).toBe('locked');
    },
  );

  it.each(ofReports)('[%s] of a report that is not the person’s changes nothing', (verb) => {
    const { reply, effects } = new Talk({ duties: [] }).hears(taps(token(verb)));
    expect(reply.kind).toBe('stale-choice');
    expect(effects).toEqual([]);
  });

  it('that is none of ours changes nothing and leaves the open question open', () => {
    const report = new Talk();
    report.says('từng mục');
    expect(kinds(report.hears(taps('x.y.z')))).toEqual(['stale-choice', 'ask-field']);
    report.says('2');
    expect(report.draft()?.values).toEqual({ models: 2 });
  });
});

describe('a button tapped twice', () => {
  it.each(['Gửi thiếu', 'Không phát sinh'])('[%s] sends one report', (label) => {
    const report = new Talk();
    report.says('hg 5/6');
    report.says('gửi');
    const twice = report.tokenOf(label) ?? '';
    report.hears(taps(twice));
    expect(report.hears(taps(twice)).reply.kind).toBe('already-sent');
    expect(report.submitted).toHaveLength(1);
  });

  it('[5/6] takes its answer once; the next question is not answered by it', () => {
    const report = new Talk();
    report.says('hg 6/5, gqđ 4/3');
    const twice = report.tokenOf('5/6') ?? '';
    report.hears(taps(twice));
    const { text, ...again } = report.hears(taps(twice));
    expect(kinds(again)).toEqual(['stale-choice', 'question']);
    expect(text).toMatch(/^Lựa chọn này thuộc tin cũ[^]*ở ngay tin dưới đây\.\n---\n[^]*4\/3/);
    expect(report.labels).toContain('3/4');
    expect(report.draft()?.values).toEqual({ mediation: { part: 5, whole: 6 } });
    expect(report.state().open).toMatchObject({ kind: 'question' });
  });

  it('[Bỏ bản nháp] drops once', () => {
    const report = new Talk();
    report.says('hg 5/6');
    report.says('hủy');
    const twice = report.tokenOf('Bỏ bản nháp') ?? '';
    report.hears(taps(twice));
    expect(report.hears(taps(twice)).reply.kind).toBe('nothing-sent-yet');
  });

  it('[Đúng rồi] on the first unusual figure does not settle a later one', () => {
    const report = new Talk({ duties: [duty({ history: past(FULL, FULL, FULL, FULL) })] });
    report.says('kn 250');
    const twice = report.tokenOf('Đúng rồi') ?? '';
    report.hears(taps(twice));
    expect(kinds(report.hears(taps(twice)))).toEqual(['stale-choice', 'preview']);
  });

  it('[Gửi] of a report that is sent leaves the question about another one open and shows it again', () => {
    const duties = [duty(), duty({ obligation: obligationId(2), period: week(35) })];
    const report = new Talk({ duties }).clock('28/8 9:00');
    report.hears(taps(choiceToken('nil', ONE)));
    const twice = report.tokenOf('Gửi') ?? '';
    report.hears(taps(twice));
    report.hears(taps(choiceToken('guide', obligationId(2))));
    expect(kinds(report.hears(taps(twice)))).toEqual(['already-sent', 'ask-field']);
    report.says('2');
    expect(report.draft(2)?.values).toEqual({ models: 2 });
    expect(report.submitted).toHaveLength(1);
  });

  it('shows what is open in its way: words that wait, whether to leave', () => {
    const duties = [duty(), duty({ obligation: obligationId(2), period: week(35) })];
    const report = new Talk({ duties }).clock('28/8 9:00');
    report.says('hg 5/6');
    expect(kinds(report.hears(taps('x.y.z')))).toEqual(['stale-choice', 'which-duty']);
    report.taps('Xã Bình Minh, tuần 35/2017 (28/8–3/9)');
    expect(report.draft(2)?.values).toEqual({ mediation: { part: 5, whole: 6 } });
    report.says('/roi');
    expect(kinds(report.hears(taps('x.y.z')))).toEqual(['stale-choice', 'leave-question']);
  });
});

describe('[Gửi] of an older preview', () => {
  it('shows what the draft has become instead of sending it', () => {
    const report = new Talk();
    report.says('hg 5/6');
    const old = report.tokenOf('Gửi') ?? '';
    report.says('hg 4/6');
    expect(report.hears(taps(old)).text).toContain('4/6');
    expect(report.submitted).toEqual([]);
  });

  it('asks about an unusual figure that came in since', () => {
    const report = new Talk({ duties: [duty({ history: past(FULL, FULL, FULL, FULL) })] });
    report.says('hg 5/6');
    const old = report.tokenOf('Gửi') ?? '';
    report.says('kn 250', 'deputy');
    expect(report.hears(taps(old)).reply.kind).toBe('unusual');
  });

  it('[Bỏ bản nháp] of an older question asks again', () => {
    const report = new Talk();
    report.says('hg 5/6');
    report.says('hủy');
    const old = report.tokenOf('Bỏ bản nháp') ?? '';
    report.says('kn 1');
    expect(report.hears(taps(old)).reply.kind).toBe('cancel-question');
    expect(report.draft()?.values).toMatchObject({ complaints: 1 });
  });
});

describe('buttons of a reminder', () => {
  it('[Không phát sinh] over a draft asks what is meant', () => {
    const report = new Talk();
    report.says('hg 5/6');
    expect(report.hears(taps(choiceToken('nil', ONE))).reply.kind).toBe('unusual-nil');
    expect(report.draft()?.values).toEqual({ mediation: { part: 5, whole: 6 } });
  });

  it('name their period: the older one stays the older one', () => {
    const report = new Talk({
      duties: [duty(), duty({ obligation: obligationId(2), period: week(35) })],
    }).clock('28/8 9:00');
    report.hears(taps(choiceToken('guide', ONE)));
    report.says('2');
    expect(report.draft(1)?.values).toEqual({ models: 2 });
    expect(report.draft(2)).toBeNull();
  });
});

describe('a channel without buttons', () => {
  it('takes the number of a choice, but not where a number is asked for', () => {
    const report = new Talk({ numbered: true });
    report.says('hg 5/6');
    expect(report.says('1').reply.kind).toBe('gaps');
    report.says('từng mục');
    report.says('1');
    expect(report.draft()?.values).toMatchObject({ models: 1 });
  });
});
