import { readDateAt, type DateAt } from './dates.ts';
import { readIdentityNumber } from './identity-numbers.ts';
import { AND, hasTag, makeItem, NO_AMOUNT, type Amount, type Item } from './items.ts';
import { VOCABULARY, type Lexicon } from './lexicon.ts';
import { findListMarkers } from './list-markers.ts';
import { isNegation, readNilAt } from './nil-words.ts';
import { isNumberWord } from './number-words.ts';
import { readNumberAt } from './numbers.ts';
import { isTitle } from './person-names.ts';
import { isExact, type Match } from './phrase-trie.ts';
import { isNumberHere, labelItem, numberItem } from './scanned-items.ts';
import { matchMarks, type Token } from './tokens.ts';
import { Tag } from './vocabulary.ts';

const PROPER_NAME_WORDS = 4;

/** What the scanner carries along. */
type Scan = {
  readonly tokens: readonly Token[];
  readonly lexicon: Lexicon;
  /** The message is typed with diacritics, so a word without them means what it says. */
  readonly marked: boolean;
  readonly items: Item[];
};

/** Names each piece of the message: labels, numbers, dates, names, known phrases; the rest are words. Longest match, left to right. */
export function scan(tokens: readonly Token[], lexicon: Lexicon): Item[] {
  const state: Scan = { tokens, lexicon, marked: isMarked(tokens), items: [] };
  const markers = findListMarkers(tokens);
  let index = 0;
  let lineStart = true;
  while (index < tokens.length) {
    const token = tokens[index];
    if (token === undefined) break;
    const item: Item =
      markers.has(index) && !isClippedName(tokens, index, lexicon)
        ? makeItem('noise', index, index + 1)
        : lineStart && token.fold === '>'
          ? quotedLine(tokens, index, lexicon)
          : scanAt(state, token, index);
    state.items.push(item);
    lineStart = token.kind === 'break' || (lineStart && item.kind === 'noise');
    index = item.end;
  }
  return state.items;
}

/** "H.giải": a letter with its dot that is the beginning of a name numbers no line. */
function isClippedName(tokens: readonly Token[], index: number, lexicon: Lexicon): boolean {
  const label = lexicon.labels.longest(tokens, index);
  return label?.contrary === false && label.end > index + 2;
}

function isMarked(tokens: readonly Token[]): boolean {
  let words = 0;
  let marked = 0;
  for (const token of tokens) {
    if (token.kind !== 'word') continue;
    words += 1;
    if (token.tone !== 0 || token.shape !== token.fold) marked += 1;
  }
  return marked * 4 > words;
}

const LEAST_SENTENCE = 5;

/** A sentence that somebody else wrote is noise, unless it names a field: then it may be meant. */
function quotedLine(tokens: readonly Token[], index: number, lexicon: Lexicon): Item {
  let end = index + 1;
  let [names, words] = [false, 0];
  while (end < tokens.length && tokens[end]?.kind !== 'break') {
    words += tokens[end]?.kind === 'word' ? 1 : 0;
    names ||= lexicon.labels.longest(tokens, end)?.contrary === false;
    end += 1;
  }
  return makeItem(names || words < LEAST_SENTENCE ? 'quoted' : 'noise', index, end);
}

function scanAt(state: Scan, token: Token, index: number): Item {
  switch (token.kind) {
    case 'break':
      return makeItem('break', index, index + 1);
    case 'ornament':
      return makeItem('noise', index, index + 1);
    case 'symbol':
      return makeItem('symbol', index, index + 1);
    case 'mark':
      return scanMark(state, token, index);
    case 'number':
    case 'word':
      return scanWord(state, token, index);
  }
}

function scanMark(state: Scan, token: Token, index: number): Item {
  const known = VOCABULARY.longest(state.tokens, index);
  const [before, after] = [state.tokens[index - 1], state.tokens[index + 1]];
  // "kn.1": a dot that parts nothing but an abbreviation from its value.
  const isDotted = token.fold === '.' && token.glued && before?.kind === 'word' && after?.kind === 'number';
  if (isDotted && after.glued) return makeItem('mark', index, index + 1, { mark: ':' });
  if (token.fold === '~') return makeItem('phrase', index, index + 1, { tags: Tag.approximate });
  return makeItem('mark', index, index + 1, {
    mark: token.fold,
    tags: known === undefined ? 0 : tagsOf(known),
  });
}

function tagsOf(match: Match<number>): number {
  return match.entries.reduce((tags, entry) => tags | entry.payload, 0);
}

