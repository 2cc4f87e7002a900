import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { waitFor } from './wait-for.ts';

/** How a fake platform answers one call. Without `after` the call has no effect. */
export type FaultyAnswer = Misanswer | Done;

type Done =
  /** Does what was asked for, and then answers so. */
  | { readonly after: Misanswer }
  /** Does what was asked for and says so, but late. */
  | { readonly lateMs: number };

type Misanswer =
  | { readonly status: number; readonly json: unknown }
  | { readonly status: number; readonly html: string }
  /** Takes the request and never answers. */
  | 'hang'
  /** Sends the headers and the first byte, never the rest. */
  | 'hang in the body'
  | 'reset'
  /** Breaks off in the middle of an answer whose length it said. */
  | 'reset in the body'
  /** Half of an answer, which ends in order. */
  | 'truncated'
  | 'empty';

export type SeenRequest = {
  readonly method: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Milliseconds of this process' monotonic clock. */
  readonly at: number;
};

/** A file that the bot sent, with the text under it. */
export type Upload = { readonly name: string; readonly caption: string; readonly content: Buffer };

/** A Bot API of our own that answers as told and keeps updates as Telegram does: until a higher offset confirms them. */
export type FaultyBotApi = {
  readonly apiRoot: string;
  readonly token: string;
  readonly requests: readonly SeenRequest[];
  /** Files that reached a chat, oldest first. */
  uploads(chatId: number): readonly Upload[];
  /** Requests of one method, oldest first. */
  seen(method: string): readonly SeenRequest['body'][];
  /** What reached a chat, oldest first. */
  delivered(chatId: number): readonly string[];
  /** The next calls of `method` are answered so, in order; after them as a healthy platform answers. */
  answer(method: string, ...answers: readonly FaultyAnswer[]): void;
  /** Every call is answered so, whatever was told before, until it is undefined again. */
  answerAll(answer: Misanswer | undefined): void;
  /** Updates wait here until getUpdates confirms them. */
  push(...updates: readonly { readonly update_id: number }[]): void;
  /** What getFile and the download of this file give; downloads are seen and answered as the method `download`. */
  keep(fileId: string, content: Buffer): void;
  unconfirmed(): readonly number[];
  waitForRequests(method: string, count: number): Promise<void>;
  close(): Promise<void>;
};

export const refused = (status: number, description: string, retryAfter?: number): Misanswer => ({
  status,
  json: {
    ok: false,
    error_code: status,
    description,
    ...(retryAfter !== undefined && { parameters: { retry_after: retryAfter } }),
  },
});

export const BAD_GATEWAY: Misanswer = { status: 502, html: '<html><h1>502 Bad Gateway</h1></html>' };

