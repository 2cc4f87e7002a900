import type { FieldCode } from '../ids.ts';
import { readIdentityNumber } from './identity-numbers.ts';
import type { Item } from './items.ts';
import type { Lexicon } from './lexicon.ts';
import { isComplaintWord, readPersonName, type PersonName } from './person-names.ts';
import type { Source } from './reader.ts';
import { secrecyIn } from './secrecy.ts';
import type { TextZone } from './text-zones.ts';
import type { Token } from './tokens.ts';
import type { Guard } from './understanding.ts';

/** A piece that tells who somebody is; `close`: only what stands in the same clause is about them. */
type Piece = {
  readonly kind: Guard['kind'];
  readonly first: number;
  readonly end: number;
  readonly close: boolean;
};

/** More are no report but a list of people; a few are enough to ask. */
const MOST_GUARDS = 20;

/** `asked`: the free text that the whole message answers, if it does. */
export function findGuards(
  source: Source,
  items: readonly Item[],
  zones: readonly TextZone[],
  asked: FieldCode | undefined,
): readonly Guard[] {
  const { text, tokens, lexicon } = source;
  const secrecy = secrecyIn(text, tokens);
  if (secrecy !== undefined) return [{ kind: 'secrecy', span: secrecy }];
  const pieces = findPieces(tokens, items);
  if (pieces.length === 0) return NONE;
  const places = new Places(tokens, items, zones, lexicon, asked);
  return pieces
    .filter((piece) => places.isSensitive(piece))
    .slice(0, MOST_GUARDS)
    .map(({ kind, first, end }) => ({ kind, span: source.account.span(first, end) }));
}

const NONE: readonly Guard[] = [];

function findPieces(tokens: readonly Token[], items: readonly Item[]): Piece[] {
  const pieces: Piece[] = [];
  let labels: Set<number> | undefined;
  const isLabel = (index: number) => (labels ??= labelTokens(items)).has(index);
  let index = 0;
  while (index < tokens.length) {
    const number = readIdentityNumber(tokens, index);
    const name: PersonName | undefined =
      number === undefined ? readPersonName(tokens, index, isLabel) : undefined;
    if (number !== undefined) {
      if (!isOwn(tokens, number.first)) pieces.push({ ...number, close: false });
    } else if (name !== undefined)
      pieces.push({ kind: 'name', first: index, end: name.end, close: name.close });
    index = number?.end ?? name?.end ?? index + 1;
  }
  return pieces;
}

const SENDER = new Set(['em', 'toi', 'tui', 'minh']);
const SENDER_REACH = 5;

/** "gọi em số 0912 345 678": the sender's own. */
function isOwn(tokens: readonly Token[], index: number): boolean {
  for (let at = index - 1; at >= Math.max(0, index - SENDER_REACH); at -= 1) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'break' || ',;.('.includes(token.fold)) return false;
    if (SENDER.has(token.fold)) return true;
  }
  return false;
}

function labelTokens(items: readonly Item[]): Set<number> {
  return new Set(items.flatMap((item) => (item.kind === 'label' ? [item.first] : [])));
}

/** What parts of the message are about complaints: sentences, clauses, texts. */
class Places {
  /** Per token: the sentence and the clause that it stands in, and whether these speak of complaints. */
  readonly #sentence: Int32Array;
  readonly #clause: Int32Array;
  readonly #inBrackets: Uint8Array;
  readonly #sentences = new Set<number>();
  readonly #clauses = new Set<number>();
  readonly #all: boolean;

  constructor(
    tokens: readonly Token[],
    items: readonly Item[],
    zones: readonly TextZone[],
    lexicon: Lexicon,
    asked: FieldCode | undefined,
  ) {
    this.#sentence = new Int32Array(tokens.length);
    this.#clause = new Int32Array(tokens.length);
    this.#inBrackets = new Uint8Array(tokens.length);
    this.#number(tokens, textRanges(items, zones));
    const mark = (index: number) => {
      this.#sentences.add(this.#sentence[index] ?? 0);
      this.#clauses.add(this.#clause[index] ?? 0);
    };
    tokens.forEach((_, index) => {
      if (isComplaintWord(tokens, index)) mark(index);
    });
    for (const item of items) {
      if (item.at?.label.fields.some((field) => lexicon.complaints.has(field)) === true) mark(item.first);
    }
    this.#all = asked !== undefined && (lexicon.complaints.has(asked) || this.#sentences.size > 0);
  }

  isSensitive({ kind, first, close }: Piece): boolean {
    if (this.#all) return true;
    const clause = this.#clauses.has(this.#clause[first] ?? 0);
    if (kind === 'name' && (close || this.#inBrackets[first] === 1)) return clause;
    return this.#sentences.has(this.#sentence[first] ?? 0);
  }

  /** A free text is one sentence and one clause; brackets belong to the clause that they stand in. */
  #number(tokens: readonly Token[], texts: readonly (readonly [first: number, end: number])[]): void {
    let [sentence, clause, depth, next] = [0, 0, 0, 0];
    tokens.forEach((token, index) => {
      const text = texts[next];
      const inText = text !== undefined && index >= text[0];
      if (text !== undefined && (index === text[0] || index === text[1]))
        [sentence, clause] = [sentence + 1, clause + 1];
      if (text !== undefined && index === text[1]) next += 1;
      if (token.fold === '(' || token.fold === '[') depth += 1;
      this.#sentence[index] = sentence;
      this.#clause[index] = clause;
      this.#inBrackets[index] = depth > 0 ? 1 : 0;
      if (token.fold === ')' || token.fold === ']') depth = Math.max(0, depth - 1);
      if (token.kind === 'break') depth = 0;
      if (inText && index < text[1]) return;
      const ends =
        token.kind === 'break' ||
        (token.kind === 'mark' && ';.!?'.includes(token.fold) && !joins(tokens, index));
      if (ends) [sentence, clause] = [sentence + 1, clause + 1];
      else if (depth === 0 && token.kind === 'mark' && token.fold === ',') clause += 1;
    });
  }
}

/** "kn.1": a dot that ends nothing. */
function joins(tokens: readonly Token[], index: number): boolean {
  const [token, next] = [tokens[index], tokens[index + 1]];
  return token?.fold === '.' && token.glued && next?.glued === true;
}

/** Tokens of the free texts with their labels, in order. */
function textRanges(
  items: readonly Item[],
  zones: readonly TextZone[],
): readonly (readonly [first: number, end: number])[] {
  return zones.flatMap((zone) => {
    const [first, last] = [items[zone.start], items[Math.max(zone.contentEnd, zone.start + 1) - 1]];
    return first === undefined || last === undefined ? [] : [[first.first, last.end] as const];
  });
}
