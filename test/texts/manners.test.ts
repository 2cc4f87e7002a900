import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/core/messages.ts';
import { word } from '../../src/texts/word.ts';
import { ZONE } from '../support/conversation.ts';
import { LONG, moment } from '../support/extremes.ts';
import { replies } from '../support/replies.ts';

const numbered = { at: moment, zone: ZONE, numbers: [] };
const all = replies.flatMap((reply) =>
  [{ at: moment, zone: ZONE }, numbered].flatMap((stage) =>
    word(reply, stage).map((message) => [reply.kind, plainText(message.text)] as const),
  ),
);
const sentences = all.flatMap(([kind, text]) =>
  text.split(/[.?\n]+/).map((sentence) => [kind, sentence.trim()] as const),
);

function offences(pattern: RegExp, pieces = all): readonly string[] {
  return [
    ...new Set(
      pieces.flatMap(([kind, text]) =>
        pattern.test(text) ? [`${kind}: ${pattern.exec(text)?.[0] ?? ''} in ${text.slice(0, 300)}`] : [],
      ),
    ),
  ];
}

describe('all that is said', () => {
  it('raises its voice nowhere', () => {
    expect(offences(/!/)).toEqual([]);
  });

  it('has no English, and no word of programmers', () => {
    expect(
      offences(
        /(?<![\p{L}/.])(?:bot|error|token|database|server|draft|click|button|ok|chat|user|form|file|link|menu|online|email|update|reset|report|app|code|id|null|json|api|hệ điều hành|giao diện|dữ liệu đầu vào|tham số|cú pháp|lệnh không hợp lệ)(?!\p{L})/iu,
      ),
    ).toEqual([]);
  });

  it('addresses a person once in a sentence', () => {
    expect(offences(/đồng chí.*đồng chí/iu, sentences)).toEqual([]);
    expect(offences(/(?<!\p{L})(?:bạn|quý khách|anh\/chị|ông\/bà|mày|ngài)(?!\p{L})/iu)).toEqual([]);
  });

  it('puts no quotation marks into others', () => {
    expect(offences(/“[^”]*["“][^”]*”/u)).toEqual([]);
    expect(offences(/"[^"“”\n]*[“”][^"\n]*"/u)).toEqual([]);
  });

  it('has no stray signs or spaces', () => {
    expect(offences(/ [,.;:?]| {2}|\.\.|,,|;;|\(\)|[,;] *$|\?\./mu)).toEqual([]);
  });

  it('ends every line that is a sentence', () => {
    const endings = all.flatMap(([kind, text]) => text.split('\n').map((row) => [kind, row] as const));
    const whole = endings.filter(([, row]) => /^(?:Đồng chí|Nếu|Chưa|Báo cáo|Đã|Hệ thống|Cần) /.test(row));
    expect(
      offences(
        /[^.?:…]$/u,
        whole.filter(([, row]) => !row.includes('ví dụ') && !row.includes(LONG.slice(0, 20))),
      ),
    ).toEqual([]);
  });
});
