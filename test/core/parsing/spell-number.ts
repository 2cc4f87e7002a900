/** How a number is said: the choices in which the regions and people differ. */
export type Saying = {
  /** 4 after tens: "tư" or "bốn". */
  readonly four: 'tư' | 'bốn';
  /** 5 after tens: "lăm" or "nhăm". */
  readonly five: 'lăm' | 'nhăm';
  readonly zero: 'linh' | 'lẻ';
  readonly thousand: 'nghìn' | 'ngàn';
  /** 21-29: "hai mươi mốt" or "hăm mốt". */
  readonly twenty: 'hai mươi' | 'hăm';
};

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];

/** 1 to 999,999 in Vietnamese words. */
export function spellNumber(value: number, saying: Saying): string {
  const thousands = Math.floor(value / 1000);
  const rest = value % 1000;
  if (thousands === 0) return hundreds(value, saying, false);
  const head = `${hundreds(thousands, saying, false)} ${saying.thousand}`;
  return rest === 0 ? head : `${head} ${hundreds(rest, saying, true)}`;
}

function hundreds(value: number, saying: Saying, full: boolean): string {
  const hundred = Math.floor(value / 100);
  const rest = value % 100;
  const head = hundred > 0 || full ? `${DIGITS[hundred]} trăm` : '';
  if (rest === 0) return head;
  const tail = rest < 10 && head !== '' ? `${saying.zero} ${DIGITS[rest]}` : tens(rest, saying);
  return head === '' ? tail : `${head} ${tail}`;
}

function tens(value: number, saying: Saying): string {
  if (value < 10) return DIGITS[value] ?? '';
  const ten = Math.floor(value / 10);
  const unit = value % 10;
  const head = ten === 1 ? 'mười' : ten === 2 && unit > 0 ? saying.twenty : `${DIGITS[ten]} mươi`;
  if (unit === 0) return head;
  if (unit === 5) return `${head} ${saying.five}`;
  if (ten === 1) return `${head} ${DIGITS[unit]}`;
  if (unit === 1) return `${head} mốt`;
  return `${head} ${unit === 4 ? saying.four : DIGITS[unit]}`;
}
