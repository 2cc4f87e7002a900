import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import {
  answerOrFail,
  createFaults,
  startPlatform,
  type JsonObject,
  type PlatformFault,
} from './platform-http.ts';
import { waitFor } from './wait-for.ts';
import { createFakeClock, MINUTE_MS, type FakeClock } from './zalo-oa/clock.ts';
import { headerOf, readCall, type Call } from './zalo-oa/call.ts';
import type { Sent } from './zalo-oa/customer-service.ts';
import { refused } from './zalo-oa/envelope.ts';
import { newMessageId, oaEvents, type OaEvent, type OaEvents } from './zalo-oa/events.ts';
import { createPeople, type OaMessage, type People } from './zalo-oa/people.ts';
import { startOauth } from './zalo-oa/oauth.ts';
import { businessApi, openApi, type OpenApiParts } from './zalo-oa/open-api.ts';
import type { SentTo, Template } from './zalo-oa/templates.ts';
import { createTokens, type Tokens } from './zalo-oa/tokens.ts';
import { createUploads } from './zalo-oa/uploads.ts';
import { createWebhook, type Webhook } from './zalo-oa/webhook.ts';

/** Zalo's Official Account API as zalo.md describes it, with people who write to the account. */
export type ZaloOaApi = {
  /** ZALO_OA_* and the roots, for a service that runs against this. The refresh token is the one good now. */
  environment(): Readonly<Record<string, string>>;
  readonly oaId: string;
  readonly tokens: Tokens;
  /** Windows, expiries and nights go by it; moving it also posts the retries that are due. */
  readonly clock: Pick<FakeClock, 'now'> & {
    set(atMs: number): Promise<void>;
    forward(ms: number): Promise<void>;
  };
  readonly people: Pick<People, 'get' | 'set'>;
  /** For `happen`. */
  readonly events: OaEvents;
  /** An event takes place: it counts as interaction where it is one, and is posted to the webhook. Gives it, to be posted again. */
  happen(event: OaEvent): Promise<OaEvent>;
  say(userId: string, text: string): Promise<OaEvent>;
  /** Somebody taps a button of the latest message that has one so titled. */
  tap(userId: string, title: string): Promise<OaEvent>;
  /** What somebody got, oldest first. */
  sent(userId: string): readonly OaMessage[];
  /** Its texts; of a file its name. */
  messages(userId: string): readonly string[];
  /** Resolves with the person's messages when there are `count` at least. */
  waitForMessages(userId: string, count: number): Promise<readonly string[]>;
  /** Bodies (of a GET: the parameters) of the calls of a path, oldest first. */
  calls(path: string): readonly JsonObject[];
  /** The next calls of a path end so, one after the other. */
  fail(path: string, ...faults: readonly PlatformFault[]): void;
  readonly webhook: Pick<Webhook, 'hold' | 'release' | 'answers' | 'isDisabled'>;
  /** Balance and package that sends draw on. */
  readonly account: { packageMessages: number; balanceVnd: number };
  close(): Promise<void>;
};

export type ZaloOaApiOptions = {
  /** Where events really go: a public address is only pretended. Undefined: nowhere. */
  readonly webhookServedAt?: () => string;
  readonly templates?: readonly Template[];
  /** User ids by phone, `84…`. */
  readonly phones?: ReadonlyMap<string, string>;
  readonly adminPhones?: readonly string[];
  readonly account?: Partial<ZaloOaApi['account']>;
  readonly dailyTemplates?: number;
  readonly monthlyUploads?: number;
  /** Ids of groups that the account made. */
  readonly groups?: readonly string[];
  /** Requests a minute of the app. */
  readonly rate?: number;
  /** An account of the free tier has no buttons, profiles or list of followers. */
  readonly isFreeTier?: boolean;
  /** As Zalo says of the account, without consequence: what an unverified one may do is told by -224. */
  readonly isVerified?: boolean;
  /** Whether our own sends come back as events, with receipts. */
  readonly echoes?: boolean;
  readonly signaturePrefix?: 'mac=' | '';
  /** A switch in the app's console: each call has to prove the app's secret, else -242. */
  readonly wantsProof?: boolean;
  /** HTTP status with -216 and -220: 200 as a rule, 401 at times. */
  readonly deadTokenStatus?: 200 | 401;
};

const OA_ID = '2891003547118264975';
const APP = { id: '1184027735522903461', secret: 'secret key of the app' };
const OA_SECRET = 'secret key of the account';

/** HMAC of the token with the app's secret. */
function proofOf(token: string): string {
  return createHmac('sha256', APP.secret).update(token).digest('hex');
}

