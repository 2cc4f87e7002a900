import { matchMarks, tokenize, type Token } from './tokens.ts';

type Word = { readonly fold: string; readonly shape: string; readonly tone: number; readonly glued: boolean };

/** A phrase as its author wrote it, with what it stands for. */
export type Entry<T> = {
  readonly phrase: string;
  readonly words: readonly Word[];
  readonly payload: T;
  /** Written without any diacritics: says nothing about those that are typed. */
  readonly loose: boolean;
};

type Node<T> = { next: Map<string, Node<T>> | undefined; entries: Entry<T>[] | undefined };

export type Match<T> = {
  readonly end: number;
  readonly entries: readonly Entry<T>[];
  /** Only words with other diacritics than the phrase's own fit: a slip or another word. */
  readonly contrary: boolean;
};

/** A word with its diacritics, by letters and tone: "góp" is `gop 2`. */
export function markedKey(shape: string, tone: number): string {
  return `${shape} ${tone}`;
}

/** Phrases by their words without case and diacritics; a look-up walks at most the longest phrase. */
export class PhraseTrie<T> {
  readonly root: Node<T> = { next: undefined, entries: undefined };
  /** Every word of every phrase. */
  readonly words = new Set<string>();
  /** Those that were written with diacritics, by `markedKey`. */
  readonly marked = new Set<string>();
  readonly #looseUnmarked: boolean;

  /** `looseUnmarked`: phrases that their author wrote without diacritics fit words typed with any. */
  constructor(options: { readonly looseUnmarked: boolean }) {
    this.#looseUnmarked = options.looseUnmarked;
  }

  add(phrase: string, payload: T): void {
    this.addTokens(phrase, tokenize(phrase), payload);
  }

  addTokens(phrase: string, tokens: readonly Token[], payload: T): void {
    const words = tokens.map((token) => ({
      fold: token.fold,
      shape: token.shape,
      tone: token.tone,
      glued: token.glued,
    }));
    if (words.length === 0) return;
    let node = this.root;
    for (const word of words) {
      this.words.add(word.fold);
      if (word.tone !== 0 || word.shape !== word.fold) this.marked.add(markedKey(word.shape, word.tone));
      node.next ??= new Map();
      let following = node.next.get(word.fold);
      if (following === undefined) {
        following = { next: undefined, entries: undefined };
        node.next.set(word.fold, following);
      }
      node = following;
    }
    node.entries ??= [];
    node.entries.push({ phrase, words, payload, loose: this.#looseUnmarked && isUnmarked(words) });
  }

  /** Whether some phrase begins with this word. */
  begins(token: Token | undefined): boolean {
    return token !== undefined && this.root.next?.has(token.fold) === true;
  }

  /** The longest phrase that begins at `index`; one with contrary diacritics only if no other of any length fits. */
  longest(tokens: readonly Token[], index: number): Match<T> | undefined {
    let node: Node<T> | undefined = this.root;
    let best: Match<T> | undefined;
    let at = index;
    while (node?.next !== undefined && at < tokens.length) {
      const token: Token | undefined = tokens[at];
      if (token === undefined) break;
      node = node.next.get(token.fold);
      at += 1;
      if (node?.entries === undefined) continue;
      const fitting = fittingEntries(node.entries, tokens, index, 0);
      if (fitting !== undefined) {
        best = { end: at, entries: fitting, contrary: false };
      } else if (at > index + 1 && (best === undefined || best.contrary)) {
        const near = fittingEntries(node.entries, tokens, index, 1);
        if (near !== undefined) best = { end: at, entries: near, contrary: true };
      }
    }
    return best;
  }
}

/** A single word without diacritics may be right as it is ("ca"), so only abbreviations and several words count. */
function isUnmarked(words: readonly Word[]): boolean {
  const unmarked = words.every((word) => word.shape === word.fold && word.tone === 0);
  return unmarked && (words.length > 1 || !/[aeiouy]/.test(words[0]?.fold ?? ''));
}

/** Those of the entries that the tokens fit; the very list where all do, which is the common case. */
function fittingEntries<T>(
  entries: readonly Entry<T>[],
  tokens: readonly Token[],
  index: number,
  slips: number,
): readonly Entry<T>[] | undefined {
  const [only] = entries;
  if (entries.length === 1 && only !== undefined)
    return fits(only, tokens, index, slips) ? entries : undefined;
  const fitting = entries.filter((entry) => fits(entry, tokens, index, slips));
  if (fitting.length < 2) return fitting.length > 0 ? fitting : undefined;
  // "công" is no careless "cộng": who types marks means the word that has just these.
  const exact = fitting.filter((entry) => isExact(entry, tokens, index));
  return exact.length > 0 && isTypedWithMarks(exact[0], tokens, index) ? exact : fitting;
}

/** Whether a phrase is typed with just its own diacritics. */
export function isExact<T>(entry: Entry<T>, tokens: readonly Token[], index: number): boolean {
  return entry.words.every((word, offset) => {
    const token = tokens[index + offset];
    return token !== undefined && token.shape === word.shape && token.tone === word.tone;
  });
}

function isTypedWithMarks<T>(entry: Entry<T> | undefined, tokens: readonly Token[], index: number): boolean {
  return tokens
    .slice(index, index + (entry?.words.length ?? 0))
    .some((token) => token.tone !== 0 || token.shape !== token.fold);
}

/** Whether the diacritics typed agree with the phrase, but for `slips` words. Phrases without any agree with all. */
function fits<T>(entry: Entry<T>, tokens: readonly Token[], index: number, slips: number): boolean {
  let contrary = 0;
  for (let offset = 0; offset < entry.words.length; offset += 1) {
    const word = entry.words[offset];
    const token = tokens[index + offset];
    if (word === undefined || token === undefined) return false;
    if (word.glued && !token.glued) return false;
    if (!entry.loose && matchMarks(token, word.shape, word.tone) === 'contrary') contrary += 1;
  }
  return contrary <= slips && (slips === 0 || contrary > 0);
}
