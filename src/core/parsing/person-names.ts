import { matchMarks, type Token } from './tokens.ts';

/** A person named with a title: tokens up to `end` (excluded). */
export type PersonName = {
  readonly end: number;
  /** As often a colleague as somebody who complained: only the same clause tells whom it is about. */
  readonly close: boolean;
};

type Title = {
  readonly shape: string;
  readonly tone: number;
  readonly formal: boolean;
  /** Without its diacritics it is hardly another word. */
  readonly sure: boolean;
};

const TITLES = new Map<string, Title>([
  ['ong', { shape: 'ông', tone: 0, formal: true, sure: true }],
  ['ba', { shape: 'ba', tone: 1, formal: true, sure: false }],
  ['cu', { shape: 'cu', tone: 5, formal: true, sure: false }],
  ['anh', { shape: 'anh', tone: 0, formal: false, sure: true }],
  ['chi', { shape: 'chi', tone: 5, formal: false, sure: false }],
  ['co', { shape: 'cô', tone: 0, formal: false, sure: false }],
  ['chu', { shape: 'chu', tone: 2, formal: false, sure: false }],
  ['bac', { shape: 'bac', tone: 2, formal: false, sure: false }],
]);

const wordSet = (words: string) => new Set(words.split(' '));
/** Whom a message is sent to, or who works on it. */
const BEFORE_ADDRESSEE = wordSet('gui goi thua chao kinh on nho bao cao bc alo');
const BEHIND_ADDRESSEE = wordSet('oi a nha nhe nhap gui xem giup duyet cho');
/** Behind a title these make other words ("bà con", "anh em", "chi bộ", "chú ý") or an office ("ông Chủ tịch"). */
const NO_NAMES = wordSet(
  'con em anh chi ong ba co bac ay ta nay kia do i noi ngoai la va hoac o cung nao oi a nha nhe dan lanh chu bi pho giam bo hoi nhanh tieu muc dao cho nhan de da dang gui nhap xem giup duyet ria den chua giao so quan',
);
const SURNAMES = wordSet(
  'nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong li danh thi truong dinh doan lam trinh mai dao luong luu ta cao lu thach son chau kim quach tang khuu kieu ton giang',
);
/** Where a name without capitals ends. */
const BEHIND_NAME = wordSet(
  'o ap khom thon da co ve nop don gui lam kien cu tru la bi va tai cua so cccd cmnd sdt',
);
const MOST_NAMES = 5;
/** Words that may stand between a name and the word of complaint: "tố cáo của ông Tám". */
const REACH = 3;

/** The name that begins with a title at `index`. `isLabel`: whether a name of a field begins at a token. */
export function readPersonName(
  tokens: readonly Token[],
  index: number,
  isLabel: (index: number) => boolean,
): PersonName | undefined {
  const token = tokens[index];
  const title = TITLES.get(token?.fold ?? '');
  if (token === undefined || title === undefined || !isTitle(token)) return undefined;
  const from = skipSecondTitle(tokens, index + 1);
  const end = endOfName(tokens, from, isLabel);
  const words = end - from;
  if (words === 0 || isAddressed(tokens, index, end, title, words)) return undefined;
  const isSure = title.sure || token.tone !== 0 || token.shape !== token.fold;
  if (tokens[from]?.capital === true && (words > 1 || isSure))
    return { end, close: words === 1 && !title.formal };
  const isFull = words > 1 && SURNAMES.has(tokens[from]?.fold ?? '');
  if (isFull && (isSure || words > 2)) return { end, close: true };
  // A single small word is a name only right beside the complaint.
  const single = from + 1;
  return isSure && isBesideComplaint(tokens, index, single, isLabel)
    ? { end: single, close: true }
    : undefined;
}

/** Whether a title of persons stands here: ông, bà, anh … */
export function isTitle(token: Token | undefined): boolean {
  const title = token?.kind === 'word' ? TITLES.get(token.fold) : undefined;
  return (
    token !== undefined && title !== undefined && matchMarks(token, title.shape, title.tone) !== 'contrary'
  );
}

/** "ông (bà) Nguyễn …", "ông/bà …" */
function skipSecondTitle(tokens: readonly Token[], from: number): number {
  const sign = tokens[from]?.fold;
  if ((sign !== '(' && sign !== '/') || !TITLES.has(tokens[from + 1]?.fold ?? '')) return from;
  return tokens[from + 2]?.fold === ')' ? from + 3 : from + 2;
}

function endOfName(tokens: readonly Token[], from: number, isLabel: (index: number) => boolean): number {
  const capital = tokens[from]?.capital === true;
  let end = from;
  while (end < from + MOST_NAMES) {
    const token = tokens[end];
    if (token?.kind !== 'word' || (capital && !token.capital)) break;
    if (NO_NAMES.has(token.fold) && end === from) break;
    if (!capital && BEHIND_NAME.has(token.fold)) break;
    if (isComplaintWord(tokens, end) || (end > from && isLabel(end))) break;
    end += 1;
  }
  return end;
}

function isAddressed(
  tokens: readonly Token[],
  index: number,
  end: number,
  { formal }: Title,
  words: number,
): boolean {
  const before = tokens[index - 1];
  if (before?.kind === 'word' && BEFORE_ADDRESSEE.has(before.fold)) return true;
  const after = tokens[end];
  if (after?.kind === 'word' && BEHIND_ADDRESSEE.has(after.fold)) return true;
  // "anh Hùng kn 1": who is spoken to stands first.
  const opens = before === undefined || before.kind === 'break';
  return opens && !formal && words === 1 && !isComplaintWord(tokens, end);
}

function isBesideComplaint(
  tokens: readonly Token[],
  index: number,
  end: number,
  isLabel: (index: number) => boolean,
): boolean {
  for (let at = end; at < end + REACH && tokens[at]?.kind === 'word'; at += 1) {
    if (isComplaintWord(tokens, at)) return true;
  }
  for (let at = index - 1; at > index - 1 - REACH && tokens[at]?.kind === 'word'; at -= 1) {
    if (isComplaintWord(tokens, at - 1) || isLabel(at)) return true;
  }
  return false;
}

/** Words that speak of complaints whatever the form calls its fields. */
const COMPLAINT_WORDS = new Set(['khieu nai', 'to cao', 'to giac', 'khieu kien', 'don thu', 'khieu to']);

/** Whether two neighbouring words are such words. */
export function isComplaintWord(tokens: readonly Token[], index: number): boolean {
  const [one, two] = [tokens[index], tokens[index + 1]];
  return one?.kind === 'word' && two?.kind === 'word' && COMPLAINT_WORDS.has(`${one.fold} ${two.fold}`);
}
