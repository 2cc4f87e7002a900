import type { DateReading, PeriodUnit } from './dates.ts';
import { PhraseTrie } from './phrase-trie.ts';

/** Days, periods and times that have words of their own: "hôm nay", "thứ hai", "tuần trước". */
export function compileFixed(): PhraseTrie<DateReading> {
  const trie = new PhraseTrie<DateReading>({ looseUnmarked: false });
  const add = (phrases: string, date: DateReading) => {
    for (const phrase of phrases.split('|')) trie.add(phrase, date);
  };
  add('hôm nay|bữa nay|sáng nay|trưa nay|chiều nay|tối nay|ngày hôm nay|nay', { kind: 'offset', days: 0 });
  add('hôm qua|bữa qua|sáng qua|chiều qua|tối qua|sáng hôm qua|chiều hôm qua|ngày hôm qua', {
    kind: 'offset',
    days: -1,
  });
  add('hôm kia|bữa kia|bữa trước|hôm trước', { kind: 'offset', days: -2 });
  add('mai|ngày mai|sáng mai|trưa mai|chiều mai|tối mai|hôm sau|bữa sau', { kind: 'offset', days: 1 });
  add('ngày kia|ngày mốt|bữa mốt|sáng mốt|chiều mốt|ngày mơi', { kind: 'offset', days: 2 });
  ['hai', 'ba', 'tư', 'năm', 'sáu', 'bảy'].forEach((name, index) => {
    for (const part of ['', 'sáng ', 'chiều ', 'hôm ']) {
      add(`${part}thứ ${name}|${part}thứ ${index + 2}`, { kind: 'weekday', weekday: index + 1 });
    }
  });
  add('chủ nhật|sáng chủ nhật|chiều chủ nhật|cn tuần này', { kind: 'weekday', weekday: 7 });
  const units: readonly (readonly [string, PeriodUnit])[] = [
    ['tuần', 'week'], ['tháng', 'month'], ['quý', 'quarter'], ['năm', 'year'], ['kỳ', 'any'], ['kì', 'any'],
  ]; // prettier-ignore
  for (const [word, unit] of units) {
    add(`${word} này|trong ${word} này`, { kind: 'period', unit, which: 'current' });
    add(
      `${word} trước|${word} rồi|${word} qua|${word} vừa rồi|${word} vừa qua|${word} ngoái|trong ${word} qua`,
      {
        kind: 'period',
        unit,
        which: 'previous',
      },
    );
    add(`${word} tới|${word} sau`, { kind: 'period', unit, which: 'next' });
    add(`đầu ${word}|giữa ${word}|cuối ${word}`, { kind: 'vague' });
  }
  add('báo cáo trước', { kind: 'period', unit: 'any', which: 'previous' });
  add('năm nay', { kind: 'period', unit: 'year', which: 'current' });
  add('cuối giờ|đầu giờ|rằm|hôm rày|mấy hôm nay|đầu năm|cuối năm|lát nữa|chút nữa|lát', { kind: 'vague' });
  return trie;
}
