import { Temporal } from 'temporal-polyfill';
import type { Config, ZaloOaConfig } from '../../config.ts';
import { Refused } from '../../core/errors.ts';
import type { ZaloAccount } from '../../core/organization/live-check.ts';
import type { TokenPair } from '../../core/zalo-oa/tokens.ts';
import { ZALO } from '../../texts/zalo-oa.ts';
import type { Log } from '../../log.ts';
import type { Receive, RunningChannel, SendingChannel, SignedWebhook } from '../channel.ts';
import { wait } from '../wait.ts';
import { ACCOUNT_PATH, accountIn } from './account.ts';
import { createZaloOaApi, type ZaloOaApi } from './api.ts';
import { createZaloOaFetcher } from './fetch.ts';
import { reasonOf } from './failures.ts';
import { createOauth } from './oauth.ts';
import { readEvent, type Receipt } from './receive.ts';
import { createZaloOaSender } from './send.ts';
import { createSignatureWatch } from './signature-watch.ts';
import { isSigned, parseJson } from './signature.ts';
import { createTokenKeeper, type TokenKeeper, type TokenStore } from './tokens.ts';
import { withTemplates } from './beyond-window.ts';
import { createTemplateTroubleLog } from './template-failures.ts';
import { createTemplateSender, type TemplateReader, type TemplateSender } from './template-send.ts';
import { askTemplate } from './template-info.ts';
import { createTroubleLog, type TroubleLog } from './trouble-log.ts';

export type ZaloOaParts = {
  readonly config: ZaloOaConfig;
  readonly tokens: TokenStore;
  readonly receive: Receive;
  /** For templates, which name their readers. Undefined: nobody is linked there. */
  readonly readerOf: (externalId: string) => Promise<TemplateReader | undefined>;
  /** Rejects when nothing was stored. */
  readonly noteReceipt: (receipt: Receipt) => Promise<void>;
  readonly log: Log;
};

type SendingParts = Pick<ZaloOaParts, 'config' | 'tokens' | 'readerOf' | 'log'>;

/** The start waits so long for the account's name, then goes on without it. */
const NAME_AT_START_MS = 1_500;
const CALL_TIMEOUT_MS = 10_000;
const UNVERIFIED =
  'Zalo has not verified the Official Account, so it may not write to people: send the papers for verification on oa.zalo.me; `npx hai-chieu doctor --live` tells when that is done';
/** Until then events of the app's other accounts are taken for ours. */
const ACCOUNT_AGAIN_MS = 60_000;

function keeperOf({ config, tokens, log }: Pick<ZaloOaParts, 'config' | 'tokens' | 'log'>): TokenKeeper {
  return createTokenKeeper({ store: tokens, oauth: createOauth(config), seed: config.refreshToken, log });
}

/** The pair for the code that a consent gave. Throws Refused with the reason where there is none. */
export async function exchangeCode(
  { zaloOa }: Pick<Config, 'zaloOa'>,
  code: string,
  verifier: string,
): Promise<TokenPair> {
  if (!zaloOa) throw new Refused(ZALO.notConfigured);
  const answer = await createOauth(zaloOa).exchange(code, verifier);
  if (answer.kind !== 'pair') throw new Refused(ZALO.refused(answer.reason));
  return answer.pair;
}

function apiOf(
  { apiRoot, appSecret }: Pick<ZaloOaConfig, 'apiRoot' | 'appSecret'>,
  tokens: TokenKeeper,
): ZaloOaApi {
  return createZaloOaApi({ apiRoot, appSecret, tokens });
}

/** Where templates are asked for and go to phone numbers. */
function businessApiOf({ znsRoot, appSecret }: ZaloOaConfig, tokens: TokenKeeper): ZaloOaApi {
  return apiOf({ apiRoot: znsRoot, appSecret }, tokens);
}

/** What Zalo keeps of a template, by its number; else why that is not to be had. */
export async function readTemplateInfo(
  parts: Pick<ZaloOaParts, 'config' | 'tokens' | 'log'>,
  id: string,
): Promise<{ readonly ok: true; readonly data: unknown } | { readonly ok: false; readonly reason: string }> {
  const api = businessApiOf(parts.config, keeperOf(parts));
  const answer = await askTemplate(api, id, CALL_TIMEOUT_MS);
  return answer.ok ? answer : { ok: false, reason: reasonOf(answer.failure) };
}

