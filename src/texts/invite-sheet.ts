import type { Temporal } from 'temporal-polyfill';
import { spokenCode } from '../core/organization/invite-code.ts';
import { formatDate } from './numbers.ts';
import { midSentence } from './unit-names.ts';

/** What one person gets on paper. */
export type InviteCard = {
  readonly name: string;
  /** What the person holds, with the unit or body that it is in. */
  readonly posts: readonly { readonly title: string; readonly place: string }[];
  readonly code: string;
  /** Opens the bot with the code; null: no bot can be opened so. */
  readonly telegram: string | null;
  /** As people find the bot on Zalo; null: there is none. */
  readonly zaloBot: string | null;
  readonly lastDay: Temporal.PlainDate;
};

export type InviteCardWords = {
  readonly name: string;
  readonly office: string;
  readonly code: string;
  readonly steps: readonly string[];
  readonly note: string;
};

/** Two lines; more would push the steps off the card. */
const LONGEST_OFFICE = 64;

export function inviteCardWords(card: InviteCard): InviteCardWords {
  const { name, posts, code, telegram, zaloBot, lastDay } = card;
  const office = posts.map(({ title, place }) => `${title}, ${midSentence(place)}`).join('; ');
  return {
    name,
    office: office.length > LONGEST_OFFICE ? `${office.slice(0, LONGEST_OFFICE - 1).trimEnd()}…` : office,
    code: spokenCode(code),
    steps: [
      `1. ${openStep(telegram !== null, zaloBot)}`,
      `2. ${telegram === null ? 'Nhắn mã ở trên.' : 'Bấm “Bắt đầu”, hoặc nhắn mã ở trên.'}`,
      '3. Đọc lời giới thiệu; nếu nhất trí, trả lời “Đồng ý”.',
    ],
    note: `Mã dùng một lần, đến hết ngày ${formatDate(lastDay)}, chỉ cho người có tên.`,
  };
}

function openStep(hasLink: boolean, zaloBot: string | null): string {
  if (hasLink && zaloBot !== null)
    return `Quét hình bằng điện thoại (Telegram), hoặc mở “${zaloBot}” trên Zalo.`;
  if (hasLink) return 'Quét hình bằng điện thoại để mở Telegram.';
  if (zaloBot !== null) return `Mở “${zaloBot}” trên Zalo.`;
  return 'Mở kênh báo cáo mà cơ quan đã hướng dẫn.';
}
