import { describe, expect, it } from 'vitest';
import { judge } from '../../corpus/judge.ts';
import { loadCorpus } from '../../corpus/load.ts';

const judged = loadCorpus().map((line) => ({ line, ...judge(line) }));

const told = (verdict: string) =>
  judged
    .filter((one) => one.verdict === verdict)
    .map(({ line, why }) => `${line.where} ${line.text} => ${why}`);

describe('the corpus of messages', () => {
  it('holds at least 800 messages in four forms', () => {
    expect(judged.length).toBeGreaterThanOrEqual(800);
    expect(new Set(judged.map(({ line }) => line.form.code)).size).toBe(4);
  });

  it('never takes a value, a nil or a period that was not meant', () => {
    expect(told('wrong')).toEqual([]);
  });

  it('understands or asks about everything that was meant', () => {
    expect(told('missed')).toEqual([]);
  });

  it('asks needlessly in at most one message of twenty', () => {
    const needless = told('needless');
    expect(needless.length, needless.join('\n')).toBeLessThanOrEqual(judged.length / 20);
  });
});
