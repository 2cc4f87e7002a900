import { describe, expect, it } from 'vitest';
import { choiceToken, VERBS, type Verb } from '../../../src/core/conversation/choices.ts';
import type { Values } from '../../../src/core/forms/definition.ts';
import { obligationId } from '../../../src/core/ids.ts';
import { duty, FULL, past, sent, Talk, taps, week } from '../../support/conversation.ts';

const USUAL = past(FULL, FULL, FULL, FULL);
const begun = (...words: readonly string[]) => {
  const report = new Talk({ duties: [duty({ history: USUAL })] });
  for (const text of words) report.says(text);
  return report;
};

/** Every kind of open question, each with something that could be lost. */
const STATES: Readonly<Record<string, () => Talk>> = {
  nothing: () => begun(),
  report: () => begun('xyz'),
  'which-duty': () => {
    const duties = [duty({ history: USUAL }), duty({ obligation: obligationId(2), period: week(35) })];
    const report = new Talk({ duties }).clock('28/8 9:00');
    report.says('hg 5/6');
    return report;
  },
  guided: () => begun('từng mục', '2'),
  question: () => begun('kn 1, hg 6/5'),
  unusual: () => begun('tc 0, kn 250'),
  'unusual-nil': () => begun('kps'),
  'unusual-nil over a draft': () => begun('hg 5/6', 'kps'),
  preview: () => begun('hg 5/6'),
  'preview of a nil report': () => begun('kps', 'đúng không phát sinh'),
  gaps: () => begun('hg 5/6', 'gửi'),
  'fill-in': () => begun('hg 5/6', 'gửi', 'bổ sung'),
  cancel: () => begun('hg 5/6', 'hủy'),
  leave: () => begun('hg 5/6', '/roi'),
  sent: () => begun('hg 5/6', 'gửi', 'gửi thiếu'),
  'a correction': () => {
    const report = new Talk({ duties: [duty({ history: USUAL, sent: sent(FULL) })] });
    report.says('kn 3');
    return report;
  },
};

/** What a tap may take away: what its own question asked about. */
const MAY_DROP: ReadonlySet<Verb> = new Set(['drop', 'nilyes', 'unusual']);
const MAY_SEND: ReadonlySet<Verb> = new Set(['send', 'gapsend', 'gapnil']);

const isKept = (before: Values, after: Values) =>
  Object.entries(before).every(([code, value]) => JSON.stringify(after[code]) === JSON.stringify(value));

describe.each(Object.entries(STATES))('with %s open', (_, state) => {
  it.each(VERBS)('a tap on [%s] is answered, loses nothing and sends nothing unseen', (verb) => {
    for (const arg of ['', 'old', '0', '3', '13', '99']) {
      const report = state();
      const before = report.draft()?.values ?? {};
      const sentBefore = report.submitted.length;
      const offered = report.labels;
      const { text, effects } = report.hears(taps(choiceToken(verb, obligationId(1), arg)));
      expect(text).not.toBe('');
      const after = report.draft()?.values ?? report.submitted.at(-1)?.values ?? {};
      // Only a tap that the open question itself offers may take away what it asked about.
      const isOffered = verb !== 'drop' || offered.includes('Bỏ bản nháp');
      expect(isKept(before, after) || (MAY_DROP.has(verb) && isOffered)).toBe(true);
      expect(report.submitted.length === sentBefore || MAY_SEND.has(verb)).toBe(true);
      const isLeaving = effects.some(({ kind }) => kind === 'leave-chat');
      expect(isLeaving).toBe(verb === 'leave' && offered.includes('Rời khỏi'));
    }
  });

  it('the buttons that it shows lead on, and a second tap on each is answered too', () => {
    for (const label of state().labels) {
      const report = state();
      const token = report.tokenOf(label) ?? '';
      expect(report.hears(taps(token)).text).not.toBe('');
      expect(report.hears(taps(token)).text).not.toBe('');
      expect(report.submitted.length).toBeLessThanOrEqual(2);
    }
  });
});

describe('a late tap on [Như kỳ trước]', () => {
  it('does not replace a figure that was given since', () => {
    const report = begun('từng mục', '2');
    const same = report.tokenOf('Như kỳ trước (35)') ?? '';
    report.says('40');
    expect(report.hears(taps(same)).replies[0]?.kind).toBe('stale-choice');
    expect(report.draft()?.values['models_active']).toBe(40);
  });
});
