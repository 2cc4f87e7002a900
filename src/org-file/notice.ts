import { Document, isMap, isSeq } from 'yaml';
import { parseNotice, type StatedNotice } from '../core/calendar/notice-file.ts';
import type { Holiday } from '../core/calendar/holidays.ts';
import { readTextDocument, type FileRead } from './document.ts';
import type { Located } from './read.ts';

/** A yearly holiday notice from the bytes of its file, YAML or JSON. */
export function readNotice(bytes: Uint8Array): FileRead<Located<StatedNotice>> {
  const read = readTextDocument(bytes);
  if (!read.ok) return read;
  const document = read.value;
  const parsed = parseNotice(document.data);
  if (parsed.ok) return { ok: true, value: { content: parsed.value, document } };
  return { ok: false, problems: parsed.problems.map((problem) => document.locate(problem)) };
}

const HEADER = ` Ngày nghỉ, nghỉ bù và hoán đổi của một năm.
 Nhập bằng: npx hai-chieu calendar import TỆP (thêm --dry-run để xem trước).
 Tệp thay toàn bộ các ngày của năm, nên ghi cả những ngày lễ cố định.
 kind: holiday (nghỉ lễ), compensatory (nghỉ bù), swapped_rest (nghỉ hoán đổi), swapped_work (làm bù).`;

const NOT_ANNOUNCED = `
 Năm này chưa công bố: các ngày dưới đây tính theo luật. Khi có thông báo, sửa các ngày và ghi số văn bản vào source.`;

/** A year as a file that `readNotice` reads; without a source, which a year that was not announced has none of, it is refused. */
export function writeNotice(year: number, source: string | undefined, days: readonly Holiday[]): string {
  const rows = days.map((one) => ({
    date: one.date.toString(),
    kind: one.kind,
    name: one.name,
    ...(one.source === source ? {} : { source: one.source }),
  }));
  const document = new Document({ year, source: source ?? '', days: rows });
  document.commentBefore = source === undefined ? HEADER + NOT_ANNOUNCED : HEADER;
  const list = document.get('days');
  if (isSeq(list)) for (const row of list.items) if (isMap(row)) row.flow = true;
  return document.toString({ lineWidth: 0 }).trimEnd();
}
