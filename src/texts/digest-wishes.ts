import type { DigestWishes } from '../core/digest/wishes.ts';
import type { RichText } from '../core/messages.ts';
import type { DigestWishesReply } from '../core/replies/digest-wishes.ts';
import { message } from './lines.ts';

const KIND_WORDS: Readonly<Record<DigestWishes['without'][number], string>> = {
  week: 'tuần',
  month: 'tháng',
  quarter: 'quý',
  half: '6 tháng',
  'nine-months': '9 tháng',
  year: 'năm',
  custom: 'giai đoạn',
};

const HOW =
  'Muốn đổi, gõ: nhận tổng hợp lúc 8h30 (hoặc: ngay), khi cần (hoặc: mọi kỳ); không nhận tổng hợp tuần; nhận tổng hợp qua Zalo.';

/** What is said about how a leader wants digests. */
export function digestWishes(reply: DigestWishesReply): RichText {
  switch (reply.kind) {
    case 'digest-wishes': {
      const { wishes, changed } = reply;
      return message(changed ? `Đã ghi. ${wishWords(wishes)}` : wishWords(wishes), changed ? undefined : HOW);
    }
    case 'digest-wishes-unclear':
      return message('Chưa rõ đồng chí muốn nhận bản tổng hợp thế nào, chưa có gì thay đổi.', HOW);
  }
}

function wishWords({ notBefore, onlyNeeded, without }: DigestWishes): string {
  const when = notBefore === null ? 'ngay khi gửi' : `từ ${notBefore} trong ngày gửi`;
  const which = onlyNeeded ? ', chỉ khi có việc cần xem' : '';
  const not = without.length === 0 ? '' : `, trừ bản ${without.map((kind) => KIND_WORDS[kind]).join(', ')}`;
  return `Bản tổng hợp đến đồng chí ${when}${which}${not}.`;
}
