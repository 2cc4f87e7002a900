import type { OwnWord } from '../core/dictionary/own-word.ts';
import { findField } from '../core/forms/definition.ts';
import type { RichText } from '../core/messages.ts';
import type { Label } from '../core/replies.ts';
import type { OwnWordDecision, OwnWordReply } from '../core/replies/own-words.ts';
import { bold, message } from './lines.ts';
import { formatMoment } from './numbers.ts';
import { fieldNames } from './report-lines.ts';
import { midSentence } from './unit-names.ts';

const VERBS: Readonly<Record<OwnWordDecision, string>> = {
  accept: 'Nhận',
  decline: 'Không nhận',
  withdraw: 'Bỏ',
};

/** A label that can also be typed where there are no buttons. */
export function ownWordLabel({ decision, words, unit }: Extract<Label, { kind: 'own-word' }>): string {
  const verb = VERBS[decision];
  return unit === null ? verb : `${verb} từ ${words} của ${midSentence(unit)}`;
}

/** What coordinators are told about the words that units use for fields. */
export function ownWord(reply: OwnWordReply, zone: string): RichText {
  switch (reply.kind) {
    case 'own-word-proposed':
      return proposed(reply.word);
    case 'own-words':
      return listed(reply, zone);
    case 'own-word-settled':
      return message(settled(reply));
    case 'own-word-decided':
      return message(decided(reply.word, zone));
    case 'own-word-refused':
      return refused(reply);
    case 'own-word-unknown':
      return message(
        `Chưa có đơn vị nào dùng từ riêng “${reply.words}”, hoặc tên đơn vị chưa đúng.`,
        'Xem các từ riêng: gõ /tudien',
      );
  }
}

type Of<Kind extends OwnWordReply['kind']> = Extract<OwnWordReply, { kind: Kind }>;

function fieldLabel({ form, field }: OwnWord): string {
  return findField(form, field)?.label ?? field;
}

function proposed(word: OwnWord): RichText {
  const { unit, words, reports } = word;
  const typed = `từ ${words} của ${unit.code}`;
  return message(
    [
      bold(unit.name),
      ` đã ghi “${words}” trong ${reports} báo cáo, hỏi lại đều là mục ${fieldLabel(word)}. Từ nay hiểu “${words}” của đơn vị này như vậy?`,
    ],
    `Đồng chí chọn, hoặc gõ “nhận ${typed}”, “không nhận ${typed}”.`,
  );
}

function listed({ words, more, asks }: Of<'own-words'>, zone: string): RichText {
  if (words.length === 0) return message('Chưa có từ riêng nào của đơn vị.');
  const [first] = words;
  return message(
    asks ? 'Từ này của đơn vị nào ạ?' : 'Từ riêng của các đơn vị:',
    ...words.map((word) => line(word, zone)),
    more > 0 ? `và ${more} từ khác; xem từng đơn vị: /tudien ${first?.unit.code}` : undefined,
    !asks && words.some(({ state }) => state === 'accepted')
      ? 'Muốn thôi dùng một từ, đồng chí gõ “bỏ từ … của …”.'
      : undefined,
  );
}

function line(word: OwnWord, zone: string): RichText {
  return [`• ${word.unit.name}: `, bold(word.words), ` là ${fieldLabel(word)} (${standing(word, zone)})`];
}

function standing(word: OwnWord, zone: string): string {
  const { state, reports, decidedAt } = word;
  const by = word.decidedBy === null ? '' : ` đ/c ${word.decidedBy}`;
  const when = decidedAt === null ? '' : `, ${formatMoment(decidedAt, zone)}`;
  switch (state) {
    case 'proposed':
      return `đã gặp trong ${reports} báo cáo, chờ đồng chí trả lời`;
    case 'accepted':
      return `nhận:${by}${when}`;
    case 'declined':
      return `không nhận:${by}${when}`;
    case 'withdrawn':
      return `đã bỏ:${by}${when}`;
  }
}

function settled({ word, decision }: Of<'own-word-settled'>): string {
  const { words } = word;
  const unit = midSentence(word.unit.name);
  switch (decision) {
    case 'accept':
      return `Đã nhận: từ nay “${words}” của ${unit} được hiểu là ${fieldLabel(word)}. Muốn thôi, đồng chí gõ “bỏ từ ${words} của ${word.unit.code}”.`;
    case 'decline':
      return `Vâng, không nhận từ “${words}” của ${unit}; gặp lại vẫn hỏi.`;
    case 'withdraw':
      return `Đã bỏ từ “${words}” của ${unit}; gặp lại sẽ hỏi.`;
  }
}

function decided(word: OwnWord, zone: string): string {
  const { words, state, decidedBy, decidedAt } = word;
  const unit = midSentence(word.unit.name);
  const who = decidedBy === null ? 'Cán bộ tổng hợp' : `Đồng chí ${decidedBy}`;
  const when = decidedAt === null ? '' : `, ${formatMoment(decidedAt, zone)}`;
  switch (state) {
    case 'proposed':
      return `Từ “${words}” của ${unit} đang chờ trả lời.`;
    case 'accepted':
      return `${who} đã nhận từ “${words}” của ${unit} là ${fieldLabel(word)}${when}.`;
    case 'declined':
      return `${who} đã trả lời không nhận từ “${words}” của ${unit}${when}.`;
    case 'withdrawn':
      return `${who} đã bỏ từ “${words}” của ${unit}${when}.`;
  }
}

function refused({ word, trial }: Of<'own-word-refused'>): RichText {
  const { words } = word;
  const unit = midSentence(word.unit.name);
  const opening = `Chưa nhận được từ “${words}” của ${unit}, chưa có gì thay đổi.`;
  if (trial.kind === 'taken') {
    return message(
      opening,
      `Trong mẫu báo cáo hiện nay, “${words}” đã có nghĩa khác, quá giống từ khác, hoặc mục đó không còn.`,
    );
  }
  const { messages, fields } = trial;
  return message(
    opening,
    fields.length > 0
      ? `Đọc thử lại các tin đã nhắn, nếu nhận thì ${messages} tin bị hiểu khác đi, ở mục: ${fieldNames(fields)}.`
      : `Đọc thử lại các tin đã nhắn, nếu nhận thì ${messages} tin bị hiểu khác đi.`,
  );
}
