import { bareKey } from '../forms/spelling.ts';

/** Words for kinds of places that are more than one word; all others are one. */
const LONG_KINDS = ['to dan pho', 'thi tran', 'thanh pho', 'dac khu', 'khu pho', 'thi xa'];

/** A unit's name, folded, without the word for what kind of place it is: "Xã Bình Minh", "Thị trấn Vĩnh Thuận". */
export function nameWithoutKind(name: string): string {
  const folded = bareKey(name);
  const kind = LONG_KINDS.find((words) => folded.startsWith(`${words} `)) ?? folded.split(' ')[0] ?? '';
  return folded.slice(kind.length).trim();
}
