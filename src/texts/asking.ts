import type { Field, Value } from '../core/forms/definition.ts';
import type { RichText } from '../core/messages.ts';
import type { Reply } from '../core/replies.ts';
import { bold, message, type Line } from './lines.ts';
import { formatNumber, formatValue } from './numbers.ts';
import { wordQuestion } from './questions.ts';
import { aboutWords, atMost, capital, itemsBrief, quotes } from './report-lines.ts';

type Of<Kind extends Reply['kind']> = Extract<Reply, { kind: Kind }>;

/** Fields that one message has filled in, where there are no buttons. */
const MOST_LINES = 3;

export function question({
  understood,
  question: asked,
  field,
  suggestion,
  refused,
}: Of<'question'>): RichText {
  return message(
    refusedLine(refused),
    understood.length > 0 && refused === undefined ? `Đã hiểu: ${itemsBrief(understood)}.` : undefined,
    wordQuestion(asked, field, suggestion),
  );
}

/** Several doubts in one message, with the lines to copy. */
export function questions({ understood, asked, refused }: Of<'questions'>): RichText {
  const isProposed = asked.every(({ suggestion }) => suggestion !== undefined);
  return message(
    refusedLine(refused),
    understood.length > 0 && refused === undefined ? `Đã hiểu: ${itemsBrief(understood)}.` : undefined,
    `Còn ${asked.length} mục chưa rõ:`,
    ...asked.map(({ question: { doubt, quote, adds }, field, suggestion }) => {
      const stated = adds ? { doubt, quote, adds } : { doubt, quote };
      return `• ${wordQuestion(stated, field, suggestion)}`;
    }),
    isProposed
      ? 'Nếu đúng cả, đồng chí gõ “đúng”; nếu không, sao chép các dòng sau, sửa số rồi gửi lại:'
      : 'Đồng chí sao chép các dòng sau, điền số rồi gửi lại:',
    ...asked.map(({ field, suggestion }) => fillLine(field, suggestion)),
  );
}

/** An answer that was none, quoted where there is something to quote. */
function refusedLine(refused: string | undefined): Line {
  if (refused === undefined) return undefined;
  return refused === '' ? 'Chưa rõ câu trả lời.' : `Chưa hiểu ${quotes([refused])}.`;
}

/** One field at a time; the next ones may be answered in the same message. */
export function askField(
  { field, next, position, total, taken, refused, about }: Of<'ask-field'>,
  isNumbered: boolean,
): RichText {
  const isFirst = position === 1;
  const fields = [field, ...next];
  const head: readonly Line[] = [
    taken.length > 0 ? `Đã ghi: ${itemsBrief(taken)}.` : undefined,
    refusedLine(refused),
  ];
  if (isNumbered && next.length > 0) {
    return message(
      ...head,
      isFirst ? [bold(capital(aboutWords(about)))] : undefined,
      `(${position}/${total}) Đồng chí sao chép, điền rồi gửi lại:`,
      ...fields.map((one) => fillLine(one)),
      inOrder(fields),
    );
  }
  return message(
    ...head,
    [`(${position}/${total}) `, bold(field.label), isFirst ? `, ${aboutWords(about)}` : ''],
    field.prompt,
    next.length > 0 ? togetherWords(fields, taken.length === 0) : undefined,
  );
}

function inOrder(fields: readonly Field[]): string | undefined {
  const example = exampleOf(fields);
  return example === undefined ? undefined : `Hoặc chỉ nhắn các số theo thứ tự, ví dụ: ${example}`;
}

/** An example only at first: it is read once. */
function togetherWords(fields: readonly Field[], isFirst: boolean): string {
  const names = fields
    .slice(1)
    .map(({ label }) => label)
    .join('; ');
  const example = isFirst ? exampleOf(fields) : undefined;
  return `Có thể trả lời luôn: ${names}${example === undefined ? '' : ` (ví dụ: ${example})`}.`;
}

/** `1; 5/6; 0`. Undefined where there are fields whose answers are words. */
function exampleOf(fields: readonly Field[]): string | undefined {
  const answers = fields.map(({ type }, index) => {
    if (type === 'ratio') return '5/6';
    return type === 'integer' || type === 'decimal' ? String(index) : undefined;
  });
  return answers.includes(undefined) ? undefined : answers.join('; ');
}

export function gaps({ fields, usual, kept, unfilled }: Of<'gaps'>, isNumbered: boolean): RichText {
  const isFew = isNumbered && fields.length <= MOST_LINES;
  return message(
    ...(isFew
      ? ['Chưa có số liệu, đồng chí sao chép, điền rồi gửi lại:', ...fields.map((field) => fillLine(field))]
      : [`Chưa có số liệu: ${fields.map((field) => field.label).join('; ')}.`]),
    usual.length > 0 ? `Các kỳ trước thường có: ${atMost(usual.map(usualWords), 'mục')}.` : undefined,
    unfilled.length < fields.length ? nilMeaning(fields.length, kept, unfilled) : undefined,
    isFew ? 'Hoặc chọn:' : 'Đồng chí chọn giúp.',
  );
}

function usualWords({ field, usual }: Of<'gaps'>['usual'][number]): string {
  return `${field.label} (khoảng ${formatNumber(usual)})`;
}

/** What "không phát sinh" would store for the gaps. */
function nilMeaning(count: number, kept: Of<'gaps'>['kept'], unfilled: Of<'gaps'>['unfilled']): string {
  const keeps = kept.map(({ field, value }) => `${field.label} giữ ${formatValue(value)} như kỳ trước`);
  const rest = unfilled.map((field) => `${field.label} để trống`);
  return `Nếu không phát sinh, ${count === 1 ? 'mục này' : 'các mục này'} được ghi 0${[...keeps, ...rest].map((words) => `; ${words}`).join('')}.`;
}

export function fillIn({ fields }: Of<'fill-in'>): RichText {
  return message(
    'Đồng chí sao chép các dòng sau, điền số rồi gửi lại:',
    ...fields.map((field) => fillLine(field)),
  );
}

/** Copied lines are read again by the parser: the label as it stands, and behind it the place for the value or what is proposed. */
export function fillLine(field: Field, proposed?: Value): string {
  const place = field.type === 'ratio' ? ' /' : '';
  return `${field.label}:${proposed === undefined ? place : ` ${formatValue(proposed, field.type)}`}`;
}
