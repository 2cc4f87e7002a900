import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTelegramServer } from '@openclaw/crabline';
import { z } from 'zod';
import { waitFor } from './wait-for.ts';

/** A message as the bot's call of sendMessage carried it: Telegram's HTML, and the buttons row by row. */
export type BotMessage = {
  readonly text: string;
  readonly buttons: readonly (readonly { readonly text: string; readonly data: string }[])[];
};

/** The Bot API as others emulate it, and the people who write to the bot. */
export type BotApi = {
  /** For TELEGRAM_API_ROOT. */
  readonly apiRoot: string;
  /** For TELEGRAM_BOT_TOKEN. */
  readonly token: string;
  readonly botName: string;
  /** A person writes; at most 4,096 characters. The bot fetches it or has it posted, as it asked for. */
  say(chatId: number, text: string): Promise<void>;
  /** What the chat got so far, oldest first. */
  messages(chatId: number): Promise<readonly BotMessage[]>;
  /** Resolves with the chat's messages when there are `count` at least. */
  waitForMessages(chatId: number, count: number): Promise<readonly BotMessage[]>;
  /** Calls of any other method that the bot made, oldest first. */
  calls(method: string): readonly Readonly<Record<string, unknown>>[];
  close(): Promise<void>;
};

/**
 * Starts the Telegram server of @openclaw/crabline in this process: long poll, webhook with secret and retries, 409, text limits.
 * It lacks taps, photos and files in, edits, blocks, getFile and rate limits, and takes no text over 4,096 characters: post such
 * updates to our webhook (telegram-updates.ts), or let faulty-bot-api.ts hand them out to a poll.
 */
export async function startBotApi(): Promise<BotApi> {
  const folder = await mkdtemp(join(tmpdir(), 'bot-api-'));
  const calls: { readonly method: string; readonly body: Readonly<Record<string, unknown>> }[] = [];
  const botName = 'hai_chieu_bot';
  const server = await startTelegramServer({
    botUsername: botName,
    recorderPath: join(folder, 'calls.jsonl'),
    onEvent(event) {
      const call = apiEvent.safeParse(event);
      if (call.success) calls.push({ method: call.data.path, body: call.data.body });
    },
  });
  const { baseUrl, botToken, adminToken, endpoints } = server.manifest;
  const of = (method: string) => calls.filter((call) => call.method === method).map(({ body }) => body);
  const messages = async (chatId: number) =>
    of('sendMessage').flatMap((body) => {
      const sent = sendMessage.parse(body);
      return sent.chat_id === chatId ? [{ text: sent.text, buttons: sent.reply_markup.inline_keyboard }] : [];
    });

  return {
    apiRoot: baseUrl,
    token: botToken,
    botName,
    async say(chatId, text) {
      const response = await fetch(endpoints.adminInboundUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-crabline-admin-token': adminToken },
        body: JSON.stringify({ chatId, text, fromId: chatId, fromName: 'Bình' }),
      });
      if (!response.ok) throw new Error(`the emulator did not take the message: ${await response.text()}`);
    },
    messages,
    async waitForMessages(chatId, count) {
      await waitFor(async () => (await messages(chatId)).length >= count);
      return messages(chatId);
    },
    calls: of,
    async close() {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}

const apiEvent = z.object({
  type: z.literal('api'),
  accepted: z.literal(true),
  path: z.string().transform((path) => path.split('/').at(-1) ?? ''),
  body: z.record(z.string(), z.unknown()).catch({}),
});

const sendMessage = z.object({
  chat_id: z.coerce.number(),
  text: z.string(),
  reply_markup: z
    .object({
      inline_keyboard: z.array(
        z.array(
          z
            .object({ text: z.string(), callback_data: z.string() })
            .transform(({ text, callback_data: data }) => ({ text, data })),
        ),
      ),
    })
    .default({ inline_keyboard: [] }),
});
