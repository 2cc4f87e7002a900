import type { Temporal } from 'temporal-polyfill';
import type { RichText } from '../core/messages.ts';
import type { OwnField } from '../core/personal/words.ts';
import type { PersonalData } from '../core/personal/personal-data.ts';
import type { PersonalReply } from '../core/replies/personal.ts';
import { CHANNEL_NAMES } from './channel-names.ts';
import { bold, message, type Line } from './lines.ts';
import { formatDate, formatTime } from './numbers.ts';
import { listNames, midSentence } from './unit-names.ts';

type Of<Kind extends PersonalReply['kind']> = Extract<PersonalReply, { kind: Kind }>;

const MOST_PLACES = 3;

export function ownData(reply: PersonalReply, zone: string): RichText {
  switch (reply.kind) {
    case 'own-data':
      return message(
        'Hệ thống đang giữ về đồng chí:',
        ...record(reply, zone),
        'Muốn sửa, đồng chí nhắn, ví dụ: sửa số điện thoại của tôi thành 0912 345 678',
        'Gõ “xuất dữ liệu của tôi” để lấy bản kê, “xóa dữ liệu của tôi” để xóa.',
      );
    case 'own-data-export':
      return message(
        'Bản kê dữ liệu cá nhân của đồng chí:',
        ...record(reply, zone),
        ...reports(reply.data, zone),
      );
    case 'own-channels':
      return channels(reply, zone);
    case 'channel-preferred':
      return message(
        `Từ nay tin nhắc đến ${CHANNEL_NAMES[reply.channel]} trước. Kênh ấy không nhận được thì sang kênh khác.`,
      );
    case 'channel-not-linked':
      return message(
        `Đồng chí chưa kết nối kênh ấy; hiện có: ${names(reply.channels)}.`,
        'Muốn thêm kênh, đồng chí xin mã mời của cán bộ tổng hợp rồi nhắn mã ở kênh mới.',
      );
    case 'own-data-corrected':
      return message(
        ['Đã sửa ', FIELD_NAMES[reply.field], ' thành ', bold(reply.value), '.'],
        reply.told ? 'Họ tên có trong hồ sơ nên cán bộ tổng hợp cũng được báo.' : undefined,
      );
    case 'own-data-unread':
      return message(
        `Chưa đọc được ${FIELD_NAMES[reply.field]}, chưa có gì thay đổi. Đồng chí nhắn, ví dụ: ${EXAMPLES[reply.field]}`,
      );
    case 'withdraw-question':
      return message(
        `Rút lại sự đồng ý ạ? Hệ thống sẽ không nhắn cho đồng chí nữa, ở mọi kênh (${names(reply.channels)}).`,
        'Báo cáo đã gửi vẫn lưu theo đơn vị. Muốn vào lại cần mã mời mới.',
      );
    case 'consent-withdrawn':
      return message(
        'Đã rút lại sự đồng ý; đồng chí đã rời mọi kênh. Cán bộ tổng hợp được báo. Cảm ơn đồng chí.',
      );
    case 'erase-question':
      return reply.again
        ? message(
            'Xin hỏi lại lần cuối: xóa rồi không khôi phục được.',
            'Để xóa, đồng chí chọn hoặc gõ “Xác nhận xóa”.',
          )
        : message(
            'Xóa dữ liệu cá nhân của đồng chí ạ? Họ tên, điện thoại, tài khoản nhắn tin, nội dung tin nhắn và ngày nghỉ sẽ bị xóa; đồng chí thôi giữ chức danh ở đây và rời mọi kênh.',
            'Báo cáo đã gửi là hồ sơ cơ quan nên được giữ theo đơn vị, không còn tên đồng chí.',
          );
    case 'own-data-erased':
      return message('Đã xóa dữ liệu cá nhân. Cảm ơn đồng chí.');
    case 'name-corrected-told':
      return message(
        `Đồng chí ${reply.before} (${listNames(reply.places, MOST_PLACES, 'nơi')}) đã sửa họ tên thành ${reply.after}.`,
        'Nếu không đúng, xin đồng chí gọi lại và sửa trong tệp tổ chức.',
      );
    case 'person-gone-told':
      return message(gone(reply), 'Xin đồng chí phân công và mời người khác.');
  }
}

