import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSignatureWatch } from '../../../src/channels/zalo-oa/signature-watch.ts';
import { oaEvents } from '../../support/zalo-oa/events.ts';
import { notedLog } from '../../support/noted-log.ts';

const OA = '2891003547118264975';
const KEYS = { appId: '118', appSecret: 'of the app', oaSecret: 'of the account' };
const BODY = Buffer.from(JSON.stringify(oaEvents(KEYS.appId, OA).text('7710000000000000001', 'tiếng Việt')));
const { timestamp } = JSON.parse(String(BODY));

const sha = (...parts: readonly string[]) => createHash('sha256').update(parts.join('')).digest('hex');
const hmac = (key: string, ...parts: readonly string[]) =>
  createHmac('sha256', key).update(parts.join('')).digest('hex');

function watch(signatureMode: 'strict' | 'log') {
  const { log, lines } = notedLog();
  let nowMs = 0;
  const made = createSignatureWatch({ config: { ...KEYS, signatureMode }, log, clockMs: () => nowMs });
  return { ...made, lines, later: (ms: number) => (nowMs += ms) };
}

describe('a wrongly signed event', () => {
  it('is refused, and told once an hour at most: anybody can call', () => {
    const strict = watch('strict');
    const { lines } = strict;
    const answers = [strict.wrong(BODY, 'mac=00'), strict.wrong(BODY, undefined)];
    expect(answers).toEqual(['wrong-signature', 'wrong-signature']);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: 'warn', facts: { signature: '2 hexadecimal digits' } });
    expect(lines[0]?.facts).not.toHaveProperty('fits');
    strict.later(3_600_000);
    strict.wrong(BODY, undefined);
    expect(lines[1]?.facts).toMatchObject({ signature: 'none' });
  });

  it.each([
    [
      'the app’s secret',
      sha('118', String(BODY), timestamp, 'of the app'),
      'SHA-256 of app id + body + timestamp + ZALO_OA_APP_SECRET',
    ],
    [
      'the account’s id and the app’s secret',
      sha(OA, String(BODY), timestamp, 'of the app'),
      'SHA-256 of account id + body + timestamp + ZALO_OA_APP_SECRET',
    ],
    ['no timestamp', sha('118', String(BODY), 'of the account'), 'SHA-256 of app id + body + ZALO_OA_SECRET'],
    ['an HMAC of the body', hmac('of the account', String(BODY)), 'HMAC-SHA-256 of body with ZALO_OA_SECRET'],
  ])(
    'while an account is set up is acknowledged, and what it is signed with named: %s',
    (_, signature, fits) => {
      const setup = watch('log');
      const { lines } = setup;
      expect(setup.wrong(BODY, `mac=${signature}`)).toBe('taken');
      expect(lines).toEqual([expect.objectContaining({ facts: expect.objectContaining({ fits }) })]);
    },
  );

  it('that nothing known fits says where to look, and no secret', () => {
    const setup = watch('log');
    const { lines } = setup;
    setup.wrong(BODY, sha('118', String(BODY), timestamp, 'quite another secret'));
    setup.wrong(Buffer.from('no JSON'), 'x');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.facts['fits']).toContain('compare ZALO_OA_SECRET');
    expect(JSON.stringify(lines)).not.toMatch(/of the (?:app|account)"/);
  });
});

it('the first rightly signed event ends the setting up, told once', () => {
  const setup = watch('log');
  setup.right();
  setup.right();
  expect(setup.lines.map(({ event }) => event)).toEqual([expect.stringContaining('is needed no more')]);
  const strict = watch('strict');
  strict.right();
  expect(strict.lines).toEqual([]);
});
