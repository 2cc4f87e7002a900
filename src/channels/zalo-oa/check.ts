import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { ZaloOaConfig } from '../../config.ts';
import type { LiveCheck, NoAnswer, QuotaCheck } from '../../core/organization/live-check.ts';
import type { TokenPair } from '../../core/zalo-oa/tokens.ts';
import { LIVE_CHECK_MS } from '../live-check.ts';
import { ACCOUNT_PATH, accountIn } from './account.ts';
import { createZaloOaApi, type ApiAnswer, type ApiFailure } from './api.ts';
import { reasonOf, troubleOf } from './failures.ts';

/**
 * Asks Zalo about the account with the access token that is kept. It is never renewed: a refresh token is good once, and a command
 * that is broken off could lose the pair that Zalo gives for it. Never throws; ends within 10 s. `person`: somebody who wrote to the
 * account, of whom Zalo is asked and who hears nothing of it. `now`: real time.
 */
export async function checkZaloOa(
  config: Pick<ZaloOaConfig, 'apiRoot' | 'appSecret'>,
  { pair, person }: { readonly pair: TokenPair | undefined; readonly person: string | undefined },
  now: Temporal.Instant,
): Promise<readonly LiveCheck[]> {
  if (!pair || Temporal.Instant.compare(pair.expiresAt, now) <= 0)
    return [{ asked: 'account', platform: 'zalo-oa', result: { kind: 'no-token' } }];
  const tokens = { current: async () => pair.accessToken, renewed: async () => undefined };
  const api = createZaloOaApi({ ...config, tokens });
  const options = { timeoutMs: LIVE_CHECK_MS };
  const [account, quota] = await Promise.all([
    api.get(ACCOUNT_PATH, options),
    person === undefined ? undefined : api.post('/v3.0/oa/quota/message', { user_id: person }, options),
  ]);
  if (!account.ok) return [{ asked: 'account', platform: 'zalo-oa', result: noAnswer(account.failure) }];
  return [
    { asked: 'account', platform: 'zalo-oa', result: { kind: 'ok', account: accountIn(account.data) } },
    ...(quota ? [quotaCheck(quota)] : []),
  ];
}

function quotaCheck(answer: ApiAnswer): QuotaCheck {
  const result: QuotaCheck['result'] = answer.ok
    ? { kind: 'ok', lastInteraction: lastInteractionIn(answer.data) }
    : noAnswer(answer.failure);
  return { asked: 'quota', platform: 'zalo-oa', result };
}

const quotaSchema = z.object({ last_interaction: z.coerce.number().int().positive().max(4_102_444_800_000) });

function lastInteractionIn(data: unknown): Temporal.Instant | undefined {
  const milliseconds = quotaSchema.safeParse(data).data?.last_interaction;
  return milliseconds === undefined ? undefined : Temporal.Instant.fromEpochMilliseconds(milliseconds);
}

function noAnswer(failure: ApiFailure): NoAnswer {
  const reason = reasonOf(failure);
  const trouble = troubleOf(failure);
  switch (trouble) {
    case 'no-token':
      return { kind: 'credential', reason };
    case 'configuration':
    case 'account-lost':
    case 'too-many-requests':
      return { kind: trouble, reason };
    case 'unavailable':
    case 'stopped':
      return { kind: 'unreachable', reason };
    default:
      return { kind: 'refused', reason };
  }
}
