import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/connect.ts';
import type { OutgoingMessage } from '../../src/core/messages.ts';
import { plainText } from '../../src/core/messages.ts';
import type { Commune } from './crash-district.ts';
import type { FaultyBotApi } from './faulty-bot-api.ts';

/** A receipt as its text shows it: the code, and the figure behind “Đơn khiếu nại mới”. */
export type Receipt = { readonly code: string; readonly complaints: number };

/** What a chat was shown, in the order in which the platform took it; a message that was sent twice in a row counts once. */
export function shownTo({ chat }: Commune, api: FaultyBotApi): readonly string[] {
  return withoutRepetitions(
    api
      .seen('sendMessage')
      .filter((body) => Number(body['chat_id']) === chat)
      .map(({ text }) => asPlain(String(text))),
  );
}

function asPlain(html: string): string {
  return html.replaceAll(/<[^>]*>/g, '');
}

export function withoutRepetitions(texts: readonly string[]): readonly string[] {
  return texts.filter((text, index) => text !== texts[index - 1]);
}

export function receiptsIn(shown: readonly string[]): readonly Receipt[] {
  return shown.flatMap((text) => {
    if (!text.startsWith('Đã nhận báo cáo')) return [];
    const code = /Mã: (\S+)/.exec(text)?.[1] ?? '';
    const figure = /Đơn khiếu nại mới(?: |: \d+ → )(\d+)/.exec(text)?.[1];
    return [{ code, complaints: Number(figure) }];
  });
}

/** All that the database knows of a commune's report of the open week. */
export async function storedOf(db: Database, { unit, chat }: Commune) {
  const revisions = await db.execute<{ revision: number; complaints: number }>(sql`
    select r.revision, v.number::integer as complaints
    from unit u join obligation o on o.unit_id = u.id join report p on p.obligation_id = o.id
      join report_revision r on r.report_id = p.id left join report_value v on v.revision_id = r.id
    where u.code = ${unit} order by r.revision`);
  const photos = await db.execute<{ hash: string; bytes: number }>(sql`
    select a.hash, octet_length(f.content) as bytes
    from unit u join obligation o on o.unit_id = u.id join attachment a on a.obligation_id = o.id
      join stored_file f using (hash)
    where u.code = ${unit} and a.state = 'kept' order by a.id`);
  const messages = await db.execute<{
    state: string;
    urgency: number;
    message: OutgoingMessage;
  }>(sql`
    select d.state, d.urgency, d.message from delivery d join chat c on c.id = d.chat_id
    where c.channel = 'telegram' and c.external_id = ${String(chat)} and d.edits is null order by d.id`);
  const [updates] = await db.execute<{ taken: number; set_aside: number }>(sql`
    select count(*) as taken, count(error) as set_aside from inbound_update i join chat c on c.id = i.chat_id
    where c.channel = 'telegram' and c.external_id = ${String(chat)}`);
  return {
    revisions: revisions.map(({ revision, complaints }) => ({ revision, complaints })),
    photos: photos.map(({ hash }) => hash),
    messages: messages.map(({ state, urgency, message }) => ({
      isSent: state === 'sent',
      isAnswer: urgency === 1,
      text: plainText(message.text),
    })),
    updates: { taken: updates?.taken, setAside: updates?.set_aside },
  };
}
