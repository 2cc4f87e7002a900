import type { RichText } from '../core/messages.ts';
import type {
  HamletAnswer,
  HamletReply,
  HamletsInDraft,
  HamletStanding,
  HamletsToSum,
} from '../core/replies/hamlets.ts';
import type { UnitView } from '../core/conversation/context.ts';
import { bold, message, type Line } from './lines.ts';
import { formatMoment } from './numbers.ts';
import {
  aboutWords,
  atMost,
  capital,
  changeLine,
  fieldNames,
  figuresBrief,
  itemsBrief,
  quotes,
} from './report-lines.ts';
import { clip, onOneLine } from './screen.ts';
import { commonNoun, listNames, midSentence } from './unit-names.ts';

type Of<Kind extends HamletReply['kind']> = Extract<HamletReply, { kind: Kind }>;

const LONGEST_INFORMANT = 60;
/** Names of hamlets without a report, then a count. */
const MOST_MISSING = 8;
/** Changed figures are listed up to this many, then only named. */
const MOST_CHANGES = 6;

function namesOf(units: readonly UnitView[]): readonly string[] {
  return units.map(({ name }) => name);
}

/** `ấp`, whatever these units are together. */
function nounOf({ reported, missing }: HamletStanding): string {
  return commonNoun(namesOf([...reported, ...missing]));
}

/** `2/3 ấp đã gửi, thiếu ấp Xuân Ba` */
function standingWords(standing: HamletStanding): string {
  const { reported, missing } = standing;
  const noun = nounOf(standing);
  const count = `${reported.length}/${reported.length + missing.length} ${noun} đã gửi`;
  return missing.length === 0 ? count : `${count}, thiếu ${listNames(namesOf(missing), MOST_MISSING, noun)}`;
}

/** In the status: `2/3 ấp đã gửi, thiếu ấp Xuân Ba.` */
export function standingLine(standing: HamletStanding): string {
  return `${standingWords(standing)}.`;
}

/** In a reminder, with the sum so far. */
export function sumLine(hamlets: HamletsToSum): string {
  const figures = figuresBrief(hamlets.sum);
  const sum = figures === '' ? '' : ` Cộng lại: ${figures}.`;
  return `${standingWords(hamlets)}.${sum}`;
}

/** Beside a draft: whose sum is in it, what changed since, or that there is a sum to take over. */
export function draftLines(hamlets: HamletsInDraft, nil: boolean): readonly Line[] {
  const { used, changes, reported } = hamlets;
  const standing = used || reported.length > 0 ? `${capital(standingWords(hamlets))}.` : undefined;
  if (changes.length === 0) return used ? [standing] : [];
  const noun = nounOf(hamlets);
  if (nil) return [`Đồng chí ghi không phát sinh, còn các ${noun} có báo:`, ...changed(hamlets)];
  if (used) return [standing, `Số của các ${noun} đã đổi sau khi cộng:`, ...changed(hamlets)];
  return [
    standing,
    `Bấm “${sumLabel(namesOf(reported))}” để lấy số cộng: ${fieldNames(changes.map(({ field }) => field))}.`,
  ];
}

function changed({ changes }: Pick<HamletsInDraft, 'changes'>): readonly Line[] {
  const more = changes.slice(MOST_CHANGES).map(({ field }) => field.label);
  return [
    ...changes.slice(0, MOST_CHANGES).map(changeLine),
    more.length > 0 ? `• ${atMost(more, 'mục')}` : undefined,
  ];
}

export function askLabel(units: readonly string[]): string {
  return `Hỏi các ${commonNoun(units)}`;
}

export function sumLabel(units: readonly string[]): string {
  return `Dùng số các ${commonNoun(units)}`;
}

/** What is said about hamlets to the contact of the unit above. */
export function wordHamlets(reply: HamletReply, zone: string): RichText {
  switch (reply.kind) {
    case 'hamlet-changed':
      return hamletChanged(reply);
    case 'hamlet-answers':
      return message(...reply.answers.flatMap(answerLines), `${capital(standingWords(reply.standing))}.`);
    case 'which-hamlet':
      return message('Số liệu này của nơi nào ạ? Đồng chí chọn, hoặc nhắn tên.');
    case 'hamlet-link': {
      const { about, hamlets, url, dueAt } = reply;
      const due = formatMoment(dueAt, zone);
      return message(
        `Kính nhờ các ${commonNoun(namesOf(hamlets))} báo số liệu ${aboutWords(about)}, trước ${due}, tại đây:`,
        url,
      );
    }
    case 'hamlet-link-unavailable':
      return message(
        reply.why === 'no-hamlets'
          ? 'Hiện không có báo cáo nào đang mở được cộng từ đơn vị bên dưới.'
          : 'Hệ thống chưa có địa chỉ để nơi khác mở. Đồng chí chuyển tiếp tin trả lời vào đây, đầu tin ghi tên nơi báo.',
      );
    case 'hamlet-answered': {
      const { about, hamlet, standing } = reply;
      return message(
        [
          bold(capital(midSentence(hamlet.name))),
          ` đã báo số qua liên kết cho báo cáo ${aboutWords(about)}.`,
        ],
        `${capital(standingWords(standing))}.`,
        standing.missing.length === 0 ? undefined : 'Các nơi báo tiếp, đồng chí xem bằng /trangthai.',
      );
    }
  }
}

function answerLines({ hamlet, informant, nil, items, unclear, leavesOut }: HamletAnswer): readonly Line[] {
  const name = bold(capital(midSentence(hamlet.name)));
  const by = informant === null ? '' : ` (${clip(onOneLine(informant), LONGEST_INFORMANT)})`;
  const said = nil ? 'không phát sinh' : itemsBrief(items);
  return [
    nil || items.length > 0 ? ['Đã ghi ', name, `${by}: ${said}.`] : ['Chưa ghi được gì của ', name, '.'],
    unclear.length > 0
      ? `Chưa rõ nên chưa ghi: ${quotes(unclear)}. Đồng chí nhắn lại phần này giúp.`
      : undefined,
    leavesOut ? 'Tên, số điện thoại của người dân trong tin không được lưu.' : undefined,
  ];
}

/** A hamlet's figures that came after the report they belong in. */
function hamletChanged({ about, hamlet, changes }: Of<'hamlet-changed'>): RichText {
  const isFirst = changes.every(({ before }) => before === null);
  return message(
    [
      bold(capital(midSentence(hamlet.name))),
      `${isFirst ? ' gửi số' : ' sửa số'} sau khi báo cáo ${aboutWords(about)} đã nộp:`,
    ],
    ...changed({ changes }),
    `Báo cáo đã nộp vẫn giữ nguyên. Muốn sửa theo, đồng chí bấm “${sumLabel([hamlet.name])}” rồi xem lại.`,
  );
}
