import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { showingTyping } from '../../src/channels/typing.ts';
import { says } from '../support/office.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const messages = [says('an', 'hg 5/6'), says('an', 'kn 1'), says('binh', 'xin chào')];

it('is shown once to each chat whose answer takes longer than a second', async () => {
  const show = vi.fn<(chat: string) => void>();
  const done = showingTyping(() => new Promise((resolve) => setTimeout(resolve, 3_000)), show)(messages);
  await vi.advanceTimersByTimeAsync(999);
  expect(show).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2_001);
  await done;
  expect(show.mock.calls).toEqual([['an'], ['binh']]);
});

it('is not shown where the answer is there at once, or nothing could be stored', async () => {
  const show = vi.fn<(chat: string) => void>();
  await showingTyping(async () => {}, show)(messages);
  const failing = showingTyping(() => Promise.reject(new Error('no database')), show);
  await expect(failing(messages)).rejects.toThrow('no database');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(show).not.toHaveBeenCalled();
});
