import { BUTTON_WORDS } from '../parsing/button-words.ts';
import { PHRASES, Tag } from '../parsing/vocabulary.ts';
import { bareKey, exactKey } from './spelling.ts';

/** What an alias would be mistaken for: surely when it is the very word, maybe when it only looks so without diacritics. */
export type Clash = { readonly meaning: string; readonly sure: boolean };

const COMMANDS =
  Tag.correct |
  Tag.cancel |
  Tag.help |
  Tag.status |
  Tag.due |
  Tag.history |
  Tag.same |
  Tag.late |
  Tag.increment |
  Tag.not;

/** Meanings that a message has wherever the words stand, the most important first. */
const MEANINGS: readonly (readonly [tags: number, meaning: string])[] = [
  [Tag.nil, 'không phát sinh'],
  [Tag.decline, 'câu trả lời không'],
  [Tag.confirm, 'câu trả lời có'],
  [COMMANDS, 'lệnh'],
];

const NUMBER_WORDS =
  'không|một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|ngàn|triệu|tỷ|chục|rưỡi'.split('|');
/** Counters that go with many fields; those that name one thing (hồ sơ, mô hình) are good aliases. */
const GENERAL_COUNTERS = 'vụ|đơn|lượt|cuộc|buổi|lần|người|trường hợp|th|ca|đợt|cái'.split('|');

const exact = new Map<string, string>();
const bare = new Map<string, string>();
for (const [tags, meaning] of MEANINGS) {
  for (const [own, phrases] of PHRASES) {
    if ((own & tags) !== 0) for (const phrase of phrases.split('|')) reserve(phrase, meaning);
  }
}
for (const word of NUMBER_WORDS) reserve(word, 'con số');
const counters = new Set(GENERAL_COUNTERS.map(bareKey));
/** They mean it only where they are the whole message, as a name without its figure may be. */
const buttons: ReadonlySet<string> = new Set(Object.values(BUTTON_WORDS).flat());

function reserve(phrase: string, meaning: string): void {
  const key = exactKey(phrase);
  if (key === '') return;
  if (!exact.has(key)) exact.set(key, meaning);
  if (!bare.has(bareKey(phrase))) bare.set(bareKey(phrase), meaning);
}

export function findReservedClash(alias: string): Clash | undefined {
  const word = exact.get(exactKey(alias));
  if (word !== undefined) return { meaning: word, sure: true };
  const lookalike = bare.get(bareKey(alias));
  if (lookalike !== undefined) return { meaning: lookalike, sure: false };
  if (counters.has(bareKey(alias))) return { meaning: 'từ đếm', sure: false };
  return buttons.has(bareKey(alias)) ? { meaning: 'lệnh', sure: false } : undefined;
}
