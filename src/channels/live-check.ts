import { z } from 'zod';
import {
  compareWebhook,
  type BotCheck,
  type BotPlatform,
  type NoAnswer,
  type Webhook,
  type WebhookCheck,
} from '../core/organization/live-check.ts';

/** How long a platform is waited for where somebody looks on. */
export const LIVE_CHECK_MS = 8_000;

type Answer<Failure> =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly failure: Failure };

/**
 * Asks a platform who the bot is and where it posts, both at once; a bot that does not answer is told once. `ours`: the address
 * that we want posts at; undefined: we poll.
 */
export async function checkBot<Failure>({
  platform,
  ask,
  nameIn,
  noAnswer,
  ours,
}: {
  readonly platform: BotPlatform;
  readonly ask: (
    method: 'getMe' | 'getWebhookInfo',
    options: { readonly timeoutMs: number },
  ) => Promise<Answer<Failure>>;
  readonly nameIn: (result: unknown) => string | undefined;
  readonly noAnswer: (failure: Failure) => NoAnswer;
  readonly ours: string | undefined;
}): Promise<readonly [BotCheck] | readonly [BotCheck, WebhookCheck]> {
  const options = { timeoutMs: LIVE_CHECK_MS };
  const [me, info] = await Promise.all([ask('getMe', options), ask('getWebhookInfo', options)]);
  if (!me.ok) return [{ asked: 'bot', platform, result: noAnswer(me.failure) }];
  return [
    { asked: 'bot', platform, result: { kind: 'ok', name: nameIn(me.result) } },
    {
      asked: 'webhook',
      platform,
      result: info.ok ? readWebhookInfo(info.result, ours) : noAnswer(info.failure),
    },
  ];
}

const webhookInfo = z.object({ url: z.string() });

/** Both platforms answer alike. */
function readWebhookInfo(result: unknown, ours: string | undefined): Webhook | NoAnswer {
  const info = webhookInfo.safeParse(result).data;
  return info
    ? compareWebhook(ours, info.url)
    : { kind: 'refused', reason: 'the answer of getWebhookInfo has no url' };
}
