import { hasFiles } from '../core/attachments/attached.ts';
import { countWords, withFiles, withFilesReceived } from './files.ts';
import { isFigure, isStock } from '../core/forms/definition.ts';
import { plainText, type RichText } from '../core/messages.ts';
import type { About, DutyLine, Item, NamedState, Reply } from '../core/replies.ts';
import { absenceLine } from './absence.ts';
import { fillLine } from './asking.ts';
import { exemptWords } from './exemption.ts';
import { draftLines, standingLine } from './hamlets.ts';
import { bold, message, type Line } from './lines.ts';
import { formatDuration, formatMoment, formatNumber } from './numbers.ts';
import { punctualWords } from './punctual.ts';
import { waitsForLines } from './waits-for.ts';
import {
  aboutWords,
  atMost,
  capital,
  changeLine,
  fieldNames,
  itemLine,
  itemsBrief,
  itemsInline,
  quotes,
  shortItemLine,
  unusualInline,
  valueWords,
} from './report-lines.ts';
import { signOffSentence, signOffWords } from './sign-off-state.ts';

type Of<Kind extends Reply['kind']> = Extract<Reply, { kind: Kind }>;

/** The longest message of any channel, less what a rate or a mark may add. */
const LONGEST_PREVIEW = 4_000;

/** Fields that are asked for in the preview itself, where there are no buttons: it saves a message each way. */
const MOST_LINES = 3;

export function preview(reply: Of<'preview'>, isNumbered: boolean): RichText {
  const full = previewWith(reply, itemLine, isNumbered);
  return plainText(full).length <= LONGEST_PREVIEW ? full : previewWith(reply, shortItemLine, isNumbered);
}

function previewWith(reply: Of<'preview'>, lineOf: (item: Item) => RichText, isNumbered: boolean): RichText {
  const { unclear, missing, unusual: odd, changes, news = [] } = reply;
  const { optional = [] } = reply;
  const isFew = isNumbered && missing.length > 0 && missing.length <= MOST_LINES;
  return message(
    reply.changedSince
      ? 'Có số liệu mới sau tin mà đồng chí vừa trả lời, nên báo cáo chưa gửi. Bản hiện nay:'
      : undefined,
    previewHead(reply),
    reply.exempt ? 'Kỳ này đơn vị được miễn báo cáo; đồng chí gửi thì vẫn được ghi nhận.' : undefined,
    reply.onBehalf?.informant ? `Người báo: ${quotes([reply.onBehalf.informant])}.` : undefined,
    ...contentLines(reply, lineOf),
    ...news.map(({ name, items: theirs }) => `Đồng chí ${name} đã nhập: ${itemsBrief(theirs)}.`),
    ...(reply.hamlets ? draftLines(reply.hamlets, reply.nil) : []),
    missing.length > 0 && !isFew ? `Chưa nhập: ${fieldNames(missing)}.` : undefined,
    odd.length > 0 ? `Khác nhiều so với trước, đồng chí xem lại giúp: ${unusualInline(odd)}.` : undefined,
    unclear.length > 0 ? `Chưa hiểu: ${quotes(unclear)}.` : undefined,
    ...(changes.length > 0 ? ['Thay đổi so với bản đã gửi:', ...changes.map(changeLine)] : []),
    withFiles(reply.files, { album: reply.album === true }),
    ...(isFew
      ? ['Chưa nhập, đồng chí sao chép rồi điền giúp:', ...missing.map((field) => fillLine(field))]
      : []),
    optional.length > 0 ? `Nếu có, đồng chí nhắn thêm: ${fieldNames(optional)}.` : undefined,
    `Nếu đúng, đồng chí ${isNumbered ? 'gõ 1 hoặc “Gửi”' : 'bấm hoặc gõ “Gửi”'}.`,
  );
}

/** What a report says, a line each; of a nil report only what is not zero: the stocks that stay as they were. */
export function contentLines(
  { nil, sameAsLast, items }: Pick<Of<'preview'>, 'nil' | 'sameAsLast' | 'items'>,
  lineOf: (item: Item) => RichText = itemLine,
): readonly Line[] {
  const listed = nil ? items.filter((item) => isStock(item.field)) : items;
  return [
    nil ? '• Không phát sinh: các số liệu trong kỳ bằng 0' : undefined,
    sameAsLast ? repeatedLine(items) : undefined,
    ...listed.map(lineOf),
  ];
}

function previewHead({ about, correctsRevision, onBehalf }: Of<'preview'>): Line {
  const kind = correctsRevision > 0 ? 'bản sửa báo cáo ' : 'báo cáo ';
  const words = onBehalf ? `Nhập thay ${kind}` : capital(kind);
  return [words, bold(aboutWords(about)), ':'];
}

