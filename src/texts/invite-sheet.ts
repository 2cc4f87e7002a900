import type { Temporal } from 'temporal-polyfill';
import type { JoinPlaces } from '../core/invites/places.ts';
import { spokenCode } from '../core/organization/invite-code.ts';
import { formatDate } from './numbers.ts';
import { midSentence } from './unit-names.ts';

/** What one person gets on paper. */
export type InviteCard = {
  readonly name: string;
  /** What the person holds, with the unit or body that it is in. */
  readonly posts: readonly { readonly title: string; readonly place: string }[];
  readonly code: string;
  readonly places: JoinPlaces;
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
  const { name, posts, code, places, lastDay } = card;
  const office = posts.map(({ title, place }) => `${title}, ${midSentence(place)}`).join('; ');
  return {
    name,
    office: office.length > LONGEST_OFFICE ? `${office.slice(0, LONGEST_OFFICE - 1).trimEnd()}…` : office,
    code: spokenCode(code),
    steps: [
      `1. ${openStep(places)}`,
      `2. ${opensWithCode(places) ? 'Bấm “Bắt đầu”, hoặc nhắn mã ở trên.' : 'Nhắn mã ở trên.'}`,
      '3. Đọc lời giới thiệu; nếu nhất trí, trả lời “Đồng ý”.',
    ],
    note: `Mã dùng một lần, đến hết ngày ${formatDate(lastDay)}, chỉ cho người có tên.`,
  };
}

function opensWithCode({ telegramBot, zaloOa }: JoinPlaces): boolean {
  return telegramBot !== null && zaloOa === null;
}

/** Fits the picture: see `scannedLink`. */
function openStep({ telegramBot, zaloBot, zaloOa }: JoinPlaces): string {
  if (zaloOa) {
    const name = zaloOa.name === null ? 'OA' : `“${zaloOa.name}”`;
    return telegramBot === null
      ? `Quét hình bằng Zalo, hoặc tìm ${name} trên Zalo.`
      : `Quét hình bằng Zalo để mở ${name}, hoặc mở @${telegramBot} trên Telegram.`;
  }
  if (telegramBot !== null && zaloBot !== null)
    return `Quét hình bằng điện thoại (Telegram), hoặc mở “${zaloBot}” trên Zalo.`;
  if (telegramBot !== null) return 'Quét hình bằng điện thoại để mở Telegram.';
  if (zaloBot !== null) return `Mở “${zaloBot}” trên Zalo.`;
  return 'Mở kênh báo cáo mà cơ quan đã hướng dẫn.';
}
