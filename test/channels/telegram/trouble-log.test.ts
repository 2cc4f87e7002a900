import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ApiFailure } from '../../../src/channels/telegram/api.ts';
import { createTroubleLog, type TroubleLog } from '../../../src/channels/telegram/trouble-log.ts';
import { notedLog, type NotedLine } from '../../support/noted-log.ts';

const BROKEN: ApiFailure = { kind: 'unavailable', reason: 'HTTP 502' };
const REFUSED: ApiFailure = {
  kind: 'refused',
  status: 401,
  description: 'Unauthorized',
  retryAfterSeconds: undefined,
};
const FAILS = 'Telegram does not answer: trying again, nothing is lost';
const WORKS = 'Telegram works again';

let trouble: TroubleLog;
let lines: readonly NotedLine[];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const noted = notedLog();
  trouble = createTroubleLog(noted.log);
  lines = noted.lines;
});
afterEach(() => vi.useRealTimers());

const events = () => lines.map(({ event }) => event);
/** A second of ten sends, of which the first fails or none does. */
function second(fails: boolean) {
  for (let send = 0; send < 10; send += 1) {
    if (fails && send === 0) trouble.failed('sending', BROKEN);
    else trouble.worked('sending');
    vi.advanceTimersByTime(100);
  }
}
const seconds = (count: number, fails: boolean) => Array.from({ length: count }, () => second(fails));

describe('a platform where some calls fail', () => {
  it('is told in one line, however many get through, and works again when none has failed for ten seconds', () => {
    seconds(300, true);
    expect(events()).toEqual([FAILS]);
    seconds(8, false);
    expect(events()).toEqual([FAILS]);
    seconds(4, false);
    expect(lines.at(-1)).toMatchObject({ level: 'info', event: WORKS, facts: { seconds: 299 } });
  });

  it('has to stay calm for longer, when the trouble comes back soon', () => {
    seconds(1, true);
    seconds(11, false);
    seconds(1, true);
    seconds(35, false);
    expect(events()).toEqual([FAILS, WORKS, FAILS]);
    seconds(6, false);
    expect(events()).toEqual([FAILS, WORKS, FAILS, WORKS]);
  });

  it('is told of in another line when it fails in another way', () => {
    trouble.failed('sending', BROKEN);
    trouble.failed('receiving', REFUSED);
    trouble.failed('sending', BROKEN);
    expect(lines.map(({ level }) => level)).toEqual(['warn', 'error']);
  });
});
