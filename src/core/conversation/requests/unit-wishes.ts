/** What a coordinator asks for a unit. `unit`: words that begin with its code or name, empty where none is named. */
export type UnitWish =
  /** "Mở binh-minh đến thứ 6: lý do" */
  | { readonly kind: 'open'; readonly unit: string; readonly when: string; readonly reason: string | null }
  /** "Không mở: lý do" */
  | { readonly kind: 'keep-locked'; readonly unit: string; readonly reason: string | null }
  /** "/denghi": which units wait for an answer. */
  | { readonly kind: 'requests'; readonly unit: '' }
  /** "Miễn binh-minh: bão số 10" */
  | { readonly kind: 'exempt'; readonly unit: string; readonly reason: string | null }
  /** "Bỏ miễn binh-minh" */
  | { readonly kind: 'withdraw-exemption'; readonly unit: string }
  /** "Nhập thay binh-minh: hg 5/6" */
  | { readonly kind: 'enter'; readonly unit: string };

const LONGEST_DECISION = 600;

// A colon inside "16:00" ends nothing.
const OPEN =
  /^\/?(?:mở|mo)(?:\s+(?:lại|lai|khóa|khoá|khoa|sổ|so))*(?:\s+(?:cho))?\s+(?<unit>\S.*?)\s+(?:đến|den|tới|toi)\s+(?<when>.+?)(?:\s*(?:;|:(?!\d))\s*(?<reason>\S.*))?$/isu;
const KEEP_LOCKED =
  /^(?:không|khong|ko|k|đừng|dung)\s+(?:mở|mo)(?:\s+(?:lại|lai|khóa|khoá|khoa|sổ|so))*(?:\s+(?:cho\s+)?(?<unit>[^:;,\n]+?))?\s*(?:[:;,]\s*(?<reason>\S.*))?$/isu;
const ENTER =
  /^(?:\/nhapthay(?:@\w+)?|(?:nhập|nhap)\s+(?:thay|giúp|giup)(?:\s+cho)?)(?:[\s:]+(?<unit>\S.*))?$/isu;

const EXEMPT =
  /^\/?(?:miễn|mien)(?:\s+(?:nộp|nop))?(?:\s+(?:báo cáo|bao cao|bc))?(?:\s+cho)?\s+(?<unit>[^:;\n]+?)\s*(?:[:;]\s*(?<reason>\S.*))?$/isu;
const WITHDRAW =
  /^\/?(?:bỏ|bo|thôi|thoi|hủy|huỷ|huy|không|khong)\s+(?:miễn|mien)(?:\s+(?:nộp|nop))?(?:\s+(?:báo cáo|bao cao|bc))?(?:\s+cho)?\s+(?<unit>[^:;\n]+?)$/iu;

const REQUESTS =
  /^(?:\/denghi(?:@\w+)?|(?:xem\s+)?(?:các\s+|cac\s+)?(?:đề nghị|de nghi)(?:\s+(?:mở lại|mo lai))?)$/iu;

/** What a message asks for a unit, in the fixed words of coordinators; undefined for anything else. */
export function readUnitWish(message: string): UnitWish | undefined {
  const text = message.trim();
  const enter = ENTER.exec(text);
  if (enter) return { kind: 'enter', unit: enter.groups?.['unit'] ?? '' };
  if (REQUESTS.test(text)) return { kind: 'requests', unit: '' };
  if (text.length > LONGEST_DECISION) return undefined;
  const open = OPEN.exec(text)?.groups;
  if (open) {
    const { unit = '', when = '', reason = null } = open;
    return { kind: 'open', unit, when, reason };
  }
  const exempt = EXEMPT.exec(text)?.groups;
  if (exempt) return { kind: 'exempt', unit: exempt['unit'] ?? '', reason: exempt['reason'] ?? null };
  const withdrawn = WITHDRAW.exec(text)?.groups;
  if (withdrawn) return { kind: 'withdraw-exemption', unit: withdrawn['unit'] ?? '' };
  const kept = KEEP_LOCKED.exec(text)?.groups;
  return kept && { kind: 'keep-locked', unit: kept['unit'] ?? '', reason: kept['reason'] ?? null };
}
