import type { Button, OutgoingMessage, RichText } from '../core/messages.ts';
import type { Label, Offers } from '../core/replies.ts';
import { formatValue, periodName } from './numbers.ts';

/** Fixed labels; those that store something begin with "Gửi", "Lưu" or "Xác nhận". */
const LABELS: Readonly<Record<Extract<Label, string>, string>> = {
  agree: 'Đồng ý',
  refuse: 'Không đồng ý',
  send: 'Gửi',
  edit: 'Sửa',
  cancel: 'Hủy',
  drop: 'Bỏ bản nháp',
  keep: 'Giữ lại',
  nil: 'Không phát sinh',
  'nil-yes': 'Đúng, không phát sinh',
  'nil-no': 'Có, để nhập số',
  guide: 'Nhập từng mục',
  skip: 'Bỏ qua',
  back: 'Quay lại',
  review: 'Xem lại',
  usual: 'Đúng rồi',
  unusual: 'Nhập lại',
  'gap-nil': 'Không phát sinh',
  'gap-fill': 'Bổ sung',
  'gap-send': 'Gửi thiếu',
  leave: 'Rời khỏi',
  stay: 'Ở lại',
  status: 'Trạng thái',
  help: 'Hướng dẫn',
  'none-of-these': 'Bỏ qua',
};

/** Longer labels do not fit on a phone's button. */
const LONGEST_LABEL = 40;

function wordLabel(label: Label): string {
  if (typeof label === 'string') return LABELS[label];
  switch (label.kind) {
    case 'duty': {
      const { unit, period } = label.about;
      return `${unit.name}, ${periodName(period.code, period.start, period.end)}`;
    }
    case 'same':
      return `Như kỳ trước (${formatValue(label.value)})`;
    case 'value':
      return formatValue(label.value);
    case 'field':
      return label.label;
  }
}

function clip(text: string): string {
  return text.length <= LONGEST_LABEL ? text : `${text.slice(0, LONGEST_LABEL - 1).trimEnd()}…`;
}

/** A text with its offers as rows of buttons. */
export function withButtons(text: RichText, offers: Offers): OutgoingMessage {
  return {
    text,
    buttons: offers.map((row) =>
      row.map(({ token, label }): Button => ({ text: clip(wordLabel(label)), token })),
    ),
  };
}
