import type { Button, OutgoingMessage, RichText } from '../core/messages.ts';
import type { About, Label, Offers } from '../core/replies.ts';
import { CHANNEL_NAMES } from './channel-names.ts';
import { fileName } from './files.ts';
import { askLabel, sumLabel } from './hamlets.ts';
import { LATE_CAUSE_WORDS } from './late.ts';
import { ownWordLabel } from './own-words.ts';
import { formatValue, localMoment, periodName } from './numbers.ts';
import { capital } from './report-lines.ts';
import { clip } from './screen.ts';
import { snoozeLabel } from './snooze.ts';
import { midSentence } from './unit-names.ts';

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
  'nil-all': 'Cả báo cáo không phát sinh',
  'nil-rest': 'Các mục còn lại',
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
  practice: 'Tập thử',
  'practice-end': 'Thôi tập',
  'none-of-these': 'Bỏ qua',
  'drop-files': 'Bỏ ảnh, tệp',
  'drop-all-files': 'Bỏ tất cả ảnh, tệp',
  'leave-out': 'Bỏ phần đó',
  'keep-in': 'Giữ nguyên',
  reopen: 'Xin mở lại',
  'reopen-refuse': 'Không mở',
  'sign-off': 'Duyệt',
  return: 'Trả lại',
  snooze: 'Nhắc lại sau',
  confirm: 'Xác nhận',
  'calendar-new': 'Đổi liên kết',
  explain: 'Trả lời',
  'stand-in-agree': 'Xác nhận làm thay',
  'stand-in-decline': 'Không thay được',
  'digest-now': 'Gửi ngay',
  'digest-remark': 'Sửa lời dẫn',
  'digest-later': 'Hoãn',
  'file-word': 'Word',
  'file-excel': 'Excel',
  'file-picture': 'Ảnh',
  'digest-owing': 'Ai chưa báo cáo',
  'digest-units': 'Chi tiết xã',
  'digest-fields': 'Chỉ tiêu',
  'digest-explain': 'Giải trình',
  'remind-now': 'Nhắc ngay',
  'remind-sure': 'Gửi nhắc',
  'next-page': 'Tiếp',
  withdraw: 'Xác nhận rút',
  erase: 'Xóa dữ liệu',
  'erase-sure': 'Xác nhận xóa',
};

/** Longer labels do not fit on a phone's button. */
const LONGEST_LABEL = 40;
/** Fewer letters of a form's name tell nothing. */
const LEAST_OF_A_FORM = 8;

/** The words of a label, however long. */
export function wordLabel(label: Label): string {
  if (typeof label === 'string') return LABELS[label];
  switch (label.kind) {
    case 'duty':
      return wordDuty(label.about, label.namesForm);
    case 'same':
      return `Như kỳ trước (${formatValue(label.value)})`;
    case 'value':
      return formatValue(label.value);
    case 'field':
      return label.label;
    case 'file':
      return `Bỏ ${fileName(label.file)}`;
    case 'person':
      return label.place === null ? label.name : `${label.name} (${midSentence(label.place)})`;
    case 'prefer':
      return `Ưu tiên ${CHANNEL_NAMES[label.channel]}`;
    case 'own-word':
      return ownWordLabel(label);
    case 'unit':
      return label.name;
    case 'figure':
      return `${label.label}: ${formatValue(label.value)}`;
    case 'digest':
      return `${capital(shortPeriodName(label.period))}: ${label.formName.replace(/^Báo cáo /, '')}`;
    case 'template':
      return label.name;
    case 'hamlet-ask':
      return askLabel(label.units);
    case 'hamlet-sum':
      return sumLabel(label.units);
    case 'late-cause':
      return LATE_CAUSE_WORDS[label.cause];
    case 'snooze-until':
      return snoozeLabel(label);
    case 'open-until':
      return `Mở đến ${localMoment(label.until)}`;
  }
}

/** Unit, period and, where several forms are offered, the form: first what fits, then without the period's days. */
function wordDuty({ unit, formName, period }: About, namesForm: boolean): string {
  const place = namesForm ? `${unit.name}, ${formName}` : unit.name;
  const words = `${place}, ${periodName(period.code, period.start, period.end)}`;
  return words.length <= LONGEST_LABEL ? words : `${place}, ${shortPeriodName(period)}`;
}

/** Without the days in brackets. */
function shortPeriodName({ code, start, end }: Pick<About['period'], 'code' | 'start' | 'end'>): string {
  return periodName(code, start, end).replace(/ \(.*\)$/, '');
}

/** A text with its offers as rows of buttons. */
export function withButtons(text: RichText, offers: Offers): OutgoingMessage {
  return {
    text,
    buttons: offers.map((row) =>
      row.map(({ token, label }): Button => ({ text: buttonWords(label), token })),
    ),
  };
}

/** What fits on a button. A report keeps its period, in which several of a unit and form differ; its form's name gives way. */
function buttonWords(label: Label): string {
  const words = wordLabel(label);
  if (words.length <= LONGEST_LABEL || typeof label === 'string' || label.kind !== 'duty') {
    return clip(words, LONGEST_LABEL);
  }
  const { unit, formName, period } = label.about;
  const end = `, ${shortPeriodName(period)}`;
  const room = LONGEST_LABEL - unit.name.length - end.length - ', '.length;
  const form =
    label.namesForm && room >= LEAST_OF_A_FORM ? `, ${clip(formName.replace(/^Báo cáo /, ''), room)}` : '';
  return `${clip(unit.name, LONGEST_LABEL - end.length)}${form}${end}`;
}
