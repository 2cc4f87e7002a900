/** What a typed command or plain word asks for, whatever is open. */
export type Command =
  | {
      readonly kind:
        | 'start'
        | 'status'
        | 'history'
        | 'help'
        | 'cancel'
        | 'leave'
        | 'practice'
        | 'practiceend';
    }
  /** `page` counts from 1. */
  | { readonly kind: 'digest'; readonly page: number }
  | { readonly kind: 'report'; readonly unit: string };

const SLASH: Readonly<Record<string, Exclude<Command['kind'], 'report' | 'digest'>>> = {
  start: 'start',
  trangthai: 'status',
  lichsu: 'history',
  huongdan: 'help',
  help: 'help',
  bo: 'cancel',
  roi: 'leave',
};

/** `/trangthai`, `/trangthai@the_bot`, `/xem binh-minh`, `/tonghop 2`. Undefined for anything else. */
export function readCommand(text: string): Command | undefined {
  const match = /^\/([a-z]+)(?:@\w+)?(?:\s+(\S.*))?$/is.exec(text.trim().slice(0, 200));
  const name = match?.[1]?.toLowerCase();
  if (name === undefined) return undefined;
  const rest = (match?.[2] ?? '').trim();
  if (name === 'xem') return { kind: 'report', unit: rest };
  if (name === 'tonghop') return { kind: 'digest', page: /^[1-9]\d?$/.test(rest) ? Number(rest) : 1 };
  const kind = SLASH[name];
  return kind === undefined ? undefined : { kind };
}

/** Words that stand for a button, as people type them: compared without case and diacritics. */
const WORDS = {
  agree: ['dong y', 'toi dong y', 'em dong y', 'nhat tri', 'ok', 'co'],
  refuse: ['khong dong y', 'khong', 'tu choi'],
  skip: ['bo qua', 'bo qua muc nay', 'qua'],
  back: ['quay lai', 'tro lai', 'muc truoc'],
  review: ['xem lai', 'xem'],
  guide: ['tung muc', 'nhap tung muc', 'bat dau', 'bao cao'],
  history: ['lich su', 'xem lich su', 'bao cao cu', 'cac bao cao da gui'],
  status: ['trang thai', 'xem trang thai'],
  leave: ['roi', 'roi khoi', 'ngung su dung'],
  digest: ['tong hop', 'ban tong hop', 'xem tong hop'],
  practice: [
    'tap',
    'tap thu',
    'lam thu',
    'nhap thu',
    'gui thu',
    'chay thu',
    'test',
    'bao cao thu',
    'tap bao cao',
    'tap lam',
    'cho tap',
    'cho em tap',
    'cho em tap thu',
    'cho em lam thu',
    'cho toi tap',
    'cho toi tap thu',
    'cho toi lam thu',
    'em muon tap',
    'em muon tap thu',
    'em muon lam thu',
  ],
  practiceend: [
    'thoi tap',
    'het tap',
    'dung tap',
    'ngung tap',
    'nghi tap',
    'tap xong',
    'xong tap',
    'ket thuc tap',
    'thoi khong tap',
    'khong tap nua',
    'thoi khong tap nua',
  ],
  practicereal: ['bao cao that', 'lam that', 'nop that', 'nhap that', 'gui that'],
  edit: ['sua', 'sua lai', 'chinh sua'],
  gapfill: ['bo sung', 'nhap bo sung', 'nhap them'],
  gapsend: ['gui thieu', 'cu gui', 'gui luon'],
  drop: ['bo ban nhap', 'bo', 'bo di', 'bo luon', 'huy', 'huy bo', 'huy di', 'xoa'],
  keep: ['giu lai', 'giu', 'khong bo', 'dung bo', 'khong huy', 'dung huy', 'de lai'],
  no: [
    'khong',
    'ko',
    'k',
    'kg',
    'hong',
    'khong phai',
    'ko phai',
    'khong dung',
    'ko dung',
    'chua',
    'chua dung',
    'sai',
    'sai roi',
  ],
  none: ['khong', 'ko', 'k', 'kg', 'hong', 'khong co', 'ko co', 'chua co', 'khong co gi', 'ko co gi'],
  yes: ['co', 'ok', 'oke', 'okie', 'dung', 'dung roi', 'u', 'uh', 'chuan', 'xac nhan'],
  nilyes: ['dung khong phat sinh'],
  nilno: ['co de nhap so', 'de nhap so', 'nhap so', 'co phat sinh'],
  nilall: ['ca bao cao khong phat sinh', 'ca bao cao', 'toan bo', 'tat ca', 'het'],
  nilrest: ['cac muc con lai', 'muc con lai', 'con lai', 'phan con lai'],
  leaveout: ['bo phan do', 'bo', 'bo di', 'bo phan nay', 'bo ten', 'xoa', 'xoa di', 'xoa phan do'],
  keepin: ['giu nguyen', 'giu', 'giu lai', 'de nguyen', 'cu de', 'de lai', 'khong bo', 'dung bo'],
  unusual: ['nhap lai', 'sua', 'sua lai', 'go lai'],
  stay: ['o lai', 'khong', 'ko', 'khong roi', 'thoi'],
  same: ['nhu ky truoc', 'nhu tuan truoc', 'nhu cu', 'giu nguyen', 'khong doi'],
} as const;

export type Word = keyof typeof WORDS;

/** Whether the whole message, folded (no case, no diacritics), is one of the words for `word`. */
export function saysWord(folded: string, word: Word): boolean {
  const said = folded
    .replace(/[\s.,;:!?]+/g, ' ')
    .trim()
    .replace(/^(?:da|vang) /, '')
    .replace(/ (?:a|nhe|nha)$/, '');
  return WORDS[word].some((known) => known === said);
}
