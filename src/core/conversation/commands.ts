import type { DigestFileFormat } from '../digest/digest-file.ts';
import { formatOfCommand } from '../digest/file-wish.ts';
import { BUTTON_WORDS } from '../parsing/button-words.ts';
import { periodNamed, type Clock } from './named-period.ts';

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
        | 'practiceend'
        | 'burden'
        | 'reminders-needed'
        | 'calendar'
        | 'calendarnew';
    }
  /** `page` counts from 1. `period`: as written; empty: the current one. */
  | { readonly kind: 'digest'; readonly page: number; readonly period: string }
  /** `period`: as written; empty: the current one. */
  | { readonly kind: 'digest-file'; readonly format: DigestFileFormat; readonly period: string }
  | { readonly kind: 'report'; readonly unit: string };

const SLASH: Readonly<Record<string, Exclude<Command['kind'], 'report' | 'digest' | 'digest-file'>>> = {
  start: 'start',
  trangthai: 'status',
  lichsu: 'history',
  huongdan: 'help',
  help: 'help',
  bo: 'cancel',
  roi: 'leave',
  ganhnang: 'burden',
  nhacmaylan: 'reminders-needed',
  lich: 'calendar',
};

/** `/trangthai`, `/trangthai@the_bot`, `/xem binh-minh`, `/tonghop 2`, `/tonghop quý III trang 2`. Undefined for anything else. */
export function readCommand(text: string): Command | undefined {
  const match = /^\/([a-z]+)(?:@\w+)?(?:\s+(\S.*))?$/is.exec(text.trim().slice(0, 200));
  const name = match?.[1]?.toLowerCase();
  if (name === undefined) return undefined;
  const rest = (match?.[2] ?? '').trim();
  if (name === 'xem') return { kind: 'report', unit: rest };
  if (name === 'tonghop') return { kind: 'digest', ...readDigestOf(rest) };
  const format = formatOfCommand(name);
  if (format) return { kind: 'digest-file', format, period: rest };
  const kind = SLASH[name];
  return kind === undefined ? undefined : { kind };
}

/** A period and a page of its digest; a small number alone is a page. */
function readDigestOf(rest: string): { readonly page: number; readonly period: string } {
  const { period = '', page } =
    /^(?:(?<period>.*?)\s*\btrang\s+)?(?<page>[1-9]\d?)$/iu.exec(rest)?.groups ?? {};
  return page === undefined ? { page: 1, period: rest } : { page: Number(page), period };
}

const DIGEST_OF = /^(?:(?:cho|xin|xem|toi|em) )*(?:ban )?tong hop (?<of>.+)$/;

/** "Tổng hợp", "tổng hợp quý 3", folded; undefined for other words, also where what stands behind names more than a period. */
export function readDigestWords(
  folded: string,
  clock: Clock,
): Extract<Command, { kind: 'digest' }> | undefined {
  if (saysWord(folded, 'digest')) return { kind: 'digest', page: 1, period: '' };
  const of = readDigestOf(DIGEST_OF.exec(folded)?.groups?.['of'] ?? '');
  return periodNamed(of.period, clock) === undefined ? undefined : { kind: 'digest', ...of };
}

export type Word = keyof typeof BUTTON_WORDS;

/** Whether the whole message, folded (no case, no diacritics), is one of the words for `word`. */
export function saysWord(folded: string, word: Word): boolean {
  const said = folded
    .replace(/[\s.,;:!?]+/g, ' ')
    .trim()
    .replace(/^(?:da|vang) /, '')
    .replace(/ (?:a|nhe|nha)$/, '');
  return BUTTON_WORDS[word].some((known) => known === said);
}
