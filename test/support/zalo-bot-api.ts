import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { z } from 'zod';
import {
  answerOrFail,
  createFaults,
  jsonObject,
  readAll,
  startPlatform,
  type JsonObject as Body,
  type PlatformFault,
} from './platform-http.ts';
import { waitFor } from './wait-for.ts';

export type ZaloEvent = Body;

/** Zalo's Bot API as zalo.md describes it, with people who write to the bot. */
export type ZaloBotApi = {
  /** For ZALO_BOT_API_ROOT. */
  readonly apiRoot: string;
  /** For ZALO_BOT_TOKEN. */
  readonly token: string;
  readonly botId: string;
  /** A person writes: fetched by the poll or posted to the webhook. Gives the event, to be posted again. */
  say(chatId: string, text: string): Promise<ZaloEvent>;
  /** As `say`, with any event: see `zaloEvent`. */
  happen(event: ZaloEvent): Promise<void>;
  /** What the chat got, oldest first. */
  messages(chatId: string): readonly string[];
  /** Resolves with the chat's messages when there are `count` at least. */
  waitForMessages(chatId: string, count: number): Promise<readonly string[]>;
  /** Messages of this month in both directions. */
  readonly messagesThisMonth: number;
  /** Bodies of the calls of a method, oldest first. */
  calls(method: string): readonly Body[];
  /** The next calls of a method end so, one after the other. */
  fail(method: string, ...faults: readonly PlatformFault[]): void;
  /** HTTP statuses that the webhook answered. */
  readonly webhookAnswers: readonly number[];
  /** Someone else sets a webhook, or removes it with ''. */
  setWebhookUrl(url: string): void;
  /** Serves a photo; gives its address. */
  keepPhoto(name: string, content: Buffer): string;
  close(): Promise<void>;
};

export type ZaloBotApiOptions = {
  /** Where events for the registered webhook really go: a public address is only pretended. */
  readonly webhookServedAt?: () => string;
  /** Of the free plan: people who may write, and messages a month in both directions. */
  readonly people?: number;
  readonly monthlyMessages?: number;
  /** Live traffic has the event at the top, the documentation wraps it. */
  readonly shape?: 'event' | 'wrapped';
  /** A poll gives one event, or all that wait. */
  readonly updates?: 'one' | 'list';
};

const SENT_AT = 1_798_000_000_000;
let lastMessage = 0;

/** An event in a private chat: `zaloEvent('image', '42', { photo: 'https://…' })`. Dates are milliseconds. */
export function zaloEvent(kind: string, chatId: string, content: Body, message: Body = {}): ZaloEvent {
  lastMessage += 1;
  return {
    event_name: `message.${kind}.received`,
    message: {
      message_id: `m${lastMessage}`,
      from: { id: chatId, display_name: 'Bình', is_bot: false },
      chat: { id: chatId, chat_type: 'PRIVATE' },
      date: SENT_AT,
      ...content,
      ...message,
    },
  };
}

/**
 * Starts it on a free port of this machine. It enforces every rule of sureness A and B: the envelope with HTTP 200 throughout, one
 * event a poll and never twice, 408 when none came, no polling beside a webhook, https webhooks with a secret of 8-256 characters,
 * texts of 1-2,000 UTF-16 units, photos by address, sends only to who wrote before, the free plan's limits.
 */
