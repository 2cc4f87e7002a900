import { Agent, createServer, request } from 'node:http';
import { once } from 'node:events';
import { z } from 'zod';
import { unlimited, type Limits } from './limits.ts';

/** The secret that the service under test expects of webhook calls. */
export const WEBHOOK_SECRET = 'bench-secret';

/** What the bot sent to a chat: the tokens of its buttons. */
export type Heard = { readonly buttons: readonly string[] };

/** A Bot API that answers at once, and the side of Telegram that posts updates to the bot. */
export type Platform = {
  readonly url: string;
  /** The messages that it took, in order; and how many it refused with 429. */
  readonly log: { readonly taken: { readonly chat: number; readonly at: number }[]; refused: number };
  /** Posts an update about the chat and waits for the next message to it; resolves with that message and the time it took. */
  exchange(chat: number, update: object): Promise<Heard & { readonly milliseconds: number }>;
  /** The service to post to. */
  connect(serviceUrl: string): void;
  close(): void;
};

const sentMessage = z.object({
  chat_id: z.union([z.number(), z.string()]).transform(Number),
  reply_markup: z
    .object({ inline_keyboard: z.array(z.array(z.object({ callback_data: z.string().catch('') }))) })
    .optional(),
});

export async function startPlatform(limits: Limits = unlimited): Promise<Platform> {
  const log: Platform['log'] = { taken: [], refused: 0 };
  const waiting = new Map<number, (heard: Heard) => void>();
  let messages = 0;
  let updates = 0;
  let webhook = '';
  const server = createServer((call, response) => {
    const chunks: Buffer[] = [];
    call.on('data', (chunk: Buffer) => chunks.push(chunk));
    call.on('end', () => {
      messages += 1;
      const isMessage = call.url?.endsWith('/sendMessage') ?? false;
      const sent = isMessage ? sentMessage.parse(JSON.parse(Buffer.concat(chunks).toString())) : undefined;
      const result = sent
        ? { message_id: messages, date: 0, chat: { id: sent.chat_id, type: 'private' } }
        : { id: 1, is_bot: true, first_name: 'bench', username: 'bench_bot' };
      response.setHeader('content-type', 'application/json');
      const now = performance.now();
      const verdict = sent ? limits.judge(sent.chat_id, now) : { taken: true as const };
      if (!verdict.taken) {
        log.refused += 1;
        response.statusCode = 429;
        response.end(JSON.stringify(tooMany(verdict.retryAfter)));
        return;
      }
      response.end(JSON.stringify({ ok: true, result }));
      if (!sent) return;
      log.taken.push({ chat: sent.chat_id, at: now });
      const buttons = (sent.reply_markup?.inline_keyboard ?? []).flat().map((key) => key.callback_data);
      waiting.get(sent.chat_id)?.({ buttons });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the platform has no port');
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });

  async function post(update: object): Promise<void> {
    const body = JSON.stringify({ update_id: (updates += 1), ...update });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-telegram-bot-api-secret-token': WEBHOOK_SECRET,
    };
    const call = request(webhook, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().on('end', () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`the webhook answered ${answer.statusCode}`));
      });
    });
    call.on('error', reject).end(body);
    await promise;
  }

  return {
    url: `http://127.0.0.1:${address.port}`,
    log,
    connect(serviceUrl) {
      webhook = `${serviceUrl}/webhooks/telegram`;
    },
    async exchange(chat, update) {
      const { promise, resolve } = Promise.withResolvers<Heard & { milliseconds: number }>();
      const begun = performance.now();
      waiting.set(chat, (heard) => resolve({ ...heard, milliseconds: performance.now() - begun }));
      const [, heard] = await Promise.all([post(update), promise]);
      return heard;
    },
    close() {
      agent.destroy();
      server.close();
    },
  };
}

const tooMany = (seconds: number) => ({
  ok: false,
  error_code: 429,
  description: `Too Many Requests: retry after ${seconds}`,
  parameters: { retry_after: seconds },
});

/** The settings of a service that works for the platform, without demo phones, as in earnest. */
export function serviceSettings(platform: Platform, dataDir: string) {
  return {
    DATA_DIR: dataDir,
    TELEGRAM_BOT_TOKEN: '1:bench',
    TELEGRAM_API_ROOT: platform.url,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
    TELEGRAM_RATE: '100000/100000',
    PUBLIC_URL: 'https://bench.example',
  };
}
