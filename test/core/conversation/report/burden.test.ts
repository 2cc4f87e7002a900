import { describe, expect, it } from 'vitest';
import { measureBurden } from '../../../support/burden.ts';

/** The bars of quality.md, "People's time". */
const MOST_QUESTIONS = 3;

describe('what a report costs its contact', () => {
  const burdens = measureBurden().map((burden) => {
    const channel = burden.numbered ? 'without buttons' : 'with buttons';
    return [channel, burden.name, burden] as const;
  });
  it.each(burdens)('%s: %s', (_channel, _name, burden) => {
    const { isSent, messages, written, questions, bar } = burden;
    expect(isSent).toBe(true);
    expect(questions).toBeLessThanOrEqual(MOST_QUESTIONS);
    const { messages: mostMessages = Infinity, written: mostWritten = Infinity } = bar;
    expect(messages).toBeLessThanOrEqual(mostMessages);
    expect(written).toBeLessThanOrEqual(mostWritten);
  });

  it('is at most one question before the preview in the median', () => {
    const questions = burdens.map(([, , burden]) => burden.questions).toSorted((a, b) => a - b);
    expect(questions[Math.floor(questions.length / 2)]).toBeLessThanOrEqual(1);
  });
});