export async function startZaloBotApi(options: ZaloBotApiOptions = {}): Promise<ZaloBotApi> {
  const { people: mostPeople = 50, monthlyMessages = 3_000, shape = 'event' } = options;
  const token = '1234567890:zalo-secret-part';
  const botId = '99900011';
  const seen: { readonly method: string; readonly body: Body }[] = [];
  const sent: { readonly chatId: string; readonly text: string }[] = [];
  const faults = createFaults();
  const waiting: ZaloEvent[] = [];
  const people = new Set<string>();
  const photos = new Map<string, Buffer>();
  const webhookAnswers: number[] = [];
  let webhook = { url: '', secret: '' };
  let messagesThisMonth = 0;
  let wakePoll: (() => void) | undefined;

  const server = await startPlatform(handle);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://zalo');
    const [, bot, method = ''] = pathname.split('/');
    if (bot === 'photo') return givePhoto(response, method);
    const body = { ...Object.fromEntries(searchParams), ...jsonObject(String(await readAll(request))) };
    seen.push({ method, body });
    await answerOrFail(response, faults.take(method), no, () =>
      bot === `bot${token}` ? answerTo(method, body, response) : no(401, 'Unauthorized'),
    );
  }

  async function answerTo(method: string, body: Body, response: ServerResponse): Promise<Body> {
    switch (method) {
      case 'getMe':
        return yes({
          id: botId,
          account_name: 'Bot Hai Chiều',
          account_type: 'BASIC',
          can_join_groups: false,
        });
      case 'getUpdates':
        return getUpdates(body, response);
      case 'setWebhook':
        return setWebhook(body);
      case 'deleteWebhook':
        webhook = { url: '', secret: '' };
        return yes({ url: '', updated_at: SENT_AT });
      case 'getWebhookInfo':
        return yes({ url: webhook.url, updated_at: SENT_AT });
      case 'sendMessage':
        return send(body, textOf.safeParse(body['text']).data);
      case 'sendPhoto':
        return send(body, photoOf.safeParse(body).data);
      case 'sendChatAction':
        return body['action'] === 'typing' ? { ok: true } : no(400, 'Bad Request: action');
      default:
        return no(404, 'Not Found');
    }
  }

  function send(body: Body, text: string | undefined): Body {
    const chatId = body['chat_id'];
    if (typeof chatId !== 'string' || text === undefined) return no(400, 'Bad Request');
    if (!people.has(chatId)) return no(404, 'chat not found');
    if (!spend()) return no(429, 'Quota exceeded');
    sent.push({ chatId, text });
    return yes({ message_id: `b${sent.length}`, date: SENT_AT });
  }

  function spend(): boolean {
    if (messagesThisMonth >= monthlyMessages) return false;
    messagesThisMonth += 1;
    return true;
  }

  function setWebhook(body: Body): Body {
    const asked = z
      .object({ url: z.url({ protocol: /^https$/ }), secret_token: z.string().min(8).max(256) })
      .safeParse(body).data;
    if (!asked) return no(400, 'Bad Request: url or secret_token');
    const { hostname } = new URL(asked.url);
    if (hostname === 'localhost' || isIP(hostname) !== 0) return no(400, 'Bad Request: url is not public');
    webhook = { url: asked.url, secret: asked.secret_token };
    return yes({ url: asked.url, updated_at: SENT_AT });
  }

  /** With a webhook set it goes silent. Who hangs up gets no event, so that none is lost to a stopped poll. */
  async function getUpdates(body: Body, response: ServerResponse): Promise<Body> {
    const seconds = z.coerce.number().catch(30).parse(body['timeout']);
    const next = () => {
      if (webhook.url !== '' || response.destroyed || waiting.length === 0) return undefined;
      return options.updates === 'list' ? waiting.splice(0) : waiting.shift();
    };
    const deadline = performance.now() + seconds * 1000;
    for (;;) {
      const event = next();
      if (event) return yes(event);
      const left = deadline - performance.now();
      if (left <= 0 || response.destroyed) return no(408, 'Request timeout');
      // oxlint-disable-next-line no-await-in-loop
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        wakePoll = () => {
          clearTimeout(timer);
          resolve();
        };
        response.on('close', wakePoll);
      });
    }
  }

  async function happen(event: ZaloEvent): Promise<void> {
    const from = chatOf.safeParse(event).data?.message.chat.id;
    if (from !== undefined) {
      if (!people.has(from) && people.size >= mostPeople)
        throw new Error('the bot’s plan has no room for another person');
      if (!spend()) throw new Error('the month’s quota is used up');
      people.add(from);
    }
    if (webhook.url === '') {
      waiting.push(event);
      wakePoll?.();
      return;
    }
    const { pathname } = new URL(webhook.url);
    const response = await fetch(`${options.webhookServedAt?.() ?? ''}${pathname}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-Bot-Api-Secret-Token': webhook.secret },
      body: JSON.stringify(shape === 'event' ? event : { ok: true, result: event }),
    });
    webhookAnswers.push(response.status);
  }

  function givePhoto(response: ServerResponse, name: string): void {
    const content = photos.get(name);
    if (content) response.writeHead(200).end(content);
    else response.writeHead(404).end();
  }

  const messages = (chatId: string) => sent.filter((one) => one.chatId === chatId).map(({ text }) => text);

  return {
    apiRoot: server.root,
    token,
    botId,
    async say(chatId, text) {
      const event = zaloEvent('text', chatId, { text });
      await happen(event);
      return event;
    },
    happen,
    messages,
    async waitForMessages(chatId, count) {
      await waitFor(() => messages(chatId).length >= count);
      return messages(chatId);
    },
    get messagesThisMonth() {
      return messagesThisMonth;
    },
    calls: (method) => seen.filter((call) => call.method === method).map(({ body }) => body),
    fail: (method, ...more) => faults.add(method, ...more),
    webhookAnswers,
    setWebhookUrl(url) {
      webhook = { url, secret: 'somebody else’s' };
    },
    keepPhoto(name, content) {
      photos.set(name, content);
      return `${server.root}/photo/${name}`;
    },
    close: () => server.close(),
  };
}

const textOf = z.string().min(1).max(2000);
const photoOf = z
  .object({ photo: z.url({ protocol: /^https?$/ }), caption: z.string().max(2000).default('') })
  .transform(({ photo, caption }) => `${photo} ${caption}`.trim());
const chatOf = z.object({ message: z.object({ chat: z.object({ id: z.string() }) }) });

const yes = (result: unknown): Body => ({ ok: true, result });
const no = (code: number, description: string): Body => ({ ok: false, error_code: code, description });
