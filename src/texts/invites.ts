import { spokenCode } from '../core/organization/invite-code.ts';
import type { RichText } from '../core/messages.ts';
import type { OpenInvite } from '../core/invites/invitee.ts';
import { telegramLink, zaloOaLink } from '../core/invites/places.ts';
import type { InviteReply } from '../core/replies/invites.ts';
import { bold, message } from './lines.ts';
import { formatDate } from './numbers.ts';
import { midSentence } from './unit-names.ts';

/** What a coordinator hears about invites; it can be forwarded to the person as it is. */
export function invites(reply: InviteReply, zone: string): RichText {
  switch (reply.kind) {
    case 'invite-issued': {
      const { person, invite, known } = reply;
      const lastDay = formatDate(invite.expiresAt.toZonedDateTimeISO(zone).toPlainDate());
      return message(
        [`Mã mời của đồng chí ${named(person)}: `, bold(spokenCode(invite.code))],
        ...joinLines(invite),
        `Mã dùng một lần, hết hạn ngày ${lastDay}${known ? ', đã cấp từ trước' : ''}. Hủy mã: /huymoi ${person.code}`,
      );
    }
    case 'invite-revoked':
      return message(
        reply.had
          ? `Đã hủy mã mời của đồng chí ${named(reply.person)}.`
          : `Đồng chí ${named(reply.person)} không có mã mời nào còn hạn.`,
      );
    case 'which-invitee':
      return message(
        'Có nhiều người trùng tên, đồng chí gõ lại bằng mã:',
        ...reply.people.map((person) => `• ${named(person)}: /${reply.command} ${person.code}`),
      );
    case 'invitee-unknown':
      return message(
        reply.who === ''
          ? `Đồng chí gõ thêm họ tên hoặc mã người, ví dụ: /${reply.command} Võ Minh Nhựt`
          : `Trong phạm vi đồng chí phụ trách không có ai tên «${reply.who.slice(0, 60)}» đang giữ chức danh.`,
      );
  }
}

/** How the person finds each channel in use, and what to do there. */
function joinLines({ code, places: { telegramBot, zaloBot, zaloOa } }: OpenInvite): readonly string[] {
  const lines = [
    ...(zaloOa ? [`Mở Zalo, tìm OA “${zaloOa.name ?? zaloOa.id}” (${zaloOaLink(zaloOa.id)}), gửi mã.`] : []),
    ...(zaloBot === null ? [] : [`Mở Zalo, tìm “${zaloBot}”, gửi mã.`]),
    ...(telegramBot === null ? [] : [`Mở trên Telegram: ${telegramLink(telegramBot, code)}`]),
  ];
  return lines.length === 0
    ? ['Đồng chí ấy nhắn mã vào kênh này rồi trả lời “Đồng ý”.']
    : [...lines, 'Rồi trả lời “Đồng ý”.'];
}

function named({ name, place }: { readonly name: string; readonly place: string | null }): string {
  return place === null ? name : `${name} (${midSentence(place)})`;
}
