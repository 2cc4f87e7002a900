import { createServer } from 'node:http';
import { Markup, Scenes, session, Telegraf, type SessionStore } from 'telegraf';
import { z } from 'zod';
import { sampleForm } from '../../src/core/sample/form.ts';
import { connect } from '../../src/db/connect.ts';
import { WEBHOOK_SECRET } from './platform.ts';

/**
 * What most would write: the same questions as a Telegraf wizard scene, its session kept in PostgreSQL, the report stored at the
 * end. A process of its own; prints its address when it listens. Unlike ours it takes a repeated update twice and loses replies.
 */
const settings = z.object({ DATABASE_URL: z.string(), TELEGRAM_API_ROOT: z.string() }).parse(process.env);
const { client: sql } = connect(settings.DATABASE_URL);
type Context = Scenes.WizardContext;

const store: SessionStore<Scenes.WizardSession> = {
  async get(key) {
    const [row] = await sql<
      { data: Scenes.WizardSession }[]
    >`select data from wizard.session where key = ${key}`;
    return row?.data;
  },
  async set(key, data) {
    await sql`
      insert into wizard.session (key, data) values (${key}, ${JSON.stringify(data)}::text::jsonb)
      on conflict (key) do update set data = excluded.data`;
  },
  async delete(key) {
    await sql`delete from wizard.session where key = ${key}`;
  },
};

const FIELDS = sampleForm().fields;
const kept = z.object({ answers: z.array(z.string()).default([]) });
const answersOf = (ctx: Context) => kept.parse(ctx.wizard.state).answers;

async function ask(ctx: Context, index: number): Promise<void> {
  const field = FIELDS[index];
  if (field) await ctx.reply(field.prompt);
  else
    await ctx.reply(
      preview(answersOf(ctx)),
      Markup.inlineKeyboard([Markup.button.callback('Gửi', 'send.1')]),
    );
  ctx.wizard.next();
}

function preview(answers: readonly string[]): string {
  return FIELDS.map(({ label }, index) => `${label}: ${answers[index] ?? ''}`).join('\n');
}

async function take(ctx: Context, index: number): Promise<void> {
  const text = ctx.text ?? '';
  const isFigure = FIELDS[index]?.type !== 'text';
  if (isFigure && !/^\d+(?:\/\d+)?$/.test(text)) {
    await ctx.reply('Đồng chí cho biết con số.');
    return;
  }
  Object.assign(ctx.wizard.state, { answers: [...answersOf(ctx), text] });
  await ask(ctx, index + 1);
}

async function submit(ctx: Context): Promise<void> {
  const answers = answersOf(ctx);
  const values = FIELDS.map(({ code }, index) => ({ code, answer: answers[index] ?? '' }));
  await sql`
    with written as (insert into wizard.report (chat) values (${ctx.chat?.id ?? 0}) returning id)
    insert into wizard.value (report, field, answer)
    select written.id, code, answer
    from written, json_to_recordset(${JSON.stringify(values)}::text::json) as given (code text, answer text)`;
  await ctx.answerCbQuery();
  await ctx.reply('Đã nhận báo cáo.');
  await ctx.scene.leave();
}

const scene = new Scenes.WizardScene<Context>(
  'report',
  (ctx) => ask(ctx, 0),
  ...FIELDS.map((_, index) => (ctx: Context) => take(ctx, index)),
  submit,
);

const bot = new Telegraf<Context>('1:bench', {
  telegram: { apiRoot: settings.TELEGRAM_API_ROOT, webhookReply: false },
});
bot.use(session({ store }), new Scenes.Stage<Context>([scene]).middleware());
bot.on('text', (ctx) => ctx.scene.enter('report'));
const answer = bot.webhookCallback('/webhooks/telegram', { secretToken: WEBHOOK_SECRET });
const server = createServer((call, response) => void answer(call, response));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object')
    process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
