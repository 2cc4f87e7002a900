import type { NextMoment } from '../core/reminders/next-moments.ts';
import { formatMoment } from './numbers.ts';

const KINDS: Readonly<Record<NextMoment['kind'], string>> = {
  opening: 'mở kỳ',
  reminder: 'nhắc',
  due: 'hạn nộp',
  lock: 'khóa sổ',
  digest: 'gửi bản tổng hợp',
};

export type TickCounts = {
  readonly opened: number;
  readonly reminders: number;
  readonly digests: number;
  readonly notices: number;
};

/** What a tick did, without what it did not do. */
export function tickWords({ opened, reminders, digests, notices }: TickCounts): string {
  const parts = [
    ...(opened > 0 ? [`mở ${opened} báo cáo phải nộp`] : []),
    ...(reminders > 0 ? [`gửi ${reminders} tin nhắc`] : []),
    ...(digests > 0 ? [`gửi ${digests} bản tổng hợp`] : []),
    ...(notices > 0 ? [`gửi ${notices} tin báo`] : []),
  ];
  return parts.length === 0 ? 'không có việc đến hạn' : parts.join(', ');
}

/** What the commands `start`, `migrate`, `tick` and `doctor` say to the operator. */
export const COMMANDS = {
  page: (url: string, publicUrl: string | undefined, demo: boolean) =>
    `Trang: ${url}${demo ? '/demo (điện thoại mẫu)' : ''}${publicUrl === undefined ? '' : `, bên ngoài: ${publicUrl}`}`,
  channels: (names: readonly string[]) =>
    `Kênh: ${names.length === 0 ? 'chưa có kênh nào' : names.join(', ')}`,
  database: (place: string) => `Cơ sở dữ liệu: ${place}`,
  next: (moments: readonly NextMoment[], zone: string) =>
    `Sắp tới: ${moments.map((moment) => `${KINDS[moment.kind]} ${moment.form} ${formatMoment(moment.at, zone)}`).join('; ')}`,
  sampleLoaded: 'Đã nạp huyện mẫu Vĩnh Thuận (dữ liệu minh họa).',
  noOrganization: 'Chưa có tổ chức: nhập bằng lệnh npx hai-chieu org import TỆP',
  migrated: 'Cơ sở dữ liệu đã ở bản mới nhất.',
  demoOnly: 'tick --now chỉ có trong chế độ thử; đặt DEMO=1 rồi chạy lại',
  badMoment: (text: string) => `“${text}” không phải là thời điểm; ví dụ: 2026-11-30T07:00:00+07:00`,
  ticked: (at: string, done: TickCounts) => `${at}: ${tickWords(done)}`,
} as const;
