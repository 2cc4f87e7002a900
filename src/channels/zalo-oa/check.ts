import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { ZaloOaConfig } from '../../config.ts';
import type { LiveCheck, NoAnswer, QuotaCheck, TemplateCheck } from '../../core/organization/live-check.ts';
import { readApproved } from '../../core/zalo-oa/approved-template.ts';
import { TEMPLATE_KINDS } from '../../core/zalo-oa/templates.ts';
import type { TokenPair } from '../../core/zalo-oa/tokens.ts';
import { LIVE_CHECK_MS } from '../live-check.ts';
import { ACCOUNT_PATH, accountIn } from './account.ts';
import { createZaloOaApi, type ApiAnswer, type ApiFailure, type ZaloOaApi } from './api.ts';
import { reasonOf, troubleOf } from './failures.ts';
import { askTemplate } from './template-info.ts';

/**
 * Asks Zalo about the account with the access token that is kept. It is never renewed: a refresh token is good once, and a command
 * that is broken off could lose the pair that Zalo gives for it. Never throws; ends within 10 s. `person`: somebody who wrote to the
 * account, of whom Zalo is asked and who hears nothing of it. `now`: real time.
 */
export async function checkZaloOa(
  config: Pick<ZaloOaConfig, 'apiRoot' | 'znsRoot' | 'appSecret' | 'templates'>,
  { pair, person }: { readonly pair: TokenPair | undefined; readonly person: string | undefined },
  now: Temporal.Instant,
): Promise<readonly LiveCheck[]> {
  if (!pair || Temporal.Instant.compare(pair.expiresAt, now) <= 0)
    return [{ asked: 'account', platform: 'zalo-oa', result: { kind: 'no-token' } }];
  const tokens = { current: async () => pair.accessToken, renewed: async () => undefined };
  const { appSecret } = config;
  const api = createZaloOaApi({ apiRoot: config.apiRoot, appSecret, tokens });
  const business = createZaloOaApi({ apiRoot: config.znsRoot, appSecret, tokens });
  const options = { timeoutMs: LIVE_CHECK_MS };
  const [account, quota, templates] = await Promise.all([
    api.get(ACCOUNT_PATH, options),
    person === undefined ? undefined : api.post('/v3.0/oa/quota/message', { user_id: person }, options),
    checkTemplates(business, config.templates),
  ]);
  if (!account.ok) return [{ asked: 'account', platform: 'zalo-oa', result: noAnswer(account.failure) }];
  return [
    { asked: 'account', platform: 'zalo-oa', result: { kind: 'ok', account: accountIn(account.data) } },
    ...(quota ? [quotaCheck(quota)] : []),
    ...templates,
  ];
}

function checkTemplates(
  api: ZaloOaApi,
  templates: ZaloOaConfig['templates'],
): Promise<readonly TemplateCheck[]> {
  const set = TEMPLATE_KINDS.flatMap((template) => {
    const id = templates[template]?.id;
    return id === undefined ? [] : [{ template, id }];
  });
  return Promise.all(
    set.map(async ({ template, id }): Promise<TemplateCheck> => {
      const answer = await askTemplate(api, id, LIVE_CHECK_MS);
      const result: TemplateCheck['result'] = answer.ok
        ? { kind: 'ok', status: readApproved(answer.data)?.[0]?.status }
        : noAnswer(answer.failure);
      return { asked: 'template', platform: 'zalo-oa', template, id, result };
    }),
  );
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