const FIELD_NAMES: Readonly<Record<OwnField, string>> = {
  name: 'họ tên',
  phone: 'số điện thoại',
  honorific: 'cách xưng hô',
};

const EXAMPLES: Readonly<Record<OwnField, string>> = {
  name: 'sửa họ tên của tôi thành Nguyễn Văn An',
  phone: 'sửa số điện thoại của tôi thành 0912 345 678',
  honorific: 'sửa cách xưng hô của tôi thành bà',
};

function record({ person, posts, data }: Of<'own-data' | 'own-data-export'>, zone: string): readonly Line[] {
  const { phone, consents, absences } = data;
  const offices = posts.map(({ title, place }) => `${title}, ${midSentence(place)}`);
  const away = absences.map(({ firstDay, lastDay }) => `${formatDate(firstDay)}–${formatDate(lastDay)}`);
  return [
    ['Họ tên: ', bold(person.name), ` (xưng hô: ${person.honorific})`],
    `Chức danh: ${offices.length === 0 ? 'không có' : offices.join('; ')}`,
    `Điện thoại: ${phone ?? 'không có'}`,
    `Kênh: ${data.channels.map((one) => channelWords(one, zone)).join('; ')}`,
    ...consents.map(
      ({ version, givenAt, channel, withdrawnAt }) =>
        `Đồng ý: bản ${version}, ${day(givenAt, zone)}, qua ${CHANNEL_NAMES[channel]}${withdrawnAt ? `; đã rút ${day(withdrawnAt, zone)}` : ''}`,
    ),
    `Báo cáo đứng tên: ${data.reportCount}; ảnh, tệp: ${data.fileCount}.`,
    `Tin nhắn gốc còn giữ: ${data.messageCount} (xóa sau 30 ngày)`,
    away.length === 0 ? undefined : `Ngày nghỉ đã báo: ${away.join('; ')}`,
  ];
}

function reports({ reports: listed, reportCount }: PersonalData, zone: string): readonly Line[] {
  if (listed.length === 0) return [];
  const more = reportCount - listed.length;
  return [
    'Báo cáo đứng tên:',
    ...listed.map(
      ({ unit, form, period, revision, at }) =>
        `• ${day(at, zone)}: ${form}, ${midSentence(unit)}, ${period}, lần ${revision}`,
    ),
    more > 0 ? `và ${more} bản trước đó.` : undefined,
  ];
}

function channels({ channels: linked, preferred }: Of<'own-channels'>, zone: string): RichText {
  return message(
    'Đồng chí đang dùng:',
    ...linked.map(
      (one) => `• ${channelWords(one, zone)}${one.channel === preferred ? ', được ưu tiên' : ''}`,
    ),
    preferred === null
      ? 'Tin nhắc đến kênh đồng chí nhắn gần nhất trước, không được thì sang kênh khác.'
      : 'Tin nhắc đến kênh được ưu tiên trước, không được thì sang kênh khác.',
    'Muốn chọn, gõ “ưu tiên Zalo” hoặc “ưu tiên Telegram”; rời riêng kênh này thì gõ /roi.',
  );
}

function channelWords(
  { channel, linkedAt, blocked }: PersonalData['channels'][number],
  zone: string,
): string {
  const since = linkedAt === null ? '' : ` (từ ${day(linkedAt, zone)})`;
  return `${CHANNEL_NAMES[channel]}${since}${blocked ? ', đang bị chặn' : ''}`;
}

function names(linked: PersonalData['channels']): string {
  return [...new Set(linked.map(({ channel }) => CHANNEL_NAMES[channel]))].join(', ');
}

function gone({ name, posts }: Of<'person-gone-told'>): string {
  const offices = posts.map(({ title, place }) => `${title}, ${midSentence(place)}`).join('; ');
  return name === null
    ? `Người giữ chức danh ${offices} đã xóa dữ liệu cá nhân và thôi giữ chức danh.`
    : `Đồng chí ${name} (${offices}) đã rút lại sự đồng ý, hệ thống không nhắn được nữa.`;
}

function day(at: Temporal.Instant, zone: string): string {
  return `${formatTime(at, zone)} ${formatDate(at.toZonedDateTimeISO(zone).toPlainDate())}`;
}
