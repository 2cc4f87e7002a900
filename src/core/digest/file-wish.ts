import { bareKey } from '../forms/spelling.ts';
import type { DigestFileFormat } from './digest-file.ts';

/** That somebody asks for a digest as a file. `period`: what they wrote behind it; empty: the current one. */
export type FileWish = { readonly format: DigestFileFormat; readonly period: string };

const COMMANDS: Readonly<Record<string, DigestFileFormat>> = { word: 'docx', excel: 'xlsx', anh: 'png' };

/** The format that a command's name asks for: `word`, `excel`, `anh`. */
export function formatOfCommand(name: string): DigestFileFormat | undefined {
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
}

const ASKING = '(?:(?:cho|xin|gui|goi|lay|tai|xuat|xem|can|toi|em|giup|qua) )*(?:(?:file|tep|ban|tap tin) )?';
const OF_DIGEST = '(?: (?:cua )?(?:ban )?tong hop)?';
const BEHIND = '(?: (?<period>.+))?';
const DOCUMENT = new RegExp(`^${ASKING}(?<kind>word|docx?|excel|xlsx?)${OF_DIGEST}${BEHIND}$`);
/** "Ảnh" alone is a photo that somebody sends. */
const PICTURE = new RegExp(`^${ASKING}(?:anh|hinh|buc anh)(?: (?:cua )?(?:ban )?tong hop)${BEHIND}$`);
const COURTESY = /(?: (?:a|nhe|nha|di|voi|giup|(?:cho|giup) (?:toi|em|anh|chi|minh)))+$/;
const LONGEST = 60;

/** "Gửi word", "file excel tháng 8", "ảnh tổng hợp tuần 34"; undefined for other words. */
export function readFileWords(text: string): FileWish | undefined {
  if (text.length > LONGEST || text.startsWith('/')) return undefined;
  const bare = bareKey(text).replace(COURTESY, '');
  const document = DOCUMENT.exec(bare)?.groups;
  if (document) {
    const { kind = '', period = '' } = document;
    return { format: /^(?:word|doc)/.test(kind) ? 'docx' : 'xlsx', period };
  }
  const picture = PICTURE.exec(bare)?.groups;
  return picture && { format: 'png', period: picture['period'] ?? '' };
}
