import type { ChoiceToken, RichText } from '../core/messages.ts';
import type { Label, Offers } from '../core/replies.ts';
import { wordLabel } from './labels.ts';
import type { NumberReply } from '../core/replies/numbers.ts';
import { message } from './lines.ts';
import { formatValue } from './numbers.ts';

export function numberUnclear({ isFollowed }: NumberReply): RichText {
  return message(
    isFollowed
      ? 'Đã có tin khác gửi sau các số này nên chưa rõ đồng chí chọn gì. Việc đang chờ đồng chí ở ngay tin dưới đây.'
      : 'Đã có tin khác gửi sau các số này nên chưa rõ đồng chí chọn gì. Đồng chí gõ bằng chữ giúp.',
  );
}

/** Offers as numbered lines; those that have no number, because there a number is a value, as words to type. */
export function numberedLines(offers: Offers, numbers: readonly ChoiceToken[]): RichText {
  const all = offers.flat().map((offer) => ({ ...offer, number: numbers.indexOf(offer.token) + 1 }));
  const numbered = all.filter(({ number }) => number > 0).toSorted((a, b) => a.number - b.number);
  const typed = all.filter(({ number }) => number === 0).map(({ label }) => `“${typedLabel(label)}”`);
  return message(
    ...numbered.map(({ number, label }) => `${number}. ${wordLabel(label)}`),
    typed.length > 0 ? `Cũng có thể gõ ${listed(typed)}.` : undefined,
  );
}

function typedLabel(label: Label): string {
  if (typeof label === 'object' && label.kind === 'value') return formatValue(label.value);
  // Without the word it would be read as a value.
  if (typeof label === 'object' && label.kind === 'snooze-until')
    return `nhắc ${wordLabel(label).toLowerCase()}`;
  const words = typeof label === 'object' && label.kind === 'same' ? 'Như kỳ trước' : wordLabel(label);
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} hoặc ${last}`;
}
