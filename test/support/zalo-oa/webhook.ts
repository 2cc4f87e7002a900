import { createHash } from 'node:crypto';
import type { JsonObject } from '../platform-http.ts';
import { HOUR_MS, MINUTE_MS, type FakeClock } from './clock.ts';
import type { OaEvent } from './events.ts';

export type WebhookOptions = {
  readonly appId: string;
  readonly oaSecret: string;
  /** Undefined: nothing is set in the console, events go nowhere. */
  readonly url: () => string | undefined;
  /** Before the hexadecimal signature. */
  readonly prefix: 'mac=' | '';
};

export type Webhook = {
  /** Posts an event, signed; resolves when it was answered or given up for now. `headers`: of templates. */
  post(event: OaEvent, headers?: Readonly<Record<string, string>>): Promise<void>;
  /** From now on events are kept back. */
  hold(): void;
  /** Posts what was kept back, the latest first, each so many times. */
  release(times: number): Promise<void>;
  /** Posts again what was not answered with 200 within 2 s and whose next try is due by the clock. */
  retryDue(): Promise<void>;
  /** HTTP statuses answered; 0 where nothing came within 2 s. */
  readonly answers: readonly number[];
  /** The last try of an event failed: the platform stops posting. */
  readonly isDisabled: boolean;
};

/** The header with the signature: SHA-256, not HMAC, of app id, raw body, its timestamp and the account's secret key. */
export function signatureOf(appId: string, body: string, timestamp: string, secret: string): string {
  return createHash('sha256').update(`${appId}${body}${timestamp}${secret}`).digest('hex');
}

const ANSWER_WITHIN_MS = 2000;
const RETRIES_AFTER_MS = [MINUTE_MS / 2, 5 * MINUTE_MS, 15 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS];

type Pending = {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tries: number;
  readonly dueMs: number;
};

export function createWebhook(options: WebhookOptions, clock: FakeClock): Webhook {
  const answers: number[] = [];
  let held: { readonly event: OaEvent; readonly headers: Readonly<Record<string, string>> }[] | undefined;
  let pending: readonly Pending[] = [];
  let isDisabled = false;

  async function deliver({ body, headers, tries }: Omit<Pending, 'dueMs'>): Promise<void> {
    const url = options.url();
    if (isDisabled || url === undefined) return;
    const status = await postBody(url, body, {
      ...headers,
      ...(tries > 0 && { num_retry: String(tries) }),
    });
    answers.push(status);
    if (status === 200) return;
    const wait = RETRIES_AFTER_MS[tries];
    if (wait === undefined) isDisabled = true;
    else pending = [...pending, { body, headers, tries: tries + 1, dueMs: clock.now() + wait }];
  }

  async function post(event: OaEvent, headers: Readonly<Record<string, string>> = {}): Promise<void> {
    if (held) {
      held.push({ event, headers });
      return;
    }
    const body = JSON.stringify(event);
    const signature = signatureOf(options.appId, body, timestampOf(event), options.oaSecret);
    await deliver({
      body,
      headers: { ...headers, 'X-ZEvent-Signature': `${options.prefix}${signature}` },
      tries: 0,
    });
  }

  return {
    post,
    hold() {
      held = [];
    },
    async release(times) {
      const events = (held ?? []).toReversed();
      held = undefined;
      const again = Array.from({ length: times }, () => events).flat();
      // One after the other: which came first is what this is about.
      // oxlint-disable-next-line no-await-in-loop
      for (const { event, headers } of again) await post(event, headers);
    },
    async retryDue() {
      const due = pending.filter(({ dueMs }) => dueMs <= clock.now());
      pending = pending.filter(({ dueMs }) => dueMs > clock.now());
      await Promise.all(due.map(deliver));
    },
    answers,
    get isDisabled() {
      return isDisabled;
    },
  };
}

async function postBody(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return response.status;
  } catch {
    return 0;
  }
}

function timestampOf(event: JsonObject): string {
  return typeof event['timestamp'] === 'string' ? event['timestamp'] : '';
}