/** "Như tuần trước, riêng kn 2": which figures were said and which are those of the last report. */
function repeatedLine(items: readonly Item[]): string {
  const said = items.filter(({ field, source }) => isFigure(field) && source !== undefined);
  return said.length === 0
    ? 'Số liệu giống kỳ trước:'
    : `Số liệu giống kỳ trước, trừ ${fieldNames(said.map(({ field }) => field))}:`;
}

export function notUnderstood({ unclear, example }: Of<'not-understood'>): RichText {
  return message(
    unclear.length > 0 ? `Chưa hiểu ${quotes(unclear.slice(0, 3))}.` : 'Chưa thấy số liệu trong tin này.',
    `Đồng chí nhắn mục và số, ví dụ: ${example}`,
  );
}

const NAMED_WORDS: Readonly<Record<NamedState, string | undefined>> = {
  open: undefined,
  'not-yet': 'Kỳ đồng chí nêu chưa mở.',
  exempt: 'Kỳ đồng chí nêu được miễn báo cáo.',
  'not-owed': 'Đơn vị không có báo cáo phải nộp cho kỳ đồng chí nêu.',
};

export function whichDuty({ duties, named }: Of<'which-duty'>): RichText {
  const differ = (part: (about: About) => string) => new Set(duties.map(part)).size > 1;
  const parts = [
    differ((about) => about.unit.code) ? 'đơn vị nào' : undefined,
    differ((about) => about.formName) ? 'báo cáo nào' : undefined,
    differ((about) => about.period.code) ? 'kỳ nào' : undefined,
  ].filter((part) => part !== undefined);
  return message(
    NAMED_WORDS[named],
    parts.length === 0
      ? 'Đồng chí báo cáo cho kỳ dưới đây ạ?'
      : `Đồng chí báo cáo cho ${parts.join(', ')} ạ?`,
  );
}

export function unusual({ items }: Of<'unusual'>): RichText {
  const lines = items.map(({ field, value, usual }): Line => [
    `• ${field.label}: `,
    bold(valueWords(field, value)),
    `, các kỳ trước khoảng ${formatNumber(usual)}`,
  ]);
  const subject = items.length > 1 ? 'Các số này' : 'Số này';
  return message(`${subject} khác nhiều so với các kỳ trước, đúng không ạ?`, ...lines);
}

export function unusualNil({ field, contradicting }: Of<'unusual-nil'>): RichText {
  return contradicting.length > 0
    ? message(
        `Đã ghi: ${itemsBrief(contradicting)}.`,
        '“Không phát sinh” là cho cả báo cáo, bỏ các số này, hay chỉ cho các mục còn lại ạ?',
      )
    : message([
        'Kỳ nào đơn vị cũng có số liệu ở mục ',
        bold(field?.label ?? ''),
        '. Kỳ này không phát sinh gì, đúng không ạ?',
      ]);
}

export function editHint({ example }: Of<'edit-hint'>): RichText {
  return message('Đồng chí nhắn mục cần sửa với số đúng, các mục khác giữ nguyên.', `Ví dụ: ${example}`);
}

export function receipt(reply: Of<'receipt'>, zone: string): RichText {
  const { about, code, at, lateMinutes, revision, nil, items, changes, stillOwed, waitsFor = [] } = reply;
  const when = `${timeliness(lateMinutes)}${revision > 1 ? `, bản sửa lần ${revision - 1}` : ''}`;
  return message(
    [
      reply.onBehalf
        ? 'Đã ghi nhập thay báo cáo '
        : waitsFor.length > 0
          ? 'Đã nộp báo cáo '
          : 'Đã nhận báo cáo ',
      bold(aboutWords(about)),
      `: ${formatMoment(at, zone)}, ${when}.`,
    ],
    ['Mã: ', bold(code)],
    ...waitsForLines(waitsFor),
    nil ? 'Nội dung: không phát sinh.' : undefined,
    reply.isUnshown ? keptLine(items) : undefined,
    ...(revision > 1 ? changes.map(changeLine) : []),
    revision === 1 && !nil ? `Nội dung: ${itemsInline(items)}.` : undefined,
    reply.gaps.length > 0 ? `Còn thiếu: ${fieldNames(reply.gaps)}.` : undefined,
    withFilesReceived(reply.files),
    howToCorrect(reply),
    reply.punctual ? punctualWords(about, reply.punctual.run, reply.punctual.period) : undefined,
    stillOwed.length > 0 ? `Còn phải nộp: ${stillOwed.map(aboutWords).join('; ')}.` : undefined,
  );
}

function howToCorrect({ onBehalf, isUnshown }: Of<'receipt'>): string {
  if (onBehalf) return 'Đơn vị được báo và có thể sửa.';
  return isUnshown
    ? 'Nếu chưa đúng, đồng chí nhắn mục và số đúng để sửa.'
    : 'Cần sửa, đồng chí nhắn lại mục đó.';
}