function scanWord(state: Scan, token: Token, index: number): Item {
  const { tokens, lexicon } = state;
  if (token.fold === 'va' && matchMarks(token, 'va', 1) !== 'contrary') {
    return makeItem('mark', index, index + 1, { mark: AND });
  }
  if (joinsLabels(state, token, index)) return makeItem('mark', index, index + 1, { mark: AND });
  const vocabulary = VOCABULARY.longest(tokens, index);
  if (vocabulary !== undefined && endsInDate(tokens, index, vocabulary.end)) {
    return makeItem('noise', index, vocabulary.end - 1);
  }
  const known = vocabulary?.contrary === false ? vocabulary : undefined;
  const tags = known === undefined ? 0 : tagsOf(known);
  const knownEnd = known?.end ?? index;
  const label = lexicon.labels.longest(tokens, index);
  const previous = state.items.at(-1);
  const isPerson = isPersonsName(token, previous, tokens[index - 1]);
  const date = isPerson ? undefined : readDateAt(tokens, index, hasTag(previous, Tag.dateCue));
  const ordinal = readOrdinal(state, index, knownEnd, tags);
  const role = lexicon.roles.longest(tokens, index);
  if (ordinal !== undefined && ordinal >= (label?.end ?? 0) && ordinal > (date?.end ?? 0)) {
    return makeItem('name', index, ordinal);
  }
  if (label !== undefined && label.end >= Math.max(knownEnd, date?.end ?? 0, role?.end ?? 0)) {
    if (!label.contrary || label.end > knownEnd)
      return labelItem(tokens, label, index, label.end === knownEnd ? tags : 0);
  }
  if (date !== undefined && date.end >= knownEnd && !startsLabelInside(state, index, date)) {
    return makeItem('date', index, date.end, { date: date.date, tags: date.end === knownEnd ? tags : 0 });
  }
  if (role?.contrary === false && role.end >= knownEnd) {
    const [entry] = role.entries;
    return makeItem('phrase', index, role.end, {
      role: entry?.payload,
      tags: role.end === knownEnd ? tags : 0,
    });
  }
  const title = lexicon.titles.longest(tokens, index);
  if (title?.contrary === false && title.end > knownEnd) return makeItem('noise', index, title.end);
  const nil = readNil(state, index, knownEnd, tags);
  if (nil !== undefined) return nil;
  const number = isPerson ? undefined : readNumberAt(tokens, index);
  if (number !== undefined && number.end >= knownEnd && isNumberHere(state.marked, token, number)) {
    // Words of numbers beside it that made no number with it: which number is meant cannot be told.
    const labelled = lexicon.labels.longest(tokens, number.end)?.contrary === false;
    const torn = isTorn(state, index - 1) || (!labelled && isTorn(state, number.end));
    const read = torn ? { ...number.number, approximate: true } : number.number;
    return numberItem(index, number.end, read, number.end === knownEnd ? tags : 0);
  }
  if (known === undefined) return makeItem('word', index, index + 1);
  if ((tags & Tag.place) !== 0) return placeItem(state, index, knownEnd, tags);
  return makeItem('phrase', index, knownEnd, { tags });
}

/** "kn với tc thì không": between two names "với" lists, elsewhere it begins a remark. */
function joinsLabels({ tokens, lexicon, items }: Scan, token: Token, index: number): boolean {
  if (token.fold !== 'voi' || matchMarks(token, 'vơi', 2) === 'contrary') return false;
  return items.at(-1)?.kind === 'label' && lexicon.labels.longest(tokens, index + 1)?.contrary === false;
}

/** "trong tháng 8": the last word of the phrase begins a date. */
function endsInDate(tokens: readonly Token[], index: number, end: number): boolean {
  if (end < index + 2 || tokens[end]?.kind !== 'number') return false;
  const date = readDateAt(tokens, end - 1, false);
  return date !== undefined && date.end > end;
}

/** "đ/c Mai" is a person, "mai" is tomorrow; "ông Tám" is no eight. */
function isPersonsName(token: Token, previous: Item | undefined, before: Token | undefined): boolean {
  if (!token.capital) return false;
  if (isTitle(before) && isNumberWord(token)) return true;
  return token.fold === 'mai' && previous !== undefined && hasTag(previous, Tag.courtesy);
}

/** "12 ngày công": the unit of time begins a label, so it is no length of time. */
function startsLabelInside(state: Scan, index: number, date: DateAt): boolean {
  if ((date.date.kind !== 'vague' && date.date.kind !== 'clock') || state.tokens[index]?.kind !== 'number')
    return false;
  const label = state.lexicon.labels.longest(state.tokens, index + 1);
  if (label !== undefined && !label.contrary && label.end > index + 2) return true;
  // "1 năm mũi tiêm": rather the number five before its label.
  const following = state.lexicon.labels.longest(state.tokens, date.end);
  return state.tokens[date.end - 1]?.fold === 'nam' && following?.contrary === false;
}

