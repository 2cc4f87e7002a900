import { describe, expect, it } from 'vitest';
import { Fault } from '../src/core/errors.ts';
import { createLog } from '../src/log.ts';

function lines(write: (log: ReturnType<typeof createLog>) => void): readonly Record<string, unknown>[] {
  const written: string[] = [];
  write(createLog('info', (line) => written.push(line)));
  return written.map((line): Record<string, unknown> => JSON.parse(line));
}

describe('a log line', () => {
  it('carries its event, its facts and those of the log it came from', () => {
    const [line] = lines((log) =>
      log.with({ channel: 'telegram' }).info('Sent', { delivery: 7, late: undefined }),
    );
    expect(line).toMatchObject({ level: 30, msg: 'Sent', channel: 'telegram', delivery: 7 });
    expect(line).not.toHaveProperty('late');
  });

  it('below the level is not written', () => {
    expect(lines((log) => log.debug('Detail'))).toEqual([]);
  });

  it('hides bot tokens, long secrets and phone numbers that slip into a fact', () => {
    const [line] = lines((log) =>
      log.info('Called', {
        url: 'https://api.telegram.org/bot123456789:AAExampleExampleExampleExampleExample/sendMessage',
        secret: 'k3Jf9sLq0ZxT7vBnk3Jf9sLq0ZxT7vBn',
        phone: 'gọi 0912 345 678 nhé',
        abroad: '+84912345678',
        code: 'vinh-thuan',
        period: '2017-W34',
      }),
    );
    expect(line).toMatchObject({
      url: 'https://api.telegram.org/bot[hidden]/sendMessage',
      secret: '[hidden]',
      phone: 'gọi [hidden] nhé',
      abroad: '[hidden]',
      code: 'vinh-thuan',
      period: '2017-W34',
    });
  });

  it('knows a foreign error by its name, code and place, not by its words', () => {
    const cause = Object.assign(new TypeError('value hg 5/6 of 0912345678'), { code: '22P02' });
    const [line] = lines((log) => log.error('Failed', {}, new Error('insert … hg 5/6', { cause })));
    expect(line).toMatchObject({ error: 'Error', 'cause.error': 'TypeError', 'cause.code': '22P02' });
    expect(line?.['at']).toContain('log.test.ts');
    expect(JSON.stringify(line)).not.toContain('hg 5/6');
  });

  it('says what a code of the database asks of the operator', () => {
    const error = Object.assign(new Error('could not extend file'), { code: '53100' });
    const [line] = lines((log) => log.error('Failed', {}, error));
    expect(line).toMatchObject({ code: '53100', means: 'the disk of the database is full' });
  });

  it('quotes what we worded ourselves', () => {
    const [line] = lines((log) => log.error('Failed', {}, new Fault('the queue is full')));
    expect(line).toMatchObject({ error: 'Fault', reason: 'the queue is full' });
  });
});
