import { describe, expect, it } from 'vitest';
import { readChoice } from '../../../../src/core/conversation/choices.ts';
import {
  readSnooze,
  readSnoozeUntil,
  snoozeToken,
  snoozeUntilToken,
} from '../../../../src/core/conversation/requests/snooze-tokens.ts';
import { obligationId } from '../../../../src/core/ids.ts';
import { at, duty, FULL, sent, taps, TAN_THUAN, Talk, week } from '../../../support/conversation.ts';

const ONE = snoozeToken([obligationId(1)]);
const reminded = (moment: string, ...obligations: number[]) =>
  ({ kind: 'reminded', obligations: obligations.map(obligationId), at: at(moment) }) as const;

describe('“Nhắc lại sau” under a reminder', () => {
  it('offers what fits and keeps what was chosen', () => {
    const talk = new Talk({ now: at('23/8 8:05') });
    expect(talk.hears(taps(ONE)).reply).toMatchObject({ kind: 'snooze-question', tooLate: false });
    expect(talk.labels).toEqual(['2 giờ nữa', 'Chiều nay', 'Sáng mai']);
    expect(talk.taps('Chiều nay').text).toBe(
      'Vâng, nhắc lại thứ Tư 23/8, 13:30: xã Bình Minh, tuần 34/2017 (21/8–27/8). Từ nay đến lúc đó đồng chí không bị nhắc.',
    );
    expect(talk.snoozes).toEqual([{ kind: 'snooze', obligations: [1], until: at('23/8 13:30') }]);
  });

  it('names the day where the next working morning is not tomorrow', () => {
    const talk = new Talk({ now: at('25/8 16:30') });
    talk.hears(taps(ONE));
    expect(talk.labels).toEqual(['2 giờ nữa', 'Sáng thứ Hai 28/8']);
  });

  it('offers nothing where any later reminder would come too late', () => {
    const talk = new Talk({ now: at('25/8 14:30') });
    expect(talk.hears(taps(ONE)).text).toContain('Đã sát hạn nộp thứ Sáu 25/8, 16:00');
    expect(talk.snoozes).toEqual([]);
  });

  it('puts off all reports of the reminder that are still owed', () => {
    const other = duty({ obligation: obligationId(2), unit: TAN_THUAN });
    const done = duty({ obligation: obligationId(3), sent: sent(FULL) });
    const talk = new Talk({ now: at('23/8 8:05'), duties: [duty(), other, done] });
    talk.hears(taps(snoozeToken([1, 2, 3].map(obligationId))));
    talk.taps('2 giờ nữa');
    expect(talk.snoozes).toMatchObject([{ obligations: [1, 2], until: at('23/8 10:05') }]);
  });

  it('under an old message changes nothing', () => {
    const talk = new Talk({ now: at('24/8 9:00') });
    const old = snoozeUntilToken([obligationId(1)], at('23/8 13:30'));
    expect(talk.hears(taps(old)).reply).toMatchObject({ kind: 'snooze-question', tooLate: true });
    const reported = new Talk({ now: at('24/8 9:00'), duties: [duty({ sent: sent(FULL) })] });
    expect(reported.hears(taps(ONE)).reply.kind).toBe('already-sent');
    expect(talk.hears(taps('snoozeuntil.1.?')).reply.kind).toBe('stale-choice');
    expect([...talk.snoozes, ...reported.snoozes]).toEqual([]);
  });

  it('leaves the open question open', () => {
    const talk = new Talk({ now: at('23/8 8:05') });
    talk.says('hg 5/6');
    const { open } = talk.state();
    talk.hears(taps(ONE));
    expect(talk.state().open).toEqual(open);
  });
});

describe('a wish to be reminded later in words', () => {
  it('is heard at any time', () => {
    const talk = new Talk({ now: at('23/8 8:05') });
    talk.says('nhắc lại sau 2 giờ');
    talk.says('mai nhắc lại');
    expect(talk.snoozes.map(({ until }) => until)).toEqual([at('23/8 10:05'), at('24/8 8:00')]);
  });

  it('that would come too late gets what fits', () => {
    const talk = new Talk({ now: at('25/8 9:00') });
    expect(talk.says('mai nhắc lại').text).toContain('Nhắc lại lúc đó thì quá muộn');
    expect(talk.labels).toEqual(['2 giờ nữa', 'Chiều nay']);
    expect(talk.snoozes).toEqual([]);
  });

  it('“để mai” means it only as the answer to a reminder', () => {
    const talk = new Talk({ now: at('23/8 8:05') });
    talk.says('để mai');
    expect(talk.snoozes).toEqual([]);
    const answering = new Talk({ now: at('23/8 8:05'), looked: reminded('23/8 8:00', 1) });
    answering.says('để mai');
    expect(answering.snoozes).toMatchObject([{ until: at('24/8 8:00') }]);
    answering.clock('23/8 9:00').says('để chiều');
    expect(answering.snoozes).toHaveLength(1);
  });

  it('is about what the last reminder named', () => {
    const month = duty({ obligation: obligationId(2), period: { ...week(34), dueAt: at('31/8 16:00') } });
    const talk = new Talk({
      now: at('23/8 8:05'),
      duties: [duty(), month],
      looked: reminded('23/8 8:00', 2),
    });
    talk.says('nhắc lại sau 2 giờ');
    expect(talk.snoozes).toMatchObject([{ obligations: [2] }]);
  });

  it('works by numbers where there are no buttons', () => {
    const talk = new Talk({ now: at('23/8 8:05'), numbered: true });
    expect(talk.says('nhắc lại sau').text).toMatch(/1\. 2 giờ nữa\n2\. Chiều nay\n3\. Sáng mai$/);
    talk.says('2');
    expect(talk.snoozes).toMatchObject([{ until: at('23/8 13:30') }]);
    talk.says('nhắc lại sau');
    talk.says('sáng mai');
    expect(talk.snoozes).toMatchObject([{}, { until: at('24/8 8:00') }]);
  });

  it('is real in the midst of practice, which goes on', () => {
    const talk = new Talk({ now: at('23/8 8:05') });
    talk.says('tập thử');
    talk.says('mai nhắc lại');
    expect(talk.snoozes).toMatchObject([{ obligations: [1] }]);
    expect(talk.state().practice).not.toBeNull();
  });

  it('of one who owes nothing is none', () => {
    const talk = new Talk({ now: at('23/8 8:05'), duties: [duty({ sent: sent(FULL) })] });
    talk.says('mai nhắc lại');
    expect(talk.snoozes).toEqual([]);
  });
});

describe('the tokens', () => {
  const many = Array.from({ length: 12 }, (_, index) => obligationId(123_456 + index));

  it('say what they were made of, and hold as many reports as there is room for', () => {
    const choice = readChoice(snoozeToken(many));
    expect(choice && readSnooze(choice)).toEqual(many.slice(0, 7));
    const until = at('23/8 13:30');
    const chosen = readChoice(snoozeUntilToken(many, until));
    expect(chosen && readSnoozeUntil(chosen)).toEqual({ obligations: many.slice(0, 6), until });
  });
});
