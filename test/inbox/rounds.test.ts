import { describe, expect, it } from 'vitest';
import { rounds } from '../../src/inbox/rounds.ts';
import { says } from '../support/office.ts';

describe('rounds of messages', () => {
  it('hold at most one message a chat, each chat in its order', () => {
    const [a1, b1, a2, c1, a3] = ['a', 'b', 'a', 'c', 'a'].map((person, index) =>
      says(person, String(index)),
    );
    expect(rounds([a1, b1, a2, c1, a3].filter((message) => message !== undefined))).toEqual([
      [a1, b1, c1],
      [a2],
      [a3],
    ]);
  });

  it('are bounded, and keep every message', () => {
    const many = Array.from({ length: 150 }, (_, index) => says(`person ${index}`, 'x'));
    const made = rounds(many);
    expect(made.every((round) => round.length <= 64)).toBe(true);
    expect(made.flat()).toHaveLength(150);
  });
});
