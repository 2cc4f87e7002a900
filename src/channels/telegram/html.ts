import type { RichText } from '../../core/messages.ts';

/** Telegram's HTML: everything that is not our own bold is escaped. */
export function toHtml(text: RichText): string {
  return text
    .map((part) => (typeof part === 'string' ? escapeHtml(part) : `<b>${escapeHtml(part.bold)}</b>`))
    .join('');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