/** Three servers as there are three hosts: a call to the wrong one finds nothing. */
export async function startZaloOaApi(options: ZaloOaApiOptions = {}): Promise<ZaloOaApi> {
  const clock = createFakeClock();
  const people = createPeople(clock);
  const tokens = createTokens(APP, clock);
  const uploads = createUploads(clock, options.monthlyUploads ?? 5000);
  const account = { packageMessages: 0, balanceVnd: 1_000_000, ...options.account };
  const daily = { quota: options.dailyTemplates ?? 1000, used: 0 };
  const events = oaEvents(APP.id, OA_ID);
  const faults = createFaults();
  const kept: OaMessage[] = [];
  const seen: { readonly path: string; readonly body: JsonObject }[] = [];
  const posting = new Set<Promise<unknown>>();
  const rate = { minute: 0, used: 0 };
  const webhook = createWebhook(
    {
      appId: APP.id,
      oaSecret: OA_SECRET,
      url: () => options.webhookServedAt && `${options.webhookServedAt()}/webhooks/zalo-oa`,
      prefix: options.signaturePrefix ?? 'mac=',
    },
    clock,
  );

  function inBackground(work: Promise<unknown>): void {
    posting.add(work);
    void work.finally(() => posting.delete(work));
  }

  function keep(message: Sent, sentTo?: SentTo): string {
    const whole = { ...message, id: newMessageId(), atMs: clock.now() };
    kept.push(whole);
    if (options.echoes !== false) inBackground(report(whole, sentTo));
    return whole.id;
  }

  async function report(message: OaMessage, sentTo: SentTo | undefined): Promise<void> {
    if (message.kind !== 'template') await webhook.post(events.echo(message));
    const headers = sentTo && { 'X-ZEvent-Server': 'ZNS' };
    await webhook.post(events.received(message, sentTo), headers);
  }

  const parts: OpenApiParts = {
    clock,
    people,
    uploads,
    account,
    daily,
    isFreeTier: options.isFreeTier ?? false,
    isVerified: options.isVerified ?? true,
    templates: options.templates ?? [],
    phones: options.phones ?? new Map(),
    adminPhones: options.adminPhones ?? [],
    groups: options.groups ?? [],
    oaId: OA_ID,
    keep,
    isKept: (id) => kept.some((message) => message.id === id),
  };

  function isOverRate(response: ServerResponse): boolean {
    const minute = Math.floor(clock.now() / MINUTE_MS);
    if (rate.minute !== minute) Object.assign(rate, { minute, used: 0 });
    rate.used += 1;
    const most = options.rate ?? 4000;
    response.setHeader('X-RateLimit-Limit', String(most));
    response.setHeader('X-RateLimit-Remain', String(Math.max(0, most - rate.used)));
    return rate.used > most;
  }

  /** `deadToken`: the business host has a code of its own for every token that is not good. */
  function host(answer: (call: Call) => JsonObject | Promise<JsonObject>, deadToken?: number) {
    return startPlatform(async (request, response) => {
      const call = await readCall(request);
      seen.push({ path: call.path, body: call.body });
      await answerOrFail(response, faults.take(call.path), refused, () => {
        if (isOverRate(response)) return refused(-32, 'too many requests');
        const token = headerOf(request, 'access_token');
        const fault = tokens.fault(token);
        if (fault === undefined)
          return options.wantsProof && headerOf(request, 'appsecret_proof') !== proofOf(token ?? '')
            ? refused(-242, 'appsecret_proof is invalid')
            : answer(call);
        response.statusCode = options.deadTokenStatus ?? 200;
        return refused(deadToken ?? fault, 'Access token is invalid');
      });
    });
  }

  const [api, oauth, business] = await Promise.all([
    host(openApi(parts)),
    startOauth({ tokens, oaId: OA_ID, faults, saw: (path, body) => seen.push({ path, body }) }),
    host(businessApi(parts), -124),
  ]);

  async function happen(event: OaEvent): Promise<OaEvent> {
    people.note(event);
    await webhook.post(event);
    return event;
  }

  const sent = (userId: string) => kept.filter((message) => message.userId === userId);
  const messages = (userId: string) => sent(userId).map(({ text }) => text);
  const setClock = async (atMs: number): Promise<void> => {
    clock.set(atMs);
    await webhook.retryDue();
  };

  return {
    environment: () => ({
      ZALO_OA_APP_ID: APP.id,
      ZALO_OA_APP_SECRET: APP.secret,
      ZALO_OA_SECRET: OA_SECRET,
      ZALO_OA_REFRESH_TOKEN: tokens.refreshToken,
      ZALO_OA_API_ROOT: api.root,
      ZALO_OAUTH_ROOT: oauth.root,
      ZALO_ZNS_API_ROOT: business.root,
    }),
    oaId: OA_ID,
    tokens,
    clock: { now: () => clock.now(), set: setClock, forward: (ms) => setClock(clock.now() + ms) },
    people,
    events,
    happen,
    say: (userId, text) => happen(events.text(userId, text)),
    async tap(userId, title) {
      const button = sent(userId)
        .flatMap(({ buttons }) => buttons)
        .findLast((one) => one.title === title);
      if (!button?.type.startsWith('oa.query.')) throw new Error(`no button ${title} to tap`);
      return happen(events.text(userId, button.payload));
    },
    sent,
    messages,
    async waitForMessages(userId, count) {
      await waitFor(() => messages(userId).length >= count);
      return messages(userId);
    },
    calls: (path) => seen.filter((call) => call.path === path).map(({ body }) => body),
    fail: (path, ...more) => faults.add(path, ...more),
    webhook,
    account,
    async close() {
      await Promise.all([api.close(), oauth.close(), business.close(), ...posting]);
    },
  };
}