/** The sender alone, for a command that sends beside the service. */
export function createZaloOaSenderFor(parts: SendingParts): SendingChannel {
  const keeper = keeperOf(parts);
  return sendingOf(parts, keeper, apiOf(parts.config, keeper), createTroubleLog(parts.log)).sender;
}

function sendingOf(
  { config, readerOf, log }: SendingParts,
  keeper: TokenKeeper,
  api: ZaloOaApi,
  trouble: TroubleLog,
): { readonly sender: SendingChannel; readonly templates: TemplateSender } {
  const templates = createTemplateSender({
    api,
    businessApi: businessApiOf(config, keeper),
    templates: config.templates,
    readerOf,
    trouble: createTemplateTroubleLog(log),
    log,
  });
  return {
    sender: withTemplates(createZaloOaSender({ api, trouble }), templates, {
      tellsParts: config.monthlyBudget === undefined,
    }),
    templates,
  };
}

/**
 * Keeps the tokens alive and gives the sender and the webhook, whose address someone has set in Zalo's console. Resolves within 1.5 s
 * also when Zalo is down.
 */
export async function startZaloOa(parts: ZaloOaParts): Promise<
  RunningChannel & {
    readonly signedWebhook: SignedWebhook;
    /** Undefined while Zalo has not told it. */
    account(): ZaloAccount | undefined;
  }
> {
  const { config, log } = parts;
  const keeper = keeperOf(parts);
  const api = apiOf(config, keeper);
  const trouble = createTroubleLog(log);
  const { sender, templates } = sendingOf(parts, keeper, api, trouble);
  const stopping = new AbortController();
  let account: ZaloAccount | undefined;
  keeper.start();
  const learning = learnAccount(api, trouble, stopping.signal, (learnt) => {
    account = learnt;
    if (learnt.isVerified === false) log.error(UNVERIFIED, { channel: 'zalo-oa', account: learnt.name });
  });
  await Promise.race([learning, wait(NAME_AT_START_MS, stopping.signal)]);
  return {
    sender,
    fetcher: createZaloOaFetcher(config),
    get botName() {
      return account?.name;
    },
    account: () => account,
    webhook: undefined,
    signedWebhook: webhookOf(parts, templates, () => account?.id),
    async stop() {
      stopping.abort();
      await Promise.all([keeper.stop(), learning]);
    },
  };
}

/** Asks until Zalo says which account is ours: by that the events of the app's others are told apart. */
async function learnAccount(
  api: ZaloOaApi,
  trouble: TroubleLog,
  signal: AbortSignal,
  learnt: (account: ZaloAccount) => void,
): Promise<void> {
  while (!signal.aborted) {
    // oxlint-disable-next-line no-await-in-loop
    const answer = await api.get(ACCOUNT_PATH, { timeoutMs: CALL_TIMEOUT_MS, signal });
    if (answer.ok) trouble.worked('registering');
    else trouble.failed('registering', answer.failure);
    const account = answer.ok ? accountIn(answer.data) : undefined;
    if (account?.id !== undefined) return learnt(account);
    // oxlint-disable-next-line no-await-in-loop
    await wait(ACCOUNT_AGAIN_MS, signal);
  }
}

/** Everything that is well signed is acknowledged: what is refused for hours makes Zalo end the webhook. */
function webhookOf(
  { config, receive, noteReceipt, log }: ZaloOaParts,
  templates: Pick<TemplateSender, 'changed'>,
  oaId: () => string | undefined,
): SignedWebhook {
  const watch = createSignatureWatch({ config, log });
  return {
    async take(body, signature) {
      if (!isSigned(body, signature, config)) return watch.wrong(body, signature);
      watch.right();
      const read = readEvent(parseJson(body), { now: Temporal.Now.instant(), oaId: oaId() });
      if (read.kind === 'message') await receive([read.message]);
      if (read.kind === 'receipt') await noteReceipt(read);
      if (read.kind === 'template') templates.changed(read.change);
      return 'taken';
    },
  };
}
