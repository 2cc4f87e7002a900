import { bareKey, exactKey } from './spelling.ts';

type Meaning = 'không phát sinh' | 'lệnh' | 'câu trả lời' | 'con số' | 'lời chào';

const RESERVED: readonly (readonly [Meaning, readonly string[]])[] = [
  [
    'không phát sinh',
    [
      'không',
      'ko',
      'k',
      'hông',
      'hổng',
      'không có',
      'chưa có',
      'không phát sinh',
      'kps',
      'kcps',
      'không có gì',
      'bình thường',
      'nil',
      'còn lại không',
    ],
  ],
  [
    'lệnh',
    [
      'hủy',
      'bỏ',
      'thôi',
      'dừng',
      'làm lại',
      'sửa',
      'sửa lại',
      'đính chính',
      'nhầm',
      'thay',
      'đổi',
      'bổ sung',
      'cập nhật',
      'như kỳ trước',
      'như tuần trước',
      'như cũ',
      'giữ nguyên',
      'hướng dẫn',
      'hd',
      'giúp',
      'trợ giúp',
      'mẫu',
      'trạng thái',
      'lịch sử',
      'hạn nộp',
      'nộp sau',
      'xin nộp trễ',
    ],
  ],
  [
    'câu trả lời',
    [
      'có',
      'ok',
      'oke',
      'okie',
      'vâng',
      'ừ',
      'đúng',
      'đúng rồi',
      'chuẩn',
      'gửi',
      'gởi',
      'gửi đi',
      'lưu',
      'xác nhận',
      'đồng ý',
      'nhất trí',
      'chưa',
      'sai',
      'đã nhận',
      'xong',
    ],
  ],
  [
    'con số',
    [
      'một',
      'hai',
      'ba',
      'bốn',
      'tư',
      'năm',
      'lăm',
      'sáu',
      'bảy',
      'tám',
      'chín',
      'mười',
      'mươi',
      'trăm',
      'nghìn',
      'ngàn',
      'triệu',
      'chục',
      'rưỡi',
    ],
  ],
  ['lời chào', ['dạ', 'ạ', 'em', 'báo cáo', 'kính gửi', 'đồng chí', 'đ/c']],
];

/** Counters that go with many fields; those that name one thing (hồ sơ, mô hình) are good aliases. */
const GENERAL_COUNTERS = ['vụ', 'đơn', 'lượt', 'cuộc', 'buổi', 'lần', 'người', 'trường hợp', 'th'];

const EXACT = new Map<string, Meaning>();
const BARE = new Map<string, Meaning>();
for (const [meaning, list] of RESERVED) {
  for (const word of list) {
    EXACT.set(exactKey(word), meaning);
    BARE.set(bareKey(word), meaning);
  }
}
const COUNTERS = new Set(GENERAL_COUNTERS.map(bareKey));

/** What an alias would be mistaken for: surely when it is the very word, maybe when it only looks so without diacritics. */
export type Clash = { readonly meaning: string; readonly sure: boolean };

export function findReservedClash(alias: string): Clash | undefined {
  const exact = EXACT.get(exactKey(alias));
  if (exact !== undefined) return { meaning: exact, sure: true };
  const bare = BARE.get(bareKey(alias));
  if (bare !== undefined) return { meaning: bare, sure: false };
  return COUNTERS.has(bareKey(alias)) ? { meaning: 'từ đếm', sure: false } : undefined;
}
