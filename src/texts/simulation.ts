import type { Outcome, Spread } from '../core/simulation/outcome.ts';
import type { Rehearsal } from '../core/simulation/rehearsal.ts';
import { formatDate, formatMoment, formatNumber, formatRate } from './numbers.ts';

export const SIMULATION = {
  notANumber: (option: string, least: number, most: number) =>
    `${option} phải là số nguyên từ ${least} đến ${most}`,
  noOrganization: 'chưa có tổ chức và mẫu báo cáo để diễn tập; nhập bằng lệnh: npx hai-chieu org import TỆP',
  holidays: (years: readonly number[]) =>
    years.length === 0
      ? 'chưa nhập ngày nghỉ của năm nào; dùng bảng có sẵn'
      : `dùng ngày nghỉ đã nhập của năm ${years.join(', ')}; các năm khác theo bảng có sẵn`,
  weekDone: (done: number, all: number) => `đã chạy ${done}/${all} tuần`,
} as const;

/** The table that `simulate` prints: what happened and, where there is one, the bar beside it. */
export function wordSimulation(outcome: Outcome): readonly string[] {
  const { expected } = outcome;
  const share = (count: number) => `${formatNumber(count)} (${formatRate(count, expected)})`;
  const rows: readonly (readonly [string, string, string])[] = [
    ['Báo cáo phải nộp', formatNumber(expected), ''],
    ['Đúng hạn', share(outcome.onTime), ''],
    ['Trễ hạn', share(outcome.late), ''],
    ['Không nộp', share(outcome.missing), ''],
    ['Sai số liệu so với ý người gửi', formatNumber(outcome.wrong), '0'],
    ['Tin chủ động trên một báo cáo', formatNumber(rounded(outcome.remindersPerReport)), ''],
    ['Tin của một báo cáo, cả hai chiều', spread(outcome.messagesPerReport), ''],
    ['Câu hỏi của một báo cáo', spread(outcome.questionsPerReport), '≤ 1; nhiều nhất 3'],
    ['Tin chủ động mỗi người mỗi tuần', spread(outcome.unaskedPerPersonAndWeek), '≤ 2; nhiều nhất 5'],
    ['Tin chủ động trong giờ yên lặng', formatNumber(outcome.inQuietTime), '0'],
    ['Tin gửi hai lần', formatNumber(outcome.doubles), '0'],
  ];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map(([what, figure, bar]) =>
    `${what.padEnd(widths[0] ?? 0)}  ${figure.padEnd(widths[1] ?? 0)}  ${bar === '' ? '' : `mức: ${bar}`}`.trimEnd(),
  );
}

/** What `rehearse` prints: the burden first, then each person's messages with their moment and first line. */
export function wordRehearsal(rehearsal: Rehearsal, zone: string): readonly string[] {
  const { from, until, perPersonAndWeek, people } = rehearsal;
  const days = `từ ${formatDate(from)} đến ${formatDate(until.subtract({ days: 1 }))}`;
  return [
    `Diễn tập ${days}, nếu không đơn vị nào nộp báo cáo (trường hợp nhiều tin nhất)`,
    `Tin chủ động mỗi người mỗi tuần: ${spread(perPersonAndWeek)}; mức: ≤ 2; nhiều nhất 5`,
    ...people.flatMap(({ name, person, messages }) => [
      '',
      `${name} (${person}): ${messages.length} tin`,
      ...messages.map(({ at, text }) => `  ${formatMoment(at, zone)}  ${firstLine(text)}`),
    ]),
  ];
}

function firstLine(text: string): string {
  const [first = '', ...more] = text.split('\n').filter((line) => line.trim() !== '');
  return more.length === 0 ? first : `${first} …`;
}

function spread({ median, most }: Spread): string {
  return `${formatNumber(median)} (nhiều nhất ${formatNumber(most)})`;
}

function rounded(figure: number): number {
  return Number(figure.toFixed(2));
}