/** End of a name with its number: "ấp 3", "khoản 2", "số 12/BC-UBND", a telephone in groups. */
function readOrdinal(state: Scan, index: number, knownEnd: number, tags: number): number | undefined {
  const { tokens } = state;
  const identity = readIdentityNumber(tokens, index);
  if (identity !== undefined) return identity.end;
  if ((tags & Tag.ordinal) === 0) return undefined;
  // "2 lần": a counter after its number.
  if ((tags & Tag.counter) !== 0 && state.items.at(-1)?.kind === 'amount') return undefined;
  const number = tokens[knownEnd];
  const isRoman =
    number?.kind === 'word' && number.capital && /^(?:i{1,3}|iv|vi{0,3}|ix|x{1,3}i{0,3})$/.test(number.fold);
  if (number === undefined || (number.kind !== 'number' && !isRoman)) return undefined;
  let end = readIdentityNumber(tokens, knownEnd)?.end ?? knownEnd + 1;
  const isDocument = tokens[index]?.fold === 'so' || knownEnd - index > 1;
  if (isSlashNumber(tokens, end) && tokens[index]?.fold === 'so') return undefined;
  if (!isDocument) return end;
  while (end < tokens.length && end - knownEnd < 12) {
    const token = tokens[end];
    const joins = token?.fold === '/' || token?.fold === '-';
    if (
      token === undefined ||
      !token.glued ||
      (!joins && tokens[end - 1]?.kind !== 'mark' && token.kind !== 'number')
    )
      break;
    if (joins && tokens[end + 1]?.glued !== true) break;
    end += 1;
  }
  return end;
}

function isSlashNumber(tokens: readonly Token[], index: number): boolean {
  return tokens[index]?.fold === '/' && tokens[index + 1]?.kind === 'number';
}

function readNil(state: Scan, index: number, knownEnd: number, tags: number): Item | undefined {
  if ((tags & Tag.nil) !== 0) {
    return makeItem('amount', index, knownEnd, { amount: { ...NO_AMOUNT, kind: 'nil', full: true }, tags });
  }
  const token = state.tokens[index];
  if (token === undefined || !isNegation(token)) return undefined;
  // "5 kg", "5 k": after a number these letters are its unit.
  if ((tags & Tag.counter) !== 0 && state.items.at(-1)?.kind === 'amount') return undefined;
  const nil = readNilAt(state.tokens, index, state.lexicon);
  if (nil.end < knownEnd && !isCutShort(state, index, knownEnd)) return undefined;
  // "chưa" alone promises, it does not deny.
  if (nil.end === index + 1 && token.fold === 'chua') return undefined;
  const amount: Amount = { ...NO_AMOUNT, kind: 'nil', full: nil.full, rest: nil.rest };
  return makeItem('amount', index, nil.end, { amount, tags: nil.end === knownEnd ? tags : 0 });
}

/** "khong giam sat": the known "không giảm" would cut a label in two. */
function isCutShort({ tokens, lexicon }: Scan, index: number, knownEnd: number): boolean {
  const label = lexicon.labels.longest(tokens, index + 1);
  return label !== undefined && !label.contrary && label.end > knownEnd;
}

function isTorn({ tokens, marked, items }: Scan, index: number): boolean {
  const token = tokens[index];
  if (!isNumberWord(token) || token === undefined) return false;
  // "3/4 tỷ lệ 75 %"
  if (token.fold === 'ti' && tokens[index + 1]?.fold === 'le') return false;
  const isBefore = items.at(-1)?.end === index + 1;
  if (isBefore && items.at(-1)?.kind !== 'word') return false;
  return !marked || token.shape !== token.fold || token.tone !== 0;
}

/** "xã Bình Minh": the proper name goes with its kind. In a message without marks also without capitals, before "bao cao". */
function placeItem(state: Scan, index: number, knownEnd: number, tags: number): Item {
  let end = knownEnd;
  while (end < state.tokens.length && end - knownEnd < PROPER_NAME_WORDS) {
    const token = state.tokens[end];
    if (token?.kind !== 'word' || isKnown(state, end, token.capital)) break;
    end += 1;
  }
  const isNamed = state.tokens.slice(knownEnd, end).every((token) => token.capital);
  const next = state.tokens[end]?.fold ?? '';
  const reports =
    !state.marked && (next === 'bc' || (next === 'bao' && state.tokens[end + 1]?.fold === 'cao'));
  return makeItem('phrase', index, isNamed || reports ? end : knownEnd, { tags });
}

/** A capital letter outweighs a likeness to a small word typed without its marks: "Vĩnh Phong" is no "phòng". */
function isKnown(state: Scan, index: number, capital: boolean): boolean {
  const { tokens, lexicon } = state;
  const word = VOCABULARY.longest(tokens, index);
  return (
    (word !== undefined &&
      !word.contrary &&
      (!capital || word.entries.some((entry) => isExact(entry, tokens, index)))) ||
    lexicon.labels.longest(tokens, index) !== undefined ||
    readDateAt(tokens, index, false) !== undefined
  );
}