export async function startFaultyBotApi(): Promise<FaultyBotApi> {
  const token = '123456789:AAFaultyFaultyFaultyFaultyFaultyFau';
  const requests: SeenRequest[] = [];
  const answers = new Map<string, FaultyAnswer[]>();
  let updates: { readonly update_id: number }[] = [];
  let forAll: Misanswer | undefined;
  let wakePoll: ((ended: 'update' | 'conflict') => void) | undefined;
  let nextMessageId = 1;
  const delivered: { readonly chatId: number; readonly text: string }[] = [];
  const uploads: (Upload & { readonly chatId: number })[] = [];
  const files = new Map<string, Buffer>();
  const sockets = new Set<Socket>();

  const server = createServer((request, response) => void handle(request, response));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = z.object({ port: z.number() }).parse(server.address()).port;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, bot, method = '', ...rest] = (request.url ?? '').split('/');
    if (bot === 'file') return giveFile(response, decodeURIComponent(rest.join('/')));
    const { body, files: sent } = await readBody(request);
    requests.push({ method, body, at: performance.now() });
    if (forAll !== undefined) return give(response, forAll);
    const told = answers.get(method)?.shift();
    if (told !== undefined && isMisanswer(told)) return give(response, told);
    if (bot !== `bot${token}`) return give(response, refused(404, 'Not Found'));
    const result = method === 'getUpdates' ? await getUpdates(body, response) : resultOf(method, body, sent);
    if (told !== undefined && 'after' in told) return give(response, told.after);
    if (told !== undefined) await pause(told.lateMs);
    give(
      response,
      result === 'conflict'
        ? refused(409, 'Conflict: terminated by other getUpdates request')
        : { status: 200, json: { ok: true, result } },
    );
  }

  function giveFile(response: ServerResponse, path: string): void {
    requests.push({ method: 'download', body: { path }, at: performance.now() });
    const told = answers.get('download')?.shift();
    if (told !== undefined && isMisanswer(told)) return give(response, told);
    const content = files.get(path);
    if (content) response.writeHead(200).end(content);
    else response.writeHead(404).end();
  }

  async function getUpdates(body: SeenRequest['body'], response: ServerResponse): Promise<unknown> {
    const { offset, timeout } = z
      .object({ offset: z.number().default(0), timeout: z.number().default(0) })
      .parse(body);
    updates = updates.filter((update) => update.update_id >= offset);
    wakePoll?.('conflict');
    if (updates.length > 0 || timeout === 0) return updates;
    const ended = await new Promise<'update' | 'conflict' | 'nothing'>((resolve) => {
      const timer = setTimeout(() => resolve('nothing'), timeout * 1000);
      const wake = (how: 'update' | 'conflict') => {
        clearTimeout(timer);
        if (wakePoll === wake) wakePoll = undefined;
        resolve(how);
      };
      wakePoll = wake;
      response.on('close', () => wake('update'));
    });
    return ended === 'conflict' ? 'conflict' : updates;
  }

  function resultOf(method: string, body: SeenRequest['body'], sent: readonly SentFile[]): unknown {
    if (method === 'getMe')
      return { id: 123456789, is_bot: true, first_name: 'Hai Chiều', username: 'hai_bot' };
    if (method === 'getWebhookInfo') {
      const set = requests.findLast((request) => /^(?:set|delete)Webhook$/.test(request.method));
      return { url: set?.body['url'] ?? '', has_custom_certificate: false, pending_update_count: 0 };
    }
    if (method === 'getFile') {
      const path = `photos/${String(body['file_id'])}.bin`;
      return { file_id: body['file_id'], file_path: path, file_size: files.get(path)?.length ?? 9 };
    }
    for (const file of sent) {
      uploads.push({ chatId: Number(body['chat_id']), caption: String(body['caption']), ...file });
    }
    if (sent.length === 0 && method !== 'sendMessage' && method !== 'editMessageText') return true;
    const messageId = body['message_id'] ?? nextMessageId;
    if (method !== 'editMessageText') nextMessageId += 1;
    if (method === 'sendMessage') {
      delivered.push({ chatId: Number(body['chat_id']), text: String(body['text']) });
    }
    return {
      message_id: messageId,
      date: 0,
      chat: { id: body['chat_id'], type: 'private' },
      text: body['text'],
    };
  }

  return {
    apiRoot: `http://127.0.0.1:${port}`,
    token,
    requests,
    seen: (method) => requests.filter((request) => request.method === method).map(({ body }) => body),
    uploads: (chatId) => uploads.filter((one) => one.chatId === chatId),
    delivered: (chatId) => delivered.filter((one) => one.chatId === chatId).map(({ text }) => text),
    answerAll(answer) {
      forAll = answer;
    },
    answer(method, ...more) {
      answers.set(method, [...(answers.get(method) ?? []), ...more]);
    },
    push(...more) {
      updates.push(...more);
      wakePoll?.('update');
    },
    keep: (fileId, content) => files.set(`photos/${fileId}.bin`, content),
    unconfirmed: () => updates.map((update) => update.update_id),
    waitForRequests: (method, count) =>
      waitFor(() => requests.filter((request) => request.method === method).length >= count),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function isMisanswer(answer: FaultyAnswer): answer is Misanswer {
  return typeof answer === 'string' || 'status' in answer;
}

function give(response: ServerResponse, answer: Misanswer): void {
  if (answer === 'hang') return;
  if (answer === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (answer === 'empty') {
    response.writeHead(200).end();
    return;
  }
  if (answer === 'reset in the body') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{"ok":true,', () => response.socket?.resetAndDestroy());
    return;
  }
  if (answer === 'truncated') {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"result":{"mess');
    return;
  }
  if (answer === 'hang in the body') {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{');
    return;
  }
  const isHtml = 'html' in answer;
  response
    .writeHead(answer.status, { 'content-type': isHtml ? 'text/html' : 'application/json' })
    .end(isHtml ? answer.html : JSON.stringify(answer.json));
}

type SentFile = Pick<Upload, 'name' | 'content'>;

/** The fields of a call, as JSON or as a form with files. */
async function readBody(
  request: IncomingMessage,
): Promise<{ readonly body: SeenRequest['body']; readonly files: readonly SentFile[] }> {
  const type = request.headers['content-type'] ?? '';
  const whole = await buffer(request);
  if (!type.startsWith('multipart/')) {
    return { body: z.record(z.string(), z.unknown()).parse(JSON.parse(whole.toString() || '{}')), files: [] };
  }
  const form = await new Response(whole, { headers: { 'content-type': type } }).formData();
  const files: SentFile[] = [];
  const body: Record<string, unknown> = {};
  for (const [field, value] of form) {
    if (typeof value === 'string') body[field] = value;
    else files.push({ name: value.name, content: Buffer.from(await value.arrayBuffer()) });
  }
  return { body, files };
}
