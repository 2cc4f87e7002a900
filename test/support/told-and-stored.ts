import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '../../src/db/connect.ts';
import type { OutgoingMessage } from '../../src/core/messages.ts';
import { plainText } from '../../src/core/messages.ts';
import type { Commune } from './crash-district.ts';
import type { Typed } from './reporting-phone.ts';
import type { FaultyBotApi } from './faulty-bot-api.ts';

/** A receipt as its text shows it: the code, and the figure behind “Đơn khiếu nại mới”. */
type Receipt = { readonly code: string; readonly complaints: number };

/** What a chat was shown, in the order in which the platform took it; a message that was sent twice in a row counts once. */
function shownTo({ chat }: Commune, api: FaultyBotApi): readonly string[] {
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

function withoutRepetitions(texts: readonly string[]): readonly string[] {
  return texts.filter((text, index) => text !== texts[index - 1]);
}

function receiptsIn(shown: readonly string[]): readonly Receipt[] {
  return shown.flatMap((text) => {
    if (!text.startsWith('Đã nhận báo cáo')) return [];
    const code = /Mã: (\S+)/.exec(text)?.[1] ?? '';
    const figure = /Đơn khiếu nại mới(?: |: \d+ → )(\d+)/.exec(text)?.[1];
    return [{ code, complaints: Number(figure) }];
  });
}

/** All that the database knows of a commune's report of the open week. */
async function storedOf(db: Database, { unit, chat }: Commune) {
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

/** That what a contact confirmed, what the database has of it, and what the contact's chat was shown of that are the same. */
export async function expectAgreement(typed: Typed, db: Database, api: FaultyBotApi): Promise<void> {
  const stored = await storedOf(db, typed.commune);
  expect(stored.updates).toEqual({ taken: typed.updates, setAside: 0 });
  expect(stored.revisions).toEqual(
    typed.confirmed.map((complaints, index) => ({ revision: index + 1, complaints })),
  );
  expect(stored.photos).toEqual(typed.photos);

  const shown = shownTo(typed.commune, api);
  const receipts = receiptsIn(shown);
  const [code] = receipts[0]?.code.split('.') ?? [];
  expect(receipts).toEqual(
    stored.revisions.map(({ revision, complaints }) => ({
      code: revision === 1 ? code : `${code}.${revision}`,
      complaints,
    })),
  );

  expect(stored.messages.filter(({ isSent }) => !isSent)).toEqual([]);
  // A reminder is decided beside the conversation: it has no place of its own among the answers.
  const unasked = stored.messages.filter(({ isAnswer }) => !isAnswer).map(({ text }) => text);
  const answers = stored.messages.filter(({ isAnswer }) => isAnswer).map(({ text }) => text);
  expect(shown.filter((text) => unasked.includes(text))).toEqual(unasked);
  expect(withoutRepetitions(shown.filter((text) => !unasked.includes(text)))).toEqual(
    withoutRepetitions(answers),
  );
}

/** Whether everything that was decided has been sent, and every file that was announced is there. */
export async function isSettled(db: Database): Promise<boolean> {
  const [left] = await db.execute<{ count: number }>(sql`
    select (select count(*) from delivery where state in ('waiting', 'sending'))
      + (select count(*) from attachment where state in ('waiting', 'fetching')) as count`);
  return left?.count === 0;
}
