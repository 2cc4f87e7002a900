import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { z } from 'zod';
import { runHaiChieu, type Service } from '../support/service.ts';
import type { ZaloBotApi } from '../support/zalo-bot-api.ts';
import type { ZaloOaApi } from '../support/zalo-oa-api.ts';
import { CHANNELS, gesture, type Town } from './town.ts';

export type EmulatorParts = {
  readonly town: Town;
  readonly bot: ZaloBotApi;
  readonly oa: ZaloOaApi;
  readonly service: Service;
  /** What the service was started with, for commands beside it. */
  readonly environment: Readonly<Record<string, string>>;
};

const file = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const [html, css, script] = [file('page.html'), file('page.css'), file('page.js')];

/** The page of phones and what its script asks. */
export function emulatorRoutes({ town, bot, oa, service, environment }: EmulatorParts): Hono {
  const app = new Hono();

  app.onError((error, c) => c.json({ error: error.message }, 400));
  app.get('/', (c) => c.html(html));
  app.get('/page.css', (c) => c.body(css, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.get('/page.js', (c) => c.body(script, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));

  app.get('/state', async (c) =>
    c.json({
      chats: town.chats(),
      clock: z.object({ now: z.string() }).parse(await ask('/demo/clock')).now,
      bot: { used: bot.messagesThisMonth },
      oa: { balanceVnd: oa.account.balanceVnd, answers: oa.webhook.answers.slice(-1) },
    }),
  );

  app.get('/people', async (c) => c.json(await ask('/demo/people')));

  app.post('/chats', async (c) => {
    const { channel, name } = newChat.parse(await c.req.json());
    return c.json(town.add(channel, name));
  });

  app.post('/chats/:id', async (c) => {
    const found = await town.act(c.req.param('id'), gesture.parse(await c.req.json()));
    return found ? c.json({}) : c.notFound();
  });

  /** The code that one of the sample's people would type. */
  app.post('/codes', async (c) => {
    const { person } = z.object({ person: z.string() }).parse(await c.req.json());
    const { out, err } = await runHaiChieu(['invites', '--person', person, '--json'], environment);
    const code = z.array(z.object({ code: z.string() })).safeParse(parsed(out)).data?.[0]?.code;
    return code === undefined ? c.json({ error: err.trim() }, 400) : c.json({ code });
  });

  /** The product's clock and the platform's go together. */
  app.post('/clock', async (c) => {
    const moved = await ask('/demo/clock', await c.req.json());
    await oa.clock.set(Date.parse(z.object({ now: z.string() }).parse(moved).now.replace(/\[.*$/, '')));
    return c.json(moved);
  });

  async function ask(path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(service.url + path, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    throw new Error(z.object({ error: z.string() }).parse(answer).error);
  }

  return app;
}

const newChat = z.object({ channel: z.enum(CHANNELS), name: z.string().trim().min(1).max(60) });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