/** Stocks that a nil report leaves as they were. */
function keptLine(items: readonly Item[]): string | undefined {
  const kept = items.filter(({ field }) => isStock(field));
  return kept.length > 0 ? `${itemsInline(kept)}.` : undefined;
}

function timeliness(lateMinutes: number): string {
  return lateMinutes === 0 ? 'đúng hạn' : `trễ ${formatDuration(lateMinutes)}`;
}

export function status({ duties, toSignOff = [], absence }: Of<'status'>, zone: string): RichText {
  const isAsked = toSignOff.length > 0;
  return message(
    ...(duties.length === 0 && !isAsked
      ? ['Hiện đồng chí không còn báo cáo nào phải nộp.']
      : duties.flatMap((line) => [statusLine(line, zone), line.hamlets && standingLine(line.hamlets)])),
    isAsked
      ? `Chờ đồng chí duyệt: ${atMost(toSignOff.map(aboutWords), 'báo cáo')}. Gõ /duyet để xem.`
      : undefined,
    absence && absenceLine(absence.until, absence.standIn),
  );
}

function statusLine(line: DutyLine, zone: string): Line {
  const { about, state } = line;
  const promise = promiseWords(line, zone);
  const opened = openedWords(line, zone);
  const head = [`• ${capital(aboutWords(about))}: `] as const;
  const due = formatMoment(about.period.dueAt, zone);
  switch (state.kind) {
    case 'owed':
      return [...head, bold('chưa nộp'), `, hạn ${due}${promise}`];
    case 'begun':
      return [...head, bold('đang soạn, chưa gửi'), `, hạn ${due}${promise}`];
    case 'overdue':
      return [
        ...head,
        bold('chưa nộp'),
        `, đã quá hạn ${due}${opened === '' ? `; khóa sổ ${formatMoment(about.period.locksAt, zone)}` : opened}${promise}`,
      ];
    case 'missed':
      return [...head, `không có báo cáo, đã khóa sổ ${formatMoment(about.period.locksAt, zone)}${opened}`];
    case 'exempt':
      return [...head, exemptWords(state.reason)];
    case 'sent': {
      const corrected = state.revision > 1 ? `, đã sửa ${state.revision - 1} lần` : '';
      return [
        ...head,
        bold(state.signOff ? 'đã nộp' : 'đã nhận'),
        ` ${formatMoment(state.at, zone)}, ${timeliness(state.lateMinutes)}${corrected}, mã ${state.code}${opened}${hasFiles(state.files) ? `, kèm ${countWords(state.files)}` : ''}`,
        ...(state.signOff ? ['; ', bold(signOffWords(state.signOff, state.waitsFor))] : []),
      ];
    }
  }
}

/** ", được mở lại đến thứ Năm 31/8, 16:00" */
function openedWords({ reopening }: DutyLine, zone: string): string {
  if (reopening === undefined) return '';
  return reopening === 'asked'
    ? ', đã xin mở lại, chờ trả lời'
    : `, được mở lại đến ${formatMoment(reopening.until, zone)}`;
}

/** ", đã báo nộp trễ đến thứ Hai 28/8, 17:00" */
function promiseWords({ lateNotice }: DutyLine, zone: string): string {
  if (!lateNotice) return '';
  const { until } = lateNotice;
  return until === null ? ', đã báo nộp trễ' : `, đã báo nộp trễ đến ${formatMoment(until, zone)}`;
}

export function history(reports: readonly DutyLine[], zone: string): RichText {
  if (reports.length === 0) return message('Đơn vị chưa gửi báo cáo nào.');
  return message('Các báo cáo đã gửi:', ...reports.map((line) => statusLine(line, zone)));
}

export function dueMoments(duties: readonly DutyLine[], zone: string): RichText {
  if (duties.length === 0) return message('Hiện đồng chí không còn báo cáo nào phải nộp.');
  return message(
    ...duties.map(({ about, state }): Line => [
      `• ${capital(aboutWords(about))}: hạn nộp `,
      bold(formatMoment(about.period.dueAt, zone)),
      `, khóa sổ ${formatMoment(about.period.locksAt, zone)}${state.kind === 'sent' ? ` (${sentWords(state)})` : ''}`,
    ]),
  );
}

function sentWords({ signOff, waitsFor }: Extract<DutyLine['state'], { kind: 'sent' }>): string {
  return signOff ? `đã nộp, ${signOffWords(signOff, waitsFor)}` : 'đã nhận';
}

export function alreadySent(
  { about, code, at, signOff, waitsFor }: Of<'already-sent'>,
  zone: string,
): RichText {
  return message(
    [`Báo cáo ${aboutWords(about)} đã nhận ${formatMoment(at, zone)}, mã `, bold(code), '.'],
    signOff ? signOffSentence(signOff, zone, waitsFor) : undefined,
    'Cần sửa, đồng chí nhắn lại mục đó.',
  );
}
