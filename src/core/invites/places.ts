import type { ZaloAccount } from '../organization/live-check.ts';

/** Where people find us, for whom a code is good; null: not in use, or the platform has not said it yet. */
export type JoinPlaces = {
  /** Without @. */
  readonly telegramBot: string | null;
  readonly zaloBot: string | null;
  readonly zaloOa: ZaloOaPlace | null;
};

export type ZaloOaPlace = { readonly id: string; readonly name: string | null };

/** Where people find the account; null: Zalo has not said its id. */
export function placeOf(account: ZaloAccount | undefined): ZaloOaPlace | null {
  return account?.id === undefined ? null : { id: account.id, name: account.name ?? null };
}

export const NO_PLACES: JoinPlaces = { telegramBot: null, zaloBot: null, zaloOa: null };

/** Opens the bot with the code. */
export function telegramLink(bot: string, code: string): string {
  return `https://t.me/${bot}?start=${code}`;
}

/** Opens the chat with the account; the code has to be typed there. */
export function zaloOaLink(id: string): string {
  return `https://zalo.me/${id}`;
}

/** What one scans to join: officials have Zalo, so its account goes first; the code itself where nothing can be opened. */
export function scannedLink({ telegramBot, zaloOa }: JoinPlaces, code: string): string {
  if (zaloOa) return zaloOaLink(zaloOa.id);
  return telegramBot === null ? code : telegramLink(telegramBot, code);
}
